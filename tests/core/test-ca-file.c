/* test-ca-file.c: which files are taken for certificate authorities, and what is copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "keyrack-ca-file.h"

#define CERTIFICATE(body) "-----BEGIN CERTIFICATE-----\n" body "\n-----END CERTIFICATE-----\n"
#define ONE CERTIFICATE ("MIIBAgMEBQYHCAk=")
#define TWO CERTIFICATE ("MIIBCQgHBgUEAwI=")
#define KEY "-----BEGIN PRIVATE KEY-----\nMIIBcanary\n-----END PRIVATE KEY-----\n"

typedef struct
{
  char *folder;
  char *source;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("keyrack-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->source = g_build_filename (fixture->folder, "company ca.pem", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_unlink (fixture->source);
  g_rmdir (fixture->folder);
  g_free (fixture->source);
  g_free (fixture->folder);
}

static char *
adopt (Fixture     *fixture,
       const char  *text,
       GError     **error)
{
  g_assert_true (g_file_set_contents (fixture->source, text, -1, NULL));

  return keyrack_ca_file_adopt (fixture->source, fixture->folder, error);
}

static void
test_certificates_only (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = adopt (fixture, "Subject: Company\n" ONE KEY "\n" TWO "end", &error);
  g_autofree char *text = NULL;
  struct stat info;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, ONE TWO);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  keyrack_ca_file_forget (path, fixture->folder);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_name_stands_for_content (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_autofree char *one = adopt (fixture, ONE, NULL);
  g_autofree char *same = adopt (fixture, "More words\n" ONE, NULL);
  g_autofree char *two = adopt (fixture, TWO, NULL);

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, two);
  keyrack_ca_file_forget (one, fixture->folder);
  keyrack_ca_file_forget (two, fixture->folder);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  user_data)
{
  static const char * const texts[] = {
    "",
    "not a certificate",
    KEY,
    CERTIFICATE (""),
    CERTIFICATE ("bm8gc2VxdWVuY2U="),
    ONE CERTIFICATE ("@@@@"),
    "-----BEGIN CERTIFICATE-----\nMIIBAgMEBQYHCAk=\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *path = adopt (fixture, texts[i], &error);

      g_assert_null (path);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, "company ca.pem"));
    }
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) folder = NULL;

  g_assert_null (keyrack_ca_file_adopt (fixture->source, fixture->folder, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (keyrack_ca_file_adopt (fixture->folder, fixture->folder, &folder));
  g_assert_nonnull (folder);
}

/* The person's own file is not ours to remove, nor is another one of the program. */
static void
test_foreign_stays (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autofree char *path = adopt (fixture, ONE, NULL);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);

  keyrack_ca_file_forget (fixture->source, fixture->folder);
  keyrack_ca_file_forget (path, elsewhere);
  g_assert_true (g_file_test (fixture->source, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  keyrack_ca_file_forget (path, fixture->folder);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/ca-file/certificates-only", test_certificates_only);
  ADD ("/ca-file/name-stands-for-content", test_name_stands_for_content);
  ADD ("/ca-file/refused", test_refused);
  ADD ("/ca-file/unreadable", test_unreadable);
  ADD ("/ca-file/foreign-stays", test_foreign_stays);

  return g_test_run ();
}
