/* test-identity.c: keys of one's own, kept and imported, and the keys of colleagues
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "keyrack-identity.h"
#include "keyrack-preferences.h"
#include "keyrack-recipients.h"
#include "store-steps.h"
#include "waiting.h"

/* Nobody's own key: that of the specification's example. */
#define IDENTITY  "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
#define RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

typedef struct
{
  Place              *place;
  KeyrackSecretStore *secrets;
  GSettings          *preferences;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->place = place_new ();
  place_make_quick (fixture->place);
  fixture->secrets = keyrack_secret_store_new ();
  fixture->preferences = keyrack_preferences_new ();
  g_assert_nonnull (fixture->preferences);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_settings_reset (fixture->preferences, "identity-refs");
  g_settings_reset (fixture->preferences, "recipients");
  g_object_unref (fixture->preferences);
  g_object_unref (fixture->secrets);
  place_free (fixture->place);
}

static char *
make (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *recipient = NULL;

  keyrack_identity_make_async (fixture->preferences, fixture->secrets, NULL, take_result_cb, &result);
  recipient = keyrack_identity_make_finish (fixture->secrets, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return recipient;
}

static char *
import (Fixture     *fixture,
        const char  *text,
        GError     **error)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new (text, -1);
  g_autoptr(GAsyncResult) result = NULL;

  keyrack_identity_import_async (fixture->preferences, fixture->secrets, secret, NULL, take_result_cb, &result);

  return keyrack_identity_import_finish (fixture->secrets, wait_for_result (&result), error);
}

static GPtrArray *
load (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *identities = NULL;

  keyrack_identity_load_async (fixture->preferences, fixture->secrets, NULL, take_result_cb, &result);
  identities = keyrack_identity_load_finish (fixture->secrets, wait_for_result (&result), &error);
  g_assert_no_error (error);

  return identities;
}

/* The same one whenever it is asked for, and it opens what was encrypted for it. */
static void
test_made (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GPtrArray) none = load (fixture);
  g_autofree char *recipient = make (fixture);
  g_autofree char *again = make (fixture);
  g_autoptr(GPtrArray) identities = load (fixture);
  g_autofree char *opens = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (g_str_has_prefix (recipient, "age1"));
  g_assert_cmpstr (again, ==, recipient);
  g_assert_cmpuint (identities->len, ==, 1);
  opens = keyrack_age_dup_recipient (identities->pdata[0], NULL);
  g_assert_cmpstr (opens, ==, recipient);
}

static void
test_imported (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *own = make (fixture);
  g_autofree char *recipient = import (fixture, "# public key: " RECIPIENT "\n" IDENTITY "\n", &error);
  g_autofree char *again = import (fixture, " " IDENTITY, NULL);
  g_autofree char *still_own = make (fixture);
  g_autoptr(GPtrArray) identities = load (fixture);

  g_assert_no_error (error);
  g_assert_cmpstr (recipient, ==, RECIPIENT);
  g_assert_cmpstr (again, ==, RECIPIENT);
  g_assert_cmpstr (still_own, ==, own);
  g_assert_cmpuint (identities->len, ==, 2);
  g_assert_cmpstr (keyrack_secret_peek (identities->pdata[1]), ==, IDENTITY);
}

static void
test_first_import_is_own (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *recipient = import (fixture, IDENTITY, NULL);
  g_autofree char *own = make (fixture);

  g_assert_cmpstr (own, ==, recipient);
}

static void
test_no_identity (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const texts[] = { "", RECIPIENT, "AGE-SECRET-KEY-1", IDENTITY "X", "AGE-SECRET-KEY-1GFPYYSJZ" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) identities = NULL;

      g_assert_null (import (fixture, texts[i], &error));
      g_assert_error (error, KEYRACK_AGE_ERROR, KEYRACK_AGE_ERROR_RECIPIENT);
      g_assert_null (strstr (error->message, "GFPYY"));
      identities = load (fixture);
      g_assert_cmpuint (identities->len, ==, 0);
    }
}

/* The process ended before it was stored, or somebody removed it from the keyring: perhaps
 * only until the keyring is restored. */
static void
test_name_of_nothing (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const refs[] = { "gone", NULL };
  g_autofree char *recipient = NULL;
  g_autofree char *again = NULL;
  g_auto(GStrv) after = NULL;

  g_settings_set_strv (fixture->preferences, "identity-refs", refs);
  recipient = make (fixture);
  again = make (fixture);
  after = g_settings_get_strv (fixture->preferences, "identity-refs");

  g_assert_true (g_str_has_prefix (recipient, "age1"));
  g_assert_cmpstr (again, ==, recipient);
  g_assert_cmpuint (g_strv_length (after), ==, 2);
  g_assert_cmpstr (after[0], ==, "gone");
}

/* Another keyring for a while: the key made there stands beside the one before, and when that
 * is back its key is one's own again. */
static void
test_other_keyring (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *away = g_strconcat (fixture->place->keyring, ".away", NULL);
  g_autofree char *before = make (fixture);
  g_autofree char *meanwhile = NULL;
  g_autofree char *back = NULL;
  g_autoptr(GPtrArray) identities = NULL;
  g_auto(GStrv) refs = NULL;

  g_assert_cmpint (g_rename (fixture->place->keyring, away), ==, 0);
  place_make_quick (fixture->place);
  g_clear_object (&fixture->secrets);
  fixture->secrets = keyrack_secret_store_new ();
  meanwhile = make (fixture);
  g_assert_cmpstr (meanwhile, !=, before);

  g_assert_cmpint (g_rename (away, fixture->place->keyring), ==, 0);
  g_clear_object (&fixture->secrets);
  fixture->secrets = keyrack_secret_store_new ();
  back = make (fixture);
  identities = load (fixture);
  refs = g_settings_get_strv (fixture->preferences, "identity-refs");

  g_assert_cmpstr (back, ==, before);
  g_assert_cmpuint (identities->len, ==, 1);
  g_assert_cmpuint (g_strv_length (refs), ==, 2);
}

/* What is encrypted for a key that ends with the session is lost: none is made or taken. */
static void
test_session_only (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) not_made = NULL;
  g_autoptr(GError) not_imported = NULL;
  g_auto(GStrv) refs = NULL;

  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  keyrack_identity_make_async (fixture->preferences, fixture->secrets, NULL, take_result_cb, &result);
  g_assert_null (keyrack_identity_make_finish (fixture->secrets, wait_for_result (&result), &not_made));
  g_assert_error (not_made, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
  g_assert_null (import (fixture, IDENTITY, &not_imported));
  g_assert_error (not_imported, KEYRACK_SECRET_STORE_ERROR, KEYRACK_SECRET_STORE_ERROR_ABSENT);
  g_assert_null (strstr (not_imported->message, "GFPYY"));

  refs = g_settings_get_strv (fixture->preferences, "identity-refs");
  g_assert_cmpuint (g_strv_length (refs), ==, 0);
}

static void
assert_recipients (Fixture    *fixture,
                   const char *expected)
{
  g_autoptr(GPtrArray) recipients = keyrack_recipients_list (fixture->preferences);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < recipients->len; i++)
    g_string_append_printf (names, "%s ", ((KeyrackRecipient *) recipients->pdata[i])->name);

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_recipients (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *other = make (fixture);

  assert_recipients (fixture, "");
  g_assert_true (keyrack_recipients_remember (fixture->preferences, "Zoe", RECIPIENT));
  g_assert_true (keyrack_recipients_remember (fixture->preferences, "Ada", other));
  assert_recipients (fixture, "Ada Zoe ");
  g_assert_true (keyrack_recipients_remember (fixture->preferences, "Bob", RECIPIENT));
  assert_recipients (fixture, "Ada Bob ");
  g_assert_false (keyrack_recipients_remember (fixture->preferences, "", other));
  g_assert_false (keyrack_recipients_remember (fixture->preferences, "A\u202e", other));
  g_assert_false (keyrack_recipients_remember (fixture->preferences, "Eve", IDENTITY));
  assert_recipients (fixture, "Ada Bob ");
  keyrack_recipients_forget (fixture->preferences, other);
  assert_recipients (fixture, "Bob ");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/identity/made", test_made);
  ADD ("/identity/imported", test_imported);
  ADD ("/identity/first-import-is-own", test_first_import_is_own);
  ADD ("/identity/no-identity", test_no_identity);
  ADD ("/identity/name-of-nothing", test_name_of_nothing);
  ADD ("/identity/other-keyring", test_other_keyring);
  ADD ("/identity/session-only", test_session_only);
  ADD ("/recipients/remembered", test_recipients);

  return g_test_run ();
}
