/* keyrack-recipients.c: the keys of colleagues, by their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-recipients.h"

#include "keyrack-age.h"
#include "keyrack-text.h"

#define RECIPIENTS "recipients"

static void
recipient_free (KeyrackRecipient *self)
{
  g_free (self->name);
  g_free (self->key);
  g_free (self);
}

static KeyrackRecipient *
recipient_new (const char *name,
               const char *key)
{
  KeyrackRecipient *self = g_new0 (KeyrackRecipient, 1);

  self->name = g_strdup (name);
  self->key = g_strdup (key);

  return self;
}

static void
store (GSettings *preferences,
       GPtrArray *recipients)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));

  for (guint i = 0; i < recipients->len; i++)
    {
      const KeyrackRecipient *recipient = recipients->pdata[i];

      g_variant_builder_add (&builder, "(ss)", recipient->name, recipient->key);
    }

  g_settings_set_value (preferences, RECIPIENTS, g_variant_builder_end (&builder));
}

static void
drop (GPtrArray  *recipients,
      const char *key)
{
  for (guint i = recipients->len; i-- > 0;)
    {
      if (g_str_equal (((KeyrackRecipient *) recipients->pdata[i])->key, key))
        g_ptr_array_remove_index (recipients, i);
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const KeyrackRecipient * const *one = a;
  const KeyrackRecipient * const *other = b;

  return g_utf8_collate ((*one)->name, (*other)->name);
}

static GPtrArray *
load (GSettings *preferences)
{
  GPtrArray *recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) recipient_free);
  g_autoptr(GVariant) list = g_settings_get_value (preferences, RECIPIENTS);
  GVariantIter iter;
  const char *name = NULL;
  const char *key = NULL;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(&s&s)", &name, &key))
    {
      if (keyrack_age_check_recipient (key, NULL) && keyrack_text_check_name (name) == KEYRACK_TEXT_FINE)
        g_ptr_array_add (recipients, recipient_new (name, key));
    }
  g_ptr_array_sort (recipients, compare);

  return recipients;
}

/**
 * keyrack_recipients_list:
 * @preferences: the preferences
 *
 * Returns: (transfer full) (element-type KeyrackRecipient): those that are remembered, by name;
 *   without any that somebody else set and that is none
 */
GPtrArray *
keyrack_recipients_list (GSettings *preferences)
{
  g_return_val_if_fail (G_IS_SETTINGS (preferences), NULL);

  return load (preferences);
}

/**
 * keyrack_recipients_remember:
 * @preferences: the preferences
 * @name: whose key it is
 * @key: age1…
 *
 * Remembers a key, under this name from now on if it had another one.
 *
 * Returns: %FALSE if either can't be taken
 */
gboolean
keyrack_recipients_remember (GSettings  *preferences,
                             const char *name,
                             const char *key)
{
  g_autoptr(GPtrArray) recipients = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (preferences), FALSE);
  g_return_val_if_fail (name != NULL && key != NULL, FALSE);

  if (keyrack_text_check_name (name) != KEYRACK_TEXT_FINE || !keyrack_age_check_recipient (key, NULL))
    return FALSE;

  recipients = load (preferences);
  drop (recipients, key);
  g_ptr_array_add (recipients, recipient_new (name, key));
  store (preferences, recipients);

  return TRUE;
}

void
keyrack_recipients_forget (GSettings  *preferences,
                           const char *key)
{
  g_autoptr(GPtrArray) recipients = NULL;

  g_return_if_fail (G_IS_SETTINGS (preferences));
  g_return_if_fail (key != NULL);

  recipients = load (preferences);
  drop (recipients, key);
  store (preferences, recipients);
}
