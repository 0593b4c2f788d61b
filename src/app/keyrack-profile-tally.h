/* keyrack-profile-tally.h: how many connections there are, and how many work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_TALLY (keyrack_profile_tally_get_type ())

/* Properties:
 *   profiles (GListModel of KeyrackProfile, nullable);
 *   n-profiles, n-tested, n-working (uint, read-only): only results that speak for the
 *     profile's present values count, and none while it is tested. */
G_DECLARE_FINAL_TYPE (KeyrackProfileTally, keyrack_profile_tally, KEYRACK, PROFILE_TALLY, GObject)

KeyrackProfileTally *keyrack_profile_tally_new (GListModel *profiles);

G_END_DECLS
