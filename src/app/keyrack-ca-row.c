/* keyrack-ca-row.c: the certificate authority that is trusted besides the system's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-ca-row.h"

#include <glib/gi18n.h>

#include "keyrack-ca-file.h"
#include "keyrack-certificate.h"
#include "keyrack-details-text.h"
#include "keyrack-dialogs.h"
#include "keyrack-profile-store.h"

struct _KeyrackCaRow
{
  AdwActionRow  parent_instance;

  /* Template widgets */
  GtkWidget    *choose_button;
  GtkWidget    *remove_button;
  GtkWidget    *warning_icon;

  /* Owned references */
  GSettings    *settings;
  GCancellable *cancellable;
  GCancellable *reading;    /* (nullable) the file that is shown */

  char         *name;       /* (nullable) of the file that is being copied */
};

G_DEFINE_FINAL_TYPE (KeyrackCaRow, keyrack_ca_row, ADW_TYPE_ACTION_ROW)

/* Names of files and of authorities are never markup. */
static void
say (KeyrackCaRow *self,
     const char   *sentence,
     gboolean      warning)
{
  g_autofree char *path = g_settings_get_string (self->settings, "ca-file");
  g_autofree char *name = g_settings_get_string (self->settings, "ca-name");
  /* Whoever set the key by hand gave no name. */
  const char *shown = *name != '\0' ? name : path;
  g_autofree char *subtitle =
    sentence != NULL ? g_markup_printf_escaped ("%s\n%s", shown, sentence) : g_markup_escape_text (shown, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->warning_icon, warning);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  gint64 end_a = (*(KeyrackCertificate * const *) a)->not_after;
  gint64 end_b = (*(KeyrackCertificate * const *) b)->not_after;

  return (end_a > end_b) - (end_a < end_b);
}

/* Of several the one that ends first. */
static void
say_end (KeyrackCaRow *self,
         GPtrArray    *certificates)
{
  const KeyrackCertificate *first = NULL;
  g_autofree char *date = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *all = NULL;
  gboolean expired = FALSE;

  g_ptr_array_sort (certificates, compare_ends);
  first = g_ptr_array_index (certificates, 0);
  expired = first->not_after < g_get_real_time () / G_USEC_PER_SEC;
  date = keyrack_details_text_dup_date (first->not_after);

  /* Translators: a certificate authority, a date */
  sentence = expired ? g_strdup_printf (_("“%s”, expired on %s"), first->subject, date)
                     /* Translators: a certificate authority, a date */
                     : g_strdup_printf (_("“%s”, valid until %s"), first->subject, date);

  if (certificates->len > 1)
    /* Translators: %s is one of several certificates, %u how many there are besides it */
    all = g_strdup_printf (ngettext ("%s, and %u more", "%s, and %u more", certificates->len - 1),
                           sentence, certificates->len - 1);

  say (self, all != NULL ? all : sentence, expired);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(KeyrackCaRow) self = user_data;
  g_autoptr(GPtrArray) certificates = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done = g_file_load_contents_finish (G_FILE (source), result, &text, NULL, NULL, &error);

  if (self->settings == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (done)
    certificates = keyrack_certificates_read (text);

  if (!done)
    say (self, _("The file can’t be read, so every test fails; choose another or remove it"), TRUE);
  else if (certificates->len == 0)
    say (self, _("No certificate in it can be read"), TRUE);
  else
    say_end (self, certificates);
}

static void
show_file (KeyrackCaRow *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "ca-file");
  gboolean chosen = *path != '\0';

  gtk_widget_set_visible (self->remove_button, chosen);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);

  if (chosen)
    {
      g_autoptr(GFile) file = g_file_new_for_path (path);

      say (self, NULL, FALSE);
      self->reading = g_cancellable_new ();
      g_file_load_contents_async (file, self->reading, read_cb, g_object_ref (self));
    }
  else
    {
      gtk_widget_set_visible (self->warning_icon, FALSE);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _("None besides the system’s; some companies need theirs"));
    }
}

static void
set_file (KeyrackCaRow *self,
          const char   *path,
          const char   *name)
{
  g_autofree char *former = g_settings_get_string (self->settings, "ca-file");
  g_autofree char *folder = keyrack_profile_store_dup_default_folder ();

  g_settings_set_string (self->settings, "ca-file", path);
  g_settings_set_string (self->settings, "ca-name", name);
  show_file (self);

  if (*former != '\0' && !g_str_equal (former, path))
    keyrack_ca_file_forget (former, folder);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(KeyrackCaRow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = keyrack_ca_file_adopt_finish (result, &error);

  if (self->settings == NULL)
    return;

  if (path != NULL)
    set_file (self, path, self->name);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (self), _("Not a Certificate Authority"), error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackCaRow) self = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);

  if (file != NULL && self->settings != NULL)
    keyrack_ca_row_adopt (self, file);
}

static void
choose_cb (KeyrackCaRow *self)
{
  static const char * const patterns[] = { "*.pem", "*.crt", "*.cer", NULL };

  g_assert (KEYRACK_IS_CA_ROW (self));

  keyrack_dialogs_choose_file_async (GTK_WIDGET (self), _("Choose a Certificate Authority"),
                                     _("Certificates (PEM)"), patterns,
                                     self->cancellable, chosen_cb, g_object_ref (self));
}

static void
remove_cb (KeyrackCaRow *self)
{
  g_assert (KEYRACK_IS_CA_ROW (self));

  set_file (self, "", "");
  gtk_widget_grab_focus (self->choose_button);
}

static void
keyrack_ca_row_dispose (GObject *object)
{
  KeyrackCaRow *self = KEYRACK_CA_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_CA_ROW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (keyrack_ca_row_parent_class)->dispose (object);
}

static void
keyrack_ca_row_finalize (GObject *object)
{
  KeyrackCaRow *self = KEYRACK_CA_ROW (object);

  g_object_unref (self->cancellable);
  g_free (self->name);

  G_OBJECT_CLASS (keyrack_ca_row_parent_class)->finalize (object);
}

static void
keyrack_ca_row_class_init (KeyrackCaRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_ca_row_dispose;
  object_class->finalize = keyrack_ca_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-ca-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackCaRow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackCaRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackCaRow, warning_icon);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
keyrack_ca_row_init (KeyrackCaRow *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (KEYRACK_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));
  show_file (self);
}

/**
 * keyrack_ca_row_adopt:
 * @self: the row
 * @file: a file of certificates
 *
 * Copies @file and trusts it from now on, or says why not.
 */
void
keyrack_ca_row_adopt (KeyrackCaRow *self,
                      GFile        *file)
{
  g_autofree char *folder = keyrack_profile_store_dup_default_folder ();
  g_autofree char *basename = NULL;
  const char *path = NULL;

  g_return_if_fail (KEYRACK_IS_CA_ROW (self));
  g_return_if_fail (G_IS_FILE (file));

  path = g_file_peek_path (file);
  if (path == NULL)
    {
      keyrack_dialogs_tell (GTK_WIDGET (self), _("Not a Certificate Authority"),
                            _("The file has to be on this computer."));
      return;
    }

  basename = g_file_get_basename (file);
  g_free (self->name);
  self->name = g_filename_display_name (basename);
  keyrack_ca_file_adopt_async (path, folder, self->cancellable, adopted_cb, g_object_ref (self));
}
