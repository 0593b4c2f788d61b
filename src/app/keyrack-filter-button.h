/* keyrack-filter-button.h: the menu of what the list shows, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_FILTER_BUTTON (keyrack_filter_button_get_type ())

/* Its menu sets the keys list-… of the settings.
 *
 * Properties:
 *   profiles (GListModel of KeyrackProfile, nullable): whose tags and environments it offers;
 *   summary (string, read-only): what is shown: “Showing failed · Production”; "" for all. */
G_DECLARE_FINAL_TYPE (KeyrackFilterButton, keyrack_filter_button, KEYRACK, FILTER_BUTTON, AdwBin)

void keyrack_filter_button_clear (KeyrackFilterButton *self);

G_END_DECLS
