/* keyrack-journal-story.c: since when a connection works, or does not, in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-story.h"

#include <glib/gi18n-lib.h>

#include "keyrack-journal-entry.h"
#include "keyrack-moment.h"

/* What the tests say, read from the newest one back. Moments are 0 when there is none. */
typedef struct
{
  gint64         doubt_since;  /* the first of the tests since the last answer that got none */
  KeyrackVerdict verdict;      /* the last answer: works, or refused */
  gint64         last;         /* when it was given for the last time */
  gint64         first;        /* and, without the other one in between, for the first */
  gboolean       in_doubt;     /* the test before the first could not tell */
  gboolean       had_doubts;   /* one of those between these two could not */
  gint64         before;       /* when the other answer was given for the last time */
} Story;

/* Returns: whether there is more to be learnt from older ones */
static gboolean
add_result (Story             *story,
            KeyrackTestResult *result)
{
  KeyrackVerdict verdict = keyrack_test_result_get_verdict (result);
  gint64 at = keyrack_test_result_get_facts (result)->tested_at;

  if (verdict != KEYRACK_VERDICT_WORKS && verdict != KEYRACK_VERDICT_REFUSED)
    {
      if (story->last == 0)
        story->doubt_since = at;
      else
        story->in_doubt = TRUE;
      return TRUE;
    }

  if (story->last == 0)
    {
      story->verdict = verdict;
      story->last = at;
    }
  else if (verdict != story->verdict)
    {
      story->before = at;
      return FALSE;
    }

  story->first = at;
  story->had_doubts |= story->in_doubt;
  story->in_doubt = FALSE;

  return TRUE;
}

static void
read_entries (Story      *story,
              GListModel *entries)
{
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr(KeyrackJournalEntry) entry = g_list_model_get_item (entries, i);
      KeyrackTestResult *result = keyrack_journal_entry_get_result (entry);
      KeyrackOutcome outcome = result != NULL ? keyrack_test_result_get_outcome (result) : KEYRACK_OUTCOME_NOT_TESTED;

      if (outcome == KEYRACK_OUTCOME_NOT_TESTED || outcome == KEYRACK_OUTCOME_CANCELLED)
        continue;

      if (!add_result (story, result))
        return;
    }
}

/* A moment that follows another one on the same day is its time alone. */
static char *
dup_moment (gint64 time,
            gint64 said,
            gint64 now)
{
  return said != 0 && keyrack_moment_same_day (time, said)
         ? keyrack_moment_dup_clock (time)
         : keyrack_moment_dup_text (time, now);
}

static char *
dup_working (const Story *story,
             gint64       now)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *before = NULL;

  if (story->doubt_since != 0)
    {
      last = keyrack_moment_dup_text (story->last, now);
      first = dup_moment (story->doubt_since, story->last, now);
      /* Translators: two moments: “Worked until Tuesday 14:00, could not tell since 15:00.” */
      return g_strdup_printf (_("Worked until %s, could not tell since %s."), last, first);
    }

  if (story->before != 0)
    {
      before = keyrack_moment_dup_text (story->before, now);
      first = dup_moment (story->first, story->before, now);
      return g_strdup_printf (story->had_doubts
                              /* Translators: two moments: “Refused until Tuesday 14:00, worked again since 15:00
                               * whenever a test could tell.” */
                              ? _("Refused until %s, worked again since %s whenever a test could tell.")
                              /* Translators: two moments: “Refused until Tuesday 14:00, works again since 15:00.” */
                              : _("Refused until %s, works again since %s."), before, first);
    }

  first = keyrack_moment_dup_text (story->first, now);

  if (story->first == story->last)
    /* Translators: a moment: “Worked when it was tested Tuesday 14:00.” */
    return g_strdup_printf (_("Worked when it was tested %s."), first);

  return g_strdup_printf (story->had_doubts
                          /* Translators: a moment: “Worked since Tuesday 14:00 whenever a test could tell.” */
                          ? _("Worked since %s whenever a test could tell.")
                          /* Translators: a moment: “Worked in every test since Tuesday 14:00.” */
                          : _("Worked in every test since %s."), first);
}

static char *
dup_refused (const Story *story,
             gint64       now)
{
  g_autofree char *before = story->before != 0 ? keyrack_moment_dup_text (story->before, now) : NULL;
  g_autofree char *first = dup_moment (story->first, story->before, now);
  g_autofree char *doubt = NULL;

  if (story->doubt_since == 0)
    return before != NULL
           /* Translators: two moments: “Worked until Tuesday 14:00, refused since 15:00.” */
           ? g_strdup_printf (_("Worked until %s, refused since %s."), before, first)
           /* Translators: a moment: “Refused since Tuesday 14:00; no test is known that worked.” */
           : g_strdup_printf (_("Refused since %s; no test is known that worked."), first);

  doubt = dup_moment (story->doubt_since, story->first, now);

  return before != NULL
         /* Translators: three moments: “Worked until Tuesday 14:00, refused since 15:00, could not tell since 16:00.” */
         ? g_strdup_printf (_("Worked until %s, refused since %s, could not tell since %s."), before, first, doubt)
         /* Translators: two moments: “Refused since Tuesday 14:00, could not tell since 16:00.” */
         : g_strdup_printf (_("Refused since %s, could not tell since %s."), first, doubt);
}

/**
 * keyrack_journal_dup_story:
 * @entries: (element-type KeyrackJournalEntry): of one connection, the newest first
 * @now: the moment of reading, seconds since the epoch
 *
 * Says no more than the tests do: between two of them nobody looked.
 *
 * Returns: (transfer full): "Worked until Tuesday 14:00, refused since 15:00."
 */
char *
keyrack_journal_dup_story (GListModel *entries,
                           gint64      now)
{
  Story story = { 0 };
  g_autofree char *doubt = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);

  read_entries (&story, entries);

  if (story.last != 0)
    return story.verdict == KEYRACK_VERDICT_WORKS ? dup_working (&story, now) : dup_refused (&story, now);

  if (story.doubt_since == 0)
    return g_strdup (_("Never tested."));

  doubt = keyrack_moment_dup_text (story.doubt_since, now);

  /* Translators: a moment: “Tested since Tuesday 14:00, but no test could tell whether it works.” */
  return g_strdup_printf (_("Tested since %s, but no test could tell whether it works."), doubt);
}
