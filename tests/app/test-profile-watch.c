/* test-profile-watch.c: changes inside the items of a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-profile-watch.h"

typedef struct
{
  KeyrackProfileWatch *watch;
  GListStore          *model;
  GObject             *item;      /* of the last signal, not owned */
  guint                n_names;   /* signals about a name */
  guint                n_all;
} Fixture;

static void
item_notify_cb (Fixture *fixture,
                GObject *item)
{
  fixture->item = item;
  fixture->n_all++;
}

static void
name_notify_cb (Fixture *fixture)
{
  fixture->n_names++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->watch = keyrack_profile_watch_new ();
  fixture->model = g_list_store_new (KEYRACK_TYPE_PROFILE);

  g_signal_connect_swapped (fixture->watch, "item-notify", G_CALLBACK (item_notify_cb), fixture);
  g_signal_connect_swapped (fixture->watch, "item-notify::name", G_CALLBACK (name_notify_cb), fixture);
  keyrack_profile_watch_set_model (fixture->watch, G_LIST_MODEL (fixture->model));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->watch);
  g_assert_finalize_object (fixture->model);
}

static void
test_notify (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) first = app_test_profile ("First", "one", "eu");
  g_autoptr(KeyrackProfile) second = app_test_profile ("Second", "two", "eu");

  g_list_store_append (fixture->model, second);
  g_list_store_insert (fixture->model, 0, first);
  g_assert_cmpuint (fixture->n_all, ==, 0);

  keyrack_profile_set_name (second, "Other");
  g_assert_true (fixture->item == G_OBJECT (second));
  g_assert_cmpuint (fixture->n_names, ==, 1);

  keyrack_profile_set_environment (first, "Test");
  g_assert_true (fixture->item == G_OBJECT (first));
  g_assert_cmpuint (fixture->n_names, ==, 1);
  g_assert_cmpuint (fixture->n_all, ==, 2);
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr(KeyrackProfile) first = app_test_profile ("First", "one", "eu");
  g_autoptr(KeyrackProfile) second = app_test_profile ("Second", "two", "eu");
  g_autoptr(KeyrackProfile) third = app_test_profile ("Third", "three", "eu");

  g_list_store_append (fixture->model, first);
  g_list_store_append (fixture->model, second);
  g_list_store_append (fixture->model, third);
  g_list_store_remove (fixture->model, 1);

  keyrack_profile_set_name (second, "Other");
  g_assert_cmpuint (fixture->n_all, ==, 0);

  keyrack_profile_set_name (third, "Other");
  g_assert_true (fixture->item == G_OBJECT (third));

  keyrack_profile_watch_set_model (fixture->watch, NULL);
  keyrack_profile_set_name (first, "Other");
  g_assert_cmpuint (fixture->n_all, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/profile-watch/notify", Fixture, NULL, set_up, test_notify, tear_down);
  g_test_add ("/profile-watch/removed", Fixture, NULL, set_up, test_removed, tear_down);

  return g_test_run ();
}
