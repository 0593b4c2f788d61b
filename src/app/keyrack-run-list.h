/* keyrack-run-list.h: which tests of a run are shown, in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-journal.h"
#include "keyrack-run-columns.h"
#include "keyrack-test-run.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_RUN_FILTER_ALL,
  KEYRACK_RUN_FILTER_FAILED,
  KEYRACK_RUN_FILTER_WORKING,
  KEYRACK_RUN_FILTER_LEFT_OUT,
  KEYRACK_N_RUN_FILTERS
} KeyrackRunFilter;

#define KEYRACK_TYPE_RUN_LIST (keyrack_run_list_get_type ())

/* A GListModel of KeyrackTestItem. It is put in order when it is asked to, never by
 * itself: nothing jumps under the pointer while tests end. */
G_DECLARE_FINAL_TYPE (KeyrackRunList, keyrack_run_list, KEYRACK, RUN_LIST, GObject)

KeyrackRunList *keyrack_run_list_new         (KeyrackJournal   *journal);
void            keyrack_run_list_set_run     (KeyrackRunList   *self,
                                              KeyrackTestRun   *run);
void            keyrack_run_list_note_failed (KeyrackRunList   *self);
void            keyrack_run_list_set_filter  (KeyrackRunList   *self,
                                              KeyrackRunFilter  filter);
void            keyrack_run_list_sort        (KeyrackRunList   *self,
                                              KeyrackRunColumn  column,
                                              gboolean          descending);
void            keyrack_run_list_refilter    (KeyrackRunList   *self);

G_END_DECLS
