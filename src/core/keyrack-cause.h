/* keyrack-cause.h: where it is probably wrong after a test that did not work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-cause-rules.h"
#include "keyrack-http-client.h"
#include "keyrack-secret-store.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CAUSE (keyrack_cause_get_type ())

/* Looked for once, without sending ID or secret to anybody. Read-only properties:
 *   running (boolean);
 *   sentence (string, nullable): what was found, or that nothing was; NULL before that;
 *   mend (string, nullable): what the button beside it says. */
G_DECLARE_FINAL_TYPE (KeyrackCause, keyrack_cause, KEYRACK, CAUSE, GObject)

gboolean          keyrack_cause_may_be_found   (KeyrackTestResult    *result);
KeyrackCause     *keyrack_cause_new            (KeyrackHttpClient    *client,
                                                KeyrackSecretStore   *secrets,
                                                GListModel           *profiles,
                                                KeyrackProfile       *profile,
                                                KeyrackSecret        *secret,
                                                KeyrackTestResult    *result);
void              keyrack_cause_find_async     (KeyrackCause         *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean          keyrack_cause_find_finish    (KeyrackCause         *self,
                                                GAsyncResult         *result,
                                                GError              **error);
gboolean          keyrack_cause_get_running    (KeyrackCause         *self);
KeyrackCauseKind  keyrack_cause_get_kind       (KeyrackCause         *self);
const char       *keyrack_cause_get_sentence   (KeyrackCause         *self);
const char       *keyrack_cause_get_mend_label (KeyrackCause         *self);
const char       *keyrack_cause_get_other_id   (KeyrackCause         *self);
KeyrackProfile   *keyrack_cause_dup_values     (KeyrackCause         *self,
                                                KeyrackSecret       **secret);

G_END_DECLS
