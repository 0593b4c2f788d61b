/* keyrack-test-result.h: what one test of one connection found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "keyrack-access-token.h"
#include "keyrack-outcome.h"
#include "keyrack-permission-check.h"
#include "keyrack-phases.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_TEST_RESULT (keyrack_test_result_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackTestResult, keyrack_test_result, KEYRACK, TEST_RESULT, GObject)

/* The values that were tested; a result speaks for these only. */
typedef struct
{
  char *profile_id;
  char *profile_name;
  char *instance;
  char *region;
  char *client_id;
  char *secret_ref;   /* "" when a secret was tested that is not stored */
} KeyrackTestedValues;

/* Everything a result consists of; strings may be NULL, copied by keyrack_test_result_new(). */
typedef struct
{
  KeyrackTestedValues   values;
  KeyrackOutcome        outcome;
  KeyrackReason         reason;
  const char           *subject;            /* see KeyrackOutcomeFacts */
  gint64                certificate_date;
  guint                 seconds;
  guint                 http_status;
  const char           *error;              /* the server's own words */
  const char           *error_description;
  const char           *error_id;
  KeyrackPhases         phases;
  gint64                tested_at;          /* seconds since the epoch, UTC */
  gint64                certificate_end;    /* near: when the first of the certificates seen ends; else 0 */
  gint64                clock_skew;         /* seconds our clock is ahead of the server's */
  guint                 tries;
  const char           *token_type;         /* of a good answer; the token itself is not here */
  guint                 token_expires_in;   /* seconds */
  const char           *token_scope;
  GPtrArray            *claims;             /* (nullable) (element-type KeyrackClaim) */
  KeyrackPermissionFindings *permissions;   /* (nullable) of a good answer, when they were checked */
} KeyrackTestFacts;

/* Read-only properties for the window: outcome, verdict (int), message, advice, word,
 * http-status, error-description, tested-at. */
KeyrackTestResult         *keyrack_test_result_new            (const KeyrackTestFacts *facts);
const KeyrackTestFacts    *keyrack_test_result_get_facts      (KeyrackTestResult      *self);
KeyrackOutcome             keyrack_test_result_get_outcome    (KeyrackTestResult      *self);
KeyrackVerdict             keyrack_test_result_get_verdict    (KeyrackTestResult      *self);
const char                *keyrack_test_result_get_message    (KeyrackTestResult      *self);
const char                *keyrack_test_result_get_advice     (KeyrackTestResult      *self);
const char                *keyrack_test_result_get_remark     (KeyrackTestResult      *self);
void                       keyrack_test_result_take_remark    (KeyrackTestResult      *self,
                                                               char                   *remark);
gint64                     keyrack_test_result_get_elapsed_ms (KeyrackTestResult      *self);
gboolean                   keyrack_test_result_is_about       (KeyrackTestResult      *self,
                                                               const char             *instance,
                                                               const char             *region,
                                                               const char             *client_id,
                                                               const char             *secret_ref);
KeyrackTestResult         *keyrack_test_result_dup_saved      (KeyrackTestResult      *self,
                                                               const char             *profile_id,
                                                               const char             *profile_name,
                                                               const char             *secret_ref);

G_END_DECLS
