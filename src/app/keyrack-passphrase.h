/* keyrack-passphrase.h: passphrases of random words, and how strong one is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_PASSPHRASE_WORDS 6

typedef enum
{
  KEYRACK_STRENGTH_NONE,
  KEYRACK_STRENGTH_WEAK,
  KEYRACK_STRENGTH_FAIR,
  KEYRACK_STRENGTH_GOOD,
  KEYRACK_STRENGTH_STRONG,
} KeyrackStrength;

KeyrackSecret   *keyrack_passphrase_generate      (void);
double           keyrack_passphrase_estimate_bits (const char *passphrase);
KeyrackStrength  keyrack_passphrase_judge         (const char *passphrase);

G_END_DECLS
