/* keyrack-usual-phases.c: how long a connection usually takes, and what stands out from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-usual-phases.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A phase stands out when it takes so many times as long as usual, and so much longer: what
 * takes 8 ms in place of 1 means nothing. */
#define OUTSTANDING_TIMES  4
#define OUTSTANDING_MARGIN (300 * 1000) /* microseconds */

typedef struct
{
  gint64        tested_at;
  KeyrackPhases phases;
} Sample;

/* One more than is compared with: a result that was added is not compared with itself. */
#define N_SAMPLES (KEYRACK_USUAL_PHASES_KEPT + 1)

struct _KeyrackUsualPhases
{
  char   *place;              /* where all of these went to */
  Sample  samples[N_SAMPLES]; /* the newest last */
  guint   n_samples;
};

KeyrackUsualPhases *
keyrack_usual_phases_new (void)
{
  return g_new0 (KeyrackUsualPhases, 1);
}

void
keyrack_usual_phases_free (KeyrackUsualPhases *self)
{
  g_free (self->place);
  g_free (self);
}

static char *
dup_place (const KeyrackTestFacts *facts)
{
  return g_strdup_printf ("%s %s",
                          facts->values.instance != NULL ? facts->values.instance : "",
                          facts->values.region != NULL ? facts->values.region : "");
}

/**
 * keyrack_usual_phases_add:
 * @self: the times of a connection
 * @result: what its newest test found; only good ones count, for a failed one may have
 *   stopped, or waited, anywhere
 *
 * Another instance or region starts anew.
 */
void
keyrack_usual_phases_add (KeyrackUsualPhases *self,
                          KeyrackTestResult  *result)
{
  const KeyrackTestFacts *facts = NULL;
  g_autofree char *place = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (KEYRACK_IS_TEST_RESULT (result));

  facts = keyrack_test_result_get_facts (result);
  if (facts->outcome != KEYRACK_OUTCOME_OK)
    return;

  place = dup_place (facts);
  if (g_strcmp0 (place, self->place) != 0)
    {
      g_free (self->place);
      self->place = g_steal_pointer (&place);
      self->n_samples = 0;
    }

  if (self->n_samples == N_SAMPLES)
    {
      memmove (self->samples, self->samples + 1, (N_SAMPLES - 1) * sizeof *self->samples);
      self->n_samples--;
    }

  self->samples[self->n_samples++] = (Sample) { facts->tested_at, facts->phases };
}

static int
compare_times (const void *a,
               const void *b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* The median of the tests before that moment; -1 when they are too few to tell. */
static gint64
get_usual (const KeyrackUsualPhases *self,
           KeyrackPhase              phase,
           gint64                    before)
{
  gint64 times[N_SAMPLES];
  guint n_times = 0;

  for (guint i = self->n_samples; i > 0 && n_times < KEYRACK_USUAL_PHASES_KEPT; i--)
    {
      const Sample *sample = &self->samples[i - 1];

      if (sample->tested_at < before && sample->phases.spent[phase] >= 0)
        times[n_times++] = sample->phases.spent[phase];
    }

  if (n_times < KEYRACK_USUAL_PHASES_LEAST)
    return -1;

  qsort (times, n_times, sizeof *times, compare_times);

  return n_times % 2 == 1 ? times[n_times / 2] : (times[n_times / 2 - 1] + times[n_times / 2]) / 2;
}

/* The phase that is most above what it usually takes, if any stands out. */
static gboolean
find_outstanding (const KeyrackUsualPhases *self,
                  const KeyrackTestFacts   *facts,
                  KeyrackPhase             *phase,
                  gint64                   *usual)
{
  gint64 most = 0;

  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      gint64 known = get_usual (self, i, facts->tested_at);
      gint64 excess = facts->phases.spent[i] - known;

      if (known < 0 || excess < OUTSTANDING_MARGIN || facts->phases.spent[i] < OUTSTANDING_TIMES * known
          || excess <= most)
        continue;

      most = excess;
      *phase = i;
      *usual = known;
    }

  return most > 0;
}

/* Where it was slow is known; why, only perhaps. */
static char *
dup_words (KeyrackPhase  phase,
           const char   *spent,
           const char   *usually)
{
  switch (phase)
    {
    case KEYRACK_PHASE_RESOLVE:
      /* Translators: two spans of time: “DNS 1.9 s, usually 0.1 s: …” */
      return g_strdup_printf (_("DNS %s, usually %s: the name server answered slowly"), spent, usually);

    case KEYRACK_PHASE_CONNECT:
      /* Translators: two spans of time: “TCP 1.9 s, usually 0.1 s: …” */
      return g_strdup_printf (_("TCP %s, usually %s: the way to the server was slow"), spent, usually);

    case KEYRACK_PHASE_TLS:
      /* Translators: two spans of time: “TLS 1.9 s, usually 0.1 s: …” */
      return g_strdup_printf (_("TLS %s, usually %s: something on the way may inspect this host"), spent, usually);

    case KEYRACK_PHASE_WAIT:
    case KEYRACK_N_PHASES:
    default:
      /* Translators: two spans of time: “Server 1.9 s, usually 0.1 s: …” */
      return g_strdup_printf (_("Server %s, usually %s: the server took its time"), spent, usually);
    }
}

/**
 * keyrack_usual_phases_dup_remark:
 * @self: the times of a connection
 * @result: what one of its tests found, added or not
 *
 * Compares with the median of the last %KEYRACK_USUAL_PHASES_KEPT good tests before it, at the
 * same address, when there are at least %KEYRACK_USUAL_PHASES_LEAST.
 *
 * Returns: (transfer full) (nullable): which part took much longer than usual, and what that
 *   may mean
 */
char *
keyrack_usual_phases_dup_remark (const KeyrackUsualPhases *self,
                                 KeyrackTestResult        *result)
{
  const KeyrackTestFacts *facts = NULL;
  g_autofree char *place = NULL;
  g_autofree char *spent = NULL;
  g_autofree char *usually = NULL;
  KeyrackPhase phase = KEYRACK_PHASE_RESOLVE;
  gint64 usual = 0;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);
  place = dup_place (facts);
  if (g_strcmp0 (place, self->place) != 0 || !find_outstanding (self, facts, &phase, &usual))
    return NULL;

  spent = keyrack_phase_dup_span (facts->phases.spent[phase]);
  usually = keyrack_phase_dup_span (usual);

  return dup_words (phase, spent, usually);
}
