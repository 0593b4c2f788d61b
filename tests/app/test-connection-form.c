/* test-connection-form.c: the rows of a connection and the lines under them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-clipboard.h"
#include "keyrack-connection-form-private.h"
#include "keyrack-field-note.h"
#include "keyrack-form-text.h"
#include "keyrack-secret-field.h"
#include "store-steps.h"

#define SECRET "canary-of-the-form"

typedef struct
{
  Place                 *place;
  KeyrackSecretStore    *secrets;
  KeyrackProfile        *profile;
  KeyrackConnectionForm *form;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  fixture->profile = app_test_profile ("Acme", "acme", "eu");
  keyrack_profile_set_secret_ref (fixture->profile, "ref-of-acme");
  secrets_store (fixture->secrets, fixture->profile, "ref-of-acme", SECRET, &error);
  g_assert_no_error (error);

  fixture->form = g_object_ref_sink (g_object_new (KEYRACK_TYPE_CONNECTION_FORM, "secrets", fixture->secrets, NULL));
  app_test_show (GTK_WIDGET (fixture->form));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  app_test_close (GTK_WIDGET (fixture->form));
  g_assert_finalize_object (fixture->form);
  g_clear_object (&fixture->profile);
  g_clear_object (&fixture->secrets);
  place_free (fixture->place);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  return app_test_find (GTK_WIDGET (fixture->form), ADW_TYPE_PREFERENCES_ROW, "title", title);
}

static const char *
get_text (Fixture    *fixture,
          const char *title)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, title)));
}

static void
enter (Fixture    *fixture,
       const char *title,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, title)), text);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  GtkWidget *note = app_test_find (GTK_WIDGET (fixture->form), KEYRACK_TYPE_FIELD_NOTE, "text", text);

  return note != NULL && gtk_widget_get_visible (note);
}

static guint
get_flaws (Fixture *fixture)
{
  guint flaws = 0;

  g_object_get (fixture->form, "flaws", &flaws, NULL);

  return flaws;
}

/* Titles are the accessible names; the order is that of the contract. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  user_data)
{
  static const char *titles[] = { "Connection name", "Instance name", "Region", "Client ID", "Client secret" };
  GtkWidget *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *row = find_row (fixture, titles[i]);

      g_assert_nonnull (row);
      for (; last != NULL && last != row; last = gtk_widget_get_next_sibling (last))
        continue;
      g_assert_true (i == 0 || last == row);
      last = row;
    }
}

static void
test_captions (Fixture       *fixture,
               gconstpointer  user_data)
{
  const char *caption = "How the connection is called in the list";
  GtkWidget *row = find_row (fixture, "Connection name");

  keyrack_connection_form_load (fixture->form, NULL);
  g_assert_true (shows (fixture, caption));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption);

  /* A stored connection is calm, but still says it to a screen reader. */
  keyrack_connection_form_load (fixture->form, fixture->profile);
  g_assert_false (shows (fixture, caption));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption);
}

static void
test_dirty (Fixture       *fixture,
            gconstpointer  user_data)
{
  static const char *titles[] = { "Connection name", "Instance name", "Client ID" };
  g_autoptr(KeyrackProfile) candidate = NULL;

  keyrack_connection_form_load (fixture->form, NULL);
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  keyrack_connection_form_load (fixture->form, fixture->profile);
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *before = g_strdup (get_text (fixture, titles[i]));

      enter (fixture, titles[i], "other");
      g_assert_true (keyrack_connection_form_get_dirty (fixture->form));
      enter (fixture, titles[i], before);
      g_assert_false (keyrack_connection_form_get_dirty (fixture->form));
    }

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Region")), 0);
  g_assert_true (keyrack_connection_form_get_dirty (fixture->form));
  keyrack_connection_form_reset (fixture->form);
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  keyrack_profile_set_note (keyrack_connection_form_get_draft (fixture->form), "note");
  g_assert_true (keyrack_connection_form_get_dirty (fixture->form));
  candidate = keyrack_connection_form_dup_candidate (fixture->form);
  g_assert_cmpstr (keyrack_profile_get_note (candidate), ==, "note");
  keyrack_profile_set_note (keyrack_connection_form_get_draft (fixture->form), "");
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  enter (fixture, "Client secret", "new");
  g_assert_true (keyrack_connection_form_get_dirty (fixture->form));
  enter (fixture, "Client secret", "");
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));
}

/* Loading is no edit: nothing is tidied, and nothing is said. */
static void
test_load (Fixture       *fixture,
           gconstpointer  user_data)
{
  keyrack_profile_set_instance (fixture->profile, "ACME");
  keyrack_connection_form_load (fixture->form, fixture->profile);

  g_assert_cmpstr (get_text (fixture, "Instance name"), ==, "ACME");
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));
  g_assert_true (get_flaws (fixture) & KEYRACK_PROFILE_INSTANCE_INVALID);
}

static void
test_paste (Fixture       *fixture,
            gconstpointer  user_data)
{
  KeyrackProfile *draft = keyrack_connection_form_get_draft (fixture->form);
  const char *taken = "Taken from the address: contoso, us";
  GtkWidget *note = NULL;

  keyrack_connection_form_load (fixture->form, fixture->profile);
  enter (fixture, "Instance name", "https://contoso.us.nexthink.cloud/console");

  g_assert_cmpstr (keyrack_profile_get_instance (draft), ==, "contoso");
  g_assert_cmpstr (keyrack_profile_get_region (draft), ==, "us");
  g_assert_cmpstr (keyrack_profile_get_login_host (draft), ==, "contoso-login.us.nexthink.cloud");
  g_assert_true (shows (fixture, taken));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (fixture, "Region"))), ==, 0);

  note = app_test_find (GTK_WIDGET (fixture->form), KEYRACK_TYPE_FIELD_NOTE, "text", taken);
  g_signal_emit_by_name (note, "undo");
  g_assert_cmpstr (keyrack_profile_get_region (draft), ==, "eu");
  g_assert_false (shows (fixture, taken));
}

/* Red comes after a try, not while typing, and goes when it is mended. */
static void
test_check (Fixture       *fixture,
            gconstpointer  user_data)
{
  GtkWidget *row = find_row (fixture, "Client ID");

  keyrack_connection_form_load (fixture->form, NULL);
  enter (fixture, "Client ID", "a:b");
  g_assert_true (get_flaws (fixture) & KEYRACK_PROFILE_CLIENT_ID_INVALID);
  g_assert_false (gtk_widget_has_css_class (row, "error"));

  g_assert_false (keyrack_connection_form_check (fixture->form, 0));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (shows (fixture, "A client ID has no spaces, no colons and only ASCII characters"));

  enter (fixture, "Client ID", "ab");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);

  enter (fixture, "Client secret", "with space");
  g_assert_true (get_flaws (fixture) & KEYRACK_FORM_SECRET_INVALID);
  enter (fixture, "Client secret", "with:colon");
  g_assert_false (get_flaws (fixture) & (KEYRACK_FORM_SECRET_INVALID | KEYRACK_FORM_SECRET_MISSING));
}

static void
test_other_region (Fixture       *fixture,
                   gconstpointer  user_data)
{
  GtkWidget *label_row = find_row (fixture, "Region label");

  keyrack_connection_form_load (fixture->form, fixture->profile);
  g_assert_false (gtk_widget_get_visible (label_row));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Region")), 4);
  g_assert_true (gtk_widget_get_visible (label_row));
  enter (fixture, "Region label", "mars");
  g_assert_cmpstr (keyrack_profile_get_api_host (keyrack_connection_form_get_draft (fixture->form)), ==,
                   "acme.api.mars.nexthink.cloud");

  keyrack_connection_form_load (fixture->form, NULL);
  g_assert_false (gtk_widget_get_visible (label_row));
}

static GtkText *
get_secret_text (Fixture *fixture)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (find_row (fixture, "Client secret"))));
}

static gboolean
is_revealed (gpointer user_data)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (user_data)), SECRET) == 0;
}

/* The row tells neither the secret nor its length before it is asked for. */
static void
test_stored_secret (Fixture       *fixture,
                    gconstpointer  user_data)
{
  GtkText *text = get_secret_text (fixture);
  g_autofree char *bullets = NULL;
  g_autoptr(KeyrackSecret) typed = NULL;

  keyrack_connection_form_load (fixture->form, fixture->profile);
  bullets = g_strdup (get_text (fixture, "Client secret"));
  g_assert_cmpint (g_utf8_strlen (bullets, -1), ==, 22);
  g_assert_false (gtk_text_get_visibility (text));
  g_assert_null (keyrack_connection_form_dup_secret (fixture->form));

  gtk_text_set_visibility (text, TRUE);
  app_test_wait (is_revealed, text);
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  gtk_text_set_visibility (text, FALSE);
  g_assert_cmpstr (get_text (fixture, "Client secret"), ==, bullets);

  enter (fixture, "Client secret", "replaced");
  typed = keyrack_connection_form_dup_secret (fixture->form);
  g_assert_cmpstr (keyrack_secret_peek (typed), ==, "replaced");
}

/* Whoever types into the bullets types a new secret. */
static void
test_type_into_bullets (Fixture       *fixture,
                        gconstpointer  user_data)
{
  GtkEditable *row = GTK_EDITABLE (find_row (fixture, "Client secret"));
  g_autoptr(KeyrackSecret) typed = NULL;
  int position = 3;

  keyrack_connection_form_load (fixture->form, fixture->profile);
  gtk_editable_insert_text (row, "x", -1, &position);

  typed = keyrack_connection_form_dup_secret (fixture->form);
  g_assert_cmpstr (keyrack_secret_peek (typed), ==, "x");
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "x");
}

static void
test_pasted_secret (Fixture       *fixture,
                    gconstpointer  user_data)
{
  const char *notice = "Removed spaces or invisible characters";
  guint serial = 0;

  keyrack_connection_form_load (fixture->form, NULL);
  enter (fixture, "Client secret", "  pasted ");
  g_assert_cmpstr (get_text (fixture, "Client secret"), ==, "pasted");
  g_assert_true (shows (fixture, notice));
  serial = keyrack_connection_form_get_secret_serial (fixture->form);
  g_assert_cmpuint (serial, >, 0);

  g_signal_emit_by_name (app_test_find (GTK_WIDGET (fixture->form), KEYRACK_TYPE_FIELD_NOTE, "text", notice), "undo");
  g_assert_cmpstr (get_text (fixture, "Client secret"), ==, "  pasted ");
  g_assert_false (shows (fixture, notice));
  g_assert_cmpuint (keyrack_connection_form_get_secret_serial (fixture->form), !=, serial);
}

static void
act (Fixture    *fixture,
     const char *warning)
{
  GtkWidget *note = app_test_find (GTK_WIDGET (fixture->form), KEYRACK_TYPE_FIELD_NOTE, "text", warning);

  g_assert_nonnull (note);
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_true (gtk_widget_has_css_class (note, "warning"));
  g_signal_emit_by_name (note, "act");
}

static void
assert_pair (Fixture    *fixture,
             const char *client_id,
             const char *secret)
{
  g_autoptr(KeyrackSecret) typed = keyrack_connection_form_dup_secret (fixture->form);

  g_assert_cmpstr (get_text (fixture, "Client ID"), ==, client_id);
  g_assert_cmpstr (keyrack_secret_peek (typed), ==, secret);
}

/* Whichever field it was pasted into. */
static void
test_pasted_credential (Fixture       *fixture,
                        gconstpointer  user_data)
{
  static const char *fields[] = { "Instance name", "Client ID", "Client secret" };
  static const char *texts[] = {
    "Authorization: Basic aWQ6czM6Y3JldA==",
    "{\"client_id\": \"id\", \"client_secret\": \"s3:cret\"}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields) * G_N_ELEMENTS (texts); i++)
    {
      keyrack_connection_form_load (fixture->form, fixture->profile);
      enter (fixture, fields[i % G_N_ELEMENTS (fields)], texts[i / G_N_ELEMENTS (fields)]);
      act (fixture, "This is client ID and secret in one");
      assert_pair (fixture, "id", "s3:cret");
      g_assert_cmpstr (get_text (fixture, "Instance name"), ==, "acme");
      g_assert_false (shows (fixture, "This is client ID and secret in one"));
    }
}

static void
test_same_connection (Fixture       *fixture,
                      gconstpointer  user_data)
{
  const char *warning = "“Other” has the same instance, region and client ID";
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  g_autoptr(KeyrackProfile) other = app_test_profile ("Other", "acme", "eu");

  g_list_store_append (profiles, fixture->profile);
  g_list_store_append (profiles, other);
  keyrack_profile_set_client_id (other, "id-of-other");
  g_object_set (fixture->form, "profiles", profiles, NULL);

  /* Not the same as itself. */
  keyrack_connection_form_load (fixture->form, fixture->profile);
  g_assert_false (shows (fixture, warning));

  enter (fixture, "Client ID", "id-of-other");
  g_assert_true (shows (fixture, warning));
  g_assert_true (keyrack_connection_form_check (fixture->form, 0));
  enter (fixture, "Instance name", "contoso");
  g_assert_false (shows (fixture, warning));

  enter (fixture, "Client secret", "id-of-other");
  enter (fixture, "Client ID", "my-own");
  g_assert_true (shows (fixture, "This is the client ID of “Other”"));
}

static gboolean
says_same_secret (gpointer user_data)
{
  return shows (user_data, "“Acme” has the same secret");
}

static gboolean
is_ready (gpointer user_data)
{
  return keyrack_secret_store_get_state (user_data) == KEYRACK_SECRET_STORE_READY;
}

/* Said once the field is left; the keyring is asked, not the person. */
static void
test_same_secret (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autoptr(GListStore) profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);

  keyrack_secret_store_probe_async (fixture->secrets, NULL, NULL, NULL);
  app_test_wait (is_ready, fixture->secrets);
  g_list_store_append (profiles, fixture->profile);
  g_object_set (fixture->form, "profiles", profiles, NULL);

  keyrack_connection_form_load (fixture->form, NULL);
  gtk_widget_grab_focus (find_row (fixture, "Client secret"));
  enter (fixture, "Client secret", SECRET);
  g_assert_false (says_same_secret (fixture));
  gtk_widget_grab_focus (find_row (fixture, "Client ID"));
  app_test_wait (says_same_secret, fixture);
  g_assert_cmpuint (get_flaws (fixture) & (KEYRACK_FORM_SECRET_MISSING | KEYRACK_FORM_SECRET_INVALID), ==, 0);

  enter (fixture, "Client secret", "another");
  g_assert_false (says_same_secret (fixture));
}

static void
test_swapped (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *longer = g_strnfill (44, 's');
  g_autofree char *shorter = g_strnfill (33, 'c');

  keyrack_connection_form_load (fixture->form, NULL);
  enter (fixture, "Client ID", "short");
  enter (fixture, "Client secret", "short");
  g_assert_true (shows (fixture, "The secret is the same as the client ID"));

  enter (fixture, "Client ID", longer);
  enter (fixture, "Client secret", shorter);
  act (fixture, "Client ID and secret may be swapped: mostly the ID is the shorter one");
  assert_pair (fixture, shorter, longer);
  g_assert_false (shows (fixture, "Client ID and secret may be swapped: mostly the ID is the shorter one"));
}

static void
type (Fixture    *fixture,
      const char *title,
      const char *letters)
{
  GtkEditable *row = GTK_EDITABLE (find_row (fixture, title));

  for (; *letters != '\0'; letters++)
    {
      int position = (int) g_utf8_strlen (gtk_editable_get_text (row), -1);

      gtk_editable_insert_text (row, letters, 1, &position);
      app_test_settle ();
    }
}

/* Letters are one step, another field is another, a paste that fills two is one. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  user_data)
{
  KeyrackProfile *draft = keyrack_connection_form_get_draft (fixture->form);

  keyrack_connection_form_load (fixture->form, fixture->profile);
  app_test_settle ();
  g_assert_false (keyrack_connection_form_undo (fixture->form));

  type (fixture, "Connection name", " and Co");
  type (fixture, "Client ID", "2");
  enter (fixture, "Instance name", "https://contoso.us.nexthink.cloud/");
  app_test_settle ();
  keyrack_profile_set_note (draft, "note");

  g_assert_true (keyrack_connection_form_undo (fixture->form));
  g_assert_cmpstr (keyrack_profile_get_note (draft), ==, "");
  g_assert_cmpstr (get_text (fixture, "Instance name"), ==, "contoso");
  g_assert_true (keyrack_connection_form_undo (fixture->form));
  g_assert_cmpstr (get_text (fixture, "Instance name"), ==, "acme");
  g_assert_cmpstr (keyrack_profile_get_region (draft), ==, "eu");
  g_assert_cmpstr (get_text (fixture, "Client ID"), ==, "id2");
  g_assert_true (keyrack_connection_form_undo (fixture->form));
  g_assert_true (keyrack_connection_form_undo (fixture->form));
  g_assert_cmpstr (get_text (fixture, "Connection name"), ==, "Acme");
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));
  g_assert_false (keyrack_connection_form_undo (fixture->form));

  for (guint i = 0; i < 4; i++)
    g_assert_true (keyrack_connection_form_redo (fixture->form));
  g_assert_false (keyrack_connection_form_redo (fixture->form));
  g_assert_cmpstr (get_text (fixture, "Connection name"), ==, "Acme and Co");
  g_assert_cmpstr (get_text (fixture, "Instance name"), ==, "contoso");
  g_assert_cmpstr (keyrack_profile_get_note (draft), ==, "note");
}

/* The secret typed comes back too, but not after it was saved. */
static void
test_undo_discard (Fixture       *fixture,
                   gconstpointer  user_data)
{
  keyrack_connection_form_load (fixture->form, fixture->profile);
  enter (fixture, "Client ID", "changed");
  app_test_settle ();
  enter (fixture, "Client secret", "typed-secret");
  app_test_settle ();
  keyrack_connection_form_reset (fixture->form);
  g_assert_false (keyrack_connection_form_get_dirty (fixture->form));

  g_assert_true (keyrack_connection_form_undo (fixture->form));
  assert_pair (fixture, "changed", "typed-secret");
  g_assert_true (keyrack_connection_form_undo (fixture->form));
  g_assert_null (keyrack_connection_form_dup_secret (fixture->form));
  g_assert_true (keyrack_connection_form_redo (fixture->form));
  assert_pair (fixture, "changed", "typed-secret");

  keyrack_profile_set_client_id (fixture->profile, "changed");
  keyrack_connection_form_saved (fixture->form, fixture->profile,
                                 keyrack_connection_form_get_secret_serial (fixture->form));
  app_test_settle ();
  g_assert_false (keyrack_connection_form_undo (fixture->form));
  g_assert_false (keyrack_connection_form_redo (fixture->form));
}

/* What was copied does not stay; what somebody else copied since does. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->form));

  keyrack_connection_form_load (fixture->form, NULL);
  enter (fixture, "Client secret", "typed");
  keyrack_connection_form_copy_secret (fixture->form);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));

  keyrack_clipboard_forget (clipboard);
  g_assert_null (gdk_clipboard_get_content (clipboard));

  keyrack_connection_form_copy_secret (fixture->form);
  gdk_clipboard_set_text (clipboard, "something else");
  keyrack_clipboard_forget (clipboard);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
}

static void
test_alignment (void)
{
  g_assert_cmpfloat (keyrack_form_text_get_alignment ("acme", GTK_TEXT_DIR_LTR), ==, 0.0f);
  g_assert_cmpfloat (keyrack_form_text_get_alignment ("acme", GTK_TEXT_DIR_RTL), ==, 1.0f);
  g_assert_cmpfloat (keyrack_form_text_get_alignment ("", GTK_TEXT_DIR_RTL), ==, 0.0f);
  g_assert_cmpfloat (keyrack_form_text_get_alignment ("12 שלום", GTK_TEXT_DIR_RTL), ==, 0.0f);
}

static void
test_problems (void)
{
  static const char *fields[] = {
    "name", "instance", "region", "client-id", "secret", "environment", "tags", "note",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint flaws = keyrack_form_text_get_flaws (fields[i]);

      g_assert_cmpuint (flaws, !=, 0);
      g_assert_nonnull (keyrack_form_text_get_problem (fields[i], flaws));
      g_assert_null (keyrack_form_text_get_problem (fields[i], ~flaws));
    }
}

/* A keyring can take its time, and ask for a password. */
static void
test_typed_before_copy (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autofree char *stored = NULL;

  keyrack_connection_form_load_copy (fixture->form, fixture->profile, "Acme (copy)");
  keyrack_connection_form_take_offer (fixture->form);
  enter (fixture, "Client secret", "typed-meanwhile");

  /* The keyring answers in the order of the questions. */
  stored = secrets_lookup (fixture->secrets, "ref-of-acme", NULL);
  app_test_settle ();
  g_assert_cmpstr (stored, ==, SECRET);
  g_assert_cmpstr (get_text (fixture, "Client secret"), ==, "typed-meanwhile");
}

static void
test_hidden_before_shown (Fixture       *fixture,
                          gconstpointer  user_data)
{
  GtkText *text = get_secret_text (fixture);
  g_autofree char *stored = NULL;

  keyrack_connection_form_load (fixture->form, fixture->profile);
  gtk_text_set_visibility (text, TRUE);
  gtk_text_set_visibility (text, FALSE);

  stored = secrets_lookup (fixture->secrets, "ref-of-acme", NULL);
  app_test_settle ();
  g_assert_cmpstr (stored, ==, SECRET);
  g_assert_false (gtk_text_get_visibility (text));
  g_assert_false (is_revealed (text));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/connection-form/alignment", test_alignment);
  g_test_add_func ("/connection-form/problems", test_problems);
#define ADD(name, func) g_test_add ("/connection-form/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("captions", test_captions);
  ADD ("dirty", test_dirty);
  ADD ("load", test_load);
  ADD ("paste", test_paste);
  ADD ("check", test_check);
  ADD ("other-region", test_other_region);
  ADD ("stored-secret", test_stored_secret);
  ADD ("type-into-bullets", test_type_into_bullets);
  ADD ("pasted-secret", test_pasted_secret);
  ADD ("pasted-credential", test_pasted_credential);
  ADD ("same-connection", test_same_connection);
  ADD ("same-secret", test_same_secret);
  ADD ("swapped", test_swapped);
  ADD ("undo", test_undo);
  ADD ("undo-discard", test_undo_discard);
  ADD ("copy", test_copy);
  ADD ("typed-before-copy", test_typed_before_copy);
  ADD ("hidden-before-shown", test_hidden_before_shown);
#undef ADD

  return g_test_run ();
}
