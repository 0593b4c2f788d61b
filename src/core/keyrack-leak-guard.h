/* keyrack-leak-guard.h: looks for secrets in what is about to leave the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"
#include "keyrack-secret.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_LEAK_NONE,
  KEYRACK_LEAK_SECRET,         /* one that is stored, plain, %-encoded or in Base64 */
  KEYRACK_LEAK_TOKEN,          /* the form of an access token */
  KEYRACK_LEAK_AUTHORIZATION,  /* a header with a credential */
} KeyrackLeak;

KeyrackLeak  keyrack_leak_guard_check_text   (const char  *text,
                                              GHashTable  *secrets);
gboolean     keyrack_leak_guard_has_secret   (const char    *text,
                                              KeyrackSecret *secret);
char        *keyrack_leak_guard_dup_problem  (GPtrArray   *profiles,
                                              GHashTable  *secrets);

G_END_DECLS
