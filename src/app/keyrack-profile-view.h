/* keyrack-profile-view.h: the list of connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-choice.h"
#include "keyrack-group.h"
#include "keyrack-profile.h"
#include "keyrack-row-view.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_VIEW (keyrack_profile_view_get_type ())

/* Its model is of KeyrackProfile and KeyrackGroup. Properties:
 *   choice (KeyrackChoice, nullable): what is chosen with Ctrl, Shift or a click;
 *   selected (KeyrackProfile, nullable): the one marked, moved by whoever owns the view;
 *   follow (boolean): arrow keys pick what they come to.
 *
 * Signals:
 *   picked (KeyrackProfile): clicked, activated or come to;
 *   create-menu () → GMenuModel: a menu is wanted for what has the keyboard;
 *   dropped (GStrv, KeyrackGroup): connections, by their ids, onto that group. */
G_DECLARE_FINAL_TYPE (KeyrackProfileView, keyrack_profile_view, KEYRACK, PROFILE_VIEW, KeyrackRowView)

GtkWidget      *keyrack_profile_view_new         (void);
KeyrackProfile *keyrack_profile_view_get_current (KeyrackProfileView *self);

G_END_DECLS
