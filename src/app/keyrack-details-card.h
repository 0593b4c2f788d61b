/* keyrack-details-card.h: the card “More”: environment, tags, note, rotation, dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "keyrack-journal.h"
#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_DETAILS_CARD (keyrack_details_card_get_type ())

/* Properties:
 *   draft (KeyrackProfile): what is edited;
 *   profile (KeyrackProfile, nullable): what is stored, for its dates;
 *   journal (KeyrackJournal, nullable): knows when a test worked last;
 *   flaws, shown-flaws (uint): those of the form. */
G_DECLARE_FINAL_TYPE (KeyrackDetailsCard, keyrack_details_card, KEYRACK, DETAILS_CARD, GtkWidget)

void keyrack_details_card_focus_flaw (KeyrackDetailsCard *self,
                                      guint               flaws);

G_END_DECLS
