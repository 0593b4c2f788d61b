/* test-rotation-board-page.c: the page of a rotation, from To Do to Done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-rotation-board-page.h"
#include "keyrack-rotation-item-private.h"
#include "keyrack-rotation-row.h"
#include "keyrack-rotation-table.h"
#include "store-steps.h"
#include "waiting.h"

typedef struct
{
  Place                *place;
  KeyrackSecretStore   *secrets;
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackRotationBoard *board;
  GtkWidget            *page;
} Fixture;

static void
set_up_wide_as (Fixture *fixture,
                int      width)
{
  static const char * const names[] = { "Alder", "Beacon", "Cobalt", "Delta" };
  g_autoptr(KeyrackHttpSettings) settings = keyrack_http_settings_new ();
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *window = gtk_window_new ();

  fixture->place = place_new ();
  fixture->secrets = keyrack_secret_store_new ();
  keyrack_secret_store_set_session_only (fixture->secrets, TRUE);
  fixture->store = keyrack_profile_store_new (fixture->place->folder, fixture->secrets);
  fixture->client = keyrack_http_client_new (settings);
  fixture->board = keyrack_rotation_board_new (fixture->client, fixture->store, NULL, fixture->place->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (profiles, app_test_profile (names[i], names[i], "eu"));
  keyrack_rotation_board_add (fixture->board, profiles);

  fixture->page = keyrack_rotation_board_page_new (fixture->board, NULL);
  gtk_window_set_child (GTK_WINDOW (window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);
  app_test_show (window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  set_up_wide_as (fixture, 960);
}

static void
set_up_narrow (Fixture       *fixture,
               gconstpointer  user_data)
{
  set_up_wide_as (fixture, 360);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  app_test_close (fixture->page);
  g_assert_null (fixture->page);
  assert_goes_away (fixture->board);
  secrets_drain (fixture->secrets);
  assert_goes_away (fixture->client);
  assert_goes_away (fixture->store);
  assert_goes_away (fixture->secrets);
  place_free (fixture->place);
}

static GtkWidget *
find_mapped (Fixture    *fixture,
             GType       type,
             const char *text)
{
  GtkWidget *widget = app_test_find (fixture->page, type, "label", text);

  return widget != NULL && gtk_widget_get_mapped (widget) ? widget : NULL;
}

/* What is to be seen, or no longer. */
typedef struct
{
  Fixture    *fixture;
  GType       type;
  const char *text;
} Wanted;

static gboolean
is_seen (gpointer user_data)
{
  Wanted *wanted = user_data;

  return find_mapped (wanted->fixture, wanted->type, wanted->text) != NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  return !is_seen (user_data);
}

/* Rows come with the next layout. */
static void
wait_for_label (Fixture    *fixture,
                const char *text)
{
  Wanted wanted = { fixture, GTK_TYPE_LABEL, text };

  app_test_wait (is_seen, &wanted);
}

static void
wait_for_button (Fixture    *fixture,
                 const char *text)
{
  Wanted wanted = { fixture, GTK_TYPE_BUTTON, text };

  app_test_wait (is_seen, &wanted);
}

static void
wait_gone (Fixture    *fixture,
           GType       type,
           const char *text)
{
  Wanted wanted = { fixture, type, text };

  app_test_wait (is_gone, &wanted);
}

static KeyrackRotationItem *
get_item (Fixture *fixture,
          guint    position)
{
  g_autoptr(KeyrackRotationItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->board), position);

  return item;
}

static KeyrackRowTable *
get_table (Fixture *fixture)
{
  return KEYRACK_ROW_TABLE (app_test_find (fixture->page, KEYRACK_TYPE_ROTATION_TABLE, NULL, NULL));
}

static void
select_row (Fixture *fixture,
            guint    position)
{
  keyrack_row_table_select (get_table (fixture), position);
  app_test_settle ();
}

static void
paste (Fixture    *fixture,
       const char *row,
       const char *text)
{
  GtkWidget *entry = app_test_find (fixture->page, ADW_TYPE_ENTRY_ROW, "title", row);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  app_test_settle ();
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, action, NULL));
  app_test_settle ();
}

/* Pasted, entered, and on to the next one that waits. */
static void
test_enter (Fixture       *fixture,
            gconstpointer  user_data)
{
  wait_for_label (fixture, "0 of 4 stored");
  wait_for_button (fixture, "To Do 4");

  select_row (fixture, 1);
  wait_for_label (fixture, "Beacon: To do: enter the new pair");
  act (fixture, "board.enter");
  g_assert_cmpint (keyrack_rotation_item_get_stage (get_item (fixture, 1)), ==, KEYRACK_STAGE_TO_DO);

  paste (fixture, "Client ID", "Client ID: the-new-id\nClient secret: the-new-secret");
  act (fixture, "board.enter");
  g_assert_cmpstr (keyrack_rotation_item_get_client_id (get_item (fixture, 1)), ==, "the-new-id");
  wait_for_label (fixture, "Cobalt: To do: enter the new pair");
  wait_for_button (fixture, "Test and Store 1");
  wait_for_button (fixture, "In Progress 1");

  /* Nothing of the one before is left in the fields. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_find (fixture->page, ADW_TYPE_ENTRY_ROW, "title",
                                                                       "Client ID"))), ==, "");

  select_row (fixture, 1);
  wait_for_button (fixture, "Test and Store");
  act (fixture, "board.take-back");
  wait_for_label (fixture, "Beacon: To do: enter the new pair");
  wait_gone (fixture, GTK_TYPE_BUTTON, "Test and Store 1");
}

static void
bring_to (Fixture              *fixture,
          guint                 position,
          KeyrackRotationStage  stage)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("secret", -1);
  KeyrackRotationItem *item = get_item (fixture, position);

  keyrack_rotation_board_enter (fixture->board, item, "new-id", secret, NULL);
  item->stage = stage;
  item->moments.verified_at = 1700000000;
  keyrack_rotation_item_changed (item);
}

static void
show_trouble (Fixture *fixture,
              guint    position)
{
  g_autoptr(KeyrackSecret) secret = keyrack_secret_new ("secret", -1);

  keyrack_rotation_board_enter (fixture->board, get_item (fixture, position), "new-id", secret,
                                "Pair is for elm-test, not elm");
  app_test_settle ();
}

/* Trouble is read beside its reason, and can be looked at alone. */
static void
test_trouble (Fixture       *fixture,
              gconstpointer  user_data)
{
  show_trouble (fixture, 2);
  bring_to (fixture, 0, KEYRACK_STAGE_STORED);
  app_test_settle ();
  wait_for_label (fixture, "1 of 4 stored, 1 needs attention");

  gtk_widget_activate_action (fixture->page, "board.filter", "s", "attention");
  app_test_settle ();
  wait_for_label (fixture, "Cobalt");
  wait_gone (fixture, GTK_TYPE_LABEL, "Alder");

  select_row (fixture, 0);
  wait_for_label (fixture, "Cobalt: Pair is for elm-test, not elm");
  wait_for_button (fixture, "Store Anyway…");
  wait_gone (fixture, GTK_TYPE_BUTTON, "Test and Store");

  gtk_widget_activate_action (fixture->page, "board.filter", "s", "done");
  app_test_settle ();
  wait_for_label (fixture, "None of the connections is here");
  wait_gone (fixture, GTK_TYPE_LABEL, "Cobalt: Pair is for elm-test, not elm");
}

/* Without a test that it is refused it is the person's word. */
static void
test_mark (Fixture       *fixture,
           gconstpointer  user_data)
{
  bring_to (fixture, 0, KEYRACK_STAGE_STORED);
  select_row (fixture, 0);
  wait_for_label (fixture, "Alder: Delete the old one in Nexthink");
  wait_gone (fixture, GTK_TYPE_BUTTON, "Test the Old One");

  gtk_widget_activate_action (fixture->page, "board.mark", "b", TRUE);
  app_test_settle ();
  wait_for_label (fixture, "Alder: Stored and tested; you said that the old one is deleted");
  wait_for_button (fixture, "Done 1");

  gtk_widget_activate_action (fixture->page, "board.mark", "b", FALSE);
  app_test_settle ();
  wait_for_button (fixture, "Old One Is Deleted");
}

static GtkWidget *
get_row (Fixture *fixture)
{
  return keyrack_row_view_get_row_of (KEYRACK_ROW_VIEW (get_table (fixture)), get_item (fixture, 2));
}

static gboolean
has_row (gpointer user_data)
{
  return get_row (user_data) != NULL;
}

/* What the cells show without words is said in words. */
static void
test_label (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  app_test_wait (has_row, fixture);
  before = keyrack_rotation_row_dup_label (KEYRACK_ROTATION_ROW (get_row (fixture)));
  g_assert_cmpstr (before, ==, "Cobalt, To do: enter the new pair, Entered: next, Verified: later, Stored: later, "
                               "Old One Deleted: later");
  show_trouble (fixture, 2);
  after = keyrack_rotation_row_dup_label (KEYRACK_ROTATION_ROW (get_row (fixture)));
  g_assert_cmpstr (after, ==, "Cobalt, Pair is for elm-test, not elm, Entered: done, Verified: needs attention, "
                              "Stored: later, Old One Deleted: later");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  user_data)
{
  select_row (fixture, 0);
  act (fixture, "board.remove");
  wait_for_label (fixture, "0 of 3 stored");
  wait_gone (fixture, GTK_TYPE_LABEL, "Alder");
}

static gboolean
is_mapped (Fixture    *fixture,
           const char *child)
{
  return gtk_widget_get_mapped (GTK_WIDGET (gtk_widget_get_template_child (fixture->page,
                                                                          KEYRACK_TYPE_ROTATION_BOARD_PAGE, child)));
}

static gboolean
is_wide (gpointer user_data)
{
  return is_mapped (user_data, "act_button");
}

static gboolean
is_narrow (gpointer user_data)
{
  return is_mapped (user_data, "bottom_act_button");
}

static void
test_wide (Fixture       *fixture,
           gconstpointer  user_data)
{
  bring_to (fixture, 0, KEYRACK_STAGE_ENTERED);
  wait_for_label (fixture, "Old One Deleted");
  app_test_wait (is_wide, fixture);
  app_test_settle ();
  g_assert_false (is_mapped (fixture, "bottom_act_button"));
}

/* Where there is no room for columns there is none for their titles, either. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  user_data)
{
  bring_to (fixture, 0, KEYRACK_STAGE_ENTERED);
  app_test_wait (is_narrow, fixture);
  app_test_settle ();
  wait_gone (fixture, GTK_TYPE_LABEL, "Old One Deleted");
  g_assert_false (is_mapped (fixture, "act_button"));
  g_assert_cmpint (gtk_widget_get_width (fixture->page), ==, 360);
}

#define TEST(path, set_up, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  TEST ("/rotation-board-page/enter", set_up, test_enter);
  TEST ("/rotation-board-page/trouble", set_up, test_trouble);
  TEST ("/rotation-board-page/mark", set_up, test_mark);
  TEST ("/rotation-board-page/label", set_up, test_label);
  TEST ("/rotation-board-page/remove", set_up, test_remove);
  TEST ("/rotation-board-page/wide", set_up, test_wide);
  TEST ("/rotation-board-page/narrow", set_up_narrow, test_narrow);

  return g_test_run ();
}
