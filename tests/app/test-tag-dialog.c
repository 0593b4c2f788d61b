/* test-tag-dialog.c: tags for several connections at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-tag-dialog.h"

typedef struct
{
  GtkWidget      *dialog;
  GListStore     *known;
  KeyrackProfile *acme;
  KeyrackProfile *beta;
  GString        *chosen;   /* what would be saved: "name: tag tag, …" */
} Fixture;

static void
chosen_cb (Fixture   *fixture,
           GPtrArray *profiles)
{
  for (guint i = 0; i < profiles->len; i++)
    {
      g_autofree char *tags = g_strjoinv (" ", (char **) keyrack_profile_get_tags (profiles->pdata[i]));

      g_string_append_printf (fixture->chosen, "%s: %s, ", keyrack_profile_get_name (profiles->pdata[i]), tags);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  const char * const both[] = { "z", "a", NULL };
  const char * const one[] = { "a", NULL };
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->known = g_list_store_new (KEYRACK_TYPE_PROFILE);
  fixture->acme = app_test_profile ("Acme", "one", "eu");
  fixture->beta = app_test_profile ("Beta", "two", "eu");
  fixture->chosen = g_string_new (NULL);
  keyrack_profile_set_tags (fixture->acme, both);
  keyrack_profile_set_tags (fixture->beta, one);
  g_list_store_append (fixture->known, fixture->acme);
  g_list_store_append (fixture->known, fixture->beta);
  g_ptr_array_add (profiles, g_object_ref (fixture->acme));
  g_ptr_array_add (profiles, g_object_ref (fixture->beta));

  fixture->dialog = keyrack_tag_dialog_new (G_LIST_MODEL (fixture->known), profiles);
  g_signal_connect_swapped (fixture->dialog, "chosen", G_CALLBACK (chosen_cb), fixture);
  app_test_show (fixture->dialog);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_settle ();
  g_assert_finalize_object (fixture->known);
  g_assert_finalize_object (fixture->acme);
  g_assert_finalize_object (fixture->beta);
  g_string_free (fixture->chosen, TRUE);
}

static GtkCheckButton *
find_check (Fixture    *fixture,
            const char *tag)
{
  GtkWidget *row = app_test_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "title", tag);

  g_assert_nonnull (row);

  return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, NULL, NULL)), text);
}

static void
apply (Fixture *fixture)
{
  g_signal_emit_by_name (app_test_find (fixture->dialog, GTK_TYPE_BUTTON, "label", "Apply"), "clicked");
}

/* A tag that only some have stays where it is, as long as nobody decides. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_assert_true (gtk_check_button_get_active (find_check (fixture, "a")));
  g_assert_true (gtk_check_button_get_inconsistent (find_check (fixture, "z")));

  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "");
}

static void
test_decide (Fixture       *fixture,
             gconstpointer  user_data)
{
  gtk_check_button_set_active (find_check (fixture, "a"), FALSE);
  gtk_check_button_set_active (find_check (fixture, "z"), TRUE);
  g_assert_false (gtk_check_button_get_inconsistent (find_check (fixture, "z")));

  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "Acme: z, Beta: z, ");
}

/* What stands in the entry is meant, too, and kept at the end: the first tag makes the group. */
static void
test_new (Fixture       *fixture,
          gconstpointer  user_data)
{
  type (fixture, " b ");
  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "Acme: z a b, Beta: a b, ");
}

/* In the form it would become two with the next edit. */
static void
test_several (Fixture       *fixture,
              gconstpointer  user_data)
{
  type (fixture, "z, new  one,");
  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "Acme: z a new one, Beta: a z new one, ");
}

static void
test_invalid (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *endless = g_strnfill (KEYRACK_PROFILE_NAME_MAX + 1, 'x');
  GtkWidget *entry = app_test_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, NULL, NULL);

  type (fixture, endless);
  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  type (fixture, "x");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  apply (fixture);
  g_assert_cmpstr (fixture->chosen->str, ==, "Acme: z a x, Beta: a x, ");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/tag-dialog/nothing", test_nothing);
  ADD ("/tag-dialog/decide", test_decide);
  ADD ("/tag-dialog/new", test_new);
  ADD ("/tag-dialog/several", test_several);
  ADD ("/tag-dialog/invalid", test_invalid);

  return g_test_run ();
}
