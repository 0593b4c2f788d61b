/* keyrack-report-save.c: what others get to read, written to a file without a secret in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-report-save.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-export.h"
#include "keyrack-leak-guard.h"
#include "keyrack-private-file.h"

typedef struct
{
  char       *text;
  char       *path;
  GHashTable *secrets;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->text);
  g_free (save->path);
  g_clear_pointer (&save->secrets, g_hash_table_unref);
  g_free (save);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Save *save = task_data;
  GError *error = NULL;

  if (keyrack_leak_guard_check_text (save->text, save->secrets) != KEYRACK_LEAK_NONE)
    g_task_return_new_error (task, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK, "%s",
                             _("A stored secret stands in the report, perhaps in the name of a connection. Nothing was written."));
  else if (keyrack_private_write (save->path, save->text, strlen (save->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
secrets_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;

  save->secrets = keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);

  if (save->secrets != NULL)
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * keyrack_report_save_async:
 * @secrets: where the secrets are that must not stand in the report
 * @text: the report
 * @path: the file, which is replaced as a whole and can be read by its owner alone
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Looks for the stored secrets in @text before it is written: people may have typed one into
 * a name or a note.
 */
void
keyrack_report_save_async (KeyrackSecretStore  *secrets,
                           const char          *text,
                           const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = NULL;
  Save *save = NULL;

  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));
  g_return_if_fail (text != NULL);
  g_return_if_fail (path != NULL);

  save = g_new0 (Save, 1);
  save->text = g_strdup (text);
  save->path = g_strdup (path);

  task = g_task_new (secrets, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_report_save_async);
  g_task_set_task_data (task, save, save_free);
  keyrack_secret_store_lookup_all_async (secrets, cancellable, secrets_cb, task);
}

/**
 * keyrack_report_save_finish:
 * @result: what the callback was given
 * @error: a %KEYRACK_EXPORT_ERROR_LEAK, a %KEYRACK_SECRET_STORE_ERROR when the secrets can't
 *   be looked at, a %KEYRACK_PROFILE_STORE_ERROR when the file can't be written, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE if it was written
 */
gboolean
keyrack_report_save_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keyrack_report_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
