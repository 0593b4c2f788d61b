/* keyrack-test-run-page.h: the page of a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-many-test.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_TEST_RUN_PAGE (keyrack_test_run_page_get_type ())

/* Property, construct-only: many-test (KeyrackManyTest).
 * Property: filter (string): what is shown: all, failed, working or left-out. */
G_DECLARE_FINAL_TYPE (KeyrackTestRunPage, keyrack_test_run_page, KEYRACK, TEST_RUN_PAGE, AdwBin)

GtkWidget *keyrack_test_run_page_new (KeyrackManyTest *many_test,
                                      GtkWidget       *banner);

G_END_DECLS
