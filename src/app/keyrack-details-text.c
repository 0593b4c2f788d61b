/* keyrack-details-text.c: what the card “More” says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-details-text.h"

#include <glib/gi18n.h>

#include "keyrack-result-text.h"

#define DAY (24 * 60 * 60)

static void
add_part (GPtrArray *parts,
          char      *part)
{
  if (part != NULL && *part != '\0')
    g_ptr_array_add (parts, part);
  else
    g_free (part);
}

static char *
dup_tag_count (KeyrackProfile *draft)
{
  guint n_tags = g_strv_length ((char **) keyrack_profile_get_tags (draft));

  if (n_tags == 0)
    return NULL;

  /* Translators: how many tags a connection has */
  return g_strdup_printf (ngettext ("%u tag", "%u tags", n_tags), n_tags);
}

static char *
dup_credential_age (KeyrackProfile *draft,
                    gint64          now)
{
  gint64 since = MAX (keyrack_profile_get_secret_saved_at (draft), keyrack_profile_get_rotated_at (draft));
  guint days = (guint) (MAX (0, now - since) / DAY);

  if (since <= 0)
    return NULL;
  if (days == 0)
    return g_strdup (_("credentials new today"));

  /* Translators: since when client ID and secret have been in use here */
  return g_strdup_printf (ngettext ("credentials %u day old", "credentials %u days old", days), days);
}

static void
add_date (GPtrArray  *facts,
          const char *title,
          gint64      time,
          gint64      now)
{
  if (time > 0)
    g_ptr_array_add (facts, keyrack_fact_new (title, keyrack_result_text_dup_age (time, now)));
}

/**
 * keyrack_details_text_dup_date:
 * @time: seconds since the epoch
 *
 * Returns: (transfer full): the day, "3 March 2026"
 */
char *
keyrack_details_text_dup_date (gint64 time)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (time);

  if (then == NULL)
    return g_strdup ("–");

  /* Translators: a date for strftime, within a sentence: "3 March 2026" */
  return g_date_time_format (then, _("%-d %B %Y"));
}

/**
 * keyrack_details_text_dup_essence:
 * @draft: the connection as it is typed
 * @now: the moment of reading
 *
 * Returns: (transfer full): "Production · 2 tags · credentials 84 days old", or what can
 *   be entered when there is nothing yet
 */
char *
keyrack_details_text_dup_essence (KeyrackProfile *draft,
                                  gint64          now)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *overdue = NULL;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (draft), NULL);

  add_part (parts, g_strdup (keyrack_profile_get_environment (draft)));
  add_part (parts, dup_tag_count (draft));
  if (*keyrack_profile_get_note (draft) != '\0')
    add_part (parts, g_strdup (_("note")));

  overdue = keyrack_details_text_dup_overdue (draft, now);
  add_part (parts, overdue != NULL ? g_strdup (_("rotation overdue")) : dup_credential_age (draft, now));

  if (parts->len == 0)
    return g_strdup (_("Environment, tags, note, rotation"));

  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * keyrack_details_text_dup_overdue:
 * @draft: the connection as it is typed
 * @now: the moment of reading
 *
 * Returns: (transfer full) (nullable): "Due for rotation since 3 March 2026", %NULL when
 *   it is not due
 */
char *
keyrack_details_text_dup_overdue (KeyrackProfile *draft,
                                  gint64          now)
{
  g_autofree char *date = NULL;
  gint64 due_at;

  g_return_val_if_fail (KEYRACK_IS_PROFILE (draft), NULL);

  due_at = keyrack_profile_get_rotation_due_at (draft);
  if (due_at == 0 || due_at > now)
    return NULL;

  date = keyrack_details_text_dup_date (due_at);

  /* Translators: a date: "Due for rotation since 3 March 2026" */
  return g_strdup_printf (_("Due for rotation since %s"), date);
}

/**
 * keyrack_details_text_list_dates:
 * @profile: (nullable): the stored connection
 * @rotate_every_days: the interval as it is typed
 * @last_success: when a test worked last
 * @now: the moment of reading
 *
 * Returns: (transfer full) (element-type KeyrackFact): what is known of its times
 */
GPtrArray *
keyrack_details_text_list_dates (KeyrackProfile *profile,
                                 guint           rotate_every_days,
                                 gint64          last_success,
                                 gint64          now)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) keyrack_fact_free);
  g_autoptr(KeyrackProfile) typed = NULL;
  KeyrackTestResult *result;
  gint64 due_at;

  if (profile == NULL)
    return g_steal_pointer (&facts);

  typed = keyrack_profile_dup (profile);
  keyrack_profile_set_rotate_every_days (typed, rotate_every_days);
  due_at = keyrack_profile_get_rotation_due_at (typed);
  result = keyrack_profile_get_last_result (profile);

  add_date (facts, _("Created"), keyrack_profile_get_created_at (profile), now);
  add_date (facts, _("Secret saved"), keyrack_profile_get_secret_saved_at (profile), now);
  add_date (facts, _("Last rotation"), keyrack_profile_get_rotated_at (profile), now);
  if (result != NULL)
    add_date (facts, _("Last test"), keyrack_test_result_get_facts (result)->tested_at, now);
  add_date (facts, _("Last success"), last_success, now);
  if (due_at > 0)
    g_ptr_array_add (facts, keyrack_fact_new (_("Next rotation"), keyrack_details_text_dup_date (due_at)));

  return g_steal_pointer (&facts);
}
