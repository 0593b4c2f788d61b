/* keyrack-many-test.h: the test of several connections as the list shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-secret-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_MANY_TEST (keyrack_many_test_get_type ())

/* Properties, read-only:
 *   running (boolean);
 *   summary (string): how far it is, or what it found; "" before the first one. */
G_DECLARE_FINAL_TYPE (KeyrackManyTest, keyrack_many_test, KEYRACK, MANY_TEST, GObject)

KeyrackManyTest *keyrack_many_test_new         (KeyrackHttpClient  *client,
                                                KeyrackSecretStore *secrets,
                                                KeyrackJournal     *journal);
gboolean         keyrack_many_test_get_running (KeyrackManyTest    *self);
const char      *keyrack_many_test_get_summary (KeyrackManyTest    *self);
void             keyrack_many_test_start       (KeyrackManyTest    *self,
                                                GPtrArray          *profiles);
void             keyrack_many_test_cancel      (KeyrackManyTest    *self);

G_END_DECLS
