/* keyrack-tidy.c: what is made of a text that was typed or pasted into a field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tidy.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-address.h"
#include "keyrack-pasted.h"
#include "keyrack-text.h"

static char *
dup_taken_notice (const KeyrackAddress *address)
{
  switch (address->kind)
    {
    case KEYRACK_ADDRESS_DATA:
      /* Translators: instance name and region: "Taken from the address: acme, eu. …" */
      return g_strdup_printf (_("Taken from the address: %s, %s. A “data” address can carry a former name"),
                              address->instance, address->region);
    case KEYRACK_ADDRESS_OLD_TOKEN:
      /* Translators: instance name and region: "Taken from the old token address: acme, eu" */
      return g_strdup_printf (_("Taken from the old token address: %s, %s"),
                              address->instance, address->region);
    case KEYRACK_ADDRESS_NAME:
    case KEYRACK_ADDRESS_LOGIN:
    case KEYRACK_ADDRESS_API:
    case KEYRACK_ADDRESS_CLASSIC:
    default:
      /* Translators: instance name and region: "Taken from the address: acme, eu" */
      return g_strdup_printf (_("Taken from the address: %s, %s"),
                              address->instance, address->region);
    }
}

static KeyrackTidied *
tidied_new (const char *text)
{
  KeyrackTidied *self = g_new0 (KeyrackTidied, 1);

  self->text = g_strdup (text);

  return self;
}

static KeyrackTidied *
tidied_take_address (const KeyrackAddress *address)
{
  KeyrackTidied *self = tidied_new (address->instance);

  self->region = g_strdup (address->region);
  self->notice = dup_taken_notice (address);

  return self;
}

static KeyrackTidied *
tidied_lower_case (const char *clean)
{
  g_autofree char *lower = g_ascii_strdown (clean, -1);
  KeyrackTidied *self = tidied_new (lower);

  if (g_strcmp0 (lower, clean) != 0)
    self->notice = g_strdup (_("Changed to lower case"));

  return self;
}

/**
 * keyrack_tidy_instance:
 * @text: what stands in the field for the instance name
 *
 * An address becomes instance and region; spaces around and capital letters go.
 * An address that can't be used is left as it is, with the reason; so is a credential that
 * was pasted into the wrong field, for the form to say so.
 *
 * Returns: (transfer full): what the field shall hold
 */
KeyrackTidied *
keyrack_tidy_instance (const char *text)
{
  g_autofree char *clean = NULL;
  g_autoptr(KeyrackPasted) pasted = NULL;
  KeyrackTidied *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  clean = keyrack_text_dup_clean (text);
  pasted = keyrack_pasted_read (clean);
  if (pasted != NULL)
    return tidied_new (clean);

  if (keyrack_address_looks_like_one (clean))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(KeyrackAddress) address = keyrack_address_parse (clean, &error);

      if (address != NULL && address->region != NULL)
        return tidied_take_address (address);

      self = tidied_new (text);
      self->notice = g_strdup (address == NULL ? error->message : _("This address names no region"));

      return self;
    }

  self = tidied_lower_case (clean);
  if (self->notice == NULL && g_strcmp0 (clean, text) != 0)
    self->notice = g_strdup (keyrack_tidy_get_clean_notice ());

  return self;
}

/**
 * keyrack_tidy_word:
 * @text: what stands in the field for the client ID
 *
 * A whole credential is left as it is, line breaks and all, for the form to take apart.
 *
 * Returns: (transfer full): what the field shall hold
 */
KeyrackTidied *
keyrack_tidy_word (const char *text)
{
  g_autofree char *clean = NULL;
  g_autoptr(KeyrackPasted) pasted = NULL;
  KeyrackTidied *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  pasted = keyrack_pasted_read (text);
  if (pasted != NULL)
    return tidied_new (text);

  clean = keyrack_text_dup_clean (text);
  self = tidied_new (clean);
  if (g_strcmp0 (clean, text) != 0)
    self->notice = g_strdup (keyrack_tidy_get_clean_notice ());

  return self;
}

/**
 * keyrack_tidy_secret:
 * @text: what stands in the field for the client secret
 * @bullet: a character that stood there before and is no part of it
 * @untidied: (out) (nullable): the secret as it was typed, %NULL when it was clean
 *
 * A whole credential is left as it is, line breaks and all, for the form to take apart.
 *
 * Returns: (transfer full): the secret
 */
KeyrackSecret *
keyrack_tidy_secret (const char     *text,
                     const char     *bullet,
                     KeyrackSecret **untidied)
{
  g_autoptr(KeyrackSecret) clean = NULL;
  g_autoptr(GString) typed = NULL;
  g_autoptr(KeyrackPasted) pasted = NULL;
  char *cleaned = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (untidied != NULL, NULL);

  typed = g_string_new (text);
  g_string_replace (typed, bullet, "", 0);
  pasted = keyrack_pasted_read (typed->str);
  cleaned = pasted != NULL ? g_strdup (typed->str) : keyrack_text_dup_clean (typed->str);

  clean = keyrack_secret_new (cleaned, -1);
  *untidied = g_strcmp0 (cleaned, typed->str) != 0 ? keyrack_secret_new (typed->str, -1) : NULL;

  keyrack_secret_wipe (cleaned, strlen (cleaned));
  keyrack_secret_wipe (typed->str, typed->allocated_len);
  g_free (cleaned);

  return g_steal_pointer (&clean);
}

/**
 * keyrack_tidy_get_clean_notice:
 *
 * Returns: (transfer none): says that what copying added was removed
 */
const char *
keyrack_tidy_get_clean_notice (void)
{
  return _("Removed spaces or invisible characters");
}

void
keyrack_tidied_free (KeyrackTidied *self)
{
  g_free (self->text);
  g_free (self->region);
  g_free (self->notice);
  g_free (self);
}
