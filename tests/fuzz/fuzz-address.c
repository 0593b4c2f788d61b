/* fuzz-address.c: what is accepted leads to the constant domain, by checked labels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "keyrack-address.h"
#include "keyrack-region.h"
#include "keyrack-text.h"

#define LABEL_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

/* Four or five labels, the last two ours. */
static void
check_host (const char *host)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);
  guint n_labels = g_strv_length (labels);

  g_assert_true (n_labels == 4 || n_labels == 5);
  g_assert_cmpstr (labels[n_labels - 2], ==, "nexthink");
  g_assert_cmpstr (labels[n_labels - 1], ==, "cloud");

  for (guint i = 0; i < n_labels; i++)
    {
      gsize length = strlen (labels[i]);

      g_assert_true (length >= 1 && length <= 63);
      g_assert_cmpuint (strspn (labels[i], LABEL_CHARACTERS), ==, length);
      g_assert_true (labels[i][0] != '-' && labels[i][length - 1] != '-');
      g_assert_false (g_str_has_prefix (labels[i], "xn--"));
    }
}

static void
check_hosts (const char *instance,
             const char *region)
{
  g_autofree char *login_host = keyrack_address_dup_login_host (instance, region);
  g_autofree char *api_host = keyrack_address_dup_api_host (instance, region);
  g_autofree char *url = keyrack_address_dup_token_url (instance, region, NULL);
  g_autoptr(GUri) uri = NULL;

  g_assert_true ((login_host != NULL) == (api_host != NULL));
  g_assert_true ((login_host != NULL) == (url != NULL));

  if (login_host == NULL)
    return;

  check_host (login_host);
  check_host (api_host);

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_assert_nonnull (uri);
  g_assert_cmpstr (g_uri_get_host (uri), ==, login_host);
}

/* Its own hosts are addresses of the same instance. */
static void
check_round_trip (const KeyrackAddress *address)
{
  g_autofree char *host = keyrack_address_dup_login_host (address->instance, address->region);
  g_autoptr(KeyrackAddress) again = keyrack_address_parse (host, NULL);

  g_assert_nonnull (host);
  g_assert_nonnull (again);
  g_assert_cmpint (again->kind, ==, KEYRACK_ADDRESS_LOGIN);
  g_assert_cmpstr (again->instance, ==, address->instance);
  g_assert_cmpstr (again->region, ==, address->region);
}

static void
check_clean (const char *text)
{
  g_autofree char *clean = keyrack_text_dup_clean (text);
  g_autofree char *again = keyrack_text_dup_clean (clean);
  g_autofree char *printable = keyrack_text_dup_printable (text, 20);

  g_assert_cmpstr (again, ==, clean);
  g_assert_true (g_utf8_validate (printable, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (printable, -1), <=, 20);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyrackAddress) address = keyrack_address_parse (text, &error);

  check_clean (text);
  check_hosts (text, "eu");
  check_hosts ("acme", text);

  if (address == NULL)
    {
      g_assert_true (error != NULL && error->domain == KEYRACK_ADDRESS_ERROR);
      return 0;
    }

  g_assert_no_error (error);
  g_assert_true (keyrack_instance_is_valid (address->instance));
  g_assert_true ((address->kind == KEYRACK_ADDRESS_NAME) == (address->region == NULL));

  if (address->region != NULL)
    {
      g_assert_true (keyrack_region_label_is_valid (address->region));
      check_round_trip (address);
    }

  return 0;
}
