/* keyrack-due-notice.c: says once when credentials are to be rotated
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-due-notice.h"

#include "keyrack-due.h"

#define TOLD  "due-told"
#define PAUSE (60 * 60) /* seconds; a day can begin while the program is open */

struct _KeyrackDueNotice
{
  GObject              parent_instance;

  /* Owned references */
  KeyrackProfileStore *store;
  GSettings           *settings;

  guint                pause_id;
  guint                look_id;
};

G_DEFINE_FINAL_TYPE (KeyrackDueNotice, keyrack_due_notice, G_TYPE_OBJECT)

enum
{
  NEWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
say (KeyrackDueNotice *self,
     KeyrackDue        due,
     GVariant         *told)
{
  g_autoptr(GPtrArray) news = keyrack_due_find_news (G_LIST_MODEL (self->store), due, told, now ());
  g_autofree char *title = NULL;
  g_autofree char *names = NULL;

  if (news->len == 0)
    return;

  title = keyrack_due_dup_title (due, news);
  names = keyrack_due_dup_names (news);
  g_signal_emit (self, signals[NEWS], 0, (guint) due, title, names);
}

static gboolean
look_cb (gpointer user_data)
{
  KeyrackDueNotice *self = KEYRACK_DUE_NOTICE (user_data);
  g_autoptr(GVariant) told = g_settings_get_value (self->settings, TOLD);
  g_autoptr(GVariant) telling = NULL;

  self->look_id = 0;

  /* A list that can't be read now is not an empty one: what was told of is not forgotten. */
  if (!keyrack_profile_store_get_loaded (self->store) || keyrack_profile_store_get_problem (self->store) != NULL)
    return G_SOURCE_REMOVE;

  for (KeyrackDue due = KEYRACK_DUE_LAST; due > KEYRACK_DUE_LATER; due--)
    say (self, due, told);

  telling = g_variant_ref_sink (keyrack_due_tell (G_LIST_MODEL (self->store), now ()));
  if (!g_variant_equal (telling, told))
    g_settings_set_value (self->settings, TOLD, telling);

  return G_SOURCE_REMOVE;
}

/* When there is nothing else to do, and once however many changes there are. */
static void
queue_look (KeyrackDueNotice *self)
{
  g_assert (KEYRACK_IS_DUE_NOTICE (self));

  if (self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

static gboolean
pause_cb (gpointer user_data)
{
  queue_look (user_data);

  return G_SOURCE_CONTINUE;
}

static void
keyrack_due_notice_dispose (GObject *object)
{
  KeyrackDueNotice *self = KEYRACK_DUE_NOTICE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (keyrack_due_notice_parent_class)->dispose (object);
}

static void
keyrack_due_notice_class_init (KeyrackDueNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_due_notice_dispose;

  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
keyrack_due_notice_init (KeyrackDueNotice *self)
{
  self->pause_id = g_timeout_add_seconds (PAUSE, pause_cb, self);
}

KeyrackDueNotice *
keyrack_due_notice_new (KeyrackProfileStore *store,
                        GSettings           *settings)
{
  KeyrackDueNotice *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (KEYRACK_TYPE_DUE_NOTICE, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::loaded", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);

  return self;
}
