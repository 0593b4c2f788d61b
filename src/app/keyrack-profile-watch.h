/* keyrack-profile-watch.h: tells when any item of a list changes inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_WATCH (keyrack_profile_watch_get_type ())

/* Filters and sorters of this floor look at an item once, when it arrives.
 *
 * Signal: item-notify (GObject *item, const char *property), with the property as its detail. */
G_DECLARE_FINAL_TYPE (KeyrackProfileWatch, keyrack_profile_watch, KEYRACK, PROFILE_WATCH, GObject)

KeyrackProfileWatch *keyrack_profile_watch_new       (void);
void                 keyrack_profile_watch_set_model (KeyrackProfileWatch *self,
                                                      GListModel          *model);

G_END_DECLS
