/* keyrack-moment.c: when something was, as people say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-moment.h"

#include <glib/gi18n-lib.h>

#define WEEK 7 /* days */

/* Calendar days of the local time from @then to @now; negative for the future. */
static int
count_days (GDateTime *then,
            GDateTime *now)
{
  GDate first;
  GDate last;
  int year, month, day;

  g_date_time_get_ymd (then, &year, &month, &day);
  g_date_clear (&first, 1);
  g_date_set_dmy (&first, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (&last, 1);
  g_date_set_dmy (&last, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_days_between (&first, &last);
}

/**
 * keyrack_moment_dup_text:
 * @time: seconds since the epoch, UTC
 * @now: the same, for the moment of reading
 *
 * Returns: (transfer full): "today 20:55", "yesterday 17:42", "Tuesday 14:00" for the last
 *   six days, else "12 March 2026, 17:42"; it stays true for the rest of the day, and
 *   stands within a sentence
 */
char *
keyrack_moment_dup_text (gint64 time,
                         gint64 now)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now);
  int days = 0;

  if (then == NULL || today == NULL)
    return g_strdup ("–");

  days = count_days (then, today);

  if (days == 0)
    /* Translators: a time of this day for strftime, within a sentence: “today 20:55” */
    return g_date_time_format (then, _("today %H:%M"));

  if (days == 1)
    /* Translators: a time of the day before for strftime, within a sentence: “yesterday 17:42” */
    return g_date_time_format (then, _("yesterday %H:%M"));

  if (days > 1 && days < WEEK)
    /* Translators: a weekday and time for strftime, within a sentence: “Tuesday 14:00” */
    return g_date_time_format (then, _("%A %H:%M"));

  /* Translators: a date and time for strftime, within a sentence: “12 March 2026, 17:42” */
  return g_date_time_format (then, _("%-d %B %Y, %H:%M"));
}

/* The time of its day alone: “17:42”. */
char *
keyrack_moment_dup_clock (gint64 time)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (time);

  return then != NULL ? g_date_time_format (then, "%H:%M") : g_strdup ("–");
}

/* Whether both are on one day of the local time. */
gboolean
keyrack_moment_same_day (gint64 time,
                         gint64 other)
{
  g_autoptr(GDateTime) first = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) second = g_date_time_new_from_unix_local (other);

  return first != NULL && second != NULL && count_days (first, second) == 0;
}
