/* keyrack-rotation.h: a new pair for one connection, beside the one in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_ROTATION_ERROR (keyrack_rotation_error_quark ())

typedef enum
{
  KEYRACK_ROTATION_ERROR_UNCHECKED,   /* nothing was checked that could replace anything */
  KEYRACK_ROTATION_ERROR_UNVERIFIED,  /* the new pair did not work, and that was not accepted */
  KEYRACK_ROTATION_ERROR_SAME,        /* the new pair is the one in use */
  KEYRACK_ROTATION_ERROR_INVALID,     /* the client ID or the secret can't be sent */
} KeyrackRotationError;

#define KEYRACK_TYPE_ROTATION_VERDICT (keyrack_rotation_verdict_get_type ())

typedef enum
{
  KEYRACK_ROTATION_UNKNOWN,     /* nothing was checked yet */
  KEYRACK_ROTATION_BOTH_WORK,
  KEYRACK_ROTATION_ONLY_NEW,    /* the old one is refused, or there is none */
  KEYRACK_ROTATION_ONLY_OLD,
  KEYRACK_ROTATION_NEITHER,
  KEYRACK_ROTATION_UNDECIDED,   /* at least one of them could not be tested */
} KeyrackRotationVerdict;

/* What the pair that was checked has in common with the one in use. */
typedef enum
{
  KEYRACK_ROTATION_DIFFERENT   = 0,
  KEYRACK_ROTATION_SAME_ID     = 1 << 0,
  KEYRACK_ROTATION_SAME_SECRET = 1 << 1,
} KeyrackRotationSameness;

#define KEYRACK_TYPE_ROTATION (keyrack_rotation_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackRotation, keyrack_rotation, KEYRACK, ROTATION, GObject)

/* Read-only properties, notified in the main context of the caller:
 *   running: boolean, a check, a replacement or a restoration is under way;
 *   verdict: KeyrackRotationVerdict;
 *   new-result, old-result: KeyrackTestResult, nullable: what the last test of each pair found;
 *   replaced: boolean, the pair that was checked is the connection's now;
 *   stored: boolean, it is, and was tested once more from the keyring and works;
 *   headline, advice: strings, nullable: what this means, and what to do next. */
GQuark                  keyrack_rotation_error_quark     (void);
GType                   keyrack_rotation_verdict_get_type (void);
KeyrackRotation        *keyrack_rotation_new             (KeyrackHttpClient    *client,
                                                          KeyrackProfileStore  *store,
                                                          KeyrackProfile       *profile);
void                    keyrack_rotation_set_journal     (KeyrackRotation      *self,
                                                          KeyrackJournal       *journal);
KeyrackProfile         *keyrack_rotation_get_profile     (KeyrackRotation      *self);
gboolean                keyrack_rotation_get_running     (KeyrackRotation      *self);
KeyrackRotationVerdict  keyrack_rotation_get_verdict     (KeyrackRotation      *self);
KeyrackRotationSameness keyrack_rotation_get_sameness    (KeyrackRotation      *self);
KeyrackTestResult      *keyrack_rotation_get_new_result  (KeyrackRotation      *self);
KeyrackTestResult      *keyrack_rotation_get_old_result  (KeyrackRotation      *self);
gboolean                keyrack_rotation_get_replaced    (KeyrackRotation      *self);
gboolean                keyrack_rotation_get_stored      (KeyrackRotation      *self);
const char             *keyrack_rotation_get_headline    (KeyrackRotation      *self);
const char             *keyrack_rotation_get_advice      (KeyrackRotation      *self);
void                    keyrack_rotation_check_async     (KeyrackRotation      *self,
                                                          const char           *client_id,
                                                          KeyrackSecret        *secret,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean                keyrack_rotation_check_finish    (KeyrackRotation      *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                    keyrack_rotation_replace_async   (KeyrackRotation      *self,
                                                          KeyrackReplaceFlags   flags,
                                                          guint                 keep_days,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean                keyrack_rotation_replace_finish  (KeyrackRotation      *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
void                    keyrack_rotation_restore_async   (KeyrackRotation      *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean                keyrack_rotation_restore_finish  (KeyrackRotation      *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);

G_END_DECLS
