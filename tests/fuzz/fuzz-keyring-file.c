/* fuzz-keyring-file.c: what passes the check of the keyring file is safe to be read as libsecret does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-secret-store-file.h"

#define HEADER_LENGTH 18
#define MAC_LENGTH    32
#define IV_LENGTH     16

/* As _secret_file_item_decrypt() and hashed_attributes_match() look at an item. */
static void
read_item (GVariant *item)
{
  GVariant *attributes = NULL;
  GVariant *blob = NULL;
  g_autofree guint8 *copy = NULL;
  const guint8 *data = NULL;
  GVariantIter iter;
  GVariant *mac = NULL;
  const char *name = NULL;
  gsize length = 0;

  g_variant_get (item, "(@a{say}@ay)", &attributes, &blob);

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_loop (&iter, "{&s@ay}", &name, &mac))
    {
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_variant_get_fixed_array (mac, &length, 1);
      g_assert_cmpuint (length, ==, MAC_LENGTH);
    }

  data = g_variant_get_fixed_array (blob, &length, 1);
  g_assert_cmpuint (length, >, IV_LENGTH + MAC_LENGTH);
  copy = g_memdup2 (data, length);

  g_variant_unref (attributes);
  g_variant_unref (blob);
}

/* As on_load_contents() does it: the data are trusted, and a wrong length ends the process. */
static void
read_trusted (const guint8 *data,
              gsize         size)
{
  g_autoptr(GVariant) content = NULL;
  g_autoptr(GVariant) salt = NULL;
  g_autoptr(GVariant) items = NULL;
  g_autoptr(GDateTime) modified = NULL;
  guint32 salt_length = 0;
  guint32 iterations = 0;
  guint64 time = 0;
  gsize length = 0;

  content = g_variant_new_from_data (G_VARIANT_TYPE ("(uayutua(a{say}ay))"),
                                     data + HEADER_LENGTH, size - HEADER_LENGTH, TRUE, NULL, NULL);
  g_variant_ref_sink (content);
  g_variant_get (content, "(u@ayutu@a(a{say}ay))", &salt_length, &salt, &iterations, &time, NULL, &items);

  g_variant_get_fixed_array (salt, &length, 1);
  g_assert_cmpuint (length, ==, GUINT32_FROM_LE (salt_length));
  modified = g_date_time_new_from_unix_utc ((gint64) GUINT64_FROM_LE (time));
  g_assert_nonnull (modified);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr(GVariant) item = g_variant_get_child_value (items, i);

      read_item (item);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char header[] = "GnomeKeyring\n\r\0\n\1\0";
  g_autofree guint8 *whole = g_malloc (HEADER_LENGTH + size);

  if (keyrack_keyring_file_is_sound ((const char *) data, size))
    read_trusted (data, size);

  /* The header is hard to invent. */
  memcpy (whole, header, HEADER_LENGTH);
  if (size > 0)
    memcpy (whole + HEADER_LENGTH, data, size);
  if (keyrack_keyring_file_is_sound ((const char *) whole, HEADER_LENGTH + size))
    read_trusted (whole, HEADER_LENGTH + size);

  return 0;
}
