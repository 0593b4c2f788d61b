/* keyrack-text.h: cleaning and checking what people type and paste
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KEYRACK_TEXT_WORD_MAX 4096 /* bytes; a bound on resources, not on the form */
#define KEYRACK_TEXT_NAME_MAX 100  /* characters */
#define KEYRACK_TEXT_NOTE_MAX 4000 /* characters */

/* What is wrong with a word that goes into a request. */
typedef enum
{
  KEYRACK_TEXT_FINE        = 0,
  KEYRACK_TEXT_EMPTY       = 1 << 0,
  KEYRACK_TEXT_SPACE       = 1 << 1,
  KEYRACK_TEXT_CONTROL     = 1 << 2,
  KEYRACK_TEXT_NOT_ASCII   = 1 << 3,
  KEYRACK_TEXT_COLON       = 1 << 4,
  KEYRACK_TEXT_TOO_LONG    = 1 << 5,
  KEYRACK_TEXT_INVISIBLE   = 1 << 6,
} KeyrackTextFlaws;

char             *keyrack_text_dup_clean       (const char *text);
char             *keyrack_text_dup_printable   (const char *text,
                                                gsize       max_characters);
char             *keyrack_text_dup_short       (const char *text);
gboolean          keyrack_text_same_letters    (const char *text,
                                                const char *other);
KeyrackTextFlaws  keyrack_text_check_word      (const char *text);
KeyrackTextFlaws  keyrack_text_check_name      (const char *text);
KeyrackTextFlaws  keyrack_text_check_note      (const char *text);

G_END_DECLS
