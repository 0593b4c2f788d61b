/* keyrack-connection-test-private.h: the inside of a connection test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-connection-test-rules.h"
#include "keyrack-connection-test.h"

G_BEGIN_DECLS

struct _KeyrackConnectionTest
{
  GObject             parent_instance;

  /* Owned references */
  KeyrackHttpClient  *client;       /* (nullable) NULL after the run */
  KeyrackSecretStore *secrets;      /* (nullable) */
  KeyrackProfile     *profile;      /* ours: what is tested does not change meanwhile */
  KeyrackSecret      *secret;       /* (nullable) until it comes from the keyring */
  KeyrackAccessToken *token;        /* (nullable) */

  /* While it runs */
  GTask              *task;         /* (nullable) NULL before and after */
  KeyrackTestResult  *result;       /* (nullable) while the permissions are checked */
  GCancellable       *stop;
  GSource            *cancel_source; /* (nullable) */
  GSource            *countdown;    /* (nullable) */

  char               *secret_ref;
  gint64              began_at;     /* of the monotonic clock: the test, or the run of many */
  gboolean            started;
  gboolean            checks_permissions;
  KeyrackPhase        phase;
  KeyrackPhases       phases;
  guint               next_try_in;  /* seconds */
  KeyrackTries        tries;
};

void   keyrack_connection_test_set_phase       (KeyrackConnectionTest *self,
                                                KeyrackPhase           phase);
void   keyrack_connection_test_set_next_try_in (KeyrackConnectionTest *self,
                                                guint                  seconds);
GTask *keyrack_connection_test_set_task        (KeyrackConnectionTest *self,
                                                GTask                 *task);

G_END_DECLS
