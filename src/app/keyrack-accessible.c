/* keyrack-accessible.c: names for widgets that GTK and libadwaita leave without one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-accessible.h"

static const char *
find_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = find_text (child);

      if (text != NULL)
        return text;
    }

  return NULL;
}

static const char *
find_name (GtkWidget  *widget,
           const char *fallback)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  const char *text = find_text (widget);

  if (text != NULL && *text != '\0')
    return text;

  return tooltip != NULL ? tooltip : fallback;
}

/**
 * keyrack_accessible_name_parts:
 * @widget: a window or a row that this program did not build itself
 * @name: what it is called
 *
 * Names the buttons and lists in @widget for screen readers, for whom a tooltip or a label
 * somewhere inside is no name: by the text that they show, else their tooltip, else @name.
 */
void
keyrack_accessible_name_parts (GtkWidget  *widget,
                               const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  if (GTK_IS_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, find_name (widget, name),
                                    -1);
  else if (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BASE (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keyrack_accessible_name_parts (child, name);
}
