/* keyrack-many-test.h: the test of several connections as the window shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-run.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_MANY_TEST (keyrack_many_test_get_type ())

/* Properties, read-only:
 *   running (boolean);
 *   run (KeyrackTestRun, nullable): the last one, NULL before the first;
 *   heading (string): what is tested: “Test All”;
 *   summary (string): how far it is, or what it found; "" before the first one;
 *   progress (string, nullable): “34 of 60 – Test All” while it runs.
 * Signal ended: a run has ended. */
G_DECLARE_FINAL_TYPE (KeyrackManyTest, keyrack_many_test, KEYRACK, MANY_TEST, GObject)

KeyrackManyTest *keyrack_many_test_new          (KeyrackHttpClient  *client,
                                                 KeyrackSecretStore *secrets,
                                                 KeyrackJournal     *journal);
KeyrackJournal  *keyrack_many_test_get_journal  (KeyrackManyTest    *self);
KeyrackSecretStore *keyrack_many_test_get_secrets (KeyrackManyTest  *self);
KeyrackTestRun  *keyrack_many_test_get_run      (KeyrackManyTest    *self);
const char      *keyrack_many_test_get_heading  (KeyrackManyTest    *self);
gboolean         keyrack_many_test_get_running  (KeyrackManyTest    *self);
const char      *keyrack_many_test_get_summary  (KeyrackManyTest    *self);
char            *keyrack_many_test_dup_progress (KeyrackManyTest    *self);
void             keyrack_many_test_start        (KeyrackManyTest    *self,
                                                 GPtrArray          *profiles,
                                                 const char         *heading);
void             keyrack_many_test_check        (KeyrackManyTest    *self,
                                                 GPtrArray          *profiles,
                                                 const char         *heading);
void             keyrack_many_test_start_again  (KeyrackManyTest    *self);
void             keyrack_many_test_cancel       (KeyrackManyTest    *self);

G_END_DECLS
