/* test-draft-file.c: a draft that survives, belongs to one, and goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "keyrack-draft-file.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place            *place;
  char             *path;
  KeyrackDraftFile *file;
  KeyrackProfile   *profile;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->place = place_new ();
  fixture->path = g_build_filename (fixture->place->folder, "draft.json", NULL);
  fixture->file = keyrack_draft_file_new (fixture->place->folder);
  fixture->profile = keyrack_profile_new ();
  keyrack_profile_set_name (fixture->profile, "Acme");
  keyrack_profile_set_note (fixture->profile, "half a no");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->profile);
  g_free (fixture->path);
  place_free (fixture->place);
}

static KeyrackDraft *
load (KeyrackDraftFile *file)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  KeyrackDraft *draft = NULL;

  keyrack_draft_file_load_async (file, NULL, take_result_cb, &result);
  draft = keyrack_draft_file_load_finish (file, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return draft;
}

static gboolean
save (KeyrackDraftFile *file,
      KeyrackProfile   *profile)
{
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_draft_file_save_async (file, profile, FALSE, take_result_cb, &result);

  return keyrack_draft_file_save_finish (file, wait_for_result (&result), NULL);
}

static void
test_none (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_false (keyrack_draft_file_is_left (fixture->place->folder));
  g_assert_null (load (fixture->file));
  assert_goes_away (g_steal_pointer (&fixture->file));
}

/* As after a crash: nobody removed it. */
static void
test_left (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(KeyrackDraft) draft = NULL;
  GStatBuf info;

  g_assert_true (save (fixture->file, fixture->profile));
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_clear_object (&fixture->file);
  g_assert_true (keyrack_draft_file_is_left (fixture->place->folder));
  fixture->file = keyrack_draft_file_new (fixture->place->folder);
  draft = load (fixture->file);
  g_assert_nonnull (draft);
  g_assert_true (keyrack_profile_equal (draft->values, fixture->profile));
  g_assert_cmpstr (keyrack_profile_get_id (draft->values), ==, keyrack_profile_get_id (fixture->profile));
  g_assert_false (draft->is_new);
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC - draft->saved_at, <, 60);
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(GAsyncResult) result = NULL;

  g_assert_true (save (fixture->file, fixture->profile));
  keyrack_draft_file_remove (fixture->file);
  g_assert_false (keyrack_draft_file_is_left (fixture->place->folder));

  /* What was on its way does not come back. */
  keyrack_draft_file_save_async (fixture->file, fixture->profile, FALSE, take_result_cb, &result);
  keyrack_draft_file_remove (fixture->file);
  g_assert_true (keyrack_draft_file_save_finish (fixture->file, wait_for_result (&result), NULL));
  g_assert_false (keyrack_draft_file_is_left (fixture->place->folder));
}

/* Whoever removes it waits for no disk, and it is gone in the end all the same. */
static void
test_removed_meanwhile (Fixture       *fixture,
                        gconstpointer  user_data)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;

      keyrack_draft_file_save_async (fixture->file, fixture->profile, FALSE, take_result_cb, &result);
      if (i % 2 == 0)
        g_thread_yield ();
      keyrack_draft_file_remove (fixture->file);
      keyrack_draft_file_settle (fixture->file);
      g_assert_false (keyrack_draft_file_is_left (fixture->place->folder));

      wait_for_result (&result);
      g_assert_false (keyrack_draft_file_is_left (fixture->place->folder));
    }

  /* And what is typed after that stays. */
  keyrack_draft_file_save_async (fixture->file, fixture->profile, FALSE, NULL, NULL);
  keyrack_draft_file_remove (fixture->file);
  g_assert_true (save (fixture->file, fixture->profile));
  keyrack_draft_file_settle (fixture->file);
  g_assert_true (keyrack_draft_file_is_left (fixture->place->folder));
}

/* A second program neither reads nor writes nor removes what the first one has. */
static void
test_two (Fixture       *fixture,
          gconstpointer  user_data)
{
  g_autoptr(KeyrackDraftFile) second = keyrack_draft_file_new (fixture->place->folder);

  g_assert_true (save (fixture->file, fixture->profile));
  g_assert_null (load (second));
  g_assert_false (save (second, fixture->profile));
  keyrack_draft_file_remove (second);
  g_assert_true (keyrack_draft_file_is_left (fixture->place->folder));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  user_data)
{
  static const char *texts[] = {
    "", "{", "[]", "{}", "\xff",
    "{\"version\":2,\"saved_at\":\"2026-01-01T00:00:00Z\",\"new\":true,\"profile\":{\"id\":\"x\"}}",
    "{\"version\":1,\"saved_at\":\"yesterday\",\"new\":true,\"profile\":{\"id\":\"x\"}}",
    "{\"version\":1,\"saved_at\":\"2026-01-01T00:00:00Z\",\"new\":true,\"profile\":7}",
    "{\"version\":1,\"saved_at\":\"2026-01-01T00:00:00Z\",\"new\":true}",
  };

  g_assert_true (save (fixture->file, fixture->profile));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
      g_assert_null (load (fixture->file));
    }

  g_assert_true (save (fixture->file, fixture->profile));
  keyrack_draft_free (load (fixture->file));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/draft-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("none", test_none);
  ADD ("left", test_left);
  ADD ("removed", test_removed);
  ADD ("removed-meanwhile", test_removed_meanwhile);
  ADD ("two", test_two);
  ADD ("damaged", test_damaged);
#undef ADD

  return g_test_run ();
}
