/* keyrack-row-view.h: a long list, of which only the rows in sight exist
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROW_VIEW (keyrack_row_view_get_type ())

/* A GtkScrollable of rows that are all equally tall, and of headers that are, too. Property:
 *   model (GListModel of GObject, nullable). */
G_DECLARE_DERIVABLE_TYPE (KeyrackRowView, keyrack_row_view, KEYRACK, ROW_VIEW, GtkWidget)

struct _KeyrackRowViewClass
{
  GtkWidgetClass parent_class;

  gboolean    (*is_header)     (KeyrackRowView  *self,
                                GObject         *item);    /* NULL: there are no headers */
  GtkWidget  *(*create_row)    (KeyrackRowView  *self,
                                gboolean         header);
  void        (*bind_row)      (KeyrackRowView  *self,
                                GtkWidget       *row,
                                GObject         *item);

  /* Shows what may change while it is bound. TRUE for what is selected. */
  gboolean    (*mark_row)      (KeyrackRowView  *self,
                                GtkWidget       *row,
                                GObject         *item);

  /* A key that moves goes to @position, with Shift or Ctrl. */
  void        (*move)          (KeyrackRowView  *self,
                                guint            position,
                                GdkModifierType  modifiers);

  /* The cursor followed its item, or that is not in the model any more. */
  void        (*items_changed) (KeyrackRowView  *self,
                                gboolean         cursor_lost);
};

void        keyrack_row_view_set_rulers    (KeyrackRowView *self,
                                            GtkWidget      *ruler,
                                            GtkWidget      *header_ruler);
GListModel *keyrack_row_view_get_model     (KeyrackRowView *self);
guint       keyrack_row_view_get_n_items   (KeyrackRowView *self);
guint       keyrack_row_view_get_n_headers (KeyrackRowView *self);
guint       keyrack_row_view_get_cursor    (KeyrackRowView *self);
guint       keyrack_row_view_find_position (KeyrackRowView *self,
                                            gpointer        item);
guint       keyrack_row_view_find_header   (KeyrackRowView *self,
                                            guint           position);
guint       keyrack_row_view_position_at   (KeyrackRowView *self,
                                            double          y);
GtkWidget  *keyrack_row_view_get_row       (KeyrackRowView *self,
                                            guint           position);
GtkWidget  *keyrack_row_view_get_row_of    (KeyrackRowView *self,
                                            gpointer        item);
void        keyrack_row_view_mark          (KeyrackRowView *self);
void        keyrack_row_view_scroll_to     (KeyrackRowView *self,
                                            guint           position);
void        keyrack_row_view_scroll_by     (KeyrackRowView *self,
                                            double          pixels);
void        keyrack_row_view_set_cursor    (KeyrackRowView *self,
                                            guint           position);
gboolean    keyrack_row_view_focus         (KeyrackRowView *self,
                                            guint           position);
gboolean    keyrack_row_view_has_focus     (KeyrackRowView *self);

G_END_DECLS
