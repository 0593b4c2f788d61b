/* keyrack-test-run-page-private.h: what the files of the page of a run share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-test-run-page.h"

#include "keyrack-run-detail.h"
#include "keyrack-run-header.h"
#include "keyrack-run-list.h"
#include "keyrack-run-table.h"

G_BEGIN_DECLS

struct _KeyrackTestRunPage
{
  AdwBin            parent_instance;

  /* Template widgets */
  AdwWindowTitle   *title;
  GtkWidget        *cancel_button;
  GtkWidget        *save_button;
  GtkButton        *again_button;
  GtkWidget        *bottom_bar;
  GtkWidget        *bottom_save_button;
  GtkButton        *bottom_again_button;
  GtkLabel         *answer_label;
  AdwBin           *banner_bin;
  GtkLabel         *remark_label;
  GtkButton        *all_toggle;
  GtkButton        *failed_toggle;
  GtkButton        *working_toggle;
  GtkButton        *left_out_toggle;
  GtkProgressBar   *progress_bar;
  GtkWidget        *legend;
  GtkLabel         *working_label;
  GtkLabel         *refused_label;
  GtkLabel         *undecided_label;
  GtkLabel         *paused_label;
  GtkLabel         *testing_label;
  GtkLabel         *waiting_label;
  GtkWidget        *question;
  GtkLabel         *question_label;
  KeyrackRunHeader *header;
  GtkStack         *stack;
  KeyrackRunTable  *table;
  GtkLabel         *empty_label;
  KeyrackRunDetail *detail;

  /* Owned references */
  KeyrackManyTest  *many_test;
  KeyrackRunList   *list;

  GCancellable     *cancellable;

  KeyrackRunFilter  filter;
  guint             update_id;   /* while it is seen running */
};

void keyrack_test_run_page_update       (KeyrackTestRunPage *self);
void keyrack_test_run_page_update_stack (KeyrackTestRunPage *self);
void keyrack_test_run_page_install_save (GtkWidgetClass     *widget_class);

G_END_DECLS
