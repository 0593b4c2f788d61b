/* keyrack-import-row.c: a connection of a file, compared with ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-row.h"

#include <glib/gi18n.h>

#include "keyrack-fold-box.h"

struct _KeyrackImportRow
{
  AdwBin             parent_instance;

  /* Template widgets */
  GtkLabel          *title;
  GtkLabel          *place;
  GtkImage          *icon;
  GtkLabel          *comparison;
  GtkLabel          *remark;
  GtkMenuButton     *choice_button;
  GtkWidget         *not_imported;

  /* Owned references */
  KeyrackImportItem *item;   /* (nullable) while the row is not used */
};

G_DEFINE_FINAL_TYPE (KeyrackImportRow, keyrack_import_row, ADW_TYPE_BIN)

static const struct
{
  const char *icon_name;
  const char *css_class;
} icons[] = {
  [KEYRACK_IMPORT_NEW] = { "list-add-symbolic", "success" },
  [KEYRACK_IMPORT_IDENTICAL] = { "object-select-symbolic", "dim-label" },
  [KEYRACK_IMPORT_DIFFERS] = { "document-edit-symbolic", "accent" },
  [KEYRACK_IMPORT_REFUSED] = { "dialog-error-symbolic", "error" },
};

static const KeyrackImportChoice choices[] = {
  KEYRACK_IMPORT_ADD, KEYRACK_IMPORT_SKIP, KEYRACK_IMPORT_UPDATE, KEYRACK_IMPORT_KEEP_BOTH,
};

/* A menu takes long to build, so it waits until it is asked for. */
static void
create_popup_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  KeyrackImportRow *self = KEYRACK_IMPORT_ROW (user_data);
  g_autoptr(GEnumClass) nicks = g_type_class_ref (KEYRACK_TYPE_IMPORT_CHOICE);
  g_autoptr(GMenu) menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr(GMenuItem) item = NULL;

      if (self->item == NULL || !keyrack_import_item_can_choose (self->item, choices[i]))
        continue;

      item = g_menu_item_new (keyrack_import_choice_get_title (choices[i]), NULL);
      g_menu_item_set_action_and_target (item, "row.choice", "s",
                                         g_enum_get_value (nicks, (int) choices[i])->value_nick);
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
choice_cb (KeyrackImportRow *self)
{
  const char *choice = keyrack_import_choice_get_title (keyrack_import_item_get_choice (self->item));
  g_autofree char *name = NULL;

  g_assert (KEYRACK_IS_IMPORT_ROW (self));

  /* Translators: what is done with a connection of a file, and its name: “Update Acme” */
  name = g_strdup_printf (C_("accessible name", "%s “%s”"), choice,
                          keyrack_profile_get_name (keyrack_import_item_get_profile (self->item)));
  gtk_menu_button_set_label (self->choice_button, choice);

  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->choice_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
install_choice (KeyrackImportRow *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GPropertyAction) action = g_property_action_new ("choice", self->item, "choice");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "row", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (self->choice_button, NULL);
}

static char *
dup_place (KeyrackImportItem *item)
{
  KeyrackProfile *profile = keyrack_import_item_get_profile (item);

  if (keyrack_import_item_get_state (item) == KEYRACK_IMPORT_REFUSED)
    /* Translators: the number of a row in a file */
    return g_strdup_printf (_("Row %u of the file"), keyrack_import_item_get_number (item));

  return g_strdup_printf ("%s · %s", keyrack_profile_get_instance (profile), keyrack_profile_get_region (profile));
}

/* What needs a second look. */
static gboolean
is_doubtful (KeyrackImportItem *item)
{
  KeyrackTestResult *result = keyrack_import_item_get_result (item);

  if (result != NULL)
    return keyrack_test_result_get_outcome (result) != KEYRACK_OUTCOME_OK;

  return keyrack_import_item_get_secret_relation (item) == KEYRACK_IMPORT_SECRET_OLDER;
}

static void
show_comparison (KeyrackImportRow *self)
{
  KeyrackImportState state = keyrack_import_item_get_state (self->item);
  g_autofree char *comparison = keyrack_import_item_dup_comparison (self->item);
  const char *remark = keyrack_import_item_get_remark (self->item);
  const char *icon_classes[] = { icons[state].css_class, NULL };
  const char *remark_classes[] = { "caption", is_doubtful (self->item) ? "warning" : "dim-label", NULL };

  gtk_image_set_from_icon_name (self->icon, icons[state].icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), icon_classes);
  gtk_label_set_label (self->comparison, comparison);
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->remark), remark_classes);
}

/* The row of the list takes the focus too. */
static void
name_row (KeyrackImportRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = g_strdup_printf ("%s, %s", gtk_label_get_label (self->title),
                                           gtk_label_get_label (self->comparison));

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
keyrack_import_row_dispose (GObject *object)
{
  KeyrackImportRow *self = KEYRACK_IMPORT_ROW (object);

  keyrack_import_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_IMPORT_ROW);

  G_OBJECT_CLASS (keyrack_import_row_parent_class)->dispose (object);
}

static void
keyrack_import_row_class_init (KeyrackImportRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_import_row_dispose;

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, choice_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, comparison);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, not_imported);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, place);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, remark);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportRow, title);
}

static void
keyrack_import_row_init (KeyrackImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->choice_button, create_popup_cb, self, NULL);
}

GtkWidget *
keyrack_import_row_new (void)
{
  return g_object_new (KEYRACK_TYPE_IMPORT_ROW, NULL);
}

/**
 * keyrack_import_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
keyrack_import_row_set_item (KeyrackImportRow  *self,
                             KeyrackImportItem *item)
{
  g_autofree char *place = NULL;
  gboolean refused = FALSE;

  g_return_if_fail (KEYRACK_IS_IMPORT_ROW (self));

  if (self->item == item)
    return;

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  place = dup_place (item);
  refused = keyrack_import_item_get_state (item) == KEYRACK_IMPORT_REFUSED;
  gtk_label_set_label (self->title, keyrack_profile_get_name (keyrack_import_item_get_profile (item)));
  gtk_label_set_label (self->place, place);
  show_comparison (self);
  gtk_widget_set_visible (GTK_WIDGET (self->choice_button), !refused);
  gtk_widget_set_visible (self->not_imported, refused);
  install_choice (self);
  g_signal_connect_object (item, "notify::choice", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::result", G_CALLBACK (show_comparison), self, G_CONNECT_SWAPPED);
  choice_cb (self);
  name_row (self);
}
