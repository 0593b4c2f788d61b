/* fuzz-document.c: whatever is taken from a document is harmless, and is written again without loss
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-profile-document.h"

static GPtrArray *
read_document (const char *text,
               gsize       length)
{
  g_autofree char *copy = g_malloc (length + 1);

  if (length > 0)
    memcpy (copy, text, length);
  copy[length] = '\0';

  return keyrack_profile_document_read (copy, length, NULL);
}

/* However hostile the file: what may be sent is sent to Nexthink, and what is refused can be shown. */
static void
assert_harmless (KeyrackDocumentRow *row)
{
  if (row->problem != NULL)
    {
      g_assert_null (row->secret);
      g_assert_true (g_utf8_validate (row->problem, -1, NULL));
      g_assert_true (g_utf8_validate (keyrack_profile_get_name (row->profile), -1, NULL));
      return;
    }

  g_assert_cmpint (keyrack_profile_validate (row->profile), ==, KEYRACK_PROFILE_FLAWLESS);
  g_assert_true (g_str_has_suffix (keyrack_profile_get_login_host (row->profile), ".nexthink.cloud"));
  g_assert_cmpstr (keyrack_profile_get_secret_ref (row->profile), ==, "");
}

static GPtrArray *
dup_taken (GPtrArray *rows)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];

      assert_harmless (row);
      if (row->problem == NULL)
        g_ptr_array_add (taken, row);
    }

  return taken;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GPtrArray) rows = read_document ((const char *) data, size);
  g_autoptr(GPtrArray) taken = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(KeyrackSecret) text = NULL;

  if (rows == NULL)
    return 0;

  taken = dup_taken (rows);
  text = keyrack_profile_document_write (taken, 0, NULL);
  g_assert_nonnull (text);
  again = read_document (keyrack_secret_peek (text), keyrack_secret_get_length (text));
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, taken->len);

  for (guint i = 0; i < taken->len; i++)
    {
      KeyrackDocumentRow *before = taken->pdata[i];
      KeyrackDocumentRow *after = again->pdata[i];

      g_assert_null (after->problem);
      g_assert_true (keyrack_profile_equal (before->profile, after->profile));
      g_assert_true (keyrack_secret_equal (before->secret, after->secret));
      g_assert_cmpstr (after->unknown, ==, before->unknown);
    }

  return 0;
}
