/* keyrack-row-view-private.h: what the files of the long list share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-row-view.h"

G_BEGIN_DECLS

/* One row that exists. */
typedef struct
{
  guint      position;
  gboolean   header;
  GObject   *item;     /* owned */
  GtkWidget *row;
} KeyrackSlot;

typedef struct
{
  /* Children that are never shown: as tall as every row, as every header. */
  GtkWidget     *ruler;
  GtkWidget     *header_ruler;   /* NULL without headers */

  /* Owned references */
  GListModel    *model;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;

  GArray        *slots;          /* KeyrackSlot, in order */
  GPtrArray     *spare_rows;     /* hidden children, for items to come */
  GPtrArray     *spare_headers;
  GArray        *headers;        /* their positions, guint */
  GObject       *top_item;       /* at the upper edge, which is this far into it */
  double         top_offset;
  guint          top;
  GObject       *cursor_item;    /* where the keyboard is */
  guint          cursor;
  guint          awaited;        /* to be scrolled to as soon as there is a size */

  int            row_height;
  int            header_height;
} KeyrackRowViewPrivate;

KeyrackRowViewPrivate *keyrack_row_view_get_private  (KeyrackRowView *self);

/* Places */
double   keyrack_row_view_get_y           (KeyrackRowView *self,
                                           guint           position);
guint    keyrack_row_view_find_at         (KeyrackRowView *self,
                                           double          y);
guint    keyrack_row_view_count_headers   (KeyrackRowView *self,
                                           guint           position);
gboolean keyrack_row_view_is_header       (KeyrackRowView *self,
                                           guint           position);
guint    keyrack_row_view_skip_header     (KeyrackRowView *self,
                                           guint           position);
void     keyrack_row_view_find_headers    (KeyrackRowView *self);
guint    keyrack_row_view_follow_item     (KeyrackRowView *self,
                                           GObject        *item,
                                           guint           before,
                                           guint           position,
                                           guint           removed,
                                           guint           added,
                                           gboolean       *found);

/* Rows */
void     keyrack_row_view_update_slots    (KeyrackRowView *self,
                                           gboolean        with_cursor);

/* Scrolling */
void     keyrack_row_view_items_changed   (KeyrackRowView *self,
                                           guint           position,
                                           guint           removed,
                                           guint           added);
void     keyrack_row_view_set_vadjustment (KeyrackRowView *self,
                                           GtkAdjustment  *adjustment);
void     keyrack_row_view_measure         (GtkWidget      *widget,
                                           GtkOrientation  orientation,
                                           int             for_size,
                                           int            *minimum,
                                           int            *natural,
                                           int            *minimum_baseline,
                                           int            *natural_baseline);
void     keyrack_row_view_size_allocate   (GtkWidget      *widget,
                                           int             width,
                                           int             height,
                                           int             baseline);

/* Keys */
void     keyrack_row_view_bind_moves      (GtkWidgetClass *widget_class);

G_END_DECLS
