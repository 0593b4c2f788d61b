/* keyrack-rotation-match.c: which new pair of many is for which connection of a board
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-match.h"

#include <glib/gi18n-lib.h>

#include "keyrack-text.h"

struct _KeyrackRotationMatch
{
  GObject              parent_instance;

  /* Owned references */
  KeyrackProfile      *profile;    /* what the row says; "" where it says nothing */
  KeyrackRotationItem *item;       /* (nullable) */
  KeyrackSecret       *secret;     /* (nullable) */

  KeyrackMatchKind     kind;
  char                *detail;     /* (nullable): where it belongs to, or what is wrong with it */
};

G_DEFINE_FINAL_TYPE (KeyrackRotationMatch, keyrack_rotation_match, G_TYPE_OBJECT)

static void
keyrack_rotation_match_dispose (GObject *object)
{
  KeyrackRotationMatch *self = KEYRACK_ROTATION_MATCH (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->item);
  g_clear_pointer (&self->secret, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_rotation_match_parent_class)->dispose (object);
}

static void
keyrack_rotation_match_finalize (GObject *object)
{
  g_free (KEYRACK_ROTATION_MATCH (object)->detail);

  G_OBJECT_CLASS (keyrack_rotation_match_parent_class)->finalize (object);
}

static void
keyrack_rotation_match_class_init (KeyrackRotationMatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = keyrack_rotation_match_dispose;
  object_class->finalize = keyrack_rotation_match_finalize;
}

static void
keyrack_rotation_match_init (KeyrackRotationMatch *self)
{
}

/* Which connection */

static gboolean
has_name (KeyrackRotationMatch *self,
          KeyrackProfile       *profile)
{
  g_autofree char *wanted = g_utf8_casefold (keyrack_profile_get_name (self->profile), -1);
  g_autofree char *name = g_utf8_casefold (keyrack_profile_get_name (profile), -1);

  return g_str_equal (wanted, name);
}

/* What the row does not say fits everywhere. */
static gboolean
has_place (KeyrackRotationMatch *self,
           KeyrackProfile       *profile)
{
  const char *instance = keyrack_profile_get_instance (self->profile);
  const char *region = keyrack_profile_get_region (self->profile);

  return (*instance == '\0' || g_str_equal (instance, keyrack_profile_get_instance (profile))) &&
         (*region == '\0' || g_str_equal (region, keyrack_profile_get_region (profile)));
}

static gboolean
has_name_and_place (KeyrackRotationMatch *self,
                    KeyrackProfile       *profile)
{
  return has_name (self, profile) && has_place (self, profile);
}

typedef gboolean (* Fits) (KeyrackRotationMatch *self,
                           KeyrackProfile       *profile);

/* Returns how many fit, and the last of them. */
static guint
find_fitting (KeyrackRotationMatch  *self,
              GListModel            *board,
              Fits                   fits,
              KeyrackRotationItem  **item)
{
  guint n_items = g_list_model_get_n_items (board);
  guint n_fitting = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(KeyrackRotationItem) other = g_list_model_get_item (board, i);

      if (!fits (self, keyrack_rotation_item_get_profile (other)))
        continue;

      g_set_object (item, other);
      n_fitting++;
    }

  return n_fitting;
}

/* A table without names calls its connections by their instances. */
static gboolean
is_named (KeyrackRotationMatch *self)
{
  const char *name = keyrack_profile_get_name (self->profile);

  return *name != '\0' && !g_str_equal (name, keyrack_profile_get_instance (self->profile));
}

/* By its name, among several of this name by the place; without a name that is known by the
 * place alone. */
static guint
find_item (KeyrackRotationMatch *self,
           GListModel           *board)
{
  guint n_fitting = 0;

  if (is_named (self))
    n_fitting = find_fitting (self, board, has_name, &self->item);

  if (n_fitting > 1)
    {
      guint n_there = find_fitting (self, board, has_name_and_place, &self->item);

      return n_there > 0 ? n_there : n_fitting;
    }

  if (n_fitting == 0 && *keyrack_profile_get_instance (self->profile) != '\0')
    n_fitting = find_fitting (self, board, has_place, &self->item);

  return n_fitting;
}

static gboolean
has_pair (KeyrackRotationMatch *self)
{
  return self->secret != NULL &&
         keyrack_text_check_word (keyrack_profile_get_client_id (self->profile)) == KEYRACK_TEXT_FINE &&
         (keyrack_text_check_word (keyrack_secret_peek (self->secret)) & ~KEYRACK_TEXT_COLON) == KEYRACK_TEXT_FINE;
}

/* @secrets: (nullable): those that are stored, by their names, when they can be had */
static gboolean
is_in_use (KeyrackRotationMatch *self,
           GHashTable           *secrets)
{
  KeyrackProfile *profile = keyrack_rotation_item_get_profile (self->item);
  KeyrackSecret *secret =
    secrets != NULL ? g_hash_table_lookup (secrets, keyrack_profile_get_secret_ref (profile)) : NULL;

  return secret != NULL && keyrack_secret_equal (secret, self->secret) &&
         g_str_equal (keyrack_profile_get_client_id (profile), keyrack_profile_get_client_id (self->profile));
}

static KeyrackMatchKind
decide (KeyrackRotationMatch *self,
        GListModel           *board,
        GHashTable           *meant,
        GHashTable           *secrets)
{
  guint n_fitting = 0;

  if (self->detail != NULL || !has_pair (self))
    return KEYRACK_MATCH_NO_PAIR;

  n_fitting = find_item (self, board);
  if (n_fitting == 0)
    return KEYRACK_MATCH_UNKNOWN;

  if (n_fitting > 1)
    return KEYRACK_MATCH_AMBIGUOUS;

  if (!g_hash_table_add (meant, self->item))
    return KEYRACK_MATCH_TWICE;

  if (!keyrack_rotation_item_can_enter (self->item))
    return KEYRACK_MATCH_STORED;

  self->detail = keyrack_rotation_item_dup_elsewhere (self->item,
                                                      keyrack_profile_get_instance (self->profile),
                                                      keyrack_profile_get_region (self->profile));
  if (self->detail != NULL)
    return KEYRACK_MATCH_ELSEWHERE;

  return is_in_use (self, secrets) ? KEYRACK_MATCH_SAME : KEYRACK_MATCH_READY;
}

static KeyrackRotationMatch *
match_new (KeyrackDocumentRow *row)
{
  KeyrackRotationMatch *self = g_object_new (KEYRACK_TYPE_ROTATION_MATCH, NULL);

  self->profile = row->profile != NULL ? g_object_ref (row->profile) : keyrack_profile_new ();
  self->secret = row->secret != NULL ? keyrack_secret_ref (row->secret) : NULL;
  self->detail = g_strdup (row->problem);

  return self;
}

static GListModel *
match_rows (KeyrackRotationBoard *board,
            GPtrArray            *rows,
            GHashTable           *secrets)
{
  GListStore *matches = g_list_store_new (KEYRACK_TYPE_ROTATION_MATCH);
  g_autoptr(GHashTable) meant = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr(KeyrackRotationMatch) match = match_new (rows->pdata[i]);

      match->kind = decide (match, G_LIST_MODEL (board), meant, secrets);
      g_list_store_append (matches, match);
    }

  return G_LIST_MODEL (matches);
}

KeyrackMatchKind
keyrack_rotation_match_get_kind (KeyrackRotationMatch *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_MATCH (self), KEYRACK_MATCH_UNKNOWN);

  return self->kind;
}

/* (nullable): what it is for. */
KeyrackRotationItem *
keyrack_rotation_match_get_item (KeyrackRotationMatch *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_MATCH (self), NULL);

  return self->item;
}

const char *
keyrack_rotation_match_get_client_id (KeyrackRotationMatch *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_MATCH (self), NULL);

  return keyrack_profile_get_client_id (self->profile);
}

/* (transfer full): what the row calls its connection; the client ID when it does not. */
char *
keyrack_rotation_match_dup_source (KeyrackRotationMatch *self)
{
  const char *name = NULL;
  const char *instance = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_MATCH (self), NULL);

  name = keyrack_profile_get_name (self->profile);
  instance = keyrack_profile_get_instance (self->profile);

  if (*name != '\0')
    return g_strdup (name);

  return *instance != '\0' ? g_strdup (instance) : keyrack_text_dup_short (keyrack_profile_get_client_id (self->profile));
}

/**
 * keyrack_rotation_match_dup_text:
 * @self: a match
 *
 * Returns: (transfer full): what becomes of the row, and why
 */
char *
keyrack_rotation_match_dup_text (KeyrackRotationMatch *self)
{
  const char *name = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_MATCH (self), NULL);

  if (self->item != NULL)
    name = keyrack_profile_get_name (keyrack_rotation_item_get_profile (self->item));

  switch (self->kind)
    {
    case KEYRACK_MATCH_READY:
      /* Translators: the name of a connection */
      return g_strdup_printf (_("For “%s”"), name);

    case KEYRACK_MATCH_ELSEWHERE:
      return g_strdup (self->detail);

    case KEYRACK_MATCH_SAME:
      return g_strdup (_("This is the pair in use"));

    case KEYRACK_MATCH_STORED:
      /* Translators: the name of a connection */
      return g_strdup_printf (_("“%s” has a new pair already"), name);

    case KEYRACK_MATCH_AMBIGUOUS:
      return g_strdup (_("Several connections could be meant"));

    case KEYRACK_MATCH_TWICE:
      /* Translators: the name of a connection */
      return g_strdup_printf (_("“%s” was meant before"), name);

    case KEYRACK_MATCH_NO_PAIR:
      return g_strdup (self->detail != NULL ? self->detail : _("No client ID and secret that can be sent"));

    case KEYRACK_MATCH_UNKNOWN:
    default:
      return g_strdup (_("No connection of this rotation has this name or instance"));
    }
}

/* All rows of a file */

static void
secrets_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) secrets =
    keyrack_secret_store_lookup_all_finish (KEYRACK_SECRET_STORE (source), result, &error);

  /* Without them it turns out when the pair is tested. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, match_rows (g_task_get_source_object (task), g_task_get_task_data (task), secrets),
                           g_object_unref);
}

/**
 * keyrack_rotation_match_rows_async:
 * @board: a board
 * @rows: (element-type KeyrackDocumentRow): what a file says
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is known what each row is for
 * @user_data: for @callback
 *
 * Finds the connection of each row, by its name, or by instance and region. Nothing is changed
 * on the board.
 */
void
keyrack_rotation_match_rows_async (KeyrackRotationBoard *board,
                                   GPtrArray            *rows,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  GTask *task = NULL;

  g_return_if_fail (KEYRACK_IS_ROTATION_BOARD (board));
  g_return_if_fail (rows != NULL);

  task = g_task_new (board, cancellable, callback, user_data);
  g_task_set_source_tag (task, keyrack_rotation_match_rows_async);
  g_task_set_task_data (task, g_ptr_array_ref (rows), (GDestroyNotify) g_ptr_array_unref);
  keyrack_secret_store_lookup_all_async (keyrack_profile_store_get_secrets (keyrack_rotation_board_get_store (board)),
                                         cancellable, secrets_cb, task);
}

/**
 * keyrack_rotation_match_rows_finish:
 * @board: a board
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a list of KeyrackRotationMatch, one for each row, in
 *   their order
 */
GListModel *
keyrack_rotation_match_rows_finish (KeyrackRotationBoard  *board,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, board), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_entered (KeyrackRotationMatch *self)
{
  return self->kind == KEYRACK_MATCH_READY || self->kind == KEYRACK_MATCH_ELSEWHERE;
}

/* How many of @matches keyrack_rotation_match_enter() would enter. */
guint
keyrack_rotation_match_count (GListModel *matches)
{
  guint n_entered = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (matches), 0);

  for (guint i = 0; i < g_list_model_get_n_items (matches); i++)
    {
      g_autoptr(KeyrackRotationMatch) match = g_list_model_get_item (matches, i);

      n_entered += is_entered (match);
    }

  return n_entered;
}

/**
 * keyrack_rotation_match_enter:
 * @board: the board that they were found for
 * @matches: a list of KeyrackRotationMatch
 *
 * Enters each pair that is for one connection; one of another instance with that reason.
 *
 * Returns: how many
 */
guint
keyrack_rotation_match_enter (KeyrackRotationBoard *board,
                              GListModel           *matches)
{
  guint n_entered = 0;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (board), 0);
  g_return_val_if_fail (G_IS_LIST_MODEL (matches), 0);

  for (guint i = 0; i < g_list_model_get_n_items (matches); i++)
    {
      g_autoptr(KeyrackRotationMatch) match = g_list_model_get_item (matches, i);

      if (is_entered (match))
        n_entered += keyrack_rotation_board_enter (board, match->item,
                                                   keyrack_profile_get_client_id (match->profile),
                                                   match->secret, match->detail);
    }

  return n_entered;
}
