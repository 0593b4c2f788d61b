/* keyrack-reveal-button.c: what a password row of libadwaita 1.2 leaves to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-reveal-button.h"

#include "keyrack-form-text.h"

typedef struct
{
  AdwPasswordEntryRow *row;     /* outlives the text inside it */
  GtkWidget           *button;
  char                *show_label;
  char                *hide_label;
} Adopted;

static void
adopted_free (gpointer  data,
              GClosure *closure)
{
  Adopted *adopted = data;

  g_free (adopted->show_label);
  g_free (adopted->hide_label);
  g_free (adopted);
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkWidget *found = NULL;

  for (; child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child) &&
          g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (child)), "view-reveal-symbolic") == 0)
        found = child;
      else
        found = find_button (child);
    }

  return found;
}

/* Bullets have no direction of their own, so they take that of the window by themselves. */
static float
alignment (AdwPasswordEntryRow *row,
           gboolean             visible)
{
  return visible
           ? keyrack_form_text_get_alignment (gtk_editable_get_text (GTK_EDITABLE (row)),
                                              gtk_widget_get_direction (GTK_WIDGET (row)))
           : 0.0f;
}

static void
visibility_cb (GtkText    *text,
               GParamSpec *pspec,
               gpointer    user_data)
{
  Adopted *adopted = user_data;
  gboolean visible = gtk_text_get_visibility (text);

  gtk_editable_set_alignment (GTK_EDITABLE (adopted->row), alignment (adopted->row, visible));
  gtk_accessible_update_property (GTK_ACCESSIBLE (adopted->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  visible ? adopted->hide_label : adopted->show_label,
                                  -1);
}

/**
 * keyrack_reveal_button_adopt:
 * @row: a password row
 * @show_label: the accessible name of its button while the text is hidden
 * @hide_label: the same while it is shown
 *
 * Gives the button inside @row a name, which it lacks, and aligns the text by its
 * direction, shown or hidden.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
keyrack_reveal_button_adopt (AdwPasswordEntryRow *row,
                             const char          *show_label,
                             const char          *hide_label)
{
  GtkEditable *text;
  Adopted *adopted;

  g_return_val_if_fail (ADW_IS_PASSWORD_ENTRY_ROW (row), NULL);

  text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  adopted = g_new0 (Adopted, 1);
  adopted->row = row;
  adopted->button = find_button (GTK_WIDGET (row));
  adopted->show_label = g_strdup (show_label);
  adopted->hide_label = g_strdup (hide_label);

  g_signal_connect_data (text, "notify::visibility", G_CALLBACK (visibility_cb),
                         adopted, adopted_free, G_CONNECT_DEFAULT);
  visibility_cb (GTK_TEXT (text), NULL, adopted);

  return adopted->button;
}
