/* keyrack-pair-card.h: one of two pairs side by side: whose it is, what its test found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-test-result.h"

G_BEGIN_DECLS

/* What a card says; the strings may be NULL. */
typedef struct
{
  const char        *state;      /* "In use" */
  KeyrackTestResult *result;     /* (nullable) */
  gboolean           testing;
  const char        *remark;     /* under the result: "Tested from the keyring" */
  const char        *client_id;
  const char        *since;      /* "Saved 24 August" */
} KeyrackPairFacts;

#define KEYRACK_TYPE_PAIR_CARD (keyrack_pair_card_get_type ())

/* Property: title (string, construct-only), which names the card. */
G_DECLARE_FINAL_TYPE (KeyrackPairCard, keyrack_pair_card, KEYRACK, PAIR_CARD, GtkWidget)

void keyrack_pair_card_show_facts (KeyrackPairCard        *self,
                                   const KeyrackPairFacts *facts);

G_END_DECLS
