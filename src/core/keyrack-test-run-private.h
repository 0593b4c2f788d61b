/* keyrack-test-run-private.h: the inside of a run of many tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-test-run.h"

G_BEGIN_DECLS

struct _KeyrackTestRun
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;
  KeyrackSecretStore *secrets;
  GHashTable         *given;          /* (nullable): secrets of profiles that are not stored */
  KeyrackTestResult  *failure;        /* (nullable): why it asks whether to go on */
  GPtrArray          *items;          /* KeyrackTestItem, in the order of the list */
  GQueue              waiting;        /* of those, borrowed: what is not begun */
  GHashTable         *busy_hosts;     /* login hosts that are asked at this moment, or paused */
  GArray             *pauses;         /* of hosts */

  /* While it runs */
  GTask              *task;           /* (nullable) */
  GCancellable       *gave_up;        /* cancelled once there is no use in asking */
  GSource            *cancel_source;  /* (nullable) */
  GSource            *clock;          /* (nullable): while a host is paused */

  KeyrackTestCounts   counts;
  gint64              began_at;       /* of the monotonic clock */
  gint64              ended_at;       /* seconds since the epoch; 0 before the first end */
  gint64              elapsed;        /* microseconds, of the run that ended */
  KeyrackOutcome      last_failure;
  KeyrackOutcome      tolerated;      /* the person was asked about it and went on */
  guint               n_failures;     /* of that kind, in a row */
  guint               jobs;
  guint               in_flight;
  guint               most_in_flight;
  gboolean            asks;
  gboolean            checks_permissions;
};

void keyrack_test_run_set_item      (KeyrackTestRun       *self,
                                     KeyrackTestItem      *item,
                                     KeyrackTestItemState  state,
                                     KeyrackTestResult    *result);
void keyrack_test_run_set_failure   (KeyrackTestRun       *self,
                                     KeyrackTestResult    *failure);
void keyrack_test_run_emit_tested   (KeyrackTestRun       *self,
                                     KeyrackTestItem      *item,
                                     KeyrackTestResult    *result);
void keyrack_test_run_end           (KeyrackTestRun       *self);
void keyrack_test_run_begin         (KeyrackTestRun       *self);
void keyrack_test_run_start_waiting (KeyrackTestRun       *self);
void keyrack_test_run_clear_pauses  (KeyrackTestRun       *self);
void keyrack_test_run_init_pauses   (KeyrackTestRun       *self);

G_END_DECLS
