/* test-dialogs.c: each question, each answer, and no answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-dialogs.h"

typedef struct
{
  GtkWidget    *parent;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->parent = gtk_window_new ();
  app_test_show (fixture->parent);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_clear_object (&fixture->result);

  if (fixture->parent != NULL)
    app_test_close (fixture->parent);
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->result != NULL;
}

static AdwMessageDialog *
find_dialog (void)
{
  return (AdwMessageDialog *) app_test_find_anywhere (ADW_TYPE_MESSAGE_DIALOG, NULL, NULL);
}

static void
answer (Fixture    *fixture,
        const char *label)
{
  AdwMessageDialog *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (dialog)) == GTK_WINDOW (fixture->parent));

  if (label != NULL)
    g_signal_emit_by_name (app_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "label", label), "clicked");
  else
    gtk_window_close (GTK_WINDOW (dialog));

  app_test_wait (is_answered, fixture);
  app_test_settle ();
  g_assert_null (find_dialog ());
}

static void
test_save (Fixture       *fixture,
           gconstpointer  user_data)
{
  static const struct
  {
    const char        *label;
    KeyrackSaveAnswer  answer;
  } cases[] = {
    { "_Save", KEYRACK_SAVE_ANSWER_SAVE },
    { "_Discard", KEYRACK_SAVE_ANSWER_DISCARD },
    { "_Cancel", KEYRACK_SAVE_ANSWER_CANCEL },
    { NULL, KEYRACK_SAVE_ANSWER_CANCEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      keyrack_dialogs_ask_save_async (fixture->parent, "Acme", NULL, answered_cb, fixture);
      answer (fixture, cases[i].label);

      g_assert_cmpint (keyrack_dialogs_ask_save_finish (fixture->result, &error), ==, cases[i].answer);
      g_assert_no_error (error);
      g_clear_object (&fixture->result);
    }
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  user_data)
{
  static const struct
  {
    const char *label;
    gboolean    answer;
  } cases[] = {
    { "_Delete", TRUE },
    { "_Cancel", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      keyrack_dialogs_ask_delete_async (fixture->parent, "Acme", 1, NULL, answered_cb, fixture);
      g_assert_cmpstr (adw_message_dialog_get_default_response (find_dialog ()), ==, "cancel");
      answer (fixture, cases[i].label);

      g_assert_cmpint (keyrack_dialogs_ask_delete_finish (fixture->result, &error), ==, cases[i].answer);
      g_assert_no_error (error);
      g_clear_object (&fixture->result);
    }
}

typedef void (*AskFunc) (GtkWidget           *parent,
                         const char          *name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data);

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  user_data)
{
  static const struct
  {
    AskFunc               ask;
    const char           *label;
    KeyrackChangedAnswer  answer;
  } cases[] = {
    { keyrack_dialogs_ask_changed_elsewhere_async, "_Reload", KEYRACK_CHANGED_ANSWER_RELOAD },
    { keyrack_dialogs_ask_changed_elsewhere_async, "_Keep Mine", KEYRACK_CHANGED_ANSWER_KEEP_MINE },
    { keyrack_dialogs_ask_changed_elsewhere_async, "_Cancel", KEYRACK_CHANGED_ANSWER_CANCEL },
    { keyrack_dialogs_ask_changed_elsewhere_async, NULL, KEYRACK_CHANGED_ANSWER_CANCEL },
    { keyrack_dialogs_ask_deleted_elsewhere_async, "_Discard", KEYRACK_CHANGED_ANSWER_RELOAD },
    { keyrack_dialogs_ask_deleted_elsewhere_async, "_Keep Mine", KEYRACK_CHANGED_ANSWER_KEEP_MINE },
    { keyrack_dialogs_ask_deleted_elsewhere_async, "_Cancel", KEYRACK_CHANGED_ANSWER_CANCEL },
    { keyrack_dialogs_ask_deleted_elsewhere_async, NULL, KEYRACK_CHANGED_ANSWER_CANCEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      cases[i].ask (fixture->parent, "Acme", NULL, answered_cb, fixture);
      answer (fixture, cases[i].label);

      g_assert_cmpint (keyrack_dialogs_ask_changed_elsewhere_finish (fixture->result, &error), ==,
                       cases[i].answer);
      g_assert_no_error (error);
      g_clear_object (&fixture->result);
    }
}

static void
test_delete_many (Fixture       *fixture,
                  gconstpointer  user_data)
{
  keyrack_dialogs_ask_delete_async (fixture->parent, "", 3, NULL, answered_cb, fixture);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_dialog ()), ==, "Delete 3 Connections?");
  answer (fixture, "_Delete");
  g_assert_true (keyrack_dialogs_ask_delete_finish (fixture->result, NULL));
}

static void
test_tell (Fixture       *fixture,
           gconstpointer  user_data)
{
  keyrack_dialogs_tell (fixture->parent, "Nothing <b> & done", "No room");
  g_assert_cmpstr (adw_message_dialog_get_heading (find_dialog ()), ==, "Nothing <b> & done");
  g_assert_cmpstr (adw_message_dialog_get_body (find_dialog ()), ==, "No room");

  gtk_window_close (GTK_WINDOW (find_dialog ()));
  app_test_settle ();
  g_assert_null (find_dialog ());
}

static void
test_markup (Fixture       *fixture,
             gconstpointer  user_data)
{
  AdwMessageDialog *dialog = NULL;

  keyrack_dialogs_ask_delete_async (fixture->parent, "<b>Acme & Söhne", 1, NULL, answered_cb, fixture);

  dialog = find_dialog ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Delete “<b>Acme & Söhne”?");
  g_assert_false (adw_message_dialog_get_heading_use_markup (dialog));

  answer (fixture, "_Cancel");
}

static gboolean
is_cancelled (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (keyrack_dialogs_ask_save_finish (fixture->result, &error), ==, KEYRACK_SAVE_ANSWER_CANCEL);

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  keyrack_dialogs_ask_save_async (fixture->parent, "Acme", cancellable, answered_cb, fixture);
  g_assert_nonnull (find_dialog ());

  g_cancellable_cancel (cancellable);
  app_test_wait (is_answered, fixture);
  app_test_settle ();

  g_assert_true (is_cancelled (fixture));
  g_assert_null (find_dialog ());
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  keyrack_dialogs_ask_save_async (fixture->parent, "Acme", cancellable, answered_cb, fixture);
  app_test_wait (is_answered, fixture);
  app_test_settle ();

  g_assert_true (is_cancelled (fixture));
  g_assert_null (find_dialog ());
}

/* The window goes, the question with it: nobody said yes. */
static void
test_parent_gone (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;

  keyrack_dialogs_ask_delete_async (fixture->parent, "Acme", 1, NULL, answered_cb, fixture);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->parent)));
  app_test_wait (is_answered, fixture);

  g_assert_false (keyrack_dialogs_ask_delete_finish (fixture->result, &error));
  g_assert_no_error (error);
  g_assert_null (find_dialog ());
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/dialogs/save", test_save);
  ADD ("/dialogs/delete", test_delete);
  ADD ("/dialogs/delete-many", test_delete_many);
  ADD ("/dialogs/tell", test_tell);
  ADD ("/dialogs/elsewhere", test_elsewhere);
  ADD ("/dialogs/markup", test_markup);
  ADD ("/dialogs/cancelled", test_cancelled);
  ADD ("/dialogs/cancelled-before", test_cancelled_before);
  ADD ("/dialogs/parent-gone", test_parent_gone);

  return g_test_run ();
}
