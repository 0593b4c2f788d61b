/* toy.c: a small window that has one of everything the test desk has to operate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#define BLOCK_US (300 * 1000)

static GtkLabel *answer;

static void
say (const char *words)
{
  gtk_label_set_label (answer, words);
}

static void
greet_clicked_cb (GtkButton *button,
                  gpointer   user_data)
{
  g_autofree char *words = NULL;

  words = g_strdup_printf ("Hello %s", gtk_editable_get_text (GTK_EDITABLE (user_data)));
  say (words);
}

static gboolean
late_cb (gpointer user_data)
{
  say ("Late");

  return G_SOURCE_REMOVE;
}

static void
late_clicked_cb (GtkButton *button,
                 gpointer   user_data)
{
  say ("Soon");
  g_timeout_add (200, late_cb, NULL);
}

static void
block_clicked_cb (GtkButton *button,
                  gpointer   user_data)
{
  g_usleep (BLOCK_US);
  say ("Blocked");
}

static void
swap_clicked_cb (GtkButton *button,
                 gpointer   user_data)
{
  GtkWidget *hidden = GTK_WIDGET (user_data);

  gtk_widget_set_visible (GTK_WIDGET (button), FALSE);
  gtk_widget_set_visible (hidden, TRUE);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  say (response);
}

static void
ask_clicked_cb (GtkButton *button,
                gpointer   user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))),
                                              "Really?",
                                              "It is only a toy.");

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", "_Cancel",
                                    "agree", "_Agree",
                                    NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
selected_cb (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  say (gtk_string_object_get_string (item));
}

static void
switched_cb (GtkSwitch *widget)
{
  say (gtk_switch_get_active (widget) ? "On" : "Off");
}

static void
apply_cb (AdwEntryRow *row)
{
  say ("Applied");
}

static void
row_activated_cb (AdwActionRow *row)
{
  say (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
menu_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  say ("From the menu");
}

static GtkWidget *
create_button (const char *label,
               GCallback   callback,
               gpointer    data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", callback, data);

  return button;
}

static GtkWidget *
create_menu_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, "From the Menu", "win.menu");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "open-menu-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "Toy Menu",
                                  -1);

  return button;
}

static GtkWidget *
create_combo_row (void)
{
  g_autoptr (GtkStringList) model = NULL;
  GtkWidget *row = adw_combo_row_new ();

  model = gtk_string_list_new ((const char *const[]) { "Red", "Green", "Blue", NULL });
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Colour");
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  g_signal_connect (row, "notify::selected", G_CALLBACK (selected_cb), NULL);

  return row;
}

static GtkWidget *
create_switch_row (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Light");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  g_signal_connect (widget, "notify::active", G_CALLBACK (switched_cb), NULL);

  return row;
}

static GtkWidget *
create_titled_row (GtkWidget  *row,
                   const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);

  return row;
}

static GtkWidget *
create_list (GtkWidget **entry)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *last;

  *entry = create_titled_row (adw_entry_row_new (), "Your name");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (*entry), TRUE);
  g_signal_connect (*entry, "apply", G_CALLBACK (apply_cb), NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), *entry);
  gtk_list_box_append (GTK_LIST_BOX (list),
                       create_titled_row (adw_password_entry_row_new (), "Your secret"));
  gtk_list_box_append (GTK_LIST_BOX (list), create_combo_row ());
  gtk_list_box_append (GTK_LIST_BOX (list), create_switch_row ());
  for (guint i = 1; i <= 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Row %u", i);

      last = create_titled_row (adw_action_row_new (), title);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (last), TRUE);
      g_signal_connect (last, "activated", G_CALLBACK (row_activated_cb), NULL);
      gtk_list_box_append (GTK_LIST_BOX (list), last);
    }

  return list;
}

static GtkWidget *
create_buttons (GtkWidget *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *off = create_button ("Off", G_CALLBACK (greet_clicked_cb), entry);
  GtkWidget *hidden = gtk_label_new ("Hidden");

  gtk_widget_set_sensitive (off, FALSE);
  gtk_widget_set_visible (hidden, FALSE);
  gtk_box_append (GTK_BOX (box), create_button ("_Greet", G_CALLBACK (greet_clicked_cb), entry));
  gtk_box_append (GTK_BOX (box), create_button ("Later", G_CALLBACK (late_clicked_cb), NULL));
  gtk_box_append (GTK_BOX (box), create_button ("Block", G_CALLBACK (block_clicked_cb), NULL));
  gtk_box_append (GTK_BOX (box), create_button ("Ask…", G_CALLBACK (ask_clicked_cb), NULL));
  gtk_box_append (GTK_BOX (box), off);
  gtk_box_append (GTK_BOX (box), create_button ("Swap", G_CALLBACK (swap_clicked_cb), hidden));
  gtk_box_append (GTK_BOX (box), hidden);

  return box;
}

static void
activate_cb (GtkApplication *app,
             gpointer        user_data)
{
  static const GActionEntry actions[] = { { .name = "menu", .activate = menu_action_cb } };
  GtkWidget *window = adw_application_window_new (app);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  /* Without a name on purpose: the audit has to find it. */
  GtkWidget *nameless = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *entry;

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), NULL);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), nameless);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), create_menu_button ());

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), create_list (&entry));
  gtk_widget_set_vexpand (scrolled, TRUE);
  answer = GTK_LABEL (gtk_label_new ("Ready"));

  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), create_buttons (entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (answer));
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Toy");
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 600);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) app = NULL;

  app = adw_application_new ("io.github.keyrack.toy", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (app), argc, argv);
}
