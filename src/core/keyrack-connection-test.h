/* keyrack-connection-test.h: testing one connection, from resolve to token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-access-token.h"
#include "keyrack-http-client.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_CONNECTION_TEST_LONGEST_WAIT 60 /* seconds for a server that is busy */

#define KEYRACK_TYPE_CONNECTION_TEST (keyrack_connection_test_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackConnectionTest, keyrack_connection_test, KEYRACK, CONNECTION_TEST, GObject)

/* Runs once. Read-only properties for the window, notified in the caller's main context:
 *   running; phase (int, KeyrackPhase); host; next-try-in (uint seconds, 0 unless it waits
 *   to try again); elapsed-ms is for the caller's clock.
 *
 * A fault is a result, not an error: run_finish() fails only by programming mistakes, and a
 * cancelled test gives a result with outcome "cancelled" within 50 ms. */
KeyrackConnectionTest *keyrack_connection_test_new        (KeyrackHttpClient      *client,
                                                           KeyrackSecretStore     *secrets,
                                                           KeyrackProfile         *profile,
                                                           KeyrackSecret          *secret);
void                   keyrack_connection_test_set_began_at (KeyrackConnectionTest *self,
                                                           gint64                  began_at);
void                   keyrack_connection_test_set_patient (KeyrackConnectionTest *self,
                                                           gboolean                patient,
                                                           guint                   n_tries);
void                   keyrack_connection_test_set_checks_permissions (KeyrackConnectionTest *self,
                                                           gboolean                checks);
gboolean               keyrack_connection_test_get_running (KeyrackConnectionTest *self);
KeyrackPhase           keyrack_connection_test_get_phase  (KeyrackConnectionTest  *self);
const KeyrackPhases   *keyrack_connection_test_get_phases (KeyrackConnectionTest  *self);
guint                  keyrack_connection_test_get_next_try_in (KeyrackConnectionTest *self);
void                   keyrack_connection_test_run_async  (KeyrackConnectionTest  *self,
                                                           GCancellable           *cancellable,
                                                           GAsyncReadyCallback     callback,
                                                           gpointer                user_data);
KeyrackTestResult     *keyrack_connection_test_run_finish (KeyrackConnectionTest  *self,
                                                           GAsyncResult           *result,
                                                           GError                **error);
KeyrackAccessToken    *keyrack_connection_test_steal_token (KeyrackConnectionTest *self);

G_END_DECLS
