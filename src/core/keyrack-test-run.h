/* keyrack-test-run.h: testing many connections, a few at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-item.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TEST_RUN_DEFAULT_JOBS 32
#define KEYRACK_TEST_RUN_MAX_JOBS     50

#define KEYRACK_TYPE_TEST_RUN (keyrack_test_run_get_type ())

/* How many of the items are in which state; done ones by what their result means. */
typedef struct
{
  guint n_waiting;
  guint n_testing;
  guint n_paused;
  guint n_working;
  guint n_refused;
  guint n_undecided;
  guint n_not_tested;
} KeyrackTestCounts;

/* A GListModel of KeyrackTestItem, which keeps its order. Signals:
 *   tested (KeyrackProfile, KeyrackTestResult): one for each profile, in the order in which
 *     they finish; the cancelled ones included;
 *   changed: counts, running or failure.
 * After the same failure of the network three times in a row the rest is not asked: it is
 * cancelled, or the run asks whether it is to go on, see keyrack_test_run_set_asks(). */
G_DECLARE_FINAL_TYPE (KeyrackTestRun, keyrack_test_run, KEYRACK, TEST_RUN, GObject)

KeyrackTestRun          *keyrack_test_run_new          (KeyrackHttpClient    *client,
                                                        KeyrackSecretStore   *secrets,
                                                        GPtrArray            *profiles,
                                                        guint                 jobs);
void                     keyrack_test_run_set_asks     (KeyrackTestRun       *self,
                                                        gboolean              asks);
void                     keyrack_test_run_set_secrets  (KeyrackTestRun       *self,
                                                        GHashTable           *given);
void                     keyrack_test_run_set_checks_permissions (KeyrackTestRun *self,
                                                        gboolean              checks);
gboolean                 keyrack_test_run_get_checks_permissions (KeyrackTestRun *self);
const KeyrackTestCounts *keyrack_test_run_get_counts   (KeyrackTestRun       *self);
guint                    keyrack_test_run_get_n_tested (KeyrackTestRun       *self);
gint64                   keyrack_test_run_get_elapsed  (KeyrackTestRun       *self);
gint64                   keyrack_test_run_get_ended_at (KeyrackTestRun       *self);
gboolean                 keyrack_test_run_get_running  (KeyrackTestRun       *self);
KeyrackTestResult       *keyrack_test_run_get_failure  (KeyrackTestRun       *self);
void                     keyrack_test_run_go_on        (KeyrackTestRun       *self);
guint                    keyrack_test_run_get_most_in_flight (KeyrackTestRun *self);
gboolean                 keyrack_test_run_get_gave_up  (KeyrackTestRun       *self);
guint                    keyrack_test_run_renew_failed (KeyrackTestRun       *self);
guint                    keyrack_test_run_renew_rest   (KeyrackTestRun       *self);
void                     keyrack_test_run_start_async  (KeyrackTestRun       *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean                 keyrack_test_run_start_finish (KeyrackTestRun       *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

G_END_DECLS
