/* test-moment.c: when something was, as people say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-moment.h"

static gint64
at (int day,
    int hour,
    int minute)
{
  g_autoptr(GDateTime) time = g_date_time_new_local (2026, 3, day, hour, minute, 0);

  return g_date_time_to_unix (time);
}

static void
assert_text (gint64      time,
             const char *expected)
{
  g_autofree char *text = keyrack_moment_dup_text (time, at (18, 21, 14));

  g_assert_cmpstr (text, ==, expected);
}

/* The 18th was a Wednesday. */
static void
test_text (void)
{
  assert_text (at (18, 20, 55), "today 20:55");
  assert_text (at (18, 0, 0), "today 00:00");
  assert_text (at (17, 23, 59), "yesterday 23:59");
  assert_text (at (16, 14, 0), "Monday 14:00");
  assert_text (at (12, 0, 0), "Thursday 00:00");
  assert_text (at (11, 23, 59), "11 March 2026, 23:59");
}

/* A clock that was set back must not lead to "yesterday" or to a weekday. */
static void
test_future (void)
{
  assert_text (at (18, 23, 0), "today 23:00");
  assert_text (at (19, 1, 0), "19 March 2026, 01:00");
}

static void
test_clock (void)
{
  g_autofree char *clock = keyrack_moment_dup_clock (at (18, 7, 5));

  g_assert_cmpstr (clock, ==, "07:05");
}

static void
test_same_day (void)
{
  g_assert_true (keyrack_moment_same_day (at (18, 0, 0), at (18, 23, 59)));
  g_assert_false (keyrack_moment_same_day (at (17, 23, 59), at (18, 0, 0)));
}

static void
test_absurd (void)
{
  g_autofree char *text = keyrack_moment_dup_text (G_MAXINT64, 0);
  g_autofree char *clock = keyrack_moment_dup_clock (G_MININT64);

  g_assert_cmpstr (text, ==, "–");
  g_assert_cmpstr (clock, ==, "–");
  g_assert_false (keyrack_moment_same_day (G_MAXINT64, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moment/text", test_text);
  g_test_add_func ("/moment/future", test_future);
  g_test_add_func ("/moment/clock", test_clock);
  g_test_add_func ("/moment/same-day", test_same_day);
  g_test_add_func ("/moment/absurd", test_absurd);

  return g_test_run ();
}
