/* keyrack-tags.c: the tags of a connection as one line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tags.h"

/* One space where there were several. */
static char *
dup_tidy_tag (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_ptr_array_add (kept, words[i]);
    }
  g_ptr_array_add (kept, NULL);

  return g_strjoinv (" ", (char **) kept->pdata);
}

static gboolean
contains_tag (GPtrArray  *tags,
              const char *tag)
{
  g_autofree char *folded = g_utf8_casefold (tag, -1);

  for (guint i = 0; i < tags->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (g_ptr_array_index (tags, i), -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

/**
 * keyrack_tags_parse:
 * @text: tags as they are typed, between commas
 *
 * Returns: (transfer full): the tags: without empty ones, without the same one twice in
 *   whatever case, without spare spaces
 */
char **
keyrack_tags_parse (const char *text)
{
  g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *tag = dup_tidy_tag (parts[i]);

      if (*tag != '\0' && !contains_tag (tags, tag))
        g_ptr_array_add (tags, g_steal_pointer (&tag));
    }
  g_ptr_array_add (tags, NULL);

  return (char **) g_ptr_array_steal (tags, NULL);
}

/**
 * keyrack_tags_join:
 * @tags: tags
 *
 * Returns: (transfer full): the tags as they are typed
 */
char *
keyrack_tags_join (const char * const *tags)
{
  g_return_val_if_fail (tags != NULL, NULL);

  return g_strjoinv (", ", (char **) tags);
}
