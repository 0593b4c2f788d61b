/* app-test.c: what the tests of widgets have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"

/* A connection as if it came from the file. */
KeyrackProfile *
app_test_profile (const char *name,
                  const char *instance,
                  const char *region)
{
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, region);
  keyrack_profile_set_client_id (profile, "id");
  keyrack_profile_set_revision (profile, 1);

  return profile;
}

KeyrackTestResult *
app_test_result (KeyrackProfile *profile,
                 KeyrackOutcome  outcome)
{
  KeyrackTestFacts facts = {
    .values = {
      .profile_id = (char *) keyrack_profile_get_id (profile),
      .profile_name = (char *) keyrack_profile_get_name (profile),
      .instance = (char *) keyrack_profile_get_instance (profile),
      .region = (char *) keyrack_profile_get_region (profile),
      .client_id = (char *) keyrack_profile_get_client_id (profile),
      .secret_ref = (char *) keyrack_profile_get_secret_ref (profile),
    },
    .outcome = outcome,
    .phases = KEYRACK_PHASES_INIT,
  };

  return keyrack_test_result_new (&facts);
}

/* The first widget below of this type whose string property has this value. */
GtkWidget *
app_test_find (GtkWidget  *widget,
               GType       type,
               const char *property,
               const char *value)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *text = NULL;

      if (property == NULL)
        return widget;

      g_object_get (widget, property, &text, NULL);

      if (g_strcmp0 (text, value) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_test_find (child, type, property, value);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The same in all windows. */
GtkWidget *
app_test_find_anywhere (GType       type,
                        const char *property,
                        const char *value)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      found = app_test_find (window, type, property, value);
    }

  return found;
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("What was waited for did not come in time");

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until the condition holds; the limit only ends a broken test. */
void
app_test_wait (AppTestCondition condition,
               gpointer         user_data)
{
  guint limit = g_timeout_add_seconds (30, too_late_cb, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (limit);
}

/* Does everything that can be done at once. */
void
app_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (user_data));
}

/* Shows a widget in a window, unless it is one. */
void
app_test_show (GtkWidget *widget)
{
  GtkWidget *window = widget;

  if (!GTK_IS_WINDOW (widget))
    {
      window = gtk_window_new ();
      gtk_window_set_child (GTK_WINDOW (window), widget);
    }

  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (is_mapped, widget);
  app_test_settle ();
}

/* Takes the window of a shown widget away, and with it the last reference to the widget. */
void
app_test_close (GtkWidget *widget)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (widget)));
  app_test_settle ();
}
