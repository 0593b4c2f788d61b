/* keyrack-test-run-page-save.c: the results of a run written to a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-dialogs.h"
#include "keyrack-run-report.h"

/* One question for a place, and the report that goes there. */
typedef struct
{
  KeyrackTestRunPage   *page;
  KeyrackTestRun       *run;
  KeyrackRunReportForm  form;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->page);
  g_object_unref (save->run);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_run_report_save_finish (KEYRACK_TEST_RUN (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (save->page), _("The Report Was Not Saved"), error->message);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Save) save = user_data;
  g_autoptr(GFile) file = keyrack_dialogs_choose_file_finish (result, NULL);
  KeyrackTestRunPage *self = save->page;
  Save *call = NULL;

  if (file == NULL || self->many_test == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    {
      keyrack_dialogs_tell (GTK_WIDGET (self), _("The Report Was Not Saved"), _("Choose a file on this computer."));
      return;
    }

  call = g_steal_pointer (&save);
  keyrack_run_report_save_async (call->run,
                                 keyrack_many_test_get_secrets (self->many_test),
                                 call->form,
                                 keyrack_many_test_get_summary (self->many_test),
                                 g_file_peek_path (file),
                                 self->cancellable,
                                 saved_cb,
                                 call);
}

/* Parameter: html, csv or json. */
static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  static const char * const forms[KEYRACK_N_RUN_REPORTS] = {
    [KEYRACK_RUN_REPORT_HTML] = "html",
    [KEYRACK_RUN_REPORT_CSV] = "csv",
    [KEYRACK_RUN_REPORT_JSON] = "json",
  };
  KeyrackTestRunPage *self = KEYRACK_TEST_RUN_PAGE (widget);
  g_autofree char *name = NULL;
  Save *save = g_new0 (Save, 1);

  save->page = g_object_ref (self);
  save->run = g_object_ref (keyrack_many_test_get_run (self->many_test));
  for (int i = 0; i < KEYRACK_N_RUN_REPORTS; i++)
    {
      if (g_str_equal (forms[i], g_variant_get_string (parameter, NULL)))
        save->form = i;
    }

  name = keyrack_run_report_dup_file_name (save->form, g_get_real_time () / G_USEC_PER_SEC);
  keyrack_dialogs_choose_target_async (widget, _("Save Report"), name, self->cancellable, chosen_cb, save);
}

void
keyrack_test_run_page_install_save (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "run.save", "s", save_action);
}
