/* keyrack-replace-dialog.c: a new client ID and secret for one connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-replace-dialog-private.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs-replace.h"
#include "keyrack-fold-box.h"

/* 0: until the person lets it go. */
static const guint keep_days[] = { 1, 7, 14, 30, 90, 0 };

G_DEFINE_FINAL_TYPE (KeyrackReplaceDialog, keyrack_replace_dialog, ADW_TYPE_WINDOW)

guint
keyrack_replace_dialog_get_keep_days (KeyrackReplaceDialog *self)
{
  return keep_days[MIN (adw_combo_row_get_selected (self->keep_row), G_N_ELEMENTS (keep_days) - 1)];
}

static void
edited_cb (KeyrackReplaceDialog *self)
{
  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  self->entered_at = g_get_real_time () / G_USEC_PER_SEC;
  g_clear_error (&self->problem);
  if (self->testing)
    g_cancellable_cancel (self->cancellable);
  keyrack_replace_dialog_show_state (self);
}

static void
act_cb (KeyrackReplaceDialog *self)
{
  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  keyrack_replace_dialog_act (self);
}

/* Enter tests; to replace takes the button. */
static void
activate_cb (KeyrackReplaceDialog *self)
{
  KeyrackReplaceStep step = keyrack_replace_dialog_get_step (self);

  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  if (step == STEP_ENTER || step == STEP_REPEAT)
    keyrack_replace_dialog_act (self);
}

static void
retry_cb (KeyrackReplaceDialog *self)
{
  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  keyrack_replace_dialog_retry (self);
}

/* The actions of the application are known to its own windows only. */
static void
guide_cb (KeyrackReplaceDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "app.guide", NULL);
}

static void
keep_selected_cb (KeyrackReplaceDialog *self)
{
  g_assert (KEYRACK_IS_REPLACE_DIALOG (self));

  if (self->settings != NULL)
    g_settings_set_uint (self->settings, "keep-previous-days", keyrack_replace_dialog_get_keep_days (self));
}

static gboolean
destroy_cb (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

/* Only when the question is gone: it would look for its parent (GTK 4.8). */
static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(KeyrackReplaceDialog) self = user_data;

  if (keyrack_dialogs_ask_forget_pairs_finish (result, NULL))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy_cb, g_object_ref (self), g_object_unref);
}

/* Nexthink shows a secret only once, so that nothing of it is lost by a key. */
static gboolean
keyrack_replace_dialog_close_request (GtkWindow *window)
{
  KeyrackReplaceDialog *self = KEYRACK_REPLACE_DIALOG (window);

  if (self->storing)
    return GDK_EVENT_STOP;

  if (keyrack_replace_dialog_has_unsaved (self))
    {
      keyrack_dialogs_ask_forget_pairs_async (GTK_WIDGET (self), 1, NULL, discarded_cb, g_object_ref (self));
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (keyrack_replace_dialog_parent_class)->close_request (window);
}

static void
keyrack_replace_dialog_dispose (GObject *object)
{
  KeyrackReplaceDialog *self = KEYRACK_REPLACE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_REPLACE_DIALOG);
  g_clear_object (&self->rotation);
  g_clear_object (&self->store);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (keyrack_replace_dialog_parent_class)->dispose (object);
}

static void
keyrack_replace_dialog_finalize (GObject *object)
{
  g_free (KEYRACK_REPLACE_DIALOG (object)->old_client_id);

  G_OBJECT_CLASS (keyrack_replace_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-replace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, action_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, advice_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, anyway_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, choices_list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, form);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, guide_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, icons);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, new_card);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, old_card);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, paste_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, problem_list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, restore_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, result_box);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, retry_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackReplaceDialog, title);
  gtk_widget_class_bind_template_callback (widget_class, act_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, guide_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_pair_form_paste);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
keyrack_replace_dialog_class_init (KeyrackReplaceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_replace_dialog_dispose;
  object_class->finalize = keyrack_replace_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = keyrack_replace_dialog_close_request;

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_PAIR_CARD);
  g_type_ensure (KEYRACK_TYPE_PAIR_FORM);
  keyrack_replace_dialog_install_actions (widget_class);
  bind_template (widget_class);
}

static char *
dup_span (guint days)
{
  if (days == 0)
    return g_strdup (_("Until let go"));

  /* Translators: for how long the old client ID and secret are kept */
  return g_strdup_printf (ngettext ("%u day", "%u days", days), days);
}

static void
fill_keep_row (KeyrackReplaceDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);
  guint wanted = g_settings_get_uint (settings, "keep-previous-days");
  guint selected = 1;

  for (guint i = 0; i < G_N_ELEMENTS (keep_days); i++)
    {
      gtk_string_list_take (names, dup_span (keep_days[i]));
      if (keep_days[i] == wanted)
        selected = i;
    }

  adw_combo_row_set_model (self->keep_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->keep_row, selected);

  /* Only from here on is it the person who chooses. */
  self->settings = g_steal_pointer (&settings);
}

static void
keyrack_replace_dialog_init (KeyrackReplaceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * keyrack_replace_dialog_new:
 * @client: who tests
 * @store: where the connection is kept
 * @journal: (nullable): where the result is noted
 * @profile: the connection
 *
 * Returns: a dialog in which nothing was entered yet
 */
GtkWidget *
keyrack_replace_dialog_new (KeyrackHttpClient   *client,
                            KeyrackProfileStore *store,
                            KeyrackJournal      *journal,
                            KeyrackProfile      *profile)
{
  KeyrackReplaceDialog *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  self = g_object_new (KEYRACK_TYPE_REPLACE_DIALOG, NULL);
  self->store = g_object_ref (store);
  self->rotation = keyrack_rotation_new (client, store, profile);
  keyrack_rotation_set_journal (self->rotation, journal);
  self->old_client_id = g_strdup (keyrack_profile_get_client_id (profile));
  self->old_saved_at = keyrack_profile_get_secret_saved_at (profile);

  adw_window_title_set_subtitle (self->title, keyrack_profile_get_name (profile));
  keyrack_pair_form_set_profile (self->form, profile, G_LIST_MODEL (store));
  g_signal_connect_object (self->rotation, "notify", G_CALLBACK (keyrack_replace_dialog_show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  fill_keep_row (self);
  keyrack_replace_dialog_show_state (self);

  return GTK_WIDGET (self);
}
