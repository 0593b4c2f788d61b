/* keyrack-result-text.c: a test result in words, beyond its headline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-result-text.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)

/* RFC 9110, section 15; RFC 6585 for 429. They are the protocol's words, not ours. */
static const struct
{
  guint       status;
  const char *phrase;
} phrases[] = {
  { 200, "OK" },
  { 301, "Moved Permanently" },
  { 302, "Found" },
  { 303, "See Other" },
  { 307, "Temporary Redirect" },
  { 308, "Permanent Redirect" },
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 407, "Proxy Authentication Required" },
  { 408, "Request Timeout" },
  { 429, "Too Many Requests" },
  { 500, "Internal Server Error" },
  { 502, "Bad Gateway" },
  { 503, "Service Unavailable" },
  { 504, "Gateway Timeout" },
};

static char *
dup_status (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      if (phrases[i].status == status)
        return g_strdup_printf ("%u %s", status, phrases[i].phrase);
    }

  return g_strdup_printf ("%u", status);
}

static char *
dup_server_words (const KeyrackTestFacts *facts)
{
  if (facts->error != NULL && facts->error_description != NULL)
    return g_strdup_printf ("%s: %s", facts->error, facts->error_description);

  return g_strdup (facts->error != NULL ? facts->error : facts->error_description);
}

static void
add_fact (GPtrArray  *facts,
          const char *title,
          char       *value)
{
  if (value != NULL)
    g_ptr_array_add (facts, keyrack_fact_new (title, value));
}

static void
add_token_facts (GPtrArray              *list,
                 const KeyrackTestFacts *facts)
{
  if (facts->token_expires_in > 0)
    add_fact (list, _("Token lifetime"), keyrack_result_text_dup_lifetime (facts->token_expires_in));
  add_fact (list, _("Scope"), g_strdup (facts->token_scope));

  for (guint i = 0; facts->claims != NULL && i < facts->claims->len; i++)
    {
      const KeyrackClaim *claim = g_ptr_array_index (facts->claims, i);

      add_fact (list,
                i == 0 ? _("Claims, not verified") : "",
                g_strdup_printf ("%s: %s", claim->name, claim->value));
    }
}

KeyrackFact *
keyrack_fact_new (const char *title,
                  char       *value)
{
  KeyrackFact *self = g_new0 (KeyrackFact, 1);

  self->title = title;
  self->value = value;

  return self;
}

void
keyrack_fact_free (KeyrackFact *self)
{
  g_free (self->value);
  g_free (self);
}

/**
 * keyrack_result_text_dup_span:
 * @microseconds: how long something took; negative when it is not known
 *
 * Returns: (transfer full): "14 ms", "2.4 s", or a dash
 */
char *
keyrack_result_text_dup_span (gint64 microseconds)
{
  return keyrack_phase_dup_span (microseconds);
}

/**
 * keyrack_result_text_dup_lifetime:
 * @seconds: how long a token is valid
 *
 * Returns: (transfer full): "15 minutes", "90 seconds"
 */
char *
keyrack_result_text_dup_lifetime (guint seconds)
{
  guint minutes = seconds / MINUTE;

  if (seconds % MINUTE != 0 || seconds == 0)
    {
      /* Translators: how long an access token is valid */
      return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
    }

  /* Translators: how long an access token is valid */
  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

static char *
dup_clock (GDateTime *then,
           GDateTime *today)
{
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (today, -1);
  g_autofree char *clock = g_date_time_format (then, "%H:%M");

  if (g_date_time_get_year (then) == g_date_time_get_year (today) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (today))
    {
      /* Translators: a time of this day, within a sentence: "today, 17:42" */
      return g_strdup_printf (_("today, %s"), clock);
    }

  if (g_date_time_get_year (then) == g_date_time_get_year (yesterday) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (yesterday))
    {
      /* Translators: a time of the day before, within a sentence: "yesterday, 17:42" */
      return g_strdup_printf (_("yesterday, %s"), clock);
    }

  /* Translators: a date and time for strftime, within a sentence: "12 March 2026, 17:42" */
  return g_date_time_format (then, _("%-d %B %Y, %H:%M"));
}

/* A time is not to be torn apart at the end of a line. */
static char *
dup_unbroken (const char *text)
{
  GString *unbroken = g_string_new (text);

  g_string_replace (unbroken, " ", "\302\240", 0);

  return g_string_free (unbroken, FALSE);
}

/**
 * keyrack_result_text_dup_age:
 * @time: seconds since the epoch, UTC
 * @now: the same, for the moment of reading
 *
 * Returns: (transfer full): "just now", "2 minutes ago", "yesterday, 17:42", to stand
 *   within a sentence
 */
char *
keyrack_result_text_dup_age (gint64 time,
                             gint64 now)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr(GDateTime) today = g_date_time_new_from_unix_local (now);
  guint minutes = (guint) (MAX (0, now - time) / MINUTE);

  if (then == NULL || today == NULL)
    return g_strdup ("–");

  if (now - time < MINUTE && time - now < MINUTE)
    {
      /* Translators: within a sentence */
      return g_strdup (_("just now"));
    }

  if (time <= now && now - time < HOUR)
    {
      /* Translators: how long ago something was tested, within a sentence */
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", minutes), minutes);
    }

  return dup_clock (then, today);
}

/**
 * keyrack_result_text_dup_summary:
 * @result: a result
 * @worked_until: when the connection worked last, seconds since the epoch; 0: never or unknown
 * @now: the moment of reading
 *
 * Returns: (transfer full): the small line under the headline: what came and when
 */
char *
keyrack_result_text_dup_summary (KeyrackTestResult *result,
                                 gint64             worked_until,
                                 gint64             now)
{
  const KeyrackTestFacts *facts;
  g_autofree char *age = NULL;
  g_autofree char *unbroken = NULL;
  g_autofree char *detail = NULL;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);
  age = keyrack_result_text_dup_age (facts->tested_at, now);
  unbroken = dup_unbroken (age);

  if (facts->outcome == KEYRACK_OUTCOME_OK)
    {
      detail = keyrack_result_text_dup_lifetime (facts->token_expires_in);
      /* Translators: "Access token received, valid for 15 minutes · 2 minutes ago" */
      return g_strdup_printf (_("Access token received, valid for %s · %s"), detail, unbroken);
    }

  if (facts->outcome == KEYRACK_OUTCOME_CANCELLED)
    {
      /* Translators: "Stopped 2 minutes ago" */
      return g_strdup_printf (_("Stopped %s"), age);
    }

  if (worked_until > 0)
    {
      gboolean refused = keyrack_outcome_get_verdict (facts->outcome) == KEYRACK_VERDICT_REFUSED;

      detail = keyrack_result_text_dup_age (worked_until, now);
      if (refused)
        {
          /* Translators: "Tested just now · worked until yesterday, 17:42" */
          return g_strdup_printf (_("Tested %s · worked until %s"), age, detail);
        }

      /* Translators: "Tested just now · last worked yesterday, 17:42" */
      return g_strdup_printf (_("Tested %s · last worked %s"), age, detail);
    }

  /* Translators: "Tested 2 minutes ago" */
  return g_strdup_printf (_("Tested %s"), age);
}

/**
 * keyrack_result_text_dup_elapsed:
 * @result: a result
 *
 * Returns: (transfer full): "Answered in 312 ms", or how far it came without an answer
 */
char *
keyrack_result_text_dup_elapsed (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts;
  g_autofree char *span = NULL;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);
  span = keyrack_result_text_dup_span (facts->phases.total);

  if (facts->http_status == 0)
    {
      /* Translators: no answer came: "Stopped after 10.0 s" */
      return g_strdup_printf (_("Stopped after %s"), span);
    }

  /* Translators: "Answered in 312 ms" */
  return g_strdup_printf (_("Answered in %s"), span);
}

/**
 * keyrack_result_text_dup_phases:
 * @phases: the times of a request
 *
 * Returns: (transfer full) (nullable): "DNS 2 ms · TCP 10 ms", %NULL if none is known
 */
char *
keyrack_result_text_dup_phases (const KeyrackPhases *phases)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      g_autofree char *span = NULL;

      if (phases->spent[i] < 0)
        continue;

      span = keyrack_result_text_dup_span (phases->spent[i]);
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "", keyrack_phase_get_title (i), span);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/**
 * keyrack_result_text_list_facts:
 * @result: a result
 *
 * Lists what the server said and what is known besides, for display and for copying.
 * Neither a secret nor a token is among it.
 *
 * Returns: (transfer full) (element-type KeyrackFact): the details, possibly none
 */
GPtrArray *
keyrack_result_text_list_facts (KeyrackTestResult *result)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_fact_free);
  const KeyrackTestFacts *facts;

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);

  if (facts->http_status != 0)
    add_fact (list, _("HTTP status"), dup_status (facts->http_status));
  add_fact (list, _("Server’s words"), dup_server_words (facts));
  add_fact (list, _("Error ID"), g_strdup (facts->error_id));
  add_fact (list, _("Time"), keyrack_result_text_dup_phases (&facts->phases));
  if (facts->tries > 1)
    add_fact (list, _("Tries"), g_strdup_printf ("%u", facts->tries));
  add_token_facts (list, facts);

  return g_steal_pointer (&list);
}

static void
append_line (GString    *text,
             const char *title,
             const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", title, value);
}

/**
 * keyrack_result_text_dup_report:
 * @result: a result
 *
 * Returns: (transfer full): everything about @result as text, to be sent to somebody who
 *   can help; without a secret or a token
 */
char *
keyrack_result_text_dup_report (KeyrackTestResult *result)
{
  const KeyrackTestFacts *facts;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *tested = NULL;
  const char *title = "";

  g_return_val_if_fail (KEYRACK_IS_TEST_RESULT (result), NULL);

  facts = keyrack_test_result_get_facts (result);
  list = keyrack_result_text_list_facts (result);
  time = g_date_time_new_from_unix_utc (facts->tested_at);
  tested = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  append_line (text, _("Connection"), facts->values.profile_name);
  append_line (text, _("Instance name"), facts->values.instance);
  append_line (text, _("Region"), facts->values.region);
  append_line (text, _("Client ID"), facts->values.client_id);
  append_line (text, _("Result"), keyrack_test_result_get_message (result));
  append_line (text, _("Advice"), keyrack_test_result_get_advice (result));
  append_line (text, _("Tested"), tested);

  for (guint i = 0; i < list->len; i++)
    {
      const KeyrackFact *fact = g_ptr_array_index (list, i);

      title = *fact->title != '\0' ? fact->title : title;
      append_line (text, title, fact->value);
    }

  g_string_append_printf (text, "Keyrack %s\n", KEYRACK_VERSION);

  return g_strdup (text->str);
}
