/* keyrack-test-result-view.h: the card with the test's button and its result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-test-session.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_TEST_RESULT_VIEW (keyrack_test_result_view_get_type ())

/* Properties:
 *   cause (KeyrackCause, nullable): where it is wrong, as long as the result stays;
 *   session (KeyrackTestSession, nullable);
 *   stale (boolean): the values have changed since the test;
 *   stored (boolean): there is a stored connection;
 *   suggested (boolean): testing is the next sensible step.
 *
 * The buttons activate page.test, page.cancel, page.find-cause and page.mend. */
G_DECLARE_FINAL_TYPE (KeyrackTestResultView, keyrack_test_result_view, KEYRACK, TEST_RESULT_VIEW, GtkWidget)

G_END_DECLS
