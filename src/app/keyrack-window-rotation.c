/* keyrack-window-rotation.c: the rotation of many connections from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-window-private.h"

#include "keyrack-dialogs-replace.h"
#include "keyrack-rotation-board-page.h"
#include "keyrack-store-banner.h"

/* What was chosen, while the board is being read. */
typedef struct
{
  KeyrackWindow *window;
  GPtrArray     *profiles;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->window);
  g_ptr_array_unref (opening->profiles);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
show_page (KeyrackWindow *self)
{
  GtkWidget *banner = NULL;

  if (KEYRACK_IS_ROTATION_BOARD_PAGE (keyrack_window_get_page (self)))
    return;

  banner = g_object_new (KEYRACK_TYPE_STORE_BANNER, "store", self->store, "warning", self->warning, NULL);
  keyrack_window_show_page (self, keyrack_rotation_board_page_new (self->rotation_board, banner));
}

static void
add_all (GPtrArray  *profiles,
         GListModel *store)
{
  for (guint i = 0; i < g_list_model_get_n_items (store); i++)
    g_ptr_array_add (profiles, g_list_model_get_item (store, i));
}

/* A rotation that is through makes room for the next one; one that is not gets more to do. */
static void
take_chosen (KeyrackWindow *self,
             GPtrArray     *profiles)
{
  KeyrackRotationBoard *board = self->rotation_board;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (board));

  if (profiles->len == 0 && n_items == 0)
    add_all (profiles, G_LIST_MODEL (self->store));
  else if (profiles->len > 0 && keyrack_rotation_board_is_through (board) &&
           !keyrack_rotation_board_get_running (board))
    keyrack_rotation_board_clear (board);

  keyrack_rotation_board_add (board, profiles);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  KeyrackWindow *self = opening->window;

  if (!keyrack_rotation_board_load_finish (KEYRACK_ROTATION_BOARD (source), result, NULL) ||
      self->rotation_board == NULL)
    return;

  take_chosen (self, opening->profiles);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rotation_board)) > 0)
    show_page (self);
}

static KeyrackRotationBoard *
ensure_board (KeyrackWindow *self)
{
  g_autofree char *folder = NULL;

  if (self->rotation_board == NULL)
    {
      g_object_get (self->store, "folder", &folder, NULL);
      self->rotation_board = keyrack_rotation_board_new (self->client, self->store, self->journal, folder);
    }

  return self->rotation_board;
}

/* Parameter: the ids of those that are to be rotated; none to go on, or to begin with all. */
static void
rotation_board_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  KeyrackWindow *self = KEYRACK_WINDOW (widget);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);
  Opening *opening = NULL;

  if (!keyrack_profile_store_get_loaded (self->store))
    return;

  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->profiles = keyrack_window_dup_profiles (self, ids);
  keyrack_rotation_board_load_async (ensure_board (self), self->cancellable, loaded_cb, opening);
}

static gboolean
destroy_cb (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));

  return G_SOURCE_REMOVE;
}

/* Only when the question is gone: it would look for its parent (GTK 4.8). */
static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(KeyrackWindow) self = user_data;

  if (keyrack_dialogs_ask_forget_pairs_finish (result, NULL))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy_cb, g_object_ref (self), g_object_unref);
}

/* Nexthink shows a secret only once, so that none is lost by closing the window. TRUE: it was
 * asked, and the window goes when the answer allows it. */
gboolean
keyrack_window_ask_for_pairs (KeyrackWindow *self)
{
  guint n_unsaved = self->rotation_board != NULL
                    ? keyrack_rotation_board_get_counts (self->rotation_board)->n_unsaved : 0;

  if (n_unsaved > 0)
    keyrack_dialogs_ask_forget_pairs_async (GTK_WIDGET (self), n_unsaved, self->cancellable,
                                            forgotten_cb, g_object_ref (self));

  return n_unsaved > 0;
}

void
keyrack_window_install_rotation (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.rotation-board", "as", rotation_board_action);
}
