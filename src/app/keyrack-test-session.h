/* keyrack-test-session.h: the test of one connection as its page shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_TEST_SESSION (keyrack_test_session_get_type ())

/* Belongs to one connection and goes on when another one is selected.
 *
 * Properties, all read-only:
 *   running (boolean); phase (int, KeyrackPhase); phases (KeyrackPhases, boxed);
 *   host (string, nullable: not running); elapsed (uint, seconds);
 *   next-try-in (uint, seconds; 0: not waiting);
 *   result (KeyrackTestResult, nullable): of the last test, of whatever values;
 *   fault (string, nullable): why there could be no test, in the person's words;
 *   secret-serial (uint): what the caller gave for the secret of that test;
 *   worked-until (int64): when it worked last, seconds since the epoch, 0 unknown. */
G_DECLARE_FINAL_TYPE (KeyrackTestSession, keyrack_test_session, KEYRACK, TEST_SESSION, GObject)

KeyrackTestSession *keyrack_test_session_new         (KeyrackProfile     *profile,
                                                      KeyrackJournal     *journal);
KeyrackProfile     *keyrack_test_session_get_profile (KeyrackTestSession *self);
gboolean            keyrack_test_session_get_running (KeyrackTestSession *self);
KeyrackTestResult  *keyrack_test_session_get_result  (KeyrackTestSession *self);
void                keyrack_test_session_start       (KeyrackTestSession *self,
                                                      KeyrackHttpClient  *client,
                                                      KeyrackSecretStore *secrets,
                                                      KeyrackProfile     *candidate,
                                                      KeyrackSecret      *secret,
                                                      guint               secret_serial);
void                keyrack_test_session_cancel      (KeyrackTestSession *self);
void                keyrack_test_session_saved       (KeyrackTestSession *self,
                                                      KeyrackProfile     *profile,
                                                      guint               secret_serial);
void                keyrack_test_session_forget      (KeyrackTestSession *self);

G_END_DECLS
