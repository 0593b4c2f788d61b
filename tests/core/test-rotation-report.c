/* test-rotation-report.c: what the change ticket gets to know of a rotation, and what not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "keyrack-export.h"
#include "keyrack-report-save.h"
#include "keyrack-rotation-item-private.h"
#include "keyrack-rotation-report.h"
#include "store-steps.h"
#include "waiting.h"

#define SECRET "canary-of-the-rotation-42"
#define NOW    1700000000 /* 2023-11-14T22:13:20Z */

typedef struct
{
  Place                *place;
  KeyrackSecretStore   *secrets;
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackRotationBoard *board;
} Fixture;

static KeyrackRotationItem *
get_item (Fixture *fixture,
          guint    position)
{
  g_autoptr(KeyrackRotationItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->board), position);

  return item;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const names[] = { "Alder <Bank>", "=Beacon", "Cobalt", "Delta" };
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->client = keyrack_http_client_new (settings);
  fixture->board = keyrack_rotation_board_new (fixture->client, fixture->store, NULL, fixture->place->folder);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      KeyrackProfile *profile = make_profile (names[i]);

      keyrack_profile_set_client_id (profile, "old-client-id-of-this-connection");
      g_ptr_array_add (profiles, profile);
    }

  keyrack_rotation_board_add (fixture->board, profiles);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  assert_goes_away (fixture->board);
  secrets_drain (fixture->secrets);
  assert_goes_away (fixture->client);
  assert_goes_away (fixture->store);
  assert_goes_away (fixture->secrets);
  place_free (fixture->place);
}

/* As far as the board would bring it. */
static void
bring_to (Fixture              *fixture,
          guint                 position,
          KeyrackRotationStage  stage)
{
  KeyrackRotationItem *item = get_item (fixture, position);
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (SECRET, -1);

  keyrack_rotation_board_enter (fixture->board, item, "new-client-id-of-this-connection", secret, NULL);
  item->stage = stage;
  item->moments.verified_at = stage >= KEYRACK_STAGE_VERIFIED ? NOW : 0;
  item->moments.stored_at = stage >= KEYRACK_STAGE_STORED ? NOW + 1 : 0;
  keyrack_rotation_item_changed (item);
}

static void
set_all (Fixture *fixture)
{
  bring_to (fixture, 0, KEYRACK_STAGE_OLD_DELETED);
  get_item (fixture, 0)->moments.old_refused_at = NOW + 2;
  bring_to (fixture, 1, KEYRACK_STAGE_STORED);
  keyrack_rotation_board_mark (fixture->board, get_item (fixture, 1), TRUE);
  get_item (fixture, 1)->moments.old_marked_at = NOW + 3;
  bring_to (fixture, 2, KEYRACK_STAGE_ENTERED);
  keyrack_rotation_item_set_trouble (get_item (fixture, 2), KEYRACK_TROUBLE_SAME, NULL);
  keyrack_rotation_item_changed (get_item (fixture, 2));
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

static void
assert_headline (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *headline = keyrack_rotation_report_dup_headline (fixture->board);

  g_assert_cmpstr (headline, ==, expected);
}

static void
test_headline (Fixture       *fixture,
               gconstpointer  data)
{
  assert_headline (fixture, "0 of 4 stored");
  set_all (fixture);
  assert_headline (fixture, "2 of 4 stored, 1 needs attention");
  bring_to (fixture, 2, KEYRACK_STAGE_OLD_DELETED);
  bring_to (fixture, 3, KEYRACK_STAGE_OLD_DELETED);
  assert_headline (fixture, "All 4 connections are done");
  g_assert_true (keyrack_rotation_board_is_through (fixture->board));

  /* Neither the one nor the other works: the old one is refused, and still nothing is done. */
  keyrack_rotation_item_set_trouble (get_item (fixture, 3), KEYRACK_TROUBLE_UNPROVEN, NULL);
  keyrack_rotation_item_changed (get_item (fixture, 3));
  assert_headline (fixture, "4 of 4 stored, 1 needs attention");
  g_assert_false (keyrack_rotation_board_is_through (fixture->board));
}

/* What would be lost with the program. */
static void
test_unsaved (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_unsaved, ==, 0);
  bring_to (fixture, 1, KEYRACK_STAGE_ENTERED);
  bring_to (fixture, 2, KEYRACK_STAGE_VERIFIED);
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_unsaved, ==, 2);
  keyrack_rotation_board_take_back (fixture->board, get_item (fixture, 1));
  g_assert_cmpuint (keyrack_rotation_board_get_counts (fixture->board)->n_unsaved, ==, 1);
}

static void
test_csv (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *text = NULL;

  set_all (fixture);
  text = keyrack_rotation_report_dup_text (fixture->board, KEYRACK_ROTATION_REPORT_CSV, "Ada", NOW);
  g_assert_true (g_str_has_prefix (text, "by,connection,instance,region,old_client_id,new_client_id,stage,state,"
                                         "verified_at,stored_at,old_refused_at,old_marked_at\r\n"));
  assert_contains (text, "\r\n\"Ada\",\"Alder <Bank>\",\"acme\",\"eu\",\"old-…tion\",\"new-…tion\",\"old-deleted\","
                         "\"Stored and tested; the old one is refused\",\"2023-11-14T22:13:20Z\","
                         "\"2023-11-14T22:13:21Z\",\"2023-11-14T22:13:22Z\",\"\"\r\n");
  assert_contains (text, "\"'=Beacon\"");
  assert_contains (text, "\"old-deleted\",\"Stored and tested; you said that the old one is deleted\","
                         "\"2023-11-14T22:13:20Z\",\"2023-11-14T22:13:21Z\",\"\",\"2023-11-14T22:13:23Z\"\r\n");
  assert_contains (text, "\"entered\",\"This is the pair in use\",\"\",\"\",\"\",\"\"\r\n");
  assert_contains (text, "\"Delta\",\"acme\",\"eu\",\"old-…tion\",\"\",\"to-do\",\"To do: enter the new pair\"");
  g_assert_null (strstr (text, SECRET));
}

static void
test_html (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *text = NULL;

  set_all (fixture);
  text = keyrack_rotation_report_dup_text (fixture->board, KEYRACK_ROTATION_REPORT_HTML, "Ada & Bob", NOW);
  assert_contains (text, "<h1>2 of 4 stored, 1 needs attention</h1>");
  assert_contains (text, "as of 2023-11-14T22:13:20Z, by Ada &amp; Bob");
  assert_contains (text, "<td>Alder &lt;Bank&gt;</td>");
  assert_contains (text, "<th>Old one refused</th>");
  g_assert_null (strstr (text, "client-id-of-this"));
  g_assert_null (strstr (text, SECRET));
  g_assert_null (strstr (text, "<script"));
}

static void
test_file_name (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *page = keyrack_rotation_report_dup_file_name (KEYRACK_ROTATION_REPORT_HTML, NOW);
  g_autofree char *table = keyrack_rotation_report_dup_file_name (KEYRACK_ROTATION_REPORT_CSV, NOW);

  g_assert_true (g_str_has_prefix (page, "keyrack-rotation-2023-11-1"));
  g_assert_true (g_str_has_suffix (page, ".html"));
  g_assert_true (g_str_has_suffix (table, ".csv"));
}

/* A secret that somebody typed into a name does not leave. */
static void
test_leak (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (fixture->place->root, "report.html", NULL);
  KeyrackProfile *profile = keyrack_rotation_item_get_profile (get_item (fixture, 0));

  keyrack_profile_set_name (profile, "Acme " SECRET);
  g_assert_true (secrets_store (fixture->secrets, profile, "ref", SECRET, &error));
  g_assert_no_error (error);
  text = keyrack_rotation_report_dup_text (fixture->board, KEYRACK_ROTATION_REPORT_HTML, "Ada", NOW);

  keyrack_report_save_async (fixture->secrets, text, path, NULL, take_result_cb, &result);
  g_assert_false (keyrack_report_save_finish (wait_for_result (&result), &error));
  g_assert_error (error, KEYRACK_EXPORT_ERROR, KEYRACK_EXPORT_ERROR_LEAK);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("/rotation-report/headline", test_headline);
  TEST ("/rotation-report/unsaved", test_unsaved);
  TEST ("/rotation-report/csv", test_csv);
  TEST ("/rotation-report/html", test_html);
  TEST ("/rotation-report/file-name", test_file_name);
  TEST ("/rotation-report/leak", test_leak);

  return g_test_run ();
}
