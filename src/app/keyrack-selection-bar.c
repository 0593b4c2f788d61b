/* keyrack-selection-bar.c: what can be done with the connections chosen in the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-selection-bar.h"

#include <glib/gi18n.h>

#include "keyrack-fold-box.h"

struct _KeyrackSelectionBar
{
  AdwBin         parent_instance;

  /* Template widgets */
  GtkMenuButton *menu_button;

  /* Owned references */
  KeyrackChoice *choice;
};

G_DEFINE_FINAL_TYPE (KeyrackSelectionBar, keyrack_selection_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CHOICE,
  N_PROPS
};

enum
{
  CREATE_MENU,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static char *
count_text (KeyrackSelectionBar *self,
            guint                count)
{
  /* Translators: how many connections are selected */
  return g_strdup_printf (ngettext ("%u selected", "%u selected", count), count);
}

static gboolean
can_act (KeyrackSelectionBar *self,
         guint                count)
{
  return count > 0;
}

/* Built anew each time: what it offers depends on what is chosen. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  g_autoptr(GMenuModel) menu = NULL;

  g_signal_emit (KEYRACK_SELECTION_BAR (user_data), signals[CREATE_MENU], 0, &menu);
  gtk_menu_button_set_menu_model (button, menu);
}

static void
keyrack_selection_bar_dispose (GObject *object)
{
  KeyrackSelectionBar *self = KEYRACK_SELECTION_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_SELECTION_BAR);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (keyrack_selection_bar_parent_class)->dispose (object);
}

static void
keyrack_selection_bar_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  KeyrackSelectionBar *self = KEYRACK_SELECTION_BAR (object);

  switch (prop_id)
    {
    case PROP_CHOICE:
      g_value_set_object (value, self->choice);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_selection_bar_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  KeyrackSelectionBar *self = KEYRACK_SELECTION_BAR (object);

  switch (prop_id)
    {
    case PROP_CHOICE:
      if (g_set_object (&self->choice, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_selection_bar_class_init (KeyrackSelectionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_selection_bar_dispose;
  object_class->get_property = keyrack_selection_bar_get_property;
  object_class->set_property = keyrack_selection_bar_set_property;

  properties[PROP_CHOICE] = g_param_spec_object ("choice", NULL, NULL, KEYRACK_TYPE_CHOICE, writable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CREATE_MENU] =
    g_signal_new ("create-menu",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  g_signal_accumulator_first_wins, NULL,
                  NULL,
                  G_TYPE_MENU_MODEL, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackSelectionBar, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, can_act);
  gtk_widget_class_bind_template_callback (widget_class, count_text);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
}

static void
keyrack_selection_bar_init (KeyrackSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_menu_button_set_create_popup_func (self->menu_button, create_popup_cb, self, NULL);

  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("More Actions"),
                                  -1);
}
