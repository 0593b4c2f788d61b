/* keyrack-rotation-private.h: the inside of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-rotation.h"

G_BEGIN_DECLS

/* Which pair the connection has, as far as this rotation changed it. */
typedef enum
{
  KEYRACK_ROTATION_UNCHANGED,
  KEYRACK_ROTATION_REPLACED,   /* by the pair that was checked */
  KEYRACK_ROTATION_RESTORED,   /* the pair before is back */
} KeyrackRotationChange;

struct _KeyrackRotation
{
  GObject                  parent_instance;

  /* Owned references */
  KeyrackHttpClient       *client;
  KeyrackProfileStore     *store;
  KeyrackProfile          *profile;
  KeyrackJournal          *journal;     /* (nullable) */
  KeyrackTestResult       *new_result;  /* (nullable) */
  KeyrackTestResult       *old_result;  /* (nullable) */

  /* The pair that was checked last */
  char                    *client_id;   /* (nullable) */
  KeyrackSecret           *secret;      /* (nullable) */

  GTask                   *task;        /* (nullable) NULL unless it runs */

  KeyrackRotationVerdict   verdict;
  KeyrackRotationSameness  sameness;
  KeyrackRotationChange    change;
  gboolean                 stored;
  char                    *headline;    /* (nullable) */
  char                    *advice;      /* (nullable) */
};

void                    keyrack_rotation_forget_pair  (KeyrackRotation *self);
void                    keyrack_rotation_notify       (KeyrackRotation *self);
KeyrackRotationVerdict  keyrack_rotation_decide       (KeyrackRotation *self);
char                   *keyrack_rotation_dup_headline (KeyrackRotation *self);
char                   *keyrack_rotation_dup_advice   (KeyrackRotation *self);

G_END_DECLS
