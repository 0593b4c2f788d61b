/* keyrack-connections-many.c: what is done with several connections at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-connections-private.h"

#include <glib/gi18n.h>

#include "keyrack-tag-dialog.h"
#include "keyrack-undo-toast.h"

/* Changes a copy of a connection. */
typedef void (* Change) (KeyrackProfile *copy,
                         const char     *value);

/* One change of several connections, to be undone together. */
typedef struct
{
  KeyrackConnections *connections;
  GPtrArray          *before;       /* KeyrackProfile, copies */
  GPtrArray          *after;        /* the same ones, as they were saved */
  char               *sentence;     /* (nullable): what was done; NULL: nothing needs to be said */
} Edit;

static void
edit_free (Edit *edit)
{
  g_object_unref (edit->connections);
  g_ptr_array_unref (edit->before);
  g_ptr_array_unref (edit->after);
  g_free (edit->sentence);
  g_free (edit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edit, edit_free)

static void
edit_closure_free (gpointer  data,
                   GClosure *closure)
{
  edit_free (data);
}

static GPtrArray *
find_profiles (KeyrackConnections *self,
               GVariant           *ids)
{
  g_autofree const char **strings = g_variant_get_strv (ids, NULL);
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; strings[i] != NULL; i++)
    {
      KeyrackProfile *profile = keyrack_profile_store_find (self->store, strings[i]);

      if (profile != NULL)
        g_ptr_array_add (profiles, g_object_ref (profile));
    }

  return profiles;
}

/* The window has a place for it. */
static void
say (KeyrackConnections *self,
     AdwToast           *toast)
{
  g_autoptr(AdwToast) taken = toast;
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    keyrack_undo_toast_show (taken, ADW_TOAST_OVERLAY (overlay));
}

/* A toast takes its title for markup. */
static AdwToast *
create_toast (const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);

  return adw_toast_new (title);
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackConnections) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_save_many_finish (KEYRACK_PROFILE_STORE (object), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, create_toast (error->message));
}

/* Only what is still as it was changed then: other edits that came since stay. */
static KeyrackProfile *
dup_undone (KeyrackProfile *now,
            KeyrackProfile *before,
            KeyrackProfile *after)
{
  KeyrackProfile *undone = keyrack_profile_dup (now);

  if (g_str_equal (keyrack_profile_get_environment (now), keyrack_profile_get_environment (after)))
    keyrack_profile_set_environment (undone, keyrack_profile_get_environment (before));
  if (g_strv_equal (keyrack_profile_get_tags (now), keyrack_profile_get_tags (after)))
    keyrack_profile_set_tags (undone, keyrack_profile_get_tags (before));
  if (keyrack_profile_get_favourite (now) == keyrack_profile_get_favourite (after))
    keyrack_profile_set_favourite (undone, keyrack_profile_get_favourite (before));

  return undone;
}

static void
undo_cb (AdwToast *toast,
         Edit     *edit)
{
  KeyrackConnections *self = edit->connections;
  g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < edit->before->len; i++)
    {
      KeyrackProfile *before = edit->before->pdata[i];
      KeyrackProfile *now = keyrack_profile_store_find (self->store, keyrack_profile_get_id (before));

      if (now != NULL)
        g_ptr_array_add (candidates, dup_undone (now, before, edit->after->pdata[i]));
    }

  keyrack_profile_store_save_many_async (self->store, candidates, KEYRACK_SAVE_DEFAULT, self->cancellable,
                                         undone_cb, g_object_ref (self));
}

static void
saved_many_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Edit) edit = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackConnections *self = edit->connections;
  AdwToast *toast = NULL;

  if (!keyrack_profile_store_save_many_finish (KEYRACK_PROFILE_STORE (object), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, create_toast (error->message));
      return;
    }

  if (edit->sentence == NULL)
    return;

  toast = create_toast (edit->sentence);
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), g_steal_pointer (&edit),
                         edit_closure_free, 0);
  say (self, toast);
}

/* One write for all of them. */
static void
save (KeyrackConnections *self,
      GPtrArray          *candidates,
      const char         *sentence)
{
  Edit *edit = NULL;

  if (candidates->len == 0)
    return;

  edit = g_new0 (Edit, 1);
  edit->connections = g_object_ref (self);
  edit->sentence = g_strdup (sentence);
  edit->before = g_ptr_array_new_with_free_func (g_object_unref);
  edit->after = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < candidates->len; i++)
    {
      const char *id = keyrack_profile_get_id (candidates->pdata[i]);
      KeyrackProfile *stored = keyrack_profile_store_find (self->store, id);

      /* One that was deleted elsewhere is refused by the store. */
      if (stored == NULL)
        continue;

      g_ptr_array_add (edit->before, keyrack_profile_dup (stored));
      g_ptr_array_add (edit->after, g_object_ref (candidates->pdata[i]));
    }

  keyrack_profile_store_save_many_async (self->store, candidates, KEYRACK_SAVE_DEFAULT, self->cancellable,
                                         saved_many_cb, edit);
}

/* For the form a favourite is no other connection, for the file it is. */
static gboolean
differs (KeyrackProfile *profile,
         KeyrackProfile *other)
{
  return !keyrack_profile_equal (profile, other) ||
         keyrack_profile_get_favourite (profile) != keyrack_profile_get_favourite (other);
}

/* Those that would stay as they are are left out. */
static void
change_profiles (KeyrackConnections *self,
                 GPtrArray          *profiles,
                 Change              change,
                 const char         *value,
                 const char         *sentence)
{
  g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < profiles->len; i++)
    {
      g_autoptr(KeyrackProfile) candidate = keyrack_profile_dup (profiles->pdata[i]);

      change (candidate, value);
      if (differs (candidate, profiles->pdata[i]))
        g_ptr_array_add (candidates, g_steal_pointer (&candidate));
    }

  save (self, candidates, sentence);
}

static void
set_favourite (KeyrackProfile *copy,
               const char     *value)
{
  keyrack_profile_set_favourite (copy, *value != '\0');
}

/* A favourite that is put elsewhere goes there. */
static void
put_in_environment (KeyrackProfile *copy,
                    const char     *value)
{
  keyrack_profile_set_environment (copy, value);
  keyrack_profile_set_favourite (copy, FALSE);
}

static void
set_environment (KeyrackProfile *copy,
                 const char     *value)
{
  keyrack_profile_set_environment (copy, value);
}

/* The first tag decides about the group; the others stay, unless it is to have none. */
static void
put_under_tag (KeyrackProfile *copy,
               const char     *value)
{
  const char * const *before = keyrack_profile_get_tags (copy);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tags = NULL;

  if (*value != '\0')
    {
      g_strv_builder_add (builder, value);
      for (guint i = 0; before[i] != NULL; i++)
        {
          if (!g_str_equal (before[i], value))
            g_strv_builder_add (builder, before[i]);
        }
    }

  tags = g_strv_builder_end (builder);
  keyrack_profile_set_tags (copy, (const char * const *) tags);
  keyrack_profile_set_favourite (copy, FALSE);
}

static char *
dup_put_sentence (GPtrArray  *profiles,
                  const char *title)
{
  if (profiles->len == 1)
    /* Translators: a connection was put into a group: “Acme” is now in “Production” */
    return g_strdup_printf (_("“%s” is now in “%s”"), keyrack_profile_get_name (profiles->pdata[0]), title);

  /* Translators: how many connections were put into which group */
  return g_strdup_printf (ngettext ("%u connection is now in “%s”",
                                    "%u connections are now in “%s”",
                                    profiles->len),
                          profiles->len, title);
}

static void
favourite_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (widget);
  g_autoptr(GVariant) ids = g_variant_get_child_value (parameter, 0);
  g_autoptr(GVariant) favourite = g_variant_get_child_value (parameter, 1);
  g_autoptr(GPtrArray) profiles = find_profiles (self, ids);

  change_profiles (self, profiles, set_favourite, g_variant_get_boolean (favourite) ? "yes" : "", NULL);
}

/* Parameters: which ones; what kind of group; which of them; its title. */
static void
put_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  static const struct
  {
    const char *kind;
    Change      change;
  } kinds[] = {
    { "favourites", set_favourite },
    { "environment", put_in_environment },
    { "tag", put_under_tag },
    { "set-environment", set_environment },
  };
  KeyrackConnections *self = KEYRACK_CONNECTIONS (widget);
  g_autoptr(GVariant) ids = NULL;
  g_autoptr(GPtrArray) profiles = NULL;
  g_autofree char *sentence = NULL;
  const char *kind = NULL;
  const char *value = NULL;
  const char *title = NULL;

  g_variant_get (parameter, "(@as&s&s&s)", &ids, &kind, &value, &title);
  profiles = find_profiles (self, ids);
  sentence = dup_put_sentence (profiles, title);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kind, kinds[i].kind))
        change_profiles (self, profiles, kinds[i].change, value, sentence);
    }
}

static void
tags_chosen_cb (KeyrackConnections *self,
                GPtrArray          *candidates)
{
  g_autofree char *sentence = NULL;

  g_assert (KEYRACK_IS_CONNECTIONS (self));

  /* Translators: how many connections have other tags now */
  sentence = g_strdup_printf (ngettext ("Tags of %u connection changed", "Tags of %u connections changed",
                                        candidates->len),
                              candidates->len);
  save (self, candidates, sentence);
}

static void
tag_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  KeyrackConnections *self = KEYRACK_CONNECTIONS (widget);
  g_autoptr(GPtrArray) profiles = find_profiles (self, parameter);
  GtkWidget *dialog = NULL;

  if (profiles->len == 0)
    return;

  dialog = keyrack_tag_dialog_new (G_LIST_MODEL (self->store), profiles);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (tags_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What the list asks for, with the ids of the connections. */
void
keyrack_connections_install_many (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "many.tag", "as", tag_action);
  gtk_widget_class_install_action (widget_class, "many.favourite", "(asb)", favourite_action);
  gtk_widget_class_install_action (widget_class, "many.put", "(assss)", put_action);
}
