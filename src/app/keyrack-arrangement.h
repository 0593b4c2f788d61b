/* keyrack-arrangement.h: the connections as the list shows them: found, sorted, in groups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ARRANGEMENT (keyrack_arrangement_get_type ())

/* A GListModel of KeyrackProfile, and of a KeyrackGroup before the first of each group.
 *
 * Properties:
 *   profiles (GListModel of KeyrackProfile, nullable);
 *   draft (KeyrackProfile, nullable): always shown, above them all;
 *   search (string): words that must all be found;
 *   status (string): all, failed, undecided, never-tested, no-secret, due;
 *   tag, environment (string): "" for all;
 *   sort (string): name, region, last-test, secret-age;
 *   group (string): none, environment, tag;
 *   n-matching (uint, read-only): how many of the profiles are shown. */
G_DECLARE_FINAL_TYPE (KeyrackArrangement, keyrack_arrangement, KEYRACK, ARRANGEMENT, GObject)

KeyrackArrangement *keyrack_arrangement_new          (void);
gboolean            keyrack_arrangement_get_filtered (KeyrackArrangement *self);

G_END_DECLS
