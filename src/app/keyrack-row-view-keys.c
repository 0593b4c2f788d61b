/* keyrack-row-view-keys.c: the keys that move in the long list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-row-view-private.h"

typedef enum
{
  MOVE_UP,
  MOVE_DOWN,
  MOVE_PAGE_UP,
  MOVE_PAGE_DOWN,
  MOVE_FIRST,
  MOVE_LAST,
} Move;

static guint
find_target (KeyrackRowView *self,
             Move            move)
{
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  guint last = keyrack_row_view_get_n_items (self) - 1;
  guint page = (guint) MAX (gtk_adjustment_get_page_increment (priv->vadjustment) / priv->row_height, 1);

  switch (move)
    {
    case MOVE_UP:
      /* At a header the row before it is meant, not the one below. */
      if (priv->cursor > 1 && keyrack_row_view_is_header (self, priv->cursor - 1))
        return priv->cursor - 2;
      return priv->cursor - MIN (1, priv->cursor);

    case MOVE_PAGE_UP:
      return priv->cursor - MIN (page, priv->cursor);

    case MOVE_DOWN:
      return MIN (priv->cursor + 1, last);

    case MOVE_PAGE_DOWN:
      return MIN (priv->cursor + page, last);

    case MOVE_FIRST:
      return 0;

    case MOVE_LAST:
    default:
      return last;
    }
}

/* Keys that a menu of the list has no use for come here from it, but are not meant for the
 * rows. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  KeyrackRowView *self = KEYRACK_ROW_VIEW (widget);
  KeyrackRowViewPrivate *priv = keyrack_row_view_get_private (self);
  int move = 0;
  guint modifiers = 0;

  if (!keyrack_row_view_has_focus (self) || keyrack_row_view_get_n_items (self) == 0 || priv->row_height == 0)
    return GDK_EVENT_PROPAGATE;

  g_variant_get (args, "(iu)", &move, &modifiers);
  KEYRACK_ROW_VIEW_GET_CLASS (self)->move (self, find_target (self, (Move) move), modifiers);

  return GDK_EVENT_STOP;
}

static void
bind_move (GtkWidgetClass *widget_class,
           guint           keyval,
           guint           keypad_keyval,
           Move            move)
{
  const guint keyvals[] = { keyval, keypad_keyval };
  const GdkModifierType modifiers[] = { 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (modifiers); j++)
        gtk_widget_class_add_binding (widget_class, keyvals[i], modifiers[j], move_cb, "(iu)", move, modifiers[j]);
    }
}

void
keyrack_row_view_bind_moves (GtkWidgetClass *widget_class)
{
  bind_move (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, MOVE_UP);
  bind_move (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, MOVE_DOWN);
  bind_move (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, MOVE_PAGE_UP);
  bind_move (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, MOVE_PAGE_DOWN);
  bind_move (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, MOVE_FIRST);
  bind_move (widget_class, GDK_KEY_End, GDK_KEY_KP_End, MOVE_LAST);
}
