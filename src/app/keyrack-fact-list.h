/* keyrack-fact-list.h: the details of a test result, title beside value
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_FACT_LIST (keyrack_fact_list_get_type ())

/* Property: result (KeyrackTestResult, nullable). */
G_DECLARE_FINAL_TYPE (KeyrackFactList, keyrack_fact_list, KEYRACK, FACT_LIST, GtkWidget)

G_END_DECLS
