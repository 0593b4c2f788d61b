/* keyrack-calendar-export.c: asks for a file and writes the days of rotation to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-calendar-export.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-export.h"
#include "keyrack-undo-toast.h"

typedef struct
{
  GtkWidget           *parent;
  KeyrackProfileStore *store;
  AdwToastOverlay     *toasts;
  GFile               *file;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->parent);
  g_object_unref (question->store);
  g_object_unref (question->toasts);
  g_clear_object (&question->file);
  g_free (question);
}

/* Takes the question; a window that went meanwhile is told nothing. */
static void
fail (Question     *question,
      const GError *error)
{
  if (gtk_widget_get_mapped (question->parent) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (question->parent, _("Nothing Was Exported"), error->message);

  question_free (question);
}

static void write_file (Question *question);

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (keyrack_secret_store_unlock_finish (KEYRACK_SECRET_STORE (source), result, &error))
    write_file (user_data);
  else
    fail (user_data, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(GError) error = NULL;

  if (keyrack_export_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    {
      g_autoptr(AdwToast) toast = adw_toast_new (_("Rotation calendar saved"));

      keyrack_undo_toast_show (toast, question->toasts);
      question_free (question);
    }
  /* Every stored secret is looked for in what leaves, so they must be readable. */
  else if (g_error_matches (error, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_LOCKED))
    keyrack_secret_store_unlock_async (keyrack_profile_store_get_secrets (question->store), NULL,
                                       unlocked_cb, question);
  else
    fail (question, error);
}

static void
write_file (Question *question)
{
  keyrack_export_calendar_async (question->store, g_file_peek_path (question->file), NULL, written_cb, question);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question *question = user_data;

  question->file = keyrack_dialogs_choose_file_finish (result, NULL);
  if (question->file != NULL && g_file_peek_path (question->file) != NULL)
    {
      write_file (question);
      return;
    }

  if (question->file != NULL)
    keyrack_dialogs_tell (question->parent, _("Nothing Was Exported"), _("Choose a file on this computer."));
  question_free (question);
}

static gboolean
has_days (GListModel *profiles)
{
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);

      if (keyrack_profile_get_rotation_due_at (profile) > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_calendar_export_ask:
 * @parent: the window that asks
 * @store: what is to be rotated
 * @toasts: where it is said that it is done
 */
void
keyrack_calendar_export_ask (GtkWidget           *parent,
                             KeyrackProfileStore *store,
                             AdwToastOverlay     *toasts)
{
  Question *question = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));

  if (!has_days (G_LIST_MODEL (store)))
    {
      keyrack_dialogs_tell (parent, _("Nothing Is to Be Rotated"),
                            _("No connection has an interval of rotation. Set one under “More” of a "
                              "connection, or for a tag in the preferences."));
      return;
    }

  question = g_new0 (Question, 1);
  question->parent = g_object_ref (parent);
  question->store = g_object_ref (store);
  question->toasts = g_object_ref (toasts);
  keyrack_dialogs_choose_target_async (parent, _("Save Rotation Calendar"), "keyrack-rotations.ics", NULL,
                                       chosen_cb, question);
}
