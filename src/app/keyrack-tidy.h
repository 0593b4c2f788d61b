/* keyrack-tidy.h: what is made of a text that was typed or pasted into a field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret.h"

G_BEGIN_DECLS

/* What a field becomes, and the sentence that says so. */
typedef struct
{
  char     *text;    /* what the field shall hold */
  char     *region;  /* (nullable) the region that the text named */
  char     *notice;  /* (nullable) what was changed, or why it can't be used */
} KeyrackTidied;

KeyrackTidied *keyrack_tidy_instance         (const char     *text);
KeyrackTidied *keyrack_tidy_word             (const char     *text);
KeyrackSecret *keyrack_tidy_secret           (const char     *text,
                                              const char     *bullet,
                                              KeyrackSecret **untidied);
const char    *keyrack_tidy_get_clean_notice (void);
void           keyrack_tidied_free           (KeyrackTidied  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackTidied, keyrack_tidied_free)

G_END_DECLS
