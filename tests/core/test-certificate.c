/* test-certificate.c: what is shown of a certificate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "certificates.h"
#include "keyrack-certificate.h"

static void
assert_certificate (GPtrArray  *certificates,
                    guint       position,
                    const char *subject,
                    const char *not_after)
{
  const KeyrackCertificate *certificate = g_ptr_array_index (certificates, position);
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (certificate->not_after);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  g_assert_cmpstr (certificate->subject, ==, subject);
  g_assert_cmpstr (text, ==, not_after);
}

static void
test_read (void)
{
  g_autoptr(GPtrArray) certificates = keyrack_certificates_read ("Company\n" LASTING_CERTIFICATE "\n" EXPIRED_CERTIFICATE);

  g_assert_cmpuint (certificates->len, ==, 2);
  assert_certificate (certificates, 0, "Example Root CA", "2126-10-30T07:53:12Z");
  assert_certificate (certificates, 1, "R&D Ltd", "2021-03-15T12:00:00Z");
}

static guint
count (const char *text)
{
  g_autoptr(GPtrArray) certificates = keyrack_certificates_read (text);

  return certificates->len;
}

static void
test_none (void)
{
  g_assert_cmpuint (count (""), ==, 0);
  g_assert_cmpuint (count ("-----BEGIN CERTIFICATE-----\n"), ==, 0);
  g_assert_cmpuint (count ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"), ==, 0);
  g_assert_cmpuint (count ("-----BEGIN CERTIFICATE-----\nMIIBAgMEBQYHCAk=\n-----END CERTIFICATE-----\n"), ==, 0);
}

static char *
dup_pem (const guchar *bytes,
         gsize         length)
{
  g_autofree char *body = g_base64_encode (bytes, length);

  return g_strdup_printf ("-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n", body);
}

/* Cut off or changed anywhere, nothing is read beyond its end. The sanitizers watch. */
static void
test_damaged (void)
{
  const char *body = strchr (LASTING_CERTIFICATE, '\n');
  g_autofree char *text = g_strndup (body, (gsize) (strstr (body, "-----END") - body));
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  bytes = g_base64_decode (text, &length);
  for (gsize i = 0; i < length; i++)
    {
      g_autofree guchar *changed = g_memdup2 (bytes, length);
      g_autofree char *cut_off = dup_pem (bytes, i);
      g_autofree char *flipped = NULL;

      g_assert_cmpuint (count (cut_off), ==, 0);
      changed[i] ^= 0xff;
      flipped = dup_pem (changed, length);
      g_assert_cmpuint (count (flipped), <=, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/certificate/read", test_read);
  g_test_add_func ("/certificate/none", test_none);
  g_test_add_func ("/certificate/damaged", test_damaged);

  return g_test_run ();
}
