/* keyrack-profile-watch.c: tells when any item of a list changes inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-watch.h"

struct _KeyrackProfileWatch
{
  GObject     parent_instance;

  /* Owned references */
  GListModel *model;
  GPtrArray  *items;    /* what left the model can't be asked of it any more */
};

G_DEFINE_FINAL_TYPE (KeyrackProfileWatch, keyrack_profile_watch, G_TYPE_OBJECT)

enum
{
  ITEM_NOTIFY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
item_notify_cb (KeyrackProfileWatch *self,
                GParamSpec          *pspec,
                GObject             *item)
{
  g_assert (KEYRACK_IS_PROFILE_WATCH (self));

  g_signal_emit (self, signals[ITEM_NOTIFY],
                 g_param_spec_get_name_quark (pspec),
                 item, g_param_spec_get_name (pspec));
}

static void
items_changed_cb (KeyrackProfileWatch *self,
                  guint                position,
                  guint                removed,
                  guint                added,
                  GListModel          *model)
{
  g_assert (KEYRACK_IS_PROFILE_WATCH (self));

  for (guint i = 0; i < removed; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, position + i), item_notify_cb, self);

  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);

  for (guint i = 0; i < added; i++)
    {
      GObject *item = g_list_model_get_item (model, position + i);

      /* Ours until it is disconnected: with thousands the bookkeeping for more would be felt. */
      g_signal_connect_swapped (item, "notify", G_CALLBACK (item_notify_cb), self);
      g_ptr_array_insert (self->items, (int) (position + i), item);
    }
}

static void
keyrack_profile_watch_dispose (GObject *object)
{
  KeyrackProfileWatch *self = KEYRACK_PROFILE_WATCH (object);

  keyrack_profile_watch_set_model (self, NULL);

  G_OBJECT_CLASS (keyrack_profile_watch_parent_class)->dispose (object);
}

static void
keyrack_profile_watch_finalize (GObject *object)
{
  KeyrackProfileWatch *self = KEYRACK_PROFILE_WATCH (object);

  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (keyrack_profile_watch_parent_class)->finalize (object);
}

static void
keyrack_profile_watch_class_init (KeyrackProfileWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_profile_watch_dispose;
  object_class->finalize = keyrack_profile_watch_finalize;

  signals[ITEM_NOTIFY] =
    g_signal_new ("item-notify",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 2, G_TYPE_OBJECT, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
keyrack_profile_watch_init (KeyrackProfileWatch *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

KeyrackProfileWatch *
keyrack_profile_watch_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_WATCH, NULL);
}

void
keyrack_profile_watch_set_model (KeyrackProfileWatch *self,
                                 GListModel          *model)
{
  g_return_if_fail (KEYRACK_IS_PROFILE_WATCH (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
      items_changed_cb (self, 0, self->items->len, 0, self->model);
    }

  g_set_object (&self->model, model);

  if (model != NULL)
    {
      g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      items_changed_cb (self, 0, 0, g_list_model_get_n_items (model), model);
    }
}
