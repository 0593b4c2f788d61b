/* test-export-format.c: connections for scripts and tables, never with a secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-csv-columns.h"
#include "keyrack-export-format.h"
#include "keyrack-profile-document.h"

static GPtrArray *
make_profiles (const char * const *names)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      KeyrackProfile *profile = keyrack_profile_new ();

      keyrack_profile_set_name (profile, names[i]);
      keyrack_profile_set_instance (profile, "acme");
      keyrack_profile_set_region (profile, "eu");
      keyrack_profile_set_client_id (profile, "id$1");
      g_ptr_array_add (profiles, profile);
    }

  return profiles;
}

static void
test_ids (void)
{
  for (guint i = 0; i < KEYRACK_N_EXPORT_FORMATS; i++)
    {
      KeyrackExportFormat format = KEYRACK_N_EXPORT_FORMATS;

      g_assert_true (keyrack_export_format_from_id (keyrack_export_format_get_id ((KeyrackExportFormat) i), &format));
      g_assert_cmpuint (format, ==, i);
      g_assert_nonnull (keyrack_export_format_get_title (format));
    }

  g_assert_false (keyrack_export_format_from_id ("xml", &(KeyrackExportFormat) { 0 }));
}

/* What a table holds is what was in it, formulas and line breaks included. */
static void
test_csv (void)
{
  static const char * const names[] = { "=cmd|' /C calc'!A0", "A, \"b\"; c", "'tis", "-1\u20ac", NULL };
  static const char * const tags[] = { "@one", "two three", NULL };
  g_autoptr(GPtrArray) profiles = make_profiles (names);
  g_autofree char *text = NULL;
  g_autoptr(KeyrackCsv) csv = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree KeyrackCsvColumn *columns = NULL;
  gboolean has_header = FALSE;

  keyrack_profile_set_tags (profiles->pdata[0], tags);
  keyrack_profile_set_environment (profiles->pdata[0], "+Test");
  keyrack_profile_set_note (profiles->pdata[0], "=one\n\"two\",");
  keyrack_profile_set_client_id (profiles->pdata[1], "=id");

  text = keyrack_export_format_dup_text (KEYRACK_EXPORT_CSV, profiles);
  g_assert_nonnull (strstr (text, "\"'=cmd|"));
  g_assert_null (strstr (text, "\"=\n"));
  csv = keyrack_csv_read (text, strlen (text), '\0', NULL);
  columns = keyrack_csv_guess_columns (csv, &has_header);
  rows = keyrack_csv_to_rows (csv, columns, has_header);

  g_assert_true (has_header);
  g_assert_cmpuint (rows->len, ==, profiles->len);
  for (guint i = 0; i < rows->len; i++)
    {
      KeyrackDocumentRow *row = rows->pdata[i];

      g_assert_null (row->problem);
      g_assert_null (row->secret);
      g_assert_true (keyrack_profile_equal (row->profile, profiles->pdata[i]));
    }
}

static char *
run_shell (const char *script)
{
  const char *argv[] = { "/bin/sh", "-c", script, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (status, ==, 0);

  return g_steal_pointer (&output);
}

/* A real shell reads it, and runs nothing that stands in a name or an ID. */
static void
test_environment (void)
{
  static const char * const names[] = { "Acme; exit 3", "Grün & Söhne", "acme, EXIT 3", "\u540d", NULL };
  g_autoptr(GPtrArray) profiles = make_profiles (names);
  g_autofree char *text = NULL;
  g_autofree char *script = NULL;
  g_autofree char *output = NULL;

  keyrack_profile_set_client_id (profiles->pdata[1], "$(exit_4)'x");
  text = keyrack_export_format_dup_text (KEYRACK_EXPORT_ENVIRONMENT, profiles);
  script = g_strconcat (text,
                        "printf '%s\\n' \"$NEXTHINK_ACME_EXIT_3_CLIENT_ID\" \"$NEXTHINK_GRUN_SOHNE_CLIENT_ID\""
                        " \"$NEXTHINK_ACME_EXIT_3_2_API_HOST\" \"$NEXTHINK_LOGIN_HOST\""
                        " \"${NEXTHINK_ACME_EXIT_3_CLIENT_SECRET-unset}\"", NULL);
  output = run_shell (script);

  g_assert_cmpstr (output, ==, "id$1\n$(exit_4)'x\nacme.api.eu.nexthink.cloud\nacme-login.eu.nexthink.cloud\n\n");
}

/* Alone it needs no name in its variables. */
static void
test_one (void)
{
  static const char * const names[] = { "Acme", NULL };
  g_autoptr(GPtrArray) profiles = make_profiles (names);
  g_autofree char *environment = keyrack_export_format_dup_text (KEYRACK_EXPORT_ENVIRONMENT, profiles);
  g_autofree char *curl = keyrack_export_format_dup_text (KEYRACK_EXPORT_CURL, profiles);

  g_assert_nonnull (strstr (environment, "\nNEXTHINK_CLIENT_SECRET=\n"));
  g_assert_nonnull (strstr (curl, "${NEXTHINK_CLIENT_SECRET:?}"));
}

/* Each command with its own variable. */
static void
test_commands (void)
{
  static const char * const names[] = { "North", "South\nexit 3", NULL };
  g_autoptr(GPtrArray) profiles = make_profiles (names);
  g_autofree char *text = keyrack_export_format_dup_text (KEYRACK_EXPORT_CURL, profiles);
  g_autofree char *powershell = keyrack_export_format_dup_text (KEYRACK_EXPORT_POWERSHELL, profiles);
  g_autofree char *script = g_strconcat ("NEXTHINK_NORTH_CLIENT_SECRET=one NEXTHINK_SOUTH_EXIT_3_CLIENT_SECRET=two\n"
                                         "curl () { sed 's/.* //'; echo; }\n", text, NULL);
  g_autofree char *output = run_shell (script);
  g_autofree char *one = g_base64_encode ((const guchar *) "id$1:one", 8);
  g_autofree char *two = g_base64_encode ((const guchar *) "id$1:two", 8);
  g_autofree char *expected = g_strconcat (one, "\n", two, "\n", NULL);

  g_assert_cmpstr (output, ==, expected);
  g_assert_nonnull (strstr (powershell, "# North\nInvoke-RestMethod"));
  g_assert_nonnull (strstr (powershell, "$env:NEXTHINK_SOUTH_EXIT_3_CLIENT_SECRET)"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-format/ids", test_ids);
  g_test_add_func ("/export-format/csv", test_csv);
  g_test_add_func ("/export-format/environment", test_environment);
  g_test_add_func ("/export-format/one", test_one);
  g_test_add_func ("/export-format/commands", test_commands);

  return g_test_run ();
}
