/* test-pair-form.c: pasting a new client ID and its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-field-note.h"
#include "keyrack-pair-card.h"
#include "keyrack-pair-form.h"

typedef struct
{
  GtkWidget       *window;
  KeyrackPairForm *form;
  KeyrackProfile  *profile;
  guint            n_edits;
} Fixture;

static void
edited_cb (Fixture *fixture)
{
  fixture->n_edits++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->window = adw_window_new ();
  fixture->profile = app_test_profile ("Acme", "acme", "eu");
  fixture->form = g_object_new (KEYRACK_TYPE_PAIR_FORM, NULL);
  keyrack_pair_form_set_profile (fixture->form, fixture->profile, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->form));
  g_signal_connect_swapped (fixture->form, "notify::edited", G_CALLBACK (edited_cb), fixture);
  app_test_show (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (fixture->window);
  g_assert_finalize_object (fixture->profile);
}

static void
paste (Fixture    *fixture,
       const char *row,
       const char *text)
{
  GtkWidget *entry = app_test_find (GTK_WIDGET (fixture->form), ADW_TYPE_ENTRY_ROW, "title", row);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  app_test_settle ();
}

static void
assert_pair (Fixture    *fixture,
             const char *client_id,
             const char *text)
{
  g_autoptr(KeyrackSecret) secret = keyrack_pair_form_dup_secret (fixture->form);

  g_assert_cmpstr (keyrack_pair_form_get_client_id (fixture->form), ==, client_id);
  if (text == NULL)
    g_assert_null (secret);
  else
    g_assert_cmpstr (keyrack_secret_peek (secret), ==, text);
}

static GtkWidget *
find_note (Fixture    *fixture,
           const char *text)
{
  return app_test_find (GTK_WIDGET (fixture->form), KEYRACK_TYPE_FIELD_NOTE, "text", text);
}

static void
test_lines (Fixture       *fixture,
            gconstpointer  user_data)
{
  paste (fixture, "Client ID", "Secret key: the-secret\nClient ID: the-id\n");
  assert_pair (fixture, "the-id", "the-secret");

  paste (fixture, "Client secret", "Client ID: another-id");
  assert_pair (fixture, "another-id", NULL);

  paste (fixture, "Client ID", "Secret key = another-secret");
  assert_pair (fixture, "", "another-secret");

  paste (fixture, "Client secret", "Basic aWQ6czM6Y3JldA==");
  assert_pair (fixture, "id", "s3:cret");
}

static void
test_either_order (Fixture       *fixture,
                   gconstpointer  user_data)
{
  const char *guess = "Nothing said which is which: mostly the ID is the shorter one";

  paste (fixture, "Client ID", "a-secret-that-is-long\na-short-id\n");
  assert_pair (fixture, "a-short-id", "a-secret-that-is-long");
  g_assert_nonnull (find_note (fixture, guess));

  g_signal_emit_by_name (find_note (fixture, guess), "act");
  assert_pair (fixture, "a-secret-that-is-long", "a-short-id");
  g_assert_null (find_note (fixture, guess));
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_assert_false (keyrack_pair_form_check (fixture->form));
  g_assert_nonnull (find_note (fixture, "Paste the client ID from Nexthink"));
  g_assert_nonnull (find_note (fixture, "Paste the secret key from Nexthink"));

  paste (fixture, "Client ID", "an-id");
  g_assert_null (find_note (fixture, "Paste the secret key from Nexthink"));
  paste (fixture, "Client secret", "with a space");
  g_assert_false (keyrack_pair_form_check (fixture->form));
  paste (fixture, "Client secret", "without");
  g_assert_true (keyrack_pair_form_check (fixture->form));
}

static void
test_same (Fixture       *fixture,
           gconstpointer  user_data)
{
  guint edited;

  paste (fixture, "Client ID", "an-id");
  paste (fixture, "Client secret", "a-secret");
  edited = keyrack_pair_form_get_edited (fixture->form);
  fixture->n_edits = 0;
  keyrack_pair_form_set_same (fixture->form, TRUE, TRUE);
  g_assert_nonnull (find_note (fixture, "This is the client ID in use now"));
  g_assert_nonnull (find_note (fixture, "This is the secret in use now"));
  g_assert_cmpuint (fixture->n_edits, ==, 0);

  paste (fixture, "Client secret", "another-secret");
  g_assert_null (find_note (fixture, "This is the client ID in use now"));
  g_assert_null (find_note (fixture, "This is the secret in use now"));
  g_assert_cmpuint (keyrack_pair_form_get_edited (fixture->form), !=, edited);

  paste (fixture, "Client secret", "");
  paste (fixture, "Client ID", "");
  g_assert_cmpuint (keyrack_pair_form_get_edited (fixture->form), ==, 0);
}

static gboolean
says (GtkWidget  *card,
      const char *text)
{
  return app_test_find (card, GTK_TYPE_LABEL, "label", text) != NULL;
}

static void
test_card (Fixture       *fixture,
           gconstpointer  user_data)
{
  GtkWidget *card = g_object_new (KEYRACK_TYPE_PAIR_CARD, "title", "Old", NULL);
  g_autoptr(KeyrackTestResult) result = app_test_result (fixture->profile, KEYRACK_OUTCOME_INVALID_CLIENT);
  KeyrackPairFacts facts = { .state = "In use", .result = result, .client_id = "qh31xxxxxxxx<8fzk" };

  adw_window_set_content (ADW_WINDOW (fixture->window), card);
  keyrack_pair_card_show_facts (KEYRACK_PAIR_CARD (card), &facts);
  g_assert_true (says (card, "Old"));
  g_assert_true (says (card, "In use"));
  g_assert_true (says (card, "Refused"));
  g_assert_true (says (card, "Client ID <tt>qh31…8fzk</tt>"));

  facts.testing = TRUE;
  keyrack_pair_card_show_facts (KEYRACK_PAIR_CARD (card), &facts);
  g_assert_true (says (card, "Testing…"));
  g_assert_false (says (card, "Refused"));
}

#define ADD(path, func) g_test_add ("/pair-form/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("lines", test_lines);
  ADD ("either-order", test_either_order);
  ADD ("problems", test_problems);
  ADD ("same", test_same);
  ADD ("card", test_card);

  return g_test_run ();
}
