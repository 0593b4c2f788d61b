/* keyrack-journal-entry.c: what was done to a connection, when, with what result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-entry.h"

#include <glib/gi18n-lib.h>

#include "keyrack-profile-edit.h"
#include "keyrack-text.h"

struct _KeyrackJournalEntry
{
  GObject             parent_instance;

  KeyrackJournalKind  kind;
  KeyrackTestResult  *result;  /* of what was not tested: only whom it is about, and when */
  char               *detail;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KeyrackJournalEntry, keyrack_journal_entry, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (KeyrackJournalKind, keyrack_journal_kind,
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_TEST, "test"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_ROTATION, "rotation"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_RESTORE, "restore"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_EDIT, "edit"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_EXPORT, "export"),
                    G_DEFINE_ENUM_VALUE (KEYRACK_JOURNAL_IMPORT, "import"))

enum
{
  PROP_0,
  PROP_AT,
  PROP_KIND,
  PROP_RESULT,
  PROP_DETAIL,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *id;
  const char *title;
} kinds[KEYRACK_N_JOURNAL_KINDS] = {
  [KEYRACK_JOURNAL_TEST] = { "test", N_("Test") },
  [KEYRACK_JOURNAL_ROTATION] = { "rotation", N_("Replacement") },
  [KEYRACK_JOURNAL_RESTORE] = { "restore", N_("Restoration") },
  [KEYRACK_JOURNAL_EDIT] = { "edit", N_("Edit") },
  [KEYRACK_JOURNAL_EXPORT] = { "export", N_("Export") },
  [KEYRACK_JOURNAL_IMPORT] = { "import", N_("Import") },
};

static gboolean
has_result (KeyrackJournalKind kind)
{
  return kind == KEYRACK_JOURNAL_TEST || kind == KEYRACK_JOURNAL_ROTATION || kind == KEYRACK_JOURNAL_RESTORE;
}

static void
keyrack_journal_entry_dispose (GObject *object)
{
  KeyrackJournalEntry *self = KEYRACK_JOURNAL_ENTRY (object);

  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_journal_entry_parent_class)->dispose (object);
}

static void
keyrack_journal_entry_finalize (GObject *object)
{
  KeyrackJournalEntry *self = KEYRACK_JOURNAL_ENTRY (object);

  g_free (self->detail);

  G_OBJECT_CLASS (keyrack_journal_entry_parent_class)->finalize (object);
}

static void
keyrack_journal_entry_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackJournalEntry *self = KEYRACK_JOURNAL_ENTRY (object);

  switch (prop_id)
    {
    case PROP_AT:
      g_value_set_int64 (value, keyrack_journal_entry_get_at (self));
      break;
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_RESULT:
      g_value_set_object (value, keyrack_journal_entry_get_result (self));
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_TEXT:
      g_value_take_string (value, keyrack_journal_entry_dup_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_journal_entry_class_init (KeyrackJournalEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_journal_entry_dispose;
  object_class->finalize = keyrack_journal_entry_finalize;
  object_class->get_property = keyrack_journal_entry_get_property;

  properties[PROP_AT] = g_param_spec_int64 ("at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, KEYRACK_TYPE_JOURNAL_KIND, KEYRACK_JOURNAL_TEST, flags);
  properties[PROP_RESULT] = g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_journal_entry_init (KeyrackJournalEntry *self)
{
}

/**
 * keyrack_journal_kind_get_id:
 * @self: a kind
 *
 * Returns: (transfer none): the word for it in the file
 */
const char *
keyrack_journal_kind_get_id (KeyrackJournalKind self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_JOURNAL_KINDS, NULL);

  return kinds[self].id;
}

/**
 * keyrack_journal_kind_from_id:
 * @id: the word for a kind in the file
 * @kind: (out): the kind
 *
 * Returns: %TRUE if there is such a kind
 */
gboolean
keyrack_journal_kind_from_id (const char         *id,
                              KeyrackJournalKind *kind)
{
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (kind != NULL, FALSE);

  for (guint i = 0; i < KEYRACK_N_JOURNAL_KINDS; i++)
    {
      if (g_str_equal (kinds[i].id, id))
        {
          *kind = (KeyrackJournalKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * keyrack_journal_kind_get_title:
 * @self: a kind
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
keyrack_journal_kind_get_title (KeyrackJournalKind self)
{
  g_return_val_if_fail ((guint) self < KEYRACK_N_JOURNAL_KINDS, NULL);

  return _(kinds[self].title);
}

/**
 * keyrack_journal_entry_new:
 * @kind: what was done
 * @result: what a test found: the one that it was, or that proved it; it says whom the
 *   entry is about, and when it was
 * @detail: (nullable): more about it, in the user's words; never a secret
 *
 * Returns: (transfer full): an entry
 */
KeyrackJournalEntry *
keyrack_journal_entry_new (KeyrackJournalKind  kind,
                           KeyrackTestResult  *result,
                           const char         *detail)
{
  KeyrackJournalEntry *self = NULL;

  g_return_val_if_fail ((guint) kind < KEYRACK_N_JOURNAL_KINDS, NULL);
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  self = g_object_new (KEYRACK_TYPE_JOURNAL_ENTRY, NULL);
  self->kind = kind;
  self->result = g_object_ref (result);
  self->detail = detail != NULL ? keyrack_text_dup_printable (detail, KEYRACK_JOURNAL_DETAIL_MAX) : NULL;

  return self;
}

/**
 * keyrack_journal_entry_new_event:
 * @kind: what was done: an edit, an export, an import
 * @profile: to which connection
 * @detail: (nullable): more about it, in the user's words; never a secret
 *
 * Returns: (transfer full): an entry of this moment
 */
KeyrackJournalEntry *
keyrack_journal_entry_new_event (KeyrackJournalKind  kind,
                                 KeyrackProfile     *profile,
                                 const char         *detail)
{
  g_autoptr(KeyrackTestResult) result = NULL;
  KeyrackTestFacts facts = { .outcome = KEYRACK_OUTCOME_NOT_TESTED, .phases = KEYRACK_PHASES_INIT };

  g_return_val_if_fail ((guint) kind < KEYRACK_N_JOURNAL_KINDS && !has_result (kind), NULL);
  g_return_val_if_fail (KEYRACK_IS_PROFILE (profile), NULL);

  facts.values.profile_id = (char *) keyrack_profile_get_id (profile);
  facts.values.profile_name = (char *) keyrack_profile_get_name (profile);
  facts.values.instance = (char *) keyrack_profile_get_instance (profile);
  facts.values.region = (char *) keyrack_profile_get_region (profile);
  facts.values.client_id = (char *) keyrack_profile_get_client_id (profile);
  facts.values.secret_ref = (char *) keyrack_profile_get_secret_ref (profile);
  facts.tested_at = g_get_real_time () / G_USEC_PER_SEC;
  result = keyrack_test_result_new (&facts);

  return keyrack_journal_entry_new (kind, result, detail);
}

/**
 * keyrack_journal_entry_get_kind:
 * @self: an entry
 *
 * Returns: what was done
 */
KeyrackJournalKind
keyrack_journal_entry_get_kind (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), KEYRACK_JOURNAL_TEST);

  return self->kind;
}

/**
 * keyrack_journal_entry_get_at:
 * @self: an entry
 *
 * Returns: when, in seconds since the epoch
 */
gint64
keyrack_journal_entry_get_at (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), 0);

  return keyrack_journal_entry_get_facts (self)->tested_at;
}

/**
 * keyrack_journal_entry_get_result:
 * @self: an entry
 *
 * Returns: (nullable) (transfer none): what a test found, %NULL where there was none
 */
KeyrackTestResult *
keyrack_journal_entry_get_result (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), NULL);

  return has_result (self->kind) ? self->result : NULL;
}

/**
 * keyrack_journal_entry_get_facts:
 * @self: an entry
 *
 * Returns: (transfer none): whom it is about, and everything else that is kept
 */
const KeyrackTestFacts *
keyrack_journal_entry_get_facts (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), NULL);

  return keyrack_test_result_get_facts (self->result);
}

/**
 * keyrack_journal_entry_get_detail:
 * @self: an entry
 *
 * Returns: (nullable) (transfer none): more about it, such as what was edited
 */
const char *
keyrack_journal_entry_get_detail (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), NULL);

  return self->detail;
}

static char *
dup_rotation (KeyrackJournalEntry *self)
{
  const char *message = keyrack_test_result_get_message (self->result);

  if (keyrack_test_result_get_outcome (self->result) == KEYRACK_OUTCOME_OK)
    return g_strdup (self->kind == KEYRACK_JOURNAL_ROTATION
                     ? _("Credentials replaced; the new ones work")
                     : _("The credentials before restored; they work"));

  return g_strdup_printf (self->kind == KEYRACK_JOURNAL_ROTATION
                          /* Translators: what the test of the new credentials found */
                          ? _("Credentials replaced, not verified: %s")
                          /* Translators: what the test of the credentials found that are back */
                          : _("The credentials before restored, not verified: %s"), message);
}

/**
 * keyrack_journal_entry_dup_text:
 * @self: an entry
 *
 * Returns: (transfer full): all of it as one sentence in the user's language
 */
char *
keyrack_journal_entry_dup_text (KeyrackJournalEntry *self)
{
  g_return_val_if_fail (KEYRACK_IS_JOURNAL_ENTRY (self), NULL);

  if (self->kind == KEYRACK_JOURNAL_TEST)
    return g_strdup (keyrack_test_result_get_message (self->result));

  if (has_result (self->kind))
    return dup_rotation (self);

  if (self->kind == KEYRACK_JOURNAL_EDIT && self->detail != NULL
      && keyrack_profile_edit_from_ids (self->detail) != KEYRACK_PROFILE_EDIT_NOTHING)
    return keyrack_profile_edit_dup_text (keyrack_profile_edit_from_ids (self->detail));

  if (self->detail == NULL)
    return g_strdup (_(kinds[self->kind].title));

  /* Translators: what was done, such as “Edit”, and more about it */
  return g_strdup_printf (_("%s: %s"), _(kinds[self->kind].title), self->detail);
}
