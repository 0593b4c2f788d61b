/* test-usual-phases.c: what takes much longer than usual stands out, and nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-usual-phases.h"

#define MS 1000

static KeyrackTestResult *
make_result (KeyrackOutcome outcome,
             const char    *instance,
             gint64         tested_at,
             gint64         resolve,
             gint64         tls)
{
  KeyrackTestFacts facts = {
    .values = { .instance = (char *) instance, .region = (char *) "eu" },
    .outcome = outcome,
    .phases = { { resolve, 10 * MS, tls, 100 * MS }, resolve + tls + 110 * MS },
    .tested_at = tested_at,
  };

  return keyrack_test_result_new (&facts);
}

static void
add (KeyrackUsualPhases *usual,
     KeyrackOutcome      outcome,
     const char         *instance,
     gint64              tested_at,
     gint64              resolve,
     gint64              tls)
{
  g_autoptr(KeyrackTestResult) result = make_result (outcome, instance, tested_at, resolve, tls);

  keyrack_usual_phases_add (usual, result);
}

static void
assert_remark (KeyrackUsualPhases *usual,
               gint64              tested_at,
               gint64              resolve,
               gint64              tls,
               const char         *expected)
{
  g_autoptr(KeyrackTestResult) result = make_result (KEYRACK_OUTCOME_OK, "acme", tested_at, resolve, tls);
  g_autofree char *remark = keyrack_usual_phases_dup_remark (usual, result);

  g_assert_cmpstr (remark, ==, expected);
}

static void
test_stands_out (void)
{
  g_autoptr(KeyrackUsualPhases) usual = keyrack_usual_phases_new ();

  /* Four are too few to tell. */
  for (int i = 1; i <= 4; i++)
    add (usual, KEYRACK_OUTCOME_OK, "acme", i, 2 * MS, 100 * MS);
  assert_remark (usual, 10, 2 * MS, 1900 * MS, NULL);

  /* One that was slow does not move the median. */
  add (usual, KEYRACK_OUTCOME_OK, "acme", 5, 2 * MS, 9000 * MS);
  assert_remark (usual, 10, 2 * MS, 1900 * MS,
                 "TLS 1.9\u00a0s, usually 100\u00a0ms: something on the way may inspect this host");
  assert_remark (usual, 10, 700 * MS, 100 * MS,
                 "DNS 700\u00a0ms, usually 2\u00a0ms: the name server answered slowly");

  /* The one that is most above what is usual. */
  assert_remark (usual, 10, 700 * MS, 1900 * MS,
                 "TLS 1.9\u00a0s, usually 100\u00a0ms: something on the way may inspect this host");

  /* Neither many times of next to nothing, nor a bit more of much. */
  assert_remark (usual, 10, 200 * MS, 390 * MS, NULL);
  assert_remark (usual, 10, -1, -1, NULL);

  /* It is compared with what was before it. */
  assert_remark (usual, 3, 2 * MS, 1900 * MS, NULL);
}

/* Of the last twenty good tests at that address. */
static void
test_what_counts (void)
{
  g_autoptr(KeyrackUsualPhases) usual = keyrack_usual_phases_new ();

  for (int i = 1; i <= 30; i++)
    add (usual, KEYRACK_OUTCOME_TIMEOUT, "acme", i, 2 * MS, 100 * MS);
  assert_remark (usual, 100, 2 * MS, 1900 * MS, NULL);

  for (int i = 31; i <= 50; i++)
    add (usual, KEYRACK_OUTCOME_OK, "acme", i, 2 * MS, 100 * MS);
  for (int i = 51; i <= 60; i++)
    add (usual, KEYRACK_OUTCOME_OK, "acme", i, 2 * MS, 1900 * MS);
  assert_remark (usual, 100, 2 * MS, 9000 * MS,
                 "TLS 9.0\u00a0s, usually 1.0\u00a0s: something on the way may inspect this host");
  add (usual, KEYRACK_OUTCOME_OK, "acme", 61, 2 * MS, 1900 * MS);
  assert_remark (usual, 100, 2 * MS, 9000 * MS,
                 "TLS 9.0\u00a0s, usually 1.9\u00a0s: something on the way may inspect this host");

  /* Another instance is another way. */
  add (usual, KEYRACK_OUTCOME_OK, "beacon", 70, 2 * MS, 100 * MS);
  assert_remark (usual, 100, 2 * MS, 9000 * MS, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/usual-phases/stands-out", test_stands_out);
  g_test_add_func ("/usual-phases/what-counts", test_what_counts);

  return g_test_run ();
}
