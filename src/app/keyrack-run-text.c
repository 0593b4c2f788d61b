/* keyrack-run-text.c: a run of many tests in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-text.h"

#include <glib/gi18n.h>

#include "keyrack-moment.h"
#include "keyrack-result-text.h"

static void
append_count (GString *text,
              guint    count,
              char    *part)
{
  g_autofree char *taken = part;

  if (count == 0)
    return;

  if (text->len > 0)
    /* Translators: between the parts of a list: “57 work, 2 refused” */
    g_string_append (text, _(", "));
  g_string_append (text, taken);
}

/* “57 work, 2 refused, 1 could not tell” */
static char *
dup_results (const KeyrackTestCounts *counts)
{
  g_autoptr(GString) text = g_string_new (NULL);

  /* Translators: a part of a summary: how many connections work */
  append_count (text, counts->n_working,
                g_strdup_printf (ngettext ("%u works", "%u work", counts->n_working), counts->n_working));
  /* Translators: a part of a summary: how many connections the servers refused */
  append_count (text, counts->n_refused,
                g_strdup_printf (ngettext ("%u refused", "%u refused", counts->n_refused), counts->n_refused));
  /* Translators: a part of a summary: of how many connections nothing is known */
  append_count (text, counts->n_undecided,
                g_strdup_printf (ngettext ("%u could not tell", "%u could not tell", counts->n_undecided),
                                 counts->n_undecided));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * keyrack_run_text_dup_answer:
 * @run: a run
 *
 * Returns: (transfer full): all that matters of it in one line
 */
char *
keyrack_run_text_dup_answer (KeyrackTestRun *run)
{
  const KeyrackTestCounts *counts = NULL;
  guint n_items = 0;

  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (run), NULL);

  counts = keyrack_test_run_get_counts (run);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (run));

  if (keyrack_test_run_get_running (run))
    /* Translators: how many connections were tested so far, of how many */
    return g_strdup_printf (_("%u of %u tested"), keyrack_test_run_get_n_tested (run), n_items);

  if (counts->n_not_tested > 0)
    /* Translators: how many connections were left out when a run was cancelled */
    return g_strdup_printf (ngettext ("Cancelled: %u not tested", "Cancelled: %u not tested", counts->n_not_tested),
                            counts->n_not_tested);

  return n_items > 0 ? dup_results (counts) : g_strdup (_("Nothing to test"));
}

/**
 * keyrack_run_text_dup_remark:
 * @run: a run
 * @now: the moment of reading, seconds since the epoch
 *
 * Returns: (transfer full): what is to be said besides: when, how long, what is known in
 *   spite of Cancel
 */
char *
keyrack_run_text_dup_remark (KeyrackTestRun *run,
                             gint64          now)
{
  g_autofree char *span = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *tested = NULL;
  g_autofree char *results = NULL;
  guint n_tested = 0;

  g_return_val_if_fail (KEYRACK_IS_TEST_RUN (run), NULL);

  if (keyrack_test_run_get_running (run))
    /* Translators: how long a run takes so far, with a no-break space */
    return g_strdup_printf (_("%u\u00a0s"), (guint) (keyrack_test_run_get_elapsed (run) / G_USEC_PER_SEC));

  if (keyrack_test_run_get_ended_at (run) == 0)
    return g_strdup ("");

  n_tested = keyrack_test_run_get_n_tested (run);
  span = keyrack_result_text_dup_span (keyrack_test_run_get_elapsed (run));
  moment = keyrack_moment_dup_text (keyrack_test_run_get_ended_at (run), now);
  /* Translators: how many connections have a result, when, and how long it took:
   * “60 connections tested today 21:14, in 11.2 s” */
  tested = g_strdup_printf (ngettext ("%u connection tested %s, in %s", "%u connections tested %s, in %s", n_tested),
                            n_tested, moment, span);

  if (keyrack_test_run_get_counts (run)->n_not_tested == 0 || n_tested == 0)
    return g_steal_pointer (&tested);

  results = dup_results (keyrack_test_run_get_counts (run));

  return g_strdup_printf ("%s · %s", results, tested);
}

/* What the person reads in the row, first. */
char *
keyrack_run_text_dup_state (KeyrackTestItem *item)
{
  guint seconds = 0;

  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (item), NULL);

  seconds = keyrack_test_item_get_next_try_in (item);

  switch (keyrack_test_item_get_state (item))
    {
    case KEYRACK_TEST_ITEM_DONE:
      return g_strdup (keyrack_test_result_get_message (keyrack_test_item_get_result (item)));

    case KEYRACK_TEST_ITEM_TESTING:
      return g_strdup (_("Testing…"));

    case KEYRACK_TEST_ITEM_PAUSED:
      if (seconds > 0)
        /* Translators: the server wants a pause; %u are seconds */
        return g_strdup_printf (_("Too many requests: next try in %u s"), seconds);
      return g_strdup (_("Waiting"));

    case KEYRACK_TEST_ITEM_NOT_TESTED:
      return g_strdup (_("Not tested"));

    case KEYRACK_TEST_ITEM_WAITING:
    default:
      return g_strdup (_("Waiting"));
    }
}

/* What stands dim beside it. */
char *
keyrack_run_text_dup_detail (KeyrackTestItem *item)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (item), NULL);

  if (keyrack_test_item_get_state (item) != KEYRACK_TEST_ITEM_TESTING)
    return g_strdup ("");

  return g_strdup (keyrack_phase_get_progress (keyrack_test_item_get_phase (item)));
}

char *
keyrack_run_text_dup_time (KeyrackTestItem *item)
{
  KeyrackTestResult *result = NULL;

  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (item), NULL);

  result = keyrack_test_item_get_result (item);
  if (result == NULL || keyrack_test_result_get_facts (result)->phases.total < 0)
    return g_strdup ("");

  return keyrack_result_text_dup_span (keyrack_test_result_get_facts (result)->phases.total);
}

/**
 * keyrack_run_text_dup_change:
 * @item: an item
 * @worked_until: when it worked last, seconds since the epoch; 0: never, or not known
 * @now: the moment of reading
 *
 * Returns: (transfer full): "Worked until Tuesday 14:00" for one that failed, else ""
 */
char *
keyrack_run_text_dup_change (KeyrackTestItem *item,
                             gint64           worked_until,
                             gint64           now)
{
  g_autofree char *moment = NULL;
  KeyrackTestClass class;

  g_return_val_if_fail (KEYRACK_IS_TEST_ITEM (item), NULL);

  class = keyrack_test_item_get_class (item);
  if (worked_until <= 0 || class == KEYRACK_TEST_CLASS_OPEN || class == KEYRACK_TEST_CLASS_WORKS)
    return g_strdup ("");

  moment = keyrack_moment_dup_text (worked_until, now);

  if (class == KEYRACK_TEST_CLASS_REFUSED)
    /* Translators: when a connection worked last that is refused now: “Worked until Tuesday 14:00” */
    return g_strdup_printf (_("Worked until %s"), moment);

  /* Translators: when a connection worked last of which nothing is known now */
  return g_strdup_printf (_("Last worked %s"), moment);
}

/**
 * keyrack_run_text_dup_server:
 * @result: a result
 *
 * Returns: (transfer full) (nullable): the server's own words, said to be its own; %NULL
 *   when it said nothing
 */
char *
keyrack_run_text_dup_server (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts = NULL;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);

  if (facts->outcome == KEYRACK_OUTCOME_OK || facts->http_status == 0)
    return NULL;

  if (facts->error != NULL && facts->error_description != NULL)
    /* Translators: HTTP status, error code, the server's sentence */
    return g_strdup_printf (_("The server said: %u %s, “%s”"), facts->http_status, facts->error, facts->error_description);

  if (facts->error != NULL)
    /* Translators: HTTP status, error code */
    return g_strdup_printf (_("The server said: %u %s"), facts->http_status, facts->error);

  /* Translators: HTTP status */
  return g_strdup_printf (_("The server said: %u"), facts->http_status);
}

/* Asked after three failures in a row. */
char *
keyrack_run_text_dup_question (KeyrackTestResult *failure)
{
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (failure), NULL);

  /* Translators: %s is what three tests in a row ended with: “No answer within 10 s” */
  return g_strdup_printf (_("Three tests in a row failed for the same reason: %s. The others were not begun."),
                          keyrack_test_result_get_message (failure));
}
