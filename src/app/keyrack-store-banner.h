/* keyrack-store-banner.h: what is wrong with the stores, and what is not as usual
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_STORE_BANNER (keyrack_store_banner_get_type ())

/* Properties:
 *   store (KeyrackProfileStore, nullable): its problem, and the state of its secrets;
 *   warning (string, nullable): shown for ever;
 *   waiting (boolean, read-only): the password store was asked and has not answered yet;
 *   dismissed (boolean, read-only): the person closed the last prompt.
 * Action: banner.retry unlocks the secrets or looks for them again. */
G_DECLARE_FINAL_TYPE (KeyrackStoreBanner, keyrack_store_banner, KEYRACK, STORE_BANNER, AdwBin)

G_END_DECLS
