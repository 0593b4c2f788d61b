/* keyrack-calendar.c: the days of rotation for a calendar program (RFC 5545)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "keyrack-profile.h"

#define MAX_LINE 75   /* bytes without the line break (section 3.1) */

/* A line too long goes on in the next one behind a space, never within a character. */
static void
add_line (GString    *text,
          const char *name,
          const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *rest = line;
  gsize room = MAX_LINE;

  while (strlen (rest) > room)
    {
      const char *end = rest + room;

      while ((*end & 0xc0) == 0x80)
        end--;

      g_string_append_len (text, rest, end - rest);
      g_string_append (text, "\r\n ");
      rest = end;
      room = MAX_LINE - 1;
    }

  g_string_append_printf (text, "%s\r\n", rest);
}

/* A value of type TEXT (section 3.3.11). */
static void
add_text (GString    *text,
          const char *name,
          const char *value)
{
  g_autoptr(GString) escaped = g_string_new (value);

  g_string_replace (escaped, "\\", "\\\\", 0);
  g_string_replace (escaped, ";", "\\;", 0);
  g_string_replace (escaped, ",", "\\,", 0);
  g_string_replace (escaped, "\n", "\\n", 0);
  add_line (text, name, escaped->str);
}

static void
add_date (GString    *text,
          const char *name,
          GDateTime  *date,
          const char *format)
{
  g_autofree char *value = g_date_time_format (date, format);

  add_line (text, name, value);
}

static void
add_reminder (GString    *text,
              const char *summary)
{
  add_line (text, "BEGIN", "VALARM");
  add_line (text, "ACTION", "DISPLAY");
  add_line (text, "TRIGGER", "-P7D");
  add_text (text, "DESCRIPTION", summary);
  add_line (text, "END", "VALARM");
}

/* A whole day, at which nobody is busy. With the same name each time it is written, so that
 * a calendar moves it instead of having it twice. */
static void
add_event (GString        *text,
           KeyrackProfile *profile,
           gint64          due_at,
           GDateTime      *now)
{
  g_autoptr(GDateTime) day = g_date_time_new_from_unix_local (due_at);
  g_autofree char *uid = g_strconcat (keyrack_profile_get_id (profile), "@" KEYRACK_APP_ID, NULL);
  g_autofree char *summary = NULL;
  g_autofree char *place = NULL;

  /* Translators: the name of a connection, as an entry of a calendar */
  summary = g_strdup_printf (_("Rotate the credential of %s"), keyrack_profile_get_name (profile));
  /* Translators: an instance and the label of its region */
  place = g_strdup_printf (_("Instance %s (%s)"),
                           keyrack_profile_get_instance (profile), keyrack_profile_get_region (profile));

  add_line (text, "BEGIN", "VEVENT");
  add_text (text, "UID", uid);
  add_date (text, "DTSTAMP", now, "%Y%m%dT%H%M%SZ");
  add_date (text, "DTSTART;VALUE=DATE", day, "%Y%m%d");
  add_text (text, "SUMMARY", summary);
  add_text (text, "DESCRIPTION", place);
  add_line (text, "TRANSP", "TRANSPARENT");
  add_reminder (text, summary);
  add_line (text, "END", "VEVENT");
}

/**
 * keyrack_calendar_dup_text:
 * @profiles: of #KeyrackProfile
 * @now: seconds since the epoch
 * @n_events: (out) (optional): return location for how many have a day of rotation
 *
 * Writes the day of rotation of each profile that has one as an event of a whole day with a
 * reminder a week before, in iCalendar format. Neither client IDs nor secrets are in it.
 *
 * Returns: (transfer full): the text of a file `.ics`
 */
char *
keyrack_calendar_dup_text (GListModel *profiles,
                           gint64      now,
                           guint      *n_events)
{
  g_autoptr(GDateTime) written = g_date_time_new_from_unix_utc (now);
  GString *text = NULL;
  guint n = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (profiles), NULL);

  text = g_string_new (NULL);
  add_line (text, "BEGIN", "VCALENDAR");
  add_line (text, "VERSION", "2.0");
  add_line (text, "PRODID", "-//Keyrack//Keyrack " KEYRACK_VERSION "//EN");

  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (profiles, i);
      gint64 due_at = keyrack_profile_get_rotation_due_at (profile);

      if (due_at == 0)
        continue;

      add_event (text, profile, due_at, written);
      n++;
    }

  add_line (text, "END", "VCALENDAR");
  if (n_events != NULL)
    *n_events = n;

  return g_string_free (text, FALSE);
}
