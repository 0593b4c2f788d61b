/* keyrack-banner.h: one sentence across a pane, with one button when something can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_BANNER (keyrack_banner_get_type ())

/* Properties: title, icon-name, button-label, action-name; other-label, other-action for a
 * second button (strings, nullable); revealed. */
G_DECLARE_FINAL_TYPE (KeyrackBanner, keyrack_banner, KEYRACK, BANNER, AdwBin)

G_END_DECLS
