/* keyrack-profile-list.h: the pane at the left: search, connections, how many work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE_LIST (keyrack_profile_list_get_type ())

/* Properties:
 *   profiles (GListModel of KeyrackProfile, nullable);
 *   draft (KeyrackProfile, nullable): shown above them all while it is not saved;
 *   selected (KeyrackProfile, nullable): the one marked. Who picks another row in the list
 *     only asks for it: the mark moves when this property does;
 *   folded (boolean): the list stands alone in the window;
 *   banner (GtkWidget, nullable): shown while folded;
 *   many-test (KeyrackManyTest, nullable): the test of several connections.
 *
 * Signal: picked (KeyrackProfile): the person wants to see this one. */
G_DECLARE_FINAL_TYPE (KeyrackProfileList, keyrack_profile_list, KEYRACK, PROFILE_LIST, AdwBin)

GtkWidget      *keyrack_profile_list_new             (void);
void            keyrack_profile_list_search          (KeyrackProfileList *self);
void            keyrack_profile_list_toggle_choosing (KeyrackProfileList *self);
KeyrackProfile *keyrack_profile_list_dup_neighbour   (KeyrackProfileList *self);

G_END_DECLS
