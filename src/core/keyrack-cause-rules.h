/* keyrack-cause-rules.h: what is probably wrong with an ID and a secret, by looking at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-outcome.h"
#include "keyrack-profile.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CAUSE_KIND (keyrack_cause_kind_get_type ())

/* None of them is certain but the first two. */
typedef enum
{
  KEYRACK_CAUSE_NONE,
  KEYRACK_CAUSE_INVISIBLE,        /* a character that nobody sees, in the ID or in the secret */
  KEYRACK_CAUSE_PASTED,           /* ID and secret stand in one field */
  KEYRACK_CAUSE_IDENTICAL,        /* ID and secret are the same */
  KEYRACK_CAUSE_SWAPPED,
  KEYRACK_CAUSE_SECRET_IS_ID,     /* the secret is the ID of another connection */
  KEYRACK_CAUSE_SAME_CONNECTION,  /* another one has the same place and ID */
  KEYRACK_CAUSE_SAME_ID,          /* another one has this ID, at another place or with success */
  KEYRACK_CAUSE_SAME_SECRET,      /* another one has this secret */
  KEYRACK_CAUSE_OTHER_REGION,     /* the instance answers in another region */
} KeyrackCauseKind;

/* What is looked at; nothing of it is owned. */
typedef struct
{
  KeyrackProfile *profile;   /* the values typed or tested */
  const char     *own_id;    /* (nullable) of the stored connection they belong to */
  KeyrackSecret  *secret;    /* (nullable) when it is not known */
  GListModel     *profiles;  /* (nullable) of KeyrackProfile: those to compare with */
} KeyrackPair;

GType             keyrack_cause_kind_get_type     (void);
KeyrackCauseKind  keyrack_cause_check_client_id   (const KeyrackPair  *pair,
                                                   KeyrackProfile    **other);
KeyrackCauseKind  keyrack_cause_check_secret      (const KeyrackPair  *pair,
                                                   KeyrackProfile    **other);
KeyrackCauseKind  keyrack_cause_explain_refusal   (const KeyrackPair  *pair,
                                                   KeyrackReason       reason,
                                                   KeyrackProfile    **other);
KeyrackProfile   *keyrack_cause_find_by_secret    (const KeyrackPair  *pair,
                                                   const char         *secret_ref);
GStrv             keyrack_cause_dup_other_refs    (const KeyrackPair  *pair);
KeyrackProfile   *keyrack_cause_dup_mended        (KeyrackCauseKind    kind,
                                                   const KeyrackPair  *pair,
                                                   KeyrackSecret     **secret);
char             *keyrack_cause_dup_sentence      (KeyrackCauseKind    kind,
                                                   KeyrackProfile     *other);
const char       *keyrack_cause_get_mend          (KeyrackCauseKind    kind);

G_END_DECLS
