/* keyrack-permission-keeper.c: keeps what tests see of the permissions of stored connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permission-keeper.h"

#include "keyrack-profile-watch.h"

struct _KeyrackPermissionKeeper
{
  GObject              parent_instance;

  /* Owned references */
  KeyrackProfileStore *store;
  KeyrackProfileWatch *watch;
  GPtrArray           *results;   /* KeyrackTestResult, that came while one write is under way */

  gboolean             writing;
};

G_DEFINE_FINAL_TYPE (KeyrackPermissionKeeper, keyrack_permission_keeper, G_TYPE_OBJECT)

static void write_results (KeyrackPermissionKeeper *self);

/* What can't be kept is shown all the same until the program ends. */
static void
noted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(KeyrackPermissionKeeper) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_note_permissions_finish (KEYRACK_PROFILE_STORE (object), result, &error))
    g_debug ("What was seen of the permissions was not noted: %s", error->message);

  self->writing = FALSE;
  if (self->results->len > 0)
    write_results (self);
}

/* A run of many tests brings one after the other: those that come during a write make the
 * next one. */
static void
write_results (KeyrackPermissionKeeper *self)
{
  g_autoptr(GPtrArray) results = g_steal_pointer (&self->results);

  self->results = g_ptr_array_new_with_free_func (g_object_unref);
  self->writing = TRUE;
  keyrack_profile_store_note_permissions_async (self->store, results, NULL, noted_cb, g_object_ref (self));
}

static void
last_result_cb (KeyrackPermissionKeeper *self,
                KeyrackProfile          *profile)
{
  KeyrackTestResult *result = keyrack_profile_get_last_result (profile);

  g_assert (KEYRACK_IS_PERMISSION_KEEPER (self));

  if (result == NULL || keyrack_test_result_get_facts (result)->permissions == NULL)
    return;

  g_ptr_array_add (self->results, g_object_ref (result));
  if (!self->writing)
    write_results (self);
}

static void
keyrack_permission_keeper_dispose (GObject *object)
{
  KeyrackPermissionKeeper *self = KEYRACK_PERMISSION_KEEPER (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_permission_keeper_parent_class)->dispose (object);
}

static void
keyrack_permission_keeper_finalize (GObject *object)
{
  KeyrackPermissionKeeper *self = KEYRACK_PERMISSION_KEEPER (object);

  g_ptr_array_unref (self->results);

  G_OBJECT_CLASS (keyrack_permission_keeper_parent_class)->finalize (object);
}

static void
keyrack_permission_keeper_class_init (KeyrackPermissionKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_permission_keeper_dispose;
  object_class->finalize = keyrack_permission_keeper_finalize;
}

static void
keyrack_permission_keeper_init (KeyrackPermissionKeeper *self)
{
  self->results = g_ptr_array_new_with_free_func (g_object_unref);
  self->watch = keyrack_profile_watch_new ();
  g_signal_connect_object (self->watch, "item-notify::last-result", G_CALLBACK (last_result_cb), self,
                           G_CONNECT_SWAPPED);
}

KeyrackPermissionKeeper *
keyrack_permission_keeper_new (KeyrackProfileStore *store)
{
  KeyrackPermissionKeeper *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);

  self = g_object_new (KEYRACK_TYPE_PERMISSION_KEEPER, NULL);
  self->store = g_object_ref (store);
  keyrack_profile_watch_set_model (self->watch, G_LIST_MODEL (store));

  return self;
}
