/* test-preferences-window.c: what can be set, and what it does to the settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "certificates.h"
#include "keyrack-age.h"
#include "keyrack-ca-row.h"
#include "keyrack-preferences-window.h"
#include "keyrack-proxy-group.h"
#include "keyrack-tag-intervals.h"
#include "store-steps.h"

typedef struct
{
  Place              *place;
  GSettings          *settings;
  GListStore         *profiles;
  KeyrackSecretStore *secrets;
  GtkWidget          *window;
} Fixture;

static const char * const keys[] = {
  "ask-before-deleting", "ca-file", "ca-name", "clipboard-seconds", "connect-limit", "identity-refs", "proxy",
  "proxy-address", "proxy-new-ref", "proxy-secret-ref", "proxy-stale-refs", "proxy-user", "style",
  "tag-intervals", "total-limit",
};

static void
add_profile (Fixture            *fixture,
             const char         *name,
             const char * const *tags)
{
  g_autoptr(KeyrackProfile) profile = app_test_profile (name, "acme", "eu");

  if (tags != NULL)
    keyrack_profile_set_tags (profile, tags);
  g_list_store_append (fixture->profiles, profile);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  static const char * const tags[] = { "<b>&", "quick", NULL };

  fixture->settings = g_settings_new (KEYRACK_APP_ID);
  fixture->profiles = g_list_store_new (KEYRACK_TYPE_PROFILE);
  add_profile (fixture, "Acme", tags);
  add_profile (fixture, "Beacon", NULL);
  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->window = g_object_ref (keyrack_preferences_window_new (fixture->secrets,
                                                                  G_LIST_MODEL (fixture->profiles)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_assert_finalize_object (fixture->window);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);

  g_object_unref (fixture->profiles);
  g_object_unref (fixture->secrets);
  g_object_unref (fixture->settings);
  place_free (fixture->place);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = app_test_find (fixture->window, ADW_TYPE_PREFERENCES_ROW, "title", title);

  g_assert_nonnull (row);

  return row;
}

static void
type_into (Fixture    *fixture,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_row (fixture, title);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "entry-activated");
  app_test_settle ();
}

static void
assert_text (Fixture    *fixture,
             const char *key,
             const char *expected)
{
  g_autofree char *text = g_settings_get_string (fixture->settings, key);

  g_assert_cmpstr (text, ==, expected);
}

static KeyrackProxyGroup *
get_proxy_group (Fixture *fixture)
{
  return (KeyrackProxyGroup *) app_test_find (fixture->window, KEYRACK_TYPE_PROXY_GROUP, NULL, NULL);
}

static gboolean
is_idle (gpointer user_data)
{
  return !keyrack_proxy_group_get_busy (get_proxy_group (user_data));
}

static void
test_choices (Fixture       *fixture,
              gconstpointer  user_data)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Style")), 2);
  assert_text (fixture, "style", "dark");

  g_settings_set_string (fixture->settings, "style", "light");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (fixture, "Style"))), ==, 1);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Proxy")), 1);
  assert_text (fixture, "proxy", "none");
}

static void
test_numbers (Fixture       *fixture,
              gconstpointer  user_data)
{
  GtkWidget *spin = app_test_find (find_row (fixture, "To connect"), GTK_TYPE_SPIN_BUTTON, NULL, NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 17);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "connect-limit"), ==, 17);

  /* Not beyond what the schema takes. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 1000);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "connect-limit"), ==, 60);
}

static guint
get_tag_interval (Fixture *fixture,
                  guint    position)
{
  g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (fixture->profiles), position);

  return keyrack_profile_get_tag_interval (profile);
}

static void
set_days (Fixture    *fixture,
          const char *tag,
          int         days)
{
  GtkWidget *spin = app_test_find (find_row (fixture, tag), GTK_TYPE_SPIN_BUTTON, NULL, NULL);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), days);
}

/* A number for a tag counts at once for what has it, and for what gets it. */
static void
test_tags (Fixture       *fixture,
           gconstpointer  user_data)
{
  static const char * const tags[] = { "quick", NULL };
  KeyrackTagIntervals *intervals = keyrack_tag_intervals_new (G_LIST_MODEL (fixture->profiles), fixture->settings);
  g_autoptr(KeyrackProfile) beacon = g_list_model_get_item (G_LIST_MODEL (fixture->profiles), 1);
  g_autoptr(GVariant) left = NULL;

  set_days (fixture, "<b>&", 90);
  g_assert_cmpuint (get_tag_interval (fixture, 0), ==, 90);
  set_days (fixture, "quick", 30);
  g_assert_cmpuint (get_tag_interval (fixture, 0), ==, 30);
  g_assert_cmpuint (get_tag_interval (fixture, 1), ==, 0);

  keyrack_profile_set_tags (beacon, tags);
  g_assert_cmpuint (get_tag_interval (fixture, 1), ==, 30);
  add_profile (fixture, "Contoso", tags);
  g_assert_cmpuint (get_tag_interval (fixture, 2), ==, 30);

  set_days (fixture, "quick", 0);
  g_assert_cmpuint (get_tag_interval (fixture, 0), ==, 90);
  g_assert_cmpuint (get_tag_interval (fixture, 1), ==, 0);
  set_days (fixture, "<b>&", 0);
  left = g_settings_get_value (fixture->settings, "tag-intervals");
  g_assert_cmpuint (g_variant_n_children (left), ==, 0);

  g_assert_finalize_object (intervals);
}

static void
test_proxy_rows (Fixture       *fixture,
                 gconstpointer  user_data)
{
  GtkWidget *address = find_row (fixture, "Proxy address");

  g_assert_false (gtk_widget_get_visible (address));
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Proxy")), 2);
  g_assert_true (gtk_widget_get_visible (address));

  type_into (fixture, "Proxy address", " proxy.example:3128 ");
  assert_text (fixture, "proxy-address", "proxy.example:3128");
  g_assert_false (gtk_widget_has_css_class (address, "error"));

  /* What can't be used is not kept, and marked. */
  type_into (fixture, "Proxy address", "proxy.example");
  assert_text (fixture, "proxy-address", "proxy.example:3128");
  g_assert_true (gtk_widget_has_css_class (address, "error"));

  type_into (fixture, "Proxy user, if it wants one", "somebody");
  assert_text (fixture, "proxy-user", "somebody");
}

static void
assert_password_is_for_one_proxy (Fixture *fixture)
{
  g_autofree char *secret_ref = g_settings_get_string (fixture->settings, "proxy-secret-ref");

  g_assert_cmpstr (secret_ref, !=, "");
  type_into (fixture, "Proxy address", "other.example:3128");
  assert_text (fixture, "proxy-secret-ref", "");
}

static void
test_password (Fixture       *fixture,
               gconstpointer  user_data)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Proxy")), 2);
  type_into (fixture, "Proxy address", "proxy.example:3128");
  type_into (fixture, "Proxy password", "canary");
  app_test_wait (is_idle, fixture);

  /* Stored, and no longer in the window. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, "Proxy password (stored)"))), ==, "");
  assert_password_is_for_one_proxy (fixture);
  find_row (fixture, "Proxy password");
}

/* What the keyring does not clear now is remembered, to be cleared later. */
static void
test_former_password (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_auto(GStrv) stale = NULL;

  g_settings_set_string (fixture->settings, "proxy-secret-ref", "in-a-keyring");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Proxy")), 2);
  type_into (fixture, "Proxy address", "proxy.example:3128");
  assert_text (fixture, "proxy-secret-ref", "");

  /* In this order: what was asked of the store before is done then. */
  type_into (fixture, "Proxy password", "canary");
  app_test_wait (is_idle, fixture);
  stale = g_settings_get_strv (fixture->settings, "proxy-stale-refs");
  g_assert_cmpuint (g_strv_length (stale), ==, 1);
  g_assert_cmpstr (stale[0], ==, "in-a-keyring");
  assert_text (fixture, "proxy-new-ref", "");
}

static gboolean
is_hidden (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !gtk_widget_get_visible (fixture->window);
}

/* Closing takes what was typed last, and waits until it is stored. */
static void
test_close (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autofree char *secret_ref = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (fixture, "Proxy")), 2);
  app_test_show (fixture->window);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, "Proxy user, if it wants one")), "somebody");
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, "Proxy password")), "canary");

  gtk_window_close (GTK_WINDOW (fixture->window));
  app_test_wait (is_hidden, fixture);

  assert_text (fixture, "proxy-user", "somebody");
  secret_ref = g_settings_get_string (fixture->settings, "proxy-secret-ref");
  g_assert_cmpstr (secret_ref, !=, "");
}

static gboolean
has_authority (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *path = g_settings_get_string (fixture->settings, "ca-file");

  return *path != '\0';
}

static gboolean
has_dialog (gpointer user_data)
{
  return app_test_find_anywhere (ADW_TYPE_MESSAGE_DIALOG, NULL, NULL) != NULL;
}

static void
adopt (Fixture    *fixture,
       const char *text)
{
  GtkWidget *row = app_test_find (fixture->window, KEYRACK_TYPE_CA_ROW, NULL, NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "R&D <b>.pem", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  keyrack_ca_row_adopt ((KeyrackCaRow *) row, file);
}

static const char *says;

static gboolean
says_of_authority (gpointer user_data)
{
  Fixture *fixture = user_data;

  return app_test_find (fixture->window, GTK_TYPE_LABEL, "label", says) != NULL;
}

static gboolean
warns_of_authority (Fixture *fixture)
{
  GtkWidget *row = app_test_find (fixture->window, KEYRACK_TYPE_CA_ROW, NULL, NULL);

  return gtk_widget_get_visible (app_test_find (row, GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic"));
}

/* Whose it is, and until when; of several the one that ends first. */
static void
test_validity (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autofree char *path = NULL;

  app_test_show (fixture->window);
  adopt (fixture, LASTING_CERTIFICATE);
  says = "R&amp;D &lt;b&gt;.pem\n“Example Root CA”, valid until 30 October 2126";
  app_test_wait (says_of_authority, fixture);
  g_assert_false (warns_of_authority (fixture));

  adopt (fixture, LASTING_CERTIFICATE EXPIRED_CERTIFICATE);
  says = "R&amp;D &lt;b&gt;.pem\n“R&amp;D Ltd”, expired on 15 March 2021, and 1 more";
  app_test_wait (says_of_authority, fixture);
  g_assert_true (warns_of_authority (fixture));

  path = g_settings_get_string (fixture->settings, "ca-file");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_authority (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *path = NULL;
  GtkWidget *button = NULL;

  app_test_show (fixture->window);
  adopt (fixture, "-----BEGIN CERTIFICATE-----\nMIIBAgMEBQYHCAk=\n-----END CERTIFICATE-----\n");
  app_test_wait (has_authority, fixture);

  path = g_settings_get_string (fixture->settings, "ca-file");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  assert_text (fixture, "ca-name", "R&D <b>.pem");
  says = "R&amp;D &lt;b&gt;.pem\nNo certificate in it can be read";
  app_test_wait (says_of_authority, fixture);
  g_assert_true (warns_of_authority (fixture));

  /* Removed: forgotten, and the copy too. */
  button = app_test_find (fixture->window, GTK_TYPE_BUTTON, "tooltip-text", "Remove the Certificate Authority");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (has_authority (fixture));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_no_authority (Fixture       *fixture,
                   gconstpointer  user_data)
{
  app_test_show (fixture->window);
  adopt (fixture, "no certificate");
  app_test_wait (has_dialog, NULL);
  g_assert_false (has_authority (fixture));
}

static gboolean
says_own_key (gpointer user_data)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (user_data, "Your key")));

  return g_str_has_prefix (subtitle, "Copied: age1") || g_str_has_prefix (subtitle, "Added: ");
}

/* What was copied is what others encrypt for. */
static void
test_own_key (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_auto(GValue) text = G_VALUE_INIT;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);

  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  g_signal_emit_by_name (app_test_find (fixture->window, GTK_TYPE_BUTTON, "label", "Copy My Key"), "clicked");
  app_test_wait (says_own_key, fixture);

  g_value_init (&text, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &text, NULL));
  g_assert_true (keyrack_age_check_recipient (g_value_get_string (&text), NULL));
}

static void
test_key_added (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(KeyrackSecret) identity = keyrack_age_create_identity ();
  g_autofree char *recipient = keyrack_age_dup_recipient (identity, NULL);
  GtkWidget *row = find_row (fixture, "Add a key of yours (AGE-SECRET-KEY-1…)");

  keyrack_secret_store_set_session_only (fixture->secrets, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), "AGE-SECRET-KEY-1WRONG");
  g_signal_emit_by_name (row, "apply");
  app_test_settle ();
  g_assert_true (gtk_widget_has_css_class (row, "error"));

  gtk_editable_set_text (GTK_EDITABLE (row), keyrack_secret_peek (identity));
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "apply");
  app_test_wait (says_own_key, fixture);
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (fixture, "Your key"))), recipient));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/preferences-window/choices", test_choices);
  ADD ("/preferences-window/numbers", test_numbers);
  ADD ("/preferences-window/tags", test_tags);
  ADD ("/preferences-window/proxy-rows", test_proxy_rows);
  ADD ("/preferences-window/password", test_password);
  ADD ("/preferences-window/former-password", test_former_password);
  ADD ("/preferences-window/close", test_close);
  ADD ("/preferences-window/authority", test_authority);
  ADD ("/preferences-window/own-key", test_own_key);
  ADD ("/preferences-window/key-added", test_key_added);
  ADD ("/preferences-window/validity", test_validity);
  ADD ("/preferences-window/no-authority", test_no_authority);

  return g_test_run ();
}
