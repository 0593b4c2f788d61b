/* test-details-card.c: environment, tags, note, rotation and dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-connection-form.h"
#include "keyrack-details-card.h"
#include "keyrack-details-text.h"
#include "keyrack-field-note.h"
#include "keyrack-result-text.h"

#define DAY (24 * 60 * 60)
#define NOW G_GINT64_CONSTANT (1773158400) /* 10 March 2026, 16:00 UTC */

typedef struct
{
  KeyrackProfile     *draft;
  KeyrackDetailsCard *card;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->draft = app_test_profile ("Acme", "acme", "eu");
  fixture->card = g_object_ref_sink (g_object_new (KEYRACK_TYPE_DETAILS_CARD, "draft", fixture->draft, NULL));
  app_test_show (GTK_WIDGET (fixture->card));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (GTK_WIDGET (fixture->card));
  g_assert_finalize_object (fixture->card);
  g_assert_finalize_object (fixture->draft);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = app_test_find (GTK_WIDGET (fixture->card), ADW_TYPE_PREFERENCES_ROW, "title", title);

  g_assert_nonnull (row);

  return row;
}

static GtkTextBuffer *
get_note (Fixture *fixture)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (app_test_find (GTK_WIDGET (fixture->card),
                                                                 GTK_TYPE_TEXT_VIEW, NULL, NULL)));
}

static void
assert_essence (Fixture    *fixture,
                const char *essence)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (find_row (fixture, "More"));

  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, essence);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  GtkWidget *note = app_test_find (GTK_WIDGET (fixture->card), KEYRACK_TYPE_FIELD_NOTE, "text", text);

  return note != NULL && gtk_widget_get_visible (note);
}

/* Each box is a bit of the draft, and the row says which are ticked. */
static void
test_permissions (Fixture       *fixture,
                  gconstpointer  user_data)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (find_row (fixture, "Intended permissions"));
  AdwActionRow *nql = ADW_ACTION_ROW (find_row (fixture, "NQL"));
  GtkCheckButton *box = GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (nql));

  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "Not noted");
  keyrack_profile_set_intended_permissions (fixture->draft, KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK));
  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "Spark");
  g_assert_false (gtk_check_button_get_active (box));

  gtk_check_button_set_active (box, TRUE);
  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "NQL, Spark");
  g_assert_cmphex (keyrack_profile_get_intended_permissions (fixture->draft), ==,
                   KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_SPARK) | KEYRACK_PERMISSION_BIT (KEYRACK_PERMISSION_NQL));

  gtk_check_button_set_active (box, FALSE);
  g_assert_cmpstr (adw_expander_row_get_subtitle (row), ==, "Spark");
}

/* What is typed is in the draft, and what comes into the draft is shown. */
static void
test_bound (Fixture       *fixture,
            gconstpointer  user_data)
{
  static const char * const tags[] = { "north", NULL };
  GtkEditable *environment = GTK_EDITABLE (find_row (fixture, "Environment"));
  GtkEditable *tags_row = GTK_EDITABLE (find_row (fixture, "Tags"));

  assert_essence (fixture, "Environment, tags, note, rotation");

  gtk_editable_set_text (environment, "Production");
  gtk_editable_set_text (tags_row, "a, b");
  gtk_text_buffer_set_text (get_note (fixture), "first\nsecond", -1);
  g_assert_cmpstr (keyrack_profile_get_environment (fixture->draft), ==, "Production");
  g_assert_cmpuint (g_strv_length ((char **) keyrack_profile_get_tags (fixture->draft)), ==, 2);
  g_assert_cmpstr (keyrack_profile_get_note (fixture->draft), ==, "first\nsecond");
  assert_essence (fixture, "Production · 2 tags · note");

  keyrack_profile_set_tags (fixture->draft, tags);
  g_assert_cmpstr (gtk_editable_get_text (tags_row), ==, "north");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->card), "details.environment", "s", "Test"));
  g_assert_cmpstr (gtk_editable_get_text (environment), ==, "Test");
}

static void
test_interval (Fixture       *fixture,
               gconstpointer  user_data)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (fixture, "Rotate every"));
  GtkWidget *other = find_row (fixture, "Days between rotations");
  GtkWidget *days = app_test_find (GTK_WIDGET (fixture->card), GTK_TYPE_SPIN_BUTTON, NULL, NULL);

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 3);
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (fixture->draft), ==, 90);
  g_assert_false (gtk_widget_get_visible (other));

  adw_combo_row_set_selected (row, 6);
  g_assert_true (gtk_widget_get_visible (other));
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (fixture->draft), ==, 90);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (days), 45);
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (fixture->draft), ==, 45);

  adw_combo_row_set_selected (row, 0);
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (fixture->draft), ==, 0);
  keyrack_profile_set_rotate_every_days (fixture->draft, 7);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 6);

  /* An interval that the button can't show is not changed by showing it. */
  keyrack_profile_set_rotate_every_days (fixture->draft, 100000);
  g_assert_cmpuint (keyrack_profile_get_rotate_every_days (fixture->draft), ==, 100000);
}

static void
test_overdue (Fixture       *fixture,
              gconstpointer  user_data)
{
  gint64 saved_at = g_get_real_time () / G_USEC_PER_SEC - 100 * DAY;
  g_autofree char *date = keyrack_details_text_dup_date (saved_at + 90 * DAY);
  g_autofree char *warning = g_strdup_printf ("Due for rotation since %s", date);

  keyrack_profile_set_secret_saved_at (fixture->draft, saved_at);
  keyrack_profile_set_rotate_every_days (fixture->draft, 180);
  assert_essence (fixture, "credentials 100 days old");
  g_assert_false (shows (fixture, warning));

  keyrack_profile_set_rotate_every_days (fixture->draft, 90);
  assert_essence (fixture, "rotation overdue");
  g_assert_true (shows (fixture, warning));
}

static void
test_flaw (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autofree char *tag = g_strnfill (KEYRACK_PROFILE_NAME_MAX + 1, 'x');
  AdwExpanderRow *more = ADW_EXPANDER_ROW (find_row (fixture, "More"));
  GtkWidget *row = find_row (fixture, "Tags");
  guint flaws = 0;

  gtk_editable_set_text (GTK_EDITABLE (row), tag);
  flaws = keyrack_profile_validate (fixture->draft);
  g_assert_cmpuint (flaws, ==, KEYRACK_PROFILE_TAGS_INVALID);
  g_assert_cmpuint (flaws & KEYRACK_FORM_DETAILS_FLAWS, !=, 0);

  keyrack_details_card_focus_flaw (fixture->card, KEYRACK_PROFILE_NAME_MISSING);
  g_assert_false (adw_expander_row_get_expanded (more));

  g_object_set (fixture->card, "flaws", flaws, "shown-flaws", flaws, NULL);
  keyrack_details_card_focus_flaw (fixture->card, flaws);
  g_assert_true (adw_expander_row_get_expanded (more));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_nonnull (gtk_widget_get_focus_child (row));
}

static const char *
find_fact (GPtrArray  *facts,
           const char *title)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KeyrackFact *fact = g_ptr_array_index (facts, i);

      if (g_str_equal (fact->title, title))
        return fact->value;
    }

  return NULL;
}

static void
test_dates (void)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile ("Acme", "acme", "eu");
  g_autoptr(GPtrArray) none = keyrack_details_text_list_dates (NULL, 90, NOW, NOW);
  g_autoptr(GPtrArray) facts = NULL;
  g_autoptr(GPtrArray) fewer = NULL;

  g_assert_cmpuint (none->len, ==, 0);

  keyrack_profile_set_created_at (profile, NOW - 400 * DAY);
  keyrack_profile_set_secret_saved_at (profile, NOW - 10 * DAY);
  facts = keyrack_details_text_list_dates (profile, 30, NOW - 60, NOW);
  g_assert_nonnull (find_fact (facts, "Created"));
  g_assert_nonnull (find_fact (facts, "Secret saved"));
  g_assert_cmpstr (find_fact (facts, "Last success"), ==, "1 minute ago");
  g_assert_cmpstr (find_fact (facts, "Next rotation"), ==, "30 March 2026");
  g_assert_null (find_fact (facts, "Last test"));

  fewer = keyrack_details_text_list_dates (profile, 0, 0, NOW);
  g_assert_null (find_fact (fewer, "Next rotation"));
  g_assert_null (find_fact (fewer, "Last success"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/details-card/dates", test_dates);
#define ADD(name, func) g_test_add ("/details-card/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("bound", test_bound);
  ADD ("permissions", test_permissions);
  ADD ("interval", test_interval);
  ADD ("overdue", test_overdue);
  ADD ("flaw", test_flaw);
#undef ADD

  return g_test_run ();
}
