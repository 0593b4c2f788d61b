/* keyrack-fact-list.h: titles beside values, as of a test result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_FACT_LIST (keyrack_fact_list_get_type ())

/* Property: result (KeyrackTestResult, nullable), whose details are shown. */
G_DECLARE_FINAL_TYPE (KeyrackFactList, keyrack_fact_list, KEYRACK, FACT_LIST, GtkWidget)

void keyrack_fact_list_set_facts (KeyrackFactList *self,
                                  GPtrArray       *facts);

G_END_DECLS
