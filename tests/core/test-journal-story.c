/* test-journal-story.c: one line says since when a connection works, and claims no more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-entry.h"
#include "keyrack-journal-story.h"

#define HOUR 3600

/* Thursday, 26 November 2026, 12:00 UTC; the tests run in that zone. */
#define NOW 1795694400

/* Each letter is an hour, the last one the last before now: w works, r refused, t time-out,
 * l keyring locked, c cancelled, e an edit, R a rotation that works, '.' nothing. */
static GListModel *
make_entries (const char *letters)
{
  GListStore *entries = g_list_store_new (KEYRACK_TYPE_JOURNAL_ENTRY);
  gint64 at = NOW - HOUR * (gint64) strlen (letters);
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new_with_id ("a");

  for (; *letters != '\0'; letters++, at += HOUR)
    {
      KeyrackTestFacts facts = { .values.profile_id = (char *) "a", .phases = KEYRACK_PHASES_INIT, .tested_at = at };
      KeyrackJournalKind kind = *letters == 'R' ? KEYRACK_JOURNAL_ROTATION : KEYRACK_JOURNAL_TEST;
      g_autoptr(KeyrackTestResult) result = NULL;
      g_autoptr(KeyrackJournalEntry) entry = NULL;

      switch (*letters)
        {
        case 'w': case 'R': facts.outcome = KEYRACK_OUTCOME_OK; break;
        case 'r': facts.outcome = KEYRACK_OUTCOME_INVALID_CLIENT; break;
        case 't': facts.outcome = KEYRACK_OUTCOME_TIMEOUT; break;
        case 'l': facts.outcome = KEYRACK_OUTCOME_KEYRING_LOCKED; break;
        case 'c': facts.outcome = KEYRACK_OUTCOME_CANCELLED; break;
        case 'e': break;
        default: continue;
        }

      result = keyrack_test_result_new (&facts);
      entry = *letters == 'e' ? keyrack_journal_entry_new_event (KEYRACK_JOURNAL_EDIT, profile, "note")
                              : keyrack_journal_entry_new (kind, result, NULL);
      g_list_store_insert (entries, 0, entry);
    }

  g_clear_object (&profile);

  return G_LIST_MODEL (entries);
}

static void
test_stories (void)
{
  static const struct
  {
    const char *letters;
    const char *story;
  } cases[] = {
    /* Nothing is known. */
    { "", "Never tested." },
    { "e", "Never tested." },
    { "c", "Never tested." },
    { "tt", "Tested since today 10:00, but no test could tell whether it works." },
    { "tct", "Tested since today 09:00, but no test could tell whether it works." },

    /* It works. */
    { "w", "Worked when it was tested today 11:00." },
    { "R", "Worked when it was tested today 11:00." },
    { "ww.wec", "Worked in every test since today 06:00." },
    { "wtw", "Worked since today 09:00 whenever a test could tell." },
    { "tww", "Worked in every test since today 10:00." },
    { "wwrww", "Refused until today 09:00, works again since 10:00." },
    { "rwtw", "Refused until today 08:00, worked again since 09:00 whenever a test could tell." },
    { "rtwtw", "Refused until today 07:00, worked again since 09:00 whenever a test could tell." },
    { "rtR", "Refused until today 09:00, works again since 11:00." },
    { "r...............w", "Refused until yesterday 19:00, works again since today 11:00." },

    /* It does not. */
    { "r", "Refused since today 11:00; no test is known that worked." },
    { "trr", "Refused since today 10:00; no test is known that worked." },
    { "rwwr", "Worked until today 10:00, refused since 11:00." },
    { "wrtr", "Worked until today 08:00, refused since 09:00." },
    { "wtr", "Worked until today 09:00, refused since 11:00." },
    { "wcecr", "Worked until today 07:00, refused since 11:00." },

    /* It did, or did not, and now nobody knows. */
    { "wtt", "Worked until today 09:00, could not tell since 10:00." },
    { "wl", "Worked until today 10:00, could not tell since 11:00." },
    { "wtc", "Worked until today 09:00, could not tell since 10:00." },
    { "rt", "Refused since today 10:00, could not tell since 11:00." },
    { "wrt", "Worked until today 09:00, refused since 10:00, could not tell since 11:00." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GListModel) entries = make_entries (cases[i].letters);
      g_autofree char *story = keyrack_journal_dup_story (entries, NOW);

      g_test_message ("%s", cases[i].letters);
      g_assert_cmpstr (story, ==, cases[i].story);
    }
}

/* A week is said in full. */
static void
test_long_ago (void)
{
  g_autoptr(GListModel) entries = make_entries ("wr");
  g_autofree char *later = keyrack_journal_dup_story (entries, NOW + 3 * 24 * HOUR);
  g_autofree char *much_later = keyrack_journal_dup_story (entries, NOW + 30 * 24 * HOUR);

  g_assert_cmpstr (later, ==, "Worked until Thursday 10:00, refused since 11:00.");
  g_assert_cmpstr (much_later, ==, "Worked until 26 November 2026, 10:00, refused since 11:00.");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal-story/stories", test_stories);
  g_test_add_func ("/journal-story/long-ago", test_long_ago);

  return g_test_run ();
}
