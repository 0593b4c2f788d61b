/* keyrack-test-run-page-save.c: the results of a run written to a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-test-run-page-private.h"

#include "keyrack-report-target.h"
#include "keyrack-run-report.h"

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
  g_autofree char *text = NULL;
  KeyrackRunReportForm form = KEYRACK_RUN_REPORT_HTML;

  for (int i = 0; i < KEYRACK_N_RUN_REPORTS; i++)
    {
      if (g_str_equal (forms[i], g_variant_get_string (parameter, NULL)))
        form = i;
    }

  name = keyrack_run_report_dup_file_name (form, g_get_real_time () / G_USEC_PER_SEC);
  text = keyrack_run_report_dup_text (keyrack_many_test_get_run (self->many_test), form,
                                      keyrack_many_test_get_summary (self->many_test));
  keyrack_report_target_ask (widget, name, text, keyrack_many_test_get_secrets (self->many_test), self->cancellable);
}

void
keyrack_test_run_page_install_save (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "run.save", "s", save_action);
}
