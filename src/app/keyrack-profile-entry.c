/* keyrack-profile-entry.c: what sorting and searching need to know of one connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-entry.h"

#include <glib/gi18n.h>

#include "keyrack-due.h"
#include "keyrack-region.h"

/* No collation key of a text, nor a text. */
#define FAVOURITES "\001"

/* Without case and accents: who types "zurich" means "Zürich". */
static char *
dup_folded (const char *text)
{
  g_autofree char *normal = NULL;
  g_autoptr(GString) plain = NULL;

  /* Most of it, in a fifth of the time. */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  plain = g_string_new (NULL);

  for (const char *rest = normal; rest != NULL && *rest != '\0'; rest = g_utf8_next_char (rest))
    {
      gunichar letter = g_utf8_get_char (rest);

      if (!g_unichar_ismark (letter))
        g_string_append_unichar (plain, letter);
    }

  return g_utf8_casefold (plain->str, (gssize) plain->len);
}

/* Numbers count as such: "Acme 2" comes before "Acme 10". */
static char *
dup_collation_key (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_collate_key_for_filename (folded, -1);
}

/* Compares like the number, the greatest last. */
static char *
dup_number_key (gint64 number)
{
  return g_strdup_printf ("%020" G_GINT64_FORMAT, number);
}

static char *
dup_text (KeyrackProfile *profile)
{
  g_autofree char *region = keyrack_region_dup_title (keyrack_profile_get_region (profile));
  g_autofree char *tags = g_strjoinv ("\n", (char **) keyrack_profile_get_tags (profile));
  const char *parts[] = {
    keyrack_profile_get_name (profile),
    keyrack_profile_get_instance (profile),
    region,
    keyrack_profile_get_client_id (profile),
    keyrack_profile_get_environment (profile),
    tags,
    keyrack_profile_get_note (profile),
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *folded = dup_folded (parts[i]);

      g_string_append (text, folded);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/* When the secret came into use, as far as that is known. */
static gint64
get_secret_date (KeyrackProfile *profile)
{
  return MAX (keyrack_profile_get_rotated_at (profile), keyrack_profile_get_secret_saved_at (profile));
}

static char *
dup_sort_key (KeyrackProfile *profile,
              KeyrackSort     sort)
{
  KeyrackTestResult *result = keyrack_profile_get_last_result (profile);
  gint64 date = 0;

  switch (sort)
    {
    case KEYRACK_SORT_REGION:
      return dup_collation_key (keyrack_profile_get_region (profile));

    case KEYRACK_SORT_LAST_TEST:
      date = result != NULL ? keyrack_test_result_get_facts (result)->tested_at : 0;
      return dup_number_key (G_MAXINT64 - date);

    case KEYRACK_SORT_SECRET_AGE:
      date = get_secret_date (profile);
      return dup_number_key (date > 0 ? date : G_MAXINT64);

    case KEYRACK_SORT_NAME:
    default:
      return g_strdup ("");
    }
}

/* A connection with several tags stands under the first one only. */
static const char *
get_group_value (KeyrackProfile  *profile,
                 KeyrackGrouping  grouping)
{
  const char * const *tags = keyrack_profile_get_tags (profile);

  switch (grouping)
    {
    case KEYRACK_GROUP_ENVIRONMENT:
      return keyrack_profile_get_environment (profile);
    case KEYRACK_GROUP_TAG:
      return tags[0] != NULL ? tags[0] : "";
    case KEYRACK_GROUP_NONE:
    default:
      return "";
    }
}

static char *
dup_group_title (const char      *value,
                 KeyrackGrouping  grouping)
{
  if (*value != '\0')
    return g_strdup (value);

  return g_strdup (grouping == KEYRACK_GROUP_TAG ? _("No Tag") : _("No Environment"));
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
has_status (KeyrackProfile *profile,
            KeyrackStatus   status)
{
  KeyrackVerdict verdict = keyrack_outcome_get_verdict (keyrack_profile_get_outcome (profile));

  switch (status)
    {
    case KEYRACK_STATUS_FAILED:
      return verdict == KEYRACK_VERDICT_REFUSED;
    case KEYRACK_STATUS_UNDECIDED:
      return verdict == KEYRACK_VERDICT_UNDECIDED;
    case KEYRACK_STATUS_NEVER_TESTED:
      return verdict == KEYRACK_VERDICT_NOT_TESTED;
    case KEYRACK_STATUS_NO_SECRET:
      return verdict == KEYRACK_VERDICT_NO_SECRET || *keyrack_profile_get_secret_ref (profile) == '\0';
    case KEYRACK_STATUS_DUE:
      return keyrack_profile_is_due (profile);
    case KEYRACK_STATUS_DUE_SOON:
      return keyrack_due_from_profile (profile, now ()) >= KEYRACK_DUE_IN_30_DAYS;
    case KEYRACK_STATUS_ALL:
    default:
      return TRUE;
    }
}

KeyrackProfileEntry *
keyrack_profile_entry_new (KeyrackProfile *profile)
{
  KeyrackProfileEntry *self = g_new0 (KeyrackProfileEntry, 1);

  self->profile = g_object_ref (profile);

  return self;
}

void
keyrack_profile_entry_free (KeyrackProfileEntry *self)
{
  keyrack_profile_entry_forget (self);
  g_object_unref (self->profile);
  g_free (self);
}

/* The connection has changed. */
void
keyrack_profile_entry_forget (KeyrackProfileEntry *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->name_key, g_free);
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->group_key, g_free);
}

/* Before it can be compared. */
void
keyrack_profile_entry_prepare (KeyrackProfileEntry *self,
                               KeyrackSort          sort,
                               KeyrackGrouping      grouping)
{
  if (self->name_key == NULL)
    self->name_key = dup_collation_key (keyrack_profile_get_name (self->profile));

  if (self->sort_key == NULL)
    self->sort_key = dup_sort_key (self->profile, sort);

  if (self->group_key == NULL)
    self->group_key = keyrack_profile_get_favourite (self->profile)
                      ? g_strdup (FAVOURITES)
                      : dup_collation_key (get_group_value (self->profile, grouping));
}

/* Favourites come first, those without a group last. */
int
keyrack_profile_entry_compare (KeyrackProfileEntry *self,
                               KeyrackProfileEntry *other)
{
  int order = (keyrack_profile_get_favourite (other->profile) -
               keyrack_profile_get_favourite (self->profile));

  if (order == 0)
    order = (*self->group_key == '\0') - (*other->group_key == '\0');
  if (order == 0)
    order = strcmp (self->group_key, other->group_key);
  if (order == 0)
    order = strcmp (self->sort_key, other->sort_key);
  if (order == 0)
    order = strcmp (self->name_key, other->name_key);
  if (order == 0)
    order = strcmp (keyrack_profile_get_id (self->profile), keyrack_profile_get_id (other->profile));

  return order;
}

gboolean
keyrack_profile_entry_matches (KeyrackProfileEntry *self,
                               const KeyrackQuery  *query)
{
  if (query->words != NULL && self->text == NULL)
    self->text = dup_text (self->profile);

  for (guint i = 0; query->words != NULL && query->words[i] != NULL; i++)
    {
      if (strstr (self->text, query->words[i]) == NULL)
        return FALSE;
    }

  if (*query->environment != '\0' &&
      !g_str_equal (keyrack_profile_get_environment (self->profile), query->environment))
    return FALSE;

  if (*query->tag != '\0' && !g_strv_contains (keyrack_profile_get_tags (self->profile), query->tag))
    return FALSE;

  return has_status (self->profile, query->status);
}

/* Named as its first connection has it; the same object as long as @groups lives, so that its
 * header stays. */
KeyrackGroup *
keyrack_profile_entry_ensure_group (KeyrackProfileEntry *self,
                                    GHashTable          *groups,
                                    KeyrackGrouping      grouping)
{
  gboolean favourite = keyrack_profile_get_favourite (self->profile);
  const char *value = favourite ? FAVOURITES : get_group_value (self->profile, grouping);
  KeyrackGroup *group = g_hash_table_lookup (groups, value);

  if (group == NULL)
    {
      g_autofree char *title = favourite ? g_strdup (_("Favourites")) : dup_group_title (value, grouping);

      group = keyrack_group_new (title, favourite ? NULL : value);
      g_hash_table_insert (groups, g_strdup (value), group);
    }

  return group;
}

static guint
find_word (const char * const *words,
           const char         *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        return i;
    }

  return 0;
}

KeyrackSort
keyrack_sort_from_word (const char *word)
{
  static const char * const words[] = { "name", "region", "last-test", "secret-age", NULL };

  return (KeyrackSort) find_word (words, word);
}

KeyrackGrouping
keyrack_grouping_from_word (const char *word)
{
  static const char * const words[] = { "none", "environment", "tag", NULL };

  return (KeyrackGrouping) find_word (words, word);
}

KeyrackStatus
keyrack_status_from_word (const char *word)
{
  static const char * const words[] =
    { "all", "failed", "undecided", "never-tested", "no-secret", "due", "due-soon", NULL };

  return (KeyrackStatus) find_word (words, word);
}

/* What a person typed, as words to look for; NULL when there are none. */
char **
keyrack_query_dup_words (const char *search)
{
  g_autofree char *folded = dup_folded (search);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  gboolean any = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;

      g_strv_builder_add (words, parts[i]);
      any = TRUE;
    }

  return any ? g_strv_builder_end (words) : NULL;
}

/* Whether the secret is older than the person wants it to become. */
gboolean
keyrack_profile_is_due (KeyrackProfile *profile)
{
  return keyrack_due_from_profile (profile, now ()) == KEYRACK_DUE_NOW;
}
