/* keyrack-profile-store-file-bin.c: the bin in profiles.json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-file-private.h"

#define MAX_HOLD      3600            /* seconds */
#define SECONDS_A_DAY (24 * 60 * 60)

/* A profile in the bin that names a secret, or a previous one, holds it: nobody clears it, so that the profile
 * can be brought back with it. Let go, the secret becomes a pending one, and the profile
 * names none. */

static gboolean
is_meant (KeyrackEntry       *entry,
          const char * const *ids)
{
  return ids == NULL || (entry->profile != NULL && g_strv_contains (ids, keyrack_profile_get_id (entry->profile)));
}

static gboolean
holds_secret (KeyrackEntry *entry)
{
  return entry->profile != NULL
         && (*keyrack_profile_get_secret_ref (entry->profile) != '\0'
             || keyrack_profile_get_previous (entry->profile) != NULL);
}

/* What is due later than anybody asked for was written by a clock that was wrong. */
static gboolean
is_hold_over (KeyrackEntry *entry,
              gint64        now)
{
  gint64 held_until = keyrack_profile_json_get_held_until (entry->node);

  return held_until <= now || held_until > now + MAX_HOLD;
}

static gint64
get_end (KeyrackEntry *entry)
{
  gint64 deleted_at = entry->profile != NULL ? keyrack_profile_get_deleted_at (entry->profile) : 0;

  return deleted_at > 0 ? deleted_at + KEYRACK_BIN_DAYS * SECONDS_A_DAY : G_MAXINT64;
}

static void
add_pending_cb (const char *secret_ref,
                gpointer    data)
{
  keyrack_profile_file_add_pending (data, secret_ref);
}

static gboolean
release (KeyrackProfileFile *self,
         KeyrackEntry       *entry)
{
  g_autoptr(KeyrackProfile) profile = NULL;

  if (!holds_secret (entry))
    return FALSE;

  profile = keyrack_profile_dup (entry->profile);
  keyrack_profile_visit_refs (profile, add_pending_cb, self);
  keyrack_profile_set_previous (profile, NULL);
  keyrack_profile_set_secret_ref (profile, "");
  keyrack_profile_set_secret_saved_at (profile, 0);
  keyrack_entry_set_profile (entry, profile);

  return TRUE;
}

/* For good, and with every secret that it names. */
static void
erase_at (KeyrackProfileFile *self,
          guint               position)
{
  KeyrackEntry *entry = g_ptr_array_index (self->bin, position);

  keyrack_profile_json_visit_refs (entry->node, add_pending_cb, self);
  g_ptr_array_remove_index (self->bin, position);
}

KeyrackProfile *
keyrack_profile_file_find_in_bin (KeyrackProfileFile *self,
                                  const char         *id)
{
  KeyrackEntry *entry = keyrack_entries_find (self->bin, id, NULL);

  return entry != NULL ? entry->profile : NULL;
}

/* What is in the bin, the last deleted one first. */
GPtrArray *
keyrack_profile_file_dup_bin (KeyrackProfileFile *self)
{
  GPtrArray *profiles = g_ptr_array_new_full (self->bin->len, g_object_unref);

  for (guint i = self->bin->len; i > 0; i--)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->bin, i - 1);

      if (entry->profile != NULL)
        g_ptr_array_add (profiles, g_object_ref (entry->profile));
    }

  return profiles;
}

/* When keyrack_profile_file_expire() has something to do next, G_MAXINT64 for never. */
gint64
keyrack_profile_file_get_due_at (KeyrackProfileFile *self,
                                 gint64              now)
{
  gint64 due_at = keyrack_profile_file_get_previous_due_at (self);

  if (self->import != NULL)
    due_at = MIN (due_at, keyrack_import_record_get_until (self->import));

  for (guint i = 0; i < self->bin->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->bin, i);

      if (holds_secret (entry))
        due_at = MIN (due_at, is_hold_over (entry, now) ? now : keyrack_profile_json_get_held_until (entry->node));
      due_at = MIN (due_at, get_end (entry));
    }

  return due_at;
}

/* Moves a profile to the bin, with its secret for so many seconds, at most an hour. */
gboolean
keyrack_profile_file_bin (KeyrackProfileFile *self,
                          const char         *id,
                          gint64              now,
                          guint               hold_seconds)
{
  const char * const ids[] = { id, NULL };
  guint position = 0;
  KeyrackEntry *entry = keyrack_entries_find (self->entries, id, &position);
  g_autoptr(KeyrackProfile) profile = NULL;

  if (entry == NULL)
    return FALSE;

  keyrack_profile_file_erase (self, ids);
  self->revision++;
  profile = keyrack_profile_dup (entry->profile);
  keyrack_profile_set_deleted_at (profile, now);
  keyrack_profile_set_revision (profile, (guint64) self->revision);
  keyrack_entry_set_profile (entry, profile);
  keyrack_profile_file_note_edit (self, profile, KEYRACK_PROFILE_EDIT_DELETED);
  g_ptr_array_add (self->bin, g_ptr_array_steal_index (self->entries, position));

  if (hold_seconds == 0)
    release (self, entry);
  else if (holds_secret (entry))
    keyrack_profile_json_set_held_until (entry->node, now + 1 + MIN (hold_seconds, MAX_HOLD - 1));

  return TRUE;
}

/* The bin's entry becomes the last one of the list; NULL if there is none. */
KeyrackEntry *
keyrack_profile_file_take_from_bin (KeyrackProfileFile *self,
                                    const char         *id)
{
  guint position = 0;
  KeyrackEntry *entry = keyrack_entries_find (self->bin, id, &position);

  if (entry == NULL)
    return NULL;

  /* Whoever is put in its place may have another secret, or the same. */
  keyrack_profile_visit_refs (entry->profile, add_pending_cb, self);

  g_ptr_array_add (self->entries, g_ptr_array_steal_index (self->bin, position));

  return entry;
}

/* Brings a profile back from the bin to the end of the list, with what it holds. */
void
keyrack_profile_file_restore (KeyrackProfileFile *self,
                              const char         *id)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_dup (keyrack_profile_file_find_in_bin (self, id));

  keyrack_profile_set_deleted_at (profile, 0);
  keyrack_profile_file_put (self, profile);
}

/* Lets go of the secrets that these (nullable: all) hold. */
gboolean
keyrack_profile_file_release (KeyrackProfileFile *self,
                              const char * const *ids)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->bin->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->bin, i);

      if (is_meant (entry, ids))
        changed |= release (self, entry);
    }

  return changed;
}

/* Takes these (nullable: all) out of the bin for good. */
gboolean
keyrack_profile_file_erase (KeyrackProfileFile *self,
                            const char * const *ids)
{
  guint n_before = self->bin->len;

  for (guint i = n_before; i > 0; i--)
    {
      if (is_meant (g_ptr_array_index (self->bin, i - 1), ids))
        erase_at (self, i - 1);
    }

  return self->bin->len != n_before;
}

/* Lets go of what was held or kept long enough, and drops what was in the bin long enough. */
gboolean
keyrack_profile_file_expire (KeyrackProfileFile *self,
                             gint64              now)
{
  gboolean changed = keyrack_profile_file_expire_previous (self, now);

  changed |= keyrack_profile_file_expire_import (self, now);
  for (guint i = 0; i < self->bin->len; i++)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->bin, i);

      if (holds_secret (entry) && is_hold_over (entry, now))
        changed |= release (self, entry);
    }

  return keyrack_profile_file_drop_old (self, now) || changed;
}

/* Drops what was in the bin long enough and holds no secret. */
gboolean
keyrack_profile_file_drop_old (KeyrackProfileFile *self,
                               gint64              now)
{
  guint n_before = self->bin->len;

  for (guint i = n_before; i > 0; i--)
    {
      KeyrackEntry *entry = g_ptr_array_index (self->bin, i - 1);

      if (get_end (entry) <= now && !holds_secret (entry))
        erase_at (self, i - 1);
    }

  return self->bin->len != n_before;
}
