/* keyrack-deletion.c: deleting connections, and taking it back while a toast is there
 *
 * The toast is the promise: as long as it can be seen the secrets of what was
 * deleted are kept, and not longer. Who deletes again meanwhile gets one toast
 * for all of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-deletion.h"

#include <glib/gi18n.h>

#include "keyrack-deletion-question.h"
#include "keyrack-dialogs.h"
#include "keyrack-hold.h"
#include "keyrack-undo-toast.h"

/* The pointer over a toast keeps it; the store does not wait for ever. */
#define HOLD_SECONDS (10 * 60)

/* The program waits this long for a keyring before it ends. */
#define CLOSE_SECONDS 3

struct _KeyrackDeletion
{
  GObject              parent_instance;

  /* Borrowed references */
  AdwToastOverlay     *overlay;       /* (nullable) the window is gone */

  /* Owned references */
  KeyrackProfileStore *store;
  GCancellable        *cancellable;   /* of the questions */
  AdwToast            *toast;         /* (nullable) */

  GStrv                ids;           /* (nullable) what the toast can bring back */
  GHashTable          *held;          /* the ids of those that had a secret */
};

/* One call of the store, for which the program goes on. */
typedef struct
{
  KeyrackDeletion *deletion;
  GStrv            ids;
  KeyrackHold     *hold;
} Step;

G_DEFINE_FINAL_TYPE (KeyrackDeletion, keyrack_deletion, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_OVERLAY,
  PROP_STORE,
  PROP_CAN_UNDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  RESTORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Step *
step_new (KeyrackDeletion *self,
          GStrv            ids)
{
  Step *step = g_new0 (Step, 1);

  step->deletion = g_object_ref (self);
  step->ids = ids;
  step->hold = keyrack_hold_new (CLOSE_SECONDS);

  return step;
}

static void
step_free (Step *step)
{
  keyrack_hold_free (step->hold);
  g_object_unref (step->deletion);
  g_strfreev (step->ids);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
tell_problem (KeyrackDeletion *self,
              const char      *heading,
              const GError    *error)
{
  if (self->overlay != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (self->overlay), heading, error->message);
}

static void
released_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  g_autoptr(GError) error = NULL;

  /* A later start does it then. */
  if (!keyrack_profile_store_release_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    g_debug ("Clearing what was deleted: %s", error->message);
}

static void
release (KeyrackDeletion *self,
         GStrv            ids)
{
  keyrack_profile_store_release_async (self->store, (const char * const *) ids, NULL,
                                       released_cb, step_new (self, ids));
}

static void
set_offer (KeyrackDeletion *self,
           GStrv            ids,
           AdwToast        *toast)
{
  g_strfreev (self->ids);
  self->ids = ids;
  g_set_object (&self->toast, toast);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
}

/* The toast goes, what it offered stays open: nothing is released. */
static GStrv
steal_offer (KeyrackDeletion *self)
{
  g_autoptr(AdwToast) toast = g_steal_pointer (&self->toast);
  GStrv ids = g_steal_pointer (&self->ids);

  set_offer (self, NULL, NULL);

  if (toast != NULL)
    {
      g_signal_handlers_disconnect_by_data (toast, self);
      adw_toast_dismiss (toast);
    }

  return ids;
}

static GStrv
join_ids (const char * const *some,
          const char * const *more)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; some != NULL && some[i] != NULL; i++)
    g_strv_builder_add (builder, some[i]);
  for (gsize i = 0; more[i] != NULL; i++)
    g_strv_builder_add (builder, more[i]);

  return g_strv_builder_end (builder);
}

static void
dismissed_cb (KeyrackDeletion *self)
{
  g_assert (KEYRACK_IS_DELETION (self));

  g_clear_object (&self->toast);
  keyrack_deletion_release (self);
}

static const char *
find_name (KeyrackDeletion *self,
           const char      *id)
{
  GListModel *bin = keyrack_profile_store_get_bin (self->store);

  for (guint i = 0; i < g_list_model_get_n_items (bin); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (bin, i);

      if (g_str_equal (keyrack_profile_get_id (profile), id))
        return keyrack_profile_get_name (profile);
    }

  return NULL;
}

static void
offer_undo (KeyrackDeletion *self,
            GStrv            deleted)
{
  g_auto(GStrv) earlier = steal_offer (self);
  g_autoptr(AdwToast) toast = NULL;
  GStrv ids = join_ids ((const char * const *) earlier, (const char * const *) deleted);

  toast = keyrack_undo_toast_new (find_name (self, ids[0]), g_strv_length (ids));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);

  set_offer (self, ids, toast);
  keyrack_undo_toast_show (toast, self->overlay);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackDeletion *self = step->deletion;

  if (!keyrack_profile_store_bin_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    tell_problem (self, _("Nothing Was Deleted"), error);
  else if (self->overlay != NULL)
    offer_undo (self, step->ids);
  else
    release (self, g_strdupv (step->ids));
}

static void
note_secrets (KeyrackDeletion *self,
              GStrv            ids)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      KeyrackProfile *profile = keyrack_profile_store_find (self->store, ids[i]);

      if (profile != NULL && *keyrack_profile_get_secret_ref (profile) != '\0')
        g_hash_table_add (self->held, g_strdup (ids[i]));
    }
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  GStrv ids = step->ids;

  if (!keyrack_deletion_question_finish (KEYRACK_CONNECTIONS (source), result, NULL))
    return;

  note_secrets (step->deletion, ids);
  keyrack_profile_store_bin_async (step->deletion->store, (const char * const *) ids, HOLD_SECONDS, NULL,
                                   deleted_cb, step_new (step->deletion, g_strdupv (ids)));
}

/* A toast can be kept for longer than the secrets are. */
static void
tell_missing (KeyrackDeletion *self,
              GStrv            ids)
{
  g_autoptr(AdwToast) toast = NULL;
  const char *name = NULL;
  guint n_missing = 0;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      KeyrackProfile *profile = keyrack_profile_store_find (self->store, ids[i]);

      if (!g_hash_table_remove (self->held, ids[i]) || profile == NULL ||
          *keyrack_profile_get_secret_ref (profile) != '\0')
        continue;

      name = keyrack_profile_get_name (profile);
      n_missing++;
    }

  if (n_missing == 0 || self->overlay == NULL)
    return;

  toast = keyrack_undo_toast_new_too_late (name, n_missing);
  keyrack_undo_toast_show (toast, self->overlay);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Step) step = user_data;
  g_autoptr(GError) error = NULL;
  KeyrackDeletion *self = step->deletion;

  if (!keyrack_profile_store_restore_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    {
      tell_problem (self, _("Nothing Was Restored"), error);
      return;
    }

  g_signal_emit (self, signals[RESTORED], 0, step->ids[g_strv_length (step->ids) - 1]);
  tell_missing (self, step->ids);
}

static void
keyrack_deletion_dispose (GObject *object)
{
  KeyrackDeletion *self = KEYRACK_DELETION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->overlay);
  g_clear_object (&self->toast);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_deletion_parent_class)->dispose (object);
}

static void
keyrack_deletion_finalize (GObject *object)
{
  KeyrackDeletion *self = KEYRACK_DELETION (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->held);
  g_strfreev (self->ids);

  G_OBJECT_CLASS (keyrack_deletion_parent_class)->finalize (object);
}

static void
keyrack_deletion_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  KeyrackDeletion *self = KEYRACK_DELETION (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->ids != NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_deletion_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  KeyrackDeletion *self = KEYRACK_DELETION (object);

  switch (prop_id)
    {
    case PROP_OVERLAY:
      g_set_weak_pointer (&self->overlay, g_value_get_object (value));
      break;

    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_deletion_class_init (KeyrackDeletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_deletion_dispose;
  object_class->finalize = keyrack_deletion_finalize;
  object_class->get_property = keyrack_deletion_get_property;
  object_class->set_property = keyrack_deletion_set_property;

  properties[PROP_OVERLAY] = g_param_spec_object ("overlay", NULL, NULL, ADW_TYPE_TOAST_OVERLAY, given);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, KEYRACK_TYPE_PROFILE_STORE, given);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RESTORED] = g_signal_new ("restored", KEYRACK_TYPE_DELETION, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
keyrack_deletion_init (KeyrackDeletion *self)
{
  self->cancellable = g_cancellable_new ();
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * keyrack_deletion_new:
 * @overlay: where the toast is shown, in a window with the action win.undo-delete
 * @store: where connections are deleted
 *
 * Returns: (transfer full): the deletions of one window
 */
KeyrackDeletion *
keyrack_deletion_new (AdwToastOverlay     *overlay,
                      KeyrackProfileStore *store)
{
  g_return_val_if_fail (ADW_IS_TOAST_OVERLAY (overlay), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);

  return g_object_new (KEYRACK_TYPE_DELETION,
                       "overlay", overlay,
                       "store", store,
                       NULL);
}

gboolean
keyrack_deletion_get_can_undo (KeyrackDeletion *self)
{
  g_return_val_if_fail (KEYRACK_IS_DELETION (self), FALSE);

  return self->ids != NULL;
}

/**
 * keyrack_deletion_start:
 * @self: the deletions of a window
 * @connections: what shows the connections, to ask about edits
 * @ids: (array zero-terminated=1): what to delete
 *
 * Moves connections to the bin and offers to undo it; asks before what there is to be
 * asked, and tells what the store refuses.
 */
void
keyrack_deletion_start (KeyrackDeletion    *self,
                        KeyrackConnections *connections,
                        const char * const *ids)
{
  KeyrackProfile *profile = NULL;

  g_return_if_fail (KEYRACK_IS_DELETION (self));
  g_return_if_fail (KEYRACK_IS_CONNECTIONS (connections));
  g_return_if_fail (ids != NULL);

  if (ids[0] == NULL)
    return;

  profile = keyrack_profile_store_find (self->store, ids[0]);
  keyrack_deletion_question_async (connections,
                                   profile != NULL ? keyrack_profile_get_name (profile) : "",
                                   ids, self->cancellable,
                                   asked_cb, step_new (self, g_strdupv ((GStrv) ids)));
}

/**
 * keyrack_deletion_undo:
 * @self: brings back what its toast offers, with the secrets
 */
void
keyrack_deletion_undo (KeyrackDeletion *self)
{
  GStrv ids = NULL;

  g_return_if_fail (KEYRACK_IS_DELETION (self));

  ids = steal_offer (self);
  if (ids != NULL)
    keyrack_profile_store_restore_async (self->store, (const char * const *) ids, NULL,
                                         restored_cb, step_new (self, ids));
}

/**
 * keyrack_deletion_release:
 * @self: the deletions of a window
 *
 * Lets go of what the toast offers; the program does not end before the secrets
 * are cleared, unless the keyring takes too long.
 */
void
keyrack_deletion_release (KeyrackDeletion *self)
{
  GStrv ids = NULL;

  g_return_if_fail (KEYRACK_IS_DELETION (self));

  ids = steal_offer (self);
  if (ids != NULL)
    release (self, ids);
}
