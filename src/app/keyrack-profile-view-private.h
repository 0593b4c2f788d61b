/* keyrack-profile-view-private.h: what the files of the list of connections share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-view.h"

G_BEGIN_DECLS

struct _KeyrackProfileView
{
  KeyrackRowView   parent_instance;

  GtkWidget       *menu;         /* child; NULL before it was first wanted */

  /* Owned references */
  KeyrackChoice   *choice;
  KeyrackProfile  *selected;
  GObject         *drop_header;  /* where what is dragged would go */

  guint            range_start;  /* where Shift chooses from */
  double           drag_y;       /* where something is held over the list */
  gint64           drag_time;    /* of the last frame it scrolled for that, 0 for none */
  guint            drag_tick_id;
  guint            follow : 1;
};

KeyrackProfile *keyrack_profile_view_get_profile (KeyrackProfileView *self,
                                                  guint               position);
void            keyrack_profile_view_pick        (KeyrackProfileView *self,
                                                  guint               position);
void            keyrack_profile_view_show_menu   (KeyrackProfileView *self,
                                                  double              x,
                                                  double              y);
void            keyrack_profile_view_move        (KeyrackRowView     *view,
                                                  guint               position,
                                                  GdkModifierType     modifiers);
void            keyrack_profile_view_bind_keys   (GtkWidgetClass     *widget_class);
void            keyrack_profile_view_add_pointer (KeyrackProfileView *self);
void            keyrack_profile_view_add_drag    (KeyrackProfileView *self);

G_END_DECLS
