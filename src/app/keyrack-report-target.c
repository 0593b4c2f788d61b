/* keyrack-report-target.c: asks where a report is to go, and writes it there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-report-target.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-report-save.h"

typedef struct
{
  GtkWidget          *parent;
  char               *text;
  KeyrackSecretStore *secrets;
  GCancellable       *cancellable;
} Target;

static void
target_free (Target *target)
{
  g_object_unref (target->parent);
  g_free (target->text);
  g_object_unref (target->secrets);
  g_clear_object (&target->cancellable);
  g_free (target);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Target, target_free)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Target) target = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_report_save_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (target->parent, _("The Report Was Not Saved"), error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Target) target = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);

  if (file == NULL || g_cancellable_is_cancelled (target->cancellable))
    return;

  if (g_file_peek_path (file) == NULL)
    {
      keyrack_dialogs_tell (target->parent, _("The Report Was Not Saved"), _("Choose a file on this computer."));
      return;
    }

  keyrack_report_save_async (target->secrets, target->text, g_file_peek_path (file), target->cancellable,
                             saved_cb, target);
  g_steal_pointer (&target);
}

/**
 * keyrack_report_target_ask:
 * @parent: what the questions stand before
 * @name: proposed for the file
 * @text: the report
 * @secrets: where the secrets are that must not stand in it
 * @cancellable: (nullable): ends with @parent
 *
 * Says itself what goes wrong.
 */
void
keyrack_report_target_ask (GtkWidget          *parent,
                           const char         *name,
                           const char         *text,
                           KeyrackSecretStore *secrets,
                           GCancellable       *cancellable)
{
  Target *target = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (KEYRACK_IS_SECRET_STORE (secrets));

  target = g_new0 (Target, 1);
  target->parent = g_object_ref (parent);
  target->text = g_strdup (text);
  target->secrets = g_object_ref (secrets);
  target->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;

  keyrack_dialogs_choose_target_async (parent, _("Save Report"), name, cancellable, chosen_cb, target);
}
