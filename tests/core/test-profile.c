/* test-profile.c: one connection without its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-object.h>

#include "keyrack-profile.h"

static const char * const two_tags[] = { "emea", "pilot", NULL };

static KeyrackProfile *
new_flawless (void)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, "Acme");
  keyrack_profile_set_instance (profile, "acme");
  keyrack_profile_set_region (profile, "eu");
  keyrack_profile_set_client_id (profile, "0oa1");

  return profile;
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  guint *count = user_data;

  *count += 1;
}

static void
test_lifecycle (void)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  g_assert_finalize_object (profile);
}

static void
test_empty (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autoptr(KeyrackProfile) other = keyrack_profile_new ();
  g_autoptr(KeyrackProfile) known = keyrack_profile_new_with_id ("known");

  g_assert_true (g_uuid_string_is_valid (keyrack_profile_get_id (profile)));
  g_assert_cmpstr (keyrack_profile_get_id (profile), !=, keyrack_profile_get_id (other));
  g_assert_cmpstr (keyrack_profile_get_id (known), ==, "known");
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, "");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (profile), ==, "");
  g_assert_cmpuint (g_strv_length ((char **) keyrack_profile_get_tags (profile)), ==, 0);
  g_assert_null (keyrack_profile_get_login_host (profile));
  g_assert_null (keyrack_profile_get_last_result (profile));
}

/* Each property: notified when it changes, not when it is set to what it is, and read back. */
static void
assert_notifies (KeyrackProfile *profile,
                 const char     *property,
                 const GValue   *value)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (profile), property);
  g_auto(GValue) back = G_VALUE_INIT;
  guint count = 0;
  gulong handler = g_signal_connect (profile, signal, G_CALLBACK (count_cb), &count);

  g_object_set_property (G_OBJECT (profile), property, value);
  g_assert_cmpuint (count, ==, 1);
  g_object_set_property (G_OBJECT (profile), property, value);
  g_assert_cmpuint (count, ==, 1);

  g_value_init (&back, pspec->value_type);
  g_object_get_property (G_OBJECT (profile), property, &back);
  if (G_VALUE_HOLDS (&back, G_TYPE_STRV))
    g_assert_true (g_strv_equal (g_value_get_boxed (&back), g_value_get_boxed (value)));
  else
    g_assert_cmpint (g_param_values_cmp (pspec, &back, value), ==, 0);

  g_signal_handler_disconnect (profile, handler);
}

static void
test_notifies (void)
{
  const KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs = 0;
  guint n_writable = 0;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (profile), &n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      if ((pspecs[i]->flags & G_PARAM_WRITABLE) == 0 || (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
        continue;

      g_value_init (&value, pspecs[i]->value_type);
      if (G_VALUE_HOLDS_STRING (&value))
        g_value_set_static_string (&value, "some");
      else if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
        g_value_set_boxed (&value, two_tags);
      else if (G_VALUE_HOLDS_INT64 (&value))
        g_value_set_int64 (&value, 42);
      else if (G_VALUE_HOLDS_UINT64 (&value))
        g_value_set_uint64 (&value, 42);
      else if (G_VALUE_HOLDS_UINT (&value))
        g_value_set_uint (&value, 42);
      else if (G_VALUE_HOLDS_BOOLEAN (&value))
        g_value_set_boolean (&value, TRUE);
      else
        g_value_set_object (&value, result);

      assert_notifies (profile, pspecs[i]->name, &value);
      n_writable++;
    }

  g_assert_cmpuint (n_writable, ==, 19);
}

/* There is no property in which a secret could stand. */
static void
test_no_secret (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  GObjectClass *klass = G_OBJECT_GET_CLASS (profile);

  g_assert_null (g_object_class_find_property (klass, "secret"));
  g_assert_null (g_object_class_find_property (klass, "client-secret"));
}

static void
test_hosts (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();
  guint n_login = 0;
  guint n_api = 0;

  g_signal_connect (profile, "notify::login-host", G_CALLBACK (count_cb), &n_login);
  g_signal_connect (profile, "notify::api-host", G_CALLBACK (count_cb), &n_api);

  keyrack_profile_set_instance (profile, "acme");
  g_assert_null (keyrack_profile_get_login_host (profile));
  g_assert_cmpuint (n_login, ==, 0);

  keyrack_profile_set_region (profile, "eu");
  g_assert_cmpstr (keyrack_profile_get_login_host (profile), ==, "acme-login.eu.nexthink.cloud");
  g_assert_cmpstr (keyrack_profile_get_api_host (profile), ==, "acme.api.eu.nexthink.cloud");
  g_assert_cmpuint (n_login, ==, 1);
  g_assert_cmpuint (n_api, ==, 1);

  keyrack_profile_set_instance (profile, "evil.example/");
  g_assert_null (keyrack_profile_get_login_host (profile));
  g_assert_null (keyrack_profile_get_api_host (profile));
  g_assert_cmpuint (n_login, ==, 2);

  keyrack_profile_set_instance (profile, "evil.example#");
  g_assert_cmpuint (n_login, ==, 2);
  g_assert_cmpuint (n_api, ==, 2);
}

/* A setter may be given a part of what it replaces. */
static void
test_own_value (void)
{
  g_autoptr(KeyrackProfile) profile = new_flawless ();

  keyrack_profile_set_name (profile, keyrack_profile_get_name (profile) + 1);
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, "cme");

  keyrack_profile_set_tags (profile, two_tags);
  keyrack_profile_set_tags (profile, keyrack_profile_get_tags (profile) + 1);
  g_assert_cmpstr (keyrack_profile_get_tags (profile)[0], ==, "pilot");
}

static void
test_assign (void)
{
  const KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackProfile) profile = new_flawless ();
  g_autoptr(KeyrackProfile) other = keyrack_profile_new_with_id ("other");
  guint count = 0;

  keyrack_profile_set_tags (profile, two_tags);
  keyrack_profile_set_environment (profile, "Production");
  keyrack_profile_set_note (profile, "Ask Eve.");
  keyrack_profile_set_secret_ref (profile, "ref");
  keyrack_profile_set_created_at (profile, 1);
  keyrack_profile_set_secret_saved_at (profile, 2);
  keyrack_profile_set_rotated_at (profile, 3);
  keyrack_profile_set_rotate_every_days (profile, 90);
  keyrack_profile_set_revision (profile, 5);
  keyrack_profile_set_testing (profile, TRUE);
  keyrack_profile_set_last_result (other, result);

  keyrack_profile_assign (other, profile);

  g_assert_true (keyrack_profile_equal (other, profile));
  g_assert_cmpstr (keyrack_profile_get_id (other), ==, "other");
  g_assert_cmpstr (keyrack_profile_get_secret_ref (other), ==, "ref");
  g_assert_cmpint (keyrack_profile_get_created_at (other), ==, 1);
  g_assert_cmpint (keyrack_profile_get_secret_saved_at (other), ==, 2);
  g_assert_cmpint (keyrack_profile_get_rotated_at (other), ==, 3);
  g_assert_cmpuint (keyrack_profile_get_revision (other), ==, 5);
  g_assert_cmpstr (keyrack_profile_get_login_host (other), ==, "acme-login.eu.nexthink.cloud");
  g_assert_true (keyrack_profile_get_last_result (other) == result);
  g_assert_false (keyrack_profile_get_testing (other));

  g_signal_connect (other, "notify", G_CALLBACK (count_cb), &count);
  keyrack_profile_assign (other, profile);
  keyrack_profile_assign (other, other);
  g_assert_cmpuint (count, ==, 0);
}

static void
test_dup (void)
{
  const KeyrackTestFacts facts = { .phases = KEYRACK_PHASES_INIT };
  g_autoptr(KeyrackTestResult) result = keyrack_test_result_new (&facts);
  g_autoptr(KeyrackProfile) profile = new_flawless ();
  g_autoptr(KeyrackProfile) copy = NULL;

  keyrack_profile_set_last_result (profile, result);
  keyrack_profile_set_favourite (profile, TRUE);
  copy = keyrack_profile_dup (profile);

  g_assert_true (keyrack_profile_equal (copy, profile));
  g_assert_true (keyrack_profile_get_favourite (copy));
  g_assert_cmpstr (keyrack_profile_get_id (copy), ==, keyrack_profile_get_id (profile));
  g_assert_true (keyrack_profile_get_last_result (copy) == result);

  keyrack_profile_set_name (copy, "Other");
  g_assert_cmpstr (keyrack_profile_get_name (profile), ==, "Acme");
}

static void
test_equal (void)
{
  static const char *edited[] = { "name", "instance", "region", "client-id", "environment", "note" };
  static const char *not_edited[] = { "secret-ref" };
  g_autoptr(KeyrackProfile) profile = new_flawless ();

  for (gsize i = 0; i < G_N_ELEMENTS (edited); i++)
    {
      g_autoptr(KeyrackProfile) copy = keyrack_profile_dup (profile);

      g_assert_true (keyrack_profile_equal (profile, copy));
      g_object_set (copy, edited[i], "changed", NULL);
      g_assert_false (keyrack_profile_equal (profile, copy));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (not_edited); i++)
    {
      g_autoptr(KeyrackProfile) copy = keyrack_profile_dup (profile);

      g_object_set (copy, not_edited[i], "changed", "revision", (guint64) 7,
                    "created-at", (gint64) 7, "deleted-at", (gint64) 7, "favourite", TRUE, NULL);
      g_assert_true (keyrack_profile_equal (profile, copy));
    }
}

static void
test_equal_lists_and_numbers (void)
{
  g_autoptr(KeyrackProfile) profile = new_flawless ();
  g_autoptr(KeyrackProfile) tagged = keyrack_profile_dup (profile);
  g_autoptr(KeyrackProfile) rotated = keyrack_profile_dup (profile);

  keyrack_profile_set_tags (tagged, two_tags);
  keyrack_profile_set_rotate_every_days (rotated, 90);

  g_assert_false (keyrack_profile_equal (profile, tagged));
  g_assert_false (keyrack_profile_equal (profile, rotated));
}

static void
test_validate (void)
{
  static const struct
  {
    const char          *property;
    const char          *value;
    KeyrackProfileFlaws  flaws;
  } cases[] = {
    { "name", "", KEYRACK_PROFILE_NAME_MISSING },
    { "name", " ", KEYRACK_PROFILE_NAME_MISSING },
    { "name", "a\nb", KEYRACK_PROFILE_NAME_INVALID },
    { "name", "a\xe2\x80\xae", KEYRACK_PROFILE_NAME_INVALID },
    { "name", "Zürich: 東京", KEYRACK_PROFILE_FLAWLESS },
    { "instance", "", KEYRACK_PROFILE_INSTANCE_MISSING },
    { "instance", "evil.example/", KEYRACK_PROFILE_INSTANCE_INVALID },
    { "instance", "Acme", KEYRACK_PROFILE_INSTANCE_INVALID },
    { "region", "", KEYRACK_PROFILE_REGION_MISSING },
    { "region", "EU", KEYRACK_PROFILE_REGION_INVALID },
    { "client-id", "", KEYRACK_PROFILE_CLIENT_ID_MISSING },
    { "client-id", "a:b", KEYRACK_PROFILE_CLIENT_ID_INVALID },
    { "client-id", "a b", KEYRACK_PROFILE_CLIENT_ID_INVALID },
    { "client-id", "\xc3\xa9", KEYRACK_PROFILE_CLIENT_ID_INVALID },
    { "note", "one\n\ttwo", KEYRACK_PROFILE_FLAWLESS },
    { "note", "a\x1b[31m", KEYRACK_PROFILE_NOTE_INVALID },
    { "environment", "Production", KEYRACK_PROFILE_FLAWLESS },
    { "environment", "a\tb", KEYRACK_PROFILE_ENVIRONMENT_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(KeyrackProfile) profile = new_flawless ();

      g_assert_cmpint (keyrack_profile_validate (profile), ==, KEYRACK_PROFILE_FLAWLESS);
      g_object_set (profile, cases[i].property, cases[i].value, NULL);
      g_assert_cmpint (keyrack_profile_validate (profile), ==, cases[i].flaws);
    }
}

static void
test_validate_tags (void)
{
  static const char * const blank[] = { "emea", "", NULL };
  static const char * const hostile[] = { "emea\n", NULL };
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) many = NULL;
  g_autoptr(KeyrackProfile) profile = new_flawless ();

  for (gsize i = 0; i <= KEYRACK_PROFILE_TAGS_MAX; i++)
    g_strv_builder_add (builder, "tag");
  many = g_strv_builder_end (builder);

  keyrack_profile_set_tags (profile, two_tags);
  g_assert_cmpint (keyrack_profile_validate (profile), ==, KEYRACK_PROFILE_FLAWLESS);
  keyrack_profile_set_tags (profile, blank);
  g_assert_cmpint (keyrack_profile_validate (profile), ==, KEYRACK_PROFILE_TAGS_INVALID);
  keyrack_profile_set_tags (profile, hostile);
  g_assert_cmpint (keyrack_profile_validate (profile), ==, KEYRACK_PROFILE_TAGS_INVALID);
  keyrack_profile_set_tags (profile, (const char * const *) many);
  g_assert_cmpint (keyrack_profile_validate (profile), ==, KEYRACK_PROFILE_TAGS_INVALID);
}

static void
test_validate_all (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();

  g_assert_cmpint (keyrack_profile_validate (profile), ==,
                   KEYRACK_PROFILE_NAME_MISSING | KEYRACK_PROFILE_INSTANCE_MISSING |
                   KEYRACK_PROFILE_REGION_MISSING | KEYRACK_PROFILE_CLIENT_ID_MISSING);
}

/* Counted from whichever came last: the rotation, or the secret. */
static void
test_rotation_due (void)
{
  g_autoptr(KeyrackProfile) profile = keyrack_profile_new ();

  keyrack_profile_set_rotate_every_days (profile, 10);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, 0);
  keyrack_profile_set_secret_saved_at (profile, 1000);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, 865000);
  keyrack_profile_set_rotated_at (profile, 2000);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, 866000);
  keyrack_profile_set_rotate_every_days (profile, 0);
  g_assert_cmpint (keyrack_profile_get_rotation_due_at (profile), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/lifecycle", test_lifecycle);
  g_test_add_func ("/profile/empty", test_empty);
  g_test_add_func ("/profile/notifies", test_notifies);
  g_test_add_func ("/profile/no-secret", test_no_secret);
  g_test_add_func ("/profile/hosts", test_hosts);
  g_test_add_func ("/profile/own-value", test_own_value);
  g_test_add_func ("/profile/assign", test_assign);
  g_test_add_func ("/profile/dup", test_dup);
  g_test_add_func ("/profile/equal", test_equal);
  g_test_add_func ("/profile/equal-lists-and-numbers", test_equal_lists_and_numbers);
  g_test_add_func ("/profile/validate", test_validate);
  g_test_add_func ("/profile/validate-tags", test_validate_tags);
  g_test_add_func ("/profile/validate-all", test_validate_all);
  g_test_add_func ("/profile/rotation-due", test_rotation_due);

  return g_test_run ();
}
