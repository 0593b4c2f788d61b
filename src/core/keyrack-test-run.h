/* keyrack-test-run.h: testing many connections, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TEST_RUN_DEFAULT_JOBS 32
#define KEYRACK_TEST_RUN_MAX_JOBS     50

#define KEYRACK_TYPE_TEST_RUN (keyrack_test_run_get_type ())

/* Runs once. Signal tested (KeyrackProfile, KeyrackTestResult): one for each profile, in
 * the order in which they finish; the cancelled ones included. After the same failure of
 * the network three times in a row the rest is not asked: it is cancelled. */
G_DECLARE_FINAL_TYPE (KeyrackTestRun, keyrack_test_run, KEYRACK, TEST_RUN, GObject)

KeyrackTestRun *keyrack_test_run_new          (KeyrackHttpClient    *client,
                                               KeyrackSecretStore   *secrets,
                                               GPtrArray            *profiles,
                                               guint                 jobs);
guint           keyrack_test_run_get_most_in_flight (KeyrackTestRun *self);
gboolean        keyrack_test_run_get_gave_up  (KeyrackTestRun       *self);
void            keyrack_test_run_start_async  (KeyrackTestRun       *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        keyrack_test_run_start_finish (KeyrackTestRun       *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
