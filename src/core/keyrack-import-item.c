/* keyrack-import-item.c: a connection of a file beside the one that is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-item.h"

#include <glib/gi18n-lib.h>

#include "keyrack-import-compare.h"

#define LONGEST_SUFFIX 30 /* characters */

struct _KeyrackImportItem
{
  GObject parent_instance;

  KeyrackProfile      *profile;  /* of the file */
  KeyrackSecret       *secret;   /* (nullable): of the file */
  KeyrackProfile      *stored;   /* (nullable): as it was when they were compared */
  char                *unknown;
  char                *problem;
  guint                number;
  KeyrackImportState   state;
  KeyrackImportFields  fields;
  KeyrackImportSecret  relation;
  KeyrackImportChoice  choice;
  KeyrackTestResult   *result;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KeyrackImportItem, keyrack_import_item, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KeyrackImportChoice, keyrack_import_choice,
                    G_DEFINE_ENUM_VALUE (KEYRACK_IMPORT_SKIP, "skip"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_IMPORT_ADD, "add"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_IMPORT_UPDATE, "update"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_IMPORT_KEEP_BOTH, "keep-both"))

enum
{
  PROP_0,
  PROP_CHOICE,
  PROP_RESULT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
brings_secret (KeyrackImportItem *self)
{
  return self->secret != NULL && self->relation != KEYRACK_IMPORT_SECRET_SAME;
}

/* A client ID of theirs beside a secret of ours would be no pair. */
static KeyrackImportFields
get_taken_fields (KeyrackImportItem *self)
{
  return self->relation == KEYRACK_IMPORT_SECRET_KEPT ? self->fields & ~KEYRACK_IMPORT_FIELD_CLIENT_ID : self->fields;
}

static void
compare (KeyrackImportItem        *self,
         const KeyrackDocumentRow *row,
         GHashTable               *secrets)
{
  if (self->problem != NULL)
    {
      self->state = KEYRACK_IMPORT_REFUSED;
      return;
    }

  if (self->stored == NULL)
    {
      self->relation = row->secret != NULL ? KEYRACK_IMPORT_SECRET_FIRST : KEYRACK_IMPORT_SECRET_NONE;
      self->state = KEYRACK_IMPORT_NEW;
      self->choice = KEYRACK_IMPORT_ADD;
      return;
    }

  self->fields = keyrack_import_compare_profiles (self->profile, self->stored);
  self->relation = keyrack_import_compare_secrets (row, self->stored, secrets);
  if (brings_secret (self))
    self->fields |= KEYRACK_IMPORT_FIELD_SECRET;
  self->state = self->fields != 0 ? KEYRACK_IMPORT_DIFFERS : KEYRACK_IMPORT_IDENTICAL;
}

static void
keyrack_import_item_finalize (GObject *object)
{
  KeyrackImportItem *self = KEYRACK_IMPORT_ITEM (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->stored);
  g_clear_object (&self->result);
  g_clear_pointer (&self->secret, keyrack_secret_unref);
  g_free (self->unknown);
  g_free (self->problem);

  G_OBJECT_CLASS (keyrack_import_item_parent_class)->finalize (object);
}

static void
keyrack_import_item_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackImportItem *self = KEYRACK_IMPORT_ITEM (object);

  switch (prop_id)
    {
    case PROP_CHOICE:
      g_value_set_enum (value, (int) self->choice);
      break;

    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_import_item_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackImportItem *self = KEYRACK_IMPORT_ITEM (object);

  switch (prop_id)
    {
    case PROP_CHOICE:
      keyrack_import_item_set_choice (self, (KeyrackImportChoice) g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_import_item_class_init (KeyrackImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = keyrack_import_item_finalize;
  object_class->get_property = keyrack_import_item_get_property;
  object_class->set_property = keyrack_import_item_set_property;

  properties[PROP_CHOICE] =
    g_param_spec_enum ("choice", NULL, NULL, KEYRACK_TYPE_IMPORT_CHOICE, KEYRACK_IMPORT_SKIP,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RESULT] =
    g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_import_item_init (KeyrackImportItem *self)
{
}

/**
 * keyrack_import_choice_get_title:
 * @self: what is to be done with a connection of a file
 *
 * Returns: how to call that
 */
const char *
keyrack_import_choice_get_title (KeyrackImportChoice self)
{
  switch (self)
    {
    case KEYRACK_IMPORT_ADD:
      return _("Add");

    case KEYRACK_IMPORT_UPDATE:
      return _("Update");

    case KEYRACK_IMPORT_KEEP_BOTH:
      return _("Keep Both");

    case KEYRACK_IMPORT_SKIP:
    default:
      return _("Skip");
    }
}

/**
 * keyrack_import_item_new:
 * @row: a connection of a file; its profile and secret are shared, not copied
 * @number: where a person finds it in the file
 * @stored: (nullable): the one that is here; it is copied
 * @secrets: (nullable) (element-type utf8 KeyrackSecret): the stored secrets by their names,
 *   %NULL when they can't be read now
 *
 * Compares the two. What is new is to be added, anything else skipped, until somebody says
 * otherwise.
 *
 * Returns: (transfer full): a new item
 */
KeyrackImportItem *
keyrack_import_item_new (KeyrackDocumentRow *row,
                         guint               number,
                         KeyrackProfile     *stored,
                         GHashTable         *secrets)
{
  KeyrackImportItem *self = NULL;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_IMPORT_ITEM, NULL);
  self->profile = g_object_ref (row->profile);
  self->secret = row->secret != NULL ? keyrack_secret_ref (row->secret) : NULL;
  self->unknown = g_strdup (row->unknown);
  self->problem = g_strdup (row->problem);
  self->stored = stored != NULL ? keyrack_profile_dup (stored) : NULL;
  self->number = number;
  compare (self, row, secrets);

  return self;
}

KeyrackProfile *
keyrack_import_item_get_profile (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  return self->profile;
}

/* (nullable): the connection that is here, as it was when they were compared. */
KeyrackProfile *
keyrack_import_item_get_stored (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  return self->stored;
}

/* (nullable): the file's. */
KeyrackSecret *
keyrack_import_item_get_secret (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  return self->secret;
}

guint
keyrack_import_item_get_number (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), 0);

  return self->number;
}

/* (nullable): why it is refused. */
const char *
keyrack_import_item_get_problem (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  return self->problem;
}

KeyrackImportState
keyrack_import_item_get_state (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), KEYRACK_IMPORT_REFUSED);

  return self->state;
}

KeyrackImportFields
keyrack_import_item_get_fields (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), 0);

  return self->fields;
}

KeyrackImportSecret
keyrack_import_item_get_secret_relation (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), KEYRACK_IMPORT_SECRET_NONE);

  return self->relation;
}

KeyrackImportChoice
keyrack_import_item_get_choice (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), KEYRACK_IMPORT_SKIP);

  return self->choice;
}

/**
 * keyrack_import_item_can_choose:
 * @self: an item
 * @choice: what might be done with it
 *
 * Returns: %TRUE if that makes sense: what is identical, or has another
 *   client ID alone, has nothing to be updated
 */
gboolean
keyrack_import_item_can_choose (KeyrackImportItem   *self,
                                KeyrackImportChoice  choice)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), FALSE);

  switch (choice)
    {
    case KEYRACK_IMPORT_ADD:
      return self->state == KEYRACK_IMPORT_NEW;

    case KEYRACK_IMPORT_UPDATE:
      return self->state == KEYRACK_IMPORT_DIFFERS && get_taken_fields (self) != 0;

    case KEYRACK_IMPORT_KEEP_BOTH:
      return self->state == KEYRACK_IMPORT_DIFFERS || self->state == KEYRACK_IMPORT_IDENTICAL;

    case KEYRACK_IMPORT_SKIP:
    default:
      return TRUE;
    }
}

/**
 * keyrack_import_item_set_choice:
 * @self: an item
 * @choice: what is to be done with it, if that makes sense
 */
void
keyrack_import_item_set_choice (KeyrackImportItem   *self,
                                KeyrackImportChoice  choice)
{
  g_return_if_fail (KEYRACK_IS_IMPORT_ITEM (self));

  if (self->choice == choice || !keyrack_import_item_can_choose (self, choice))
    return;

  self->choice = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}

static char *
dup_free_name (const char *name,
               GHashTable *names)
{
  g_autofree char *head = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1),
                                                          KEYRACK_PROFILE_NAME_MAX - LONGEST_SUFFIX));

  for (guint number = 1;; number++)
    {
      g_autofree char *free_name = NULL;

      if (number == 1)
        /* Translators: the name of a connection of which there is another one: "Acme (imported)" */
        free_name = g_strdup_printf (_("%s (imported)"), head);
      else
        /* Translators: the same, when that name is taken too: "Acme (imported 2)" */
        free_name = g_strdup_printf (_("%s (imported %u)"), head, number);

      if (!g_hash_table_contains (names, free_name))
        return g_steal_pointer (&free_name);
    }
}

static KeyrackProfile *
dup_beside (KeyrackImportItem *self,
            GHashTable        *names)
{
  KeyrackProfile *profile = keyrack_profile_new ();
  g_autofree char *name = dup_free_name (keyrack_profile_get_name (self->profile), names);

  keyrack_import_take_fields (profile, self->profile, (KeyrackImportFields) ~0);
  keyrack_profile_set_rotated_at (profile, keyrack_profile_get_rotated_at (self->profile));
  keyrack_profile_set_name (profile, name);
  g_hash_table_add (names, g_steal_pointer (&name));

  return profile;
}

/* (nullable): of a test before it is imported. */
KeyrackTestResult *
keyrack_import_item_get_result (KeyrackImportItem *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);

  return self->result;
}

/**
 * keyrack_import_item_set_result:
 * @self: an item
 * @result: what a test of it found; if it does not work it is skipped
 */
void
keyrack_import_item_set_result (KeyrackImportItem *self,
                                KeyrackTestResult *result)
{
  g_return_if_fail (KEYRACK_IS_IMPORT_ITEM (self));
  g_return_if_fail (KEYRACK_IS_TEST_RESULT (result));

  if (keyrack_test_result_get_outcome (result) != KEYRACK_OUTCOME_OK)
    keyrack_import_item_set_choice (self, KEYRACK_IMPORT_SKIP);
  if (g_set_object (&self->result, result))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

/**
 * keyrack_import_item_dup_row:
 * @self: an item
 * @names: (element-type utf8 utf8): the set of the names that are taken, owning them; the name
 *   of what is kept beside another one is added
 *
 * Returns: (transfer full) (nullable): what keyrack_profile_store_import_async() is to take,
 *   %NULL when nothing is to be done
 */
KeyrackDocumentRow *
keyrack_import_item_dup_row (KeyrackImportItem *self,
                             GHashTable        *names)
{
  g_autoptr(KeyrackProfile) profile = NULL;
  KeyrackDocumentRow *row = NULL;

  g_return_val_if_fail (KEYRACK_IS_IMPORT_ITEM (self), NULL);
  g_return_val_if_fail (names != NULL, NULL);

  switch (self->choice)
    {
    case KEYRACK_IMPORT_ADD:
      profile = keyrack_profile_dup (self->profile);
      break;

    case KEYRACK_IMPORT_UPDATE:
      profile = keyrack_profile_dup (self->stored);
      keyrack_import_take_fields (profile, self->profile, get_taken_fields (self));
      break;

    case KEYRACK_IMPORT_KEEP_BOTH:
      profile = dup_beside (self, names);
      break;

    case KEYRACK_IMPORT_SKIP:
    default:
      return NULL;
    }

  row = keyrack_document_row_new (profile, self->choice == KEYRACK_IMPORT_UPDATE && !brings_secret (self)
                                             ? NULL : self->secret);
  row->unknown = g_strdup (self->unknown);

  return row;
}
