/* keyrack-selection-bar.h: what can be done with the connections chosen in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-choice.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_SELECTION_BAR (keyrack_selection_bar_get_type ())

/* Property: choice (KeyrackChoice, nullable).
 *
 * Signal: create-menu () → GMenuModel: what else can be done with them.
 *
 * Its buttons activate the actions list.… of the list it is in. */
G_DECLARE_FINAL_TYPE (KeyrackSelectionBar, keyrack_selection_bar, KEYRACK, SELECTION_BAR, AdwBin)

G_END_DECLS
