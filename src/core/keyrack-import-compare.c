/* keyrack-import-compare.c: what a file says otherwise than we do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-compare.h"

/* Whatever can be compared and taken over by its property. */
static const struct
{
  KeyrackImportFields  field;
  const char          *property;
} texts[] = {
  { KEYRACK_IMPORT_FIELD_NAME, "name" },
  { KEYRACK_IMPORT_FIELD_INSTANCE, "instance" },
  { KEYRACK_IMPORT_FIELD_REGION, "region" },
  { KEYRACK_IMPORT_FIELD_CLIENT_ID, "client-id" },
  { KEYRACK_IMPORT_FIELD_ENVIRONMENT, "environment" },
  { KEYRACK_IMPORT_FIELD_NOTE, "note" },
};

static gboolean
brings_tags (KeyrackProfile *theirs,
             KeyrackProfile *ours)
{
  const char * const *tags = keyrack_profile_get_tags (theirs);

  return *tags != NULL && !g_strv_equal (tags, keyrack_profile_get_tags (ours));
}

static gboolean
brings_interval (KeyrackProfile *theirs,
                 KeyrackProfile *ours)
{
  guint days = keyrack_profile_get_rotate_every_days (theirs);

  return days > 0 && days != keyrack_profile_get_rotate_every_days (ours);
}

static gboolean
brings_text (KeyrackProfile *theirs,
             KeyrackProfile *ours,
             const char     *property)
{
  g_autofree char *their_text = NULL;
  g_autofree char *our_text = NULL;

  g_object_get (theirs, property, &their_text, NULL);
  g_object_get (ours, property, &our_text, NULL);

  return *their_text != '\0' && !g_str_equal (their_text, our_text);
}

/* What the file leaves empty says nothing: there are tables that have only some of the columns,
 * and nothing of ours is ever wiped by what is not there. */
KeyrackImportFields
keyrack_import_compare_profiles (KeyrackProfile *theirs,
                                 KeyrackProfile *ours)
{
  KeyrackImportFields fields = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (brings_text (theirs, ours, texts[i].property))
        fields |= texts[i].field;
    }

  if (brings_tags (theirs, ours))
    fields |= KEYRACK_IMPORT_FIELD_TAGS;
  if (brings_interval (theirs, ours))
    fields |= KEYRACK_IMPORT_FIELD_INTERVAL;

  return fields;
}

/* Only what is certain: theirs came to be after ours was stored, or ours took the place of
 * another one after their file was written. */
static KeyrackImportSecret
compare_ages (const KeyrackDocumentRow *row,
              KeyrackProfile           *ours)
{
  gint64 made = keyrack_profile_get_rotated_at (row->profile);
  gint64 written = row->written_at > 0 ? row->written_at : made;
  gint64 rotated = keyrack_profile_get_rotated_at (ours);

  if (made > 0 && made > MAX (rotated, keyrack_profile_get_secret_saved_at (ours)))
    return KEYRACK_IMPORT_SECRET_NEWER;

  if (written > 0 && rotated > written)
    return KEYRACK_IMPORT_SECRET_OLDER;

  return KEYRACK_IMPORT_SECRET_ANOTHER;
}

/* Without @secrets (nullable) ours can't be read now. */
KeyrackImportSecret
keyrack_import_compare_secrets (const KeyrackDocumentRow *row,
                                KeyrackProfile           *ours,
                                GHashTable               *secrets)
{
  const char *secret_ref = keyrack_profile_get_secret_ref (ours);
  KeyrackSecret *secret = secrets != NULL ? g_hash_table_lookup (secrets, secret_ref) : NULL;

  if (*secret_ref == '\0')
    return row->secret != NULL ? KEYRACK_IMPORT_SECRET_FIRST : KEYRACK_IMPORT_SECRET_NONE;

  if (row->secret == NULL)
    return KEYRACK_IMPORT_SECRET_KEPT;

  if (secret == NULL)
    return secrets == NULL ? KEYRACK_IMPORT_SECRET_UNKNOWN : KEYRACK_IMPORT_SECRET_FIRST;

  return keyrack_secret_equal (secret, row->secret) ? KEYRACK_IMPORT_SECRET_SAME : compare_ages (row, ours);
}

void
keyrack_import_take_fields (KeyrackProfile      *ours,
                            KeyrackProfile      *theirs,
                            KeyrackImportFields  fields)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      if ((fields & texts[i].field) == 0)
        continue;

      g_object_get (theirs, texts[i].property, &text, NULL);
      g_object_set (ours, texts[i].property, text, NULL);
    }

  if (fields & KEYRACK_IMPORT_FIELD_TAGS)
    keyrack_profile_set_tags (ours, keyrack_profile_get_tags (theirs));
  if (fields & KEYRACK_IMPORT_FIELD_INTERVAL)
    keyrack_profile_set_rotate_every_days (ours, keyrack_profile_get_rotate_every_days (theirs));

  /* Since when it is in use goes along with the secret. */
  if ((fields & KEYRACK_IMPORT_FIELD_SECRET) && keyrack_profile_get_rotated_at (theirs) > 0)
    keyrack_profile_set_rotated_at (ours, keyrack_profile_get_rotated_at (theirs));
}
