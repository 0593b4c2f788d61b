/* keyrack-profile-view-drag.c: connections dragged from one group of the list to another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-view-private.h"

#define EDGE  48.0   /* px in which what is held over the list scrolls it */
#define SPEED 900.0  /* px a second, at the very edge */

/* The position of the header of the group at @y; GTK_INVALID_LIST_POSITION when there is none. */
static guint
find_header (KeyrackProfileView *self,
             double              y)
{
  KeyrackRowView *view = KEYRACK_ROW_VIEW (self);

  return keyrack_row_view_find_header (view, keyrack_row_view_position_at (view, y));
}

static void
light_header (KeyrackProfileView *self,
              guint               header)
{
  GListModel *model = keyrack_row_view_get_model (KEYRACK_ROW_VIEW (self));
  g_autoptr(GObject) item = model != NULL ? g_list_model_get_item (model, header) : NULL;

  if (g_set_object (&self->drop_header, item))
    keyrack_row_view_mark (KEYRACK_ROW_VIEW (self));
}

/* All that is chosen goes along with a chosen one. */
static char **
dup_ids (KeyrackProfileView *self,
         KeyrackProfile     *profile)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GPtrArray) chosen = NULL;

  if (self->choice == NULL || !keyrack_choice_contains (self->choice, profile))
    {
      g_strv_builder_add (builder, keyrack_profile_get_id (profile));
      return g_strv_builder_end (builder);
    }

  chosen = keyrack_choice_dup_profiles (self->choice);
  for (guint i = 0; i < chosen->len; i++)
    g_strv_builder_add (builder, keyrack_profile_get_id (chosen->pdata[i]));

  return g_strv_builder_end (builder);
}

/* Without groups there is nowhere to go. */
static GdkContentProvider *
prepare_cb (KeyrackProfileView *self,
            double              x,
            double              y)
{
  KeyrackProfile *profile = NULL;
  g_auto(GStrv) ids = NULL;

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  if (keyrack_row_view_get_n_headers (KEYRACK_ROW_VIEW (self)) == 0)
    return NULL;

  profile = keyrack_profile_view_get_profile (self, keyrack_row_view_position_at (KEYRACK_ROW_VIEW (self), y));
  if (profile == NULL || keyrack_profile_get_revision (profile) == 0)
    return NULL;

  ids = dup_ids (self, profile);

  return gdk_content_provider_new_typed (G_TYPE_STRV, ids);
}

static void
drag_begin_cb (KeyrackProfileView *self,
               GdkDrag            *drag,
               GtkDragSource      *source)
{
  KeyrackRowView *view = KEYRACK_ROW_VIEW (self);
  GtkWidget *row = keyrack_row_view_get_row (view, keyrack_row_view_get_cursor (view));
  g_autoptr(GdkPaintable) picture = NULL;

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  if (row == NULL)
    return;

  picture = gtk_widget_paintable_new (row);
  gtk_drag_source_set_icon (source, picture, 0, 0);
}

/* From -1 at the upper edge to 1 at the lower one. */
static double
get_pull (KeyrackProfileView *self)
{
  double below = self->drag_y - (gtk_widget_get_height (GTK_WIDGET (self)) - EDGE);

  if (self->drag_y < EDGE)
    return MAX (self->drag_y / EDGE - 1, -1);

  return CLAMP (below / EDGE, 0, 1);
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  KeyrackProfileView *self = KEYRACK_PROFILE_VIEW (widget);
  gint64 before = self->drag_time;

  self->drag_time = gdk_frame_clock_get_frame_time (clock);
  if (before > 0)
    {
      double seconds = (double) (self->drag_time - before) / G_USEC_PER_SEC;

      keyrack_row_view_scroll_by (KEYRACK_ROW_VIEW (self), get_pull (self) * SPEED * seconds);
      light_header (self, find_header (self, self->drag_y));
    }

  return G_SOURCE_CONTINUE;
}

static void
stop_scrolling (KeyrackProfileView *self)
{
  if (self->drag_tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag_tick_id);

  self->drag_tick_id = 0;
  self->drag_time = 0;
}

static void
hold_at (KeyrackProfileView *self,
         double              y)
{
  self->drag_y = y;

  if (get_pull (self) == 0)
    stop_scrolling (self);
  else if (self->drag_tick_id == 0)
    self->drag_tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static GdkDragAction
motion_cb (KeyrackProfileView *self,
           double              x,
           double              y)
{
  guint header = find_header (self, y);

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  light_header (self, header);
  hold_at (self, y);

  return header != GTK_INVALID_LIST_POSITION ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (KeyrackProfileView *self)
{
  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  light_header (self, GTK_INVALID_LIST_POSITION);
  stop_scrolling (self);
}

static gboolean
drop_cb (KeyrackProfileView *self,
         const GValue       *value,
         double              x,
         double              y)
{
  guint header = find_header (self, y);
  g_autoptr(KeyrackGroup) group = NULL;

  g_assert (KEYRACK_IS_PROFILE_VIEW (self));

  leave_cb (self);
  if (header == GTK_INVALID_LIST_POSITION)
    return FALSE;

  group = g_list_model_get_item (keyrack_row_view_get_model (KEYRACK_ROW_VIEW (self)), header);
  g_signal_emit_by_name (self, "dropped", g_value_get_boxed (value), group);

  return TRUE;
}

void
keyrack_profile_view_add_drag (KeyrackProfileView *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));

  g_signal_connect_swapped (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
