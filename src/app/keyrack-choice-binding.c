/* keyrack-choice-binding.c: a row of choices for a key that takes one of several words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-choice-binding.h"

static gboolean
to_position (GValue   *value,
             GVariant *variant,
             gpointer  user_data)
{
  const char * const *words = user_data;
  const char *word = g_variant_get_string (variant, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* A row without a choice has a position beyond the last. */
static GVariant *
to_word (const GValue       *value,
         const GVariantType *expected_type,
         gpointer            user_data)
{
  const char * const *words = user_data;
  guint position = g_value_get_uint (value);

  return position < g_strv_length ((GStrv) words) ? g_variant_new_string (words[position]) : NULL;
}

void
keyrack_choice_binding_new (GSettings          *settings,
                            const char         *key,
                            GObject            *row,
                            const char * const *words)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (G_IS_OBJECT (row));
  g_return_if_fail (words != NULL);

  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT,
                                to_position, to_word, (gpointer) words, NULL);
}
