/* keyrack-run-detail.h: what is known of one test in a run, and what can be done about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-journal.h"
#include "keyrack-test-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_RUN_DETAIL (keyrack_run_detail_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackRunDetail, keyrack_run_detail, KEYRACK, RUN_DETAIL, AdwBin)

GtkWidget *keyrack_run_detail_new      (void);
void       keyrack_run_detail_set_item (KeyrackRunDetail *self,
                                        KeyrackTestItem  *item,
                                        KeyrackJournal   *journal);

G_END_DECLS
