/* keyrack-profile-view-private.h: what the files of the long list share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-view.h"

G_BEGIN_DECLS

/* One row that exists. */
typedef struct
{
  guint      position;
  GObject   *item;     /* owned */
  GtkWidget *row;
} KeyrackSlot;

struct _KeyrackProfileView
{
  GtkWidget        parent_instance;

  /* Children that are never shown: as tall as every row, as every header. */
  GtkWidget       *ruler;
  GtkWidget       *header_ruler;

  GtkWidget       *menu;         /* child; NULL before it was first wanted */

  /* Owned references */
  GListModel      *model;
  KeyrackChoice   *choice;
  KeyrackProfile  *selected;
  GtkAdjustment   *hadjustment;
  GtkAdjustment   *vadjustment;

  GArray          *slots;        /* KeyrackSlot, in order */
  GPtrArray       *spare_rows;   /* hidden children, for items to come */
  GPtrArray       *spare_headers;
  GArray          *headers;      /* positions of the groups, guint */
  GObject         *top_item;     /* at the upper edge, which is this far into it */
  double           top_offset;
  guint            top;
  GObject         *cursor_item;  /* where the keyboard is */
  guint            cursor;
  guint            range_start;  /* where Shift chooses from */
  guint            awaited;      /* to be scrolled to as soon as there is a size */

  int              row_height;
  int              header_height;
  double           drag_y;       /* where something is held over the list */
  gint64           drag_time;    /* of the last frame it scrolled for that, 0 for none */
  guint            drag_tick_id;
  guint            follow : 1;
};

/* Places */
guint           keyrack_profile_view_get_n_items   (KeyrackProfileView *self);
guint           keyrack_profile_view_count_headers (KeyrackProfileView *self,
                                                    guint               position);
guint           keyrack_profile_view_position_at   (KeyrackProfileView *self,
                                                    double              y);
double          keyrack_profile_view_get_y         (KeyrackProfileView *self,
                                                    guint               position);
gboolean        keyrack_profile_view_is_header     (KeyrackProfileView *self,
                                                    guint               position);
guint           keyrack_profile_view_skip_header   (KeyrackProfileView *self,
                                                    guint               position);
void            keyrack_profile_view_find_headers  (KeyrackProfileView *self);
guint           keyrack_profile_view_follow_item   (KeyrackProfileView *self,
                                                    GObject            *item,
                                                    guint               before,
                                                    guint               position,
                                                    guint               removed,
                                                    guint               added,
                                                    gboolean           *found);
KeyrackProfile *keyrack_profile_view_get_profile   (KeyrackProfileView *self,
                                                    guint               position);

/* Rows */
GtkWidget      *keyrack_profile_view_get_row       (KeyrackProfileView *self,
                                                    guint               position);
void            keyrack_profile_view_update_slots  (KeyrackProfileView *self,
                                                    gboolean            with_cursor);
void            keyrack_profile_view_mark_slots    (KeyrackProfileView *self);

/* Scrolling */
void            keyrack_profile_view_items_changed   (KeyrackProfileView *self,
                                                      guint               position,
                                                      guint               removed,
                                                      guint               added);
void            keyrack_profile_view_set_vadjustment (KeyrackProfileView *self,
                                                      GtkAdjustment      *adjustment);
void            keyrack_profile_view_measure         (GtkWidget          *widget,
                                                      GtkOrientation      orientation,
                                                      int                 for_size,
                                                      int                *minimum,
                                                      int                *natural,
                                                      int                *minimum_baseline,
                                                      int                *natural_baseline);
void            keyrack_profile_view_size_allocate   (GtkWidget          *widget,
                                                      int                 width,
                                                      int                 height,
                                                      int                 baseline);

/* Keys and the pointer */
gboolean        keyrack_profile_view_focus         (KeyrackProfileView *self,
                                                    guint               position);
void            keyrack_profile_view_pick          (KeyrackProfileView *self,
                                                    guint               position);
void            keyrack_profile_view_show_menu     (KeyrackProfileView *self,
                                                    double              x,
                                                    double              y);
void            keyrack_profile_view_bind_keys     (GtkWidgetClass     *widget_class);
void            keyrack_profile_view_add_pointer   (KeyrackProfileView *self);
void            keyrack_profile_view_add_drag      (KeyrackProfileView *self);

G_END_DECLS
