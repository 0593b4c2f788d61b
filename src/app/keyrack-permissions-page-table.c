/* keyrack-permissions-page-table.c: columns and rows of the page of permissions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-permissions-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-permission-cell.h"
#include "keyrack-permission-name.h"

/* Those that can be checked come first. */
static const KeyrackPermission columns[KEYRACK_N_PERMISSIONS] = {
  KEYRACK_PERMISSION_REMOTE_ACTIONS,
  KEYRACK_PERMISSION_WORKFLOWS,
  KEYRACK_PERMISSION_NQL,
  KEYRACK_PERMISSION_ENRICHMENT,
  KEYRACK_PERMISSION_CAMPAIGNS,
  KEYRACK_PERMISSION_DATA_MANAGEMENT,
  KEYRACK_PERMISSION_SPARK,
};

/* Columns */

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  permission)
{
  gtk_list_item_set_child (item, keyrack_permission_cell_new (GPOINTER_TO_UINT (permission)));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  keyrack_permission_cell_set_profile (KEYRACK_PERMISSION_CELL (gtk_list_item_get_child (item)),
                                       gtk_list_item_get_item (item));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  keyrack_permission_cell_set_profile (KEYRACK_PERMISSION_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
setup_name_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  wordy)
{
  gtk_list_item_set_child (item, keyrack_permission_name_new (GPOINTER_TO_UINT (wordy)));
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  keyrack_permission_name_set_profile (KEYRACK_PERMISSION_NAME (gtk_list_item_get_child (item)),
                                       gtk_list_item_get_item (item));
}

static void
unbind_name_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  keyrack_permission_name_set_profile (KEYRACK_PERMISSION_NAME (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
create_name_factory (gboolean wordy)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), GUINT_TO_POINTER (wordy));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_name_cb), NULL);

  return factory;
}

static void
append_column (KeyrackPermissionsPage *self,
               const char             *title,
               GtkListItemFactory     *factory,
               gboolean                expand)
{
  g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_append_column (self->column_view, column);
}

/* On this floor the row of the titles wants a name, too. */
static void
name_parts (KeyrackPermissionsPage *self)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));

  gtk_accessible_update_property (GTK_ACCESSIBLE (titles), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns"), -1);
  keyrack_accessible_name_parts (GTK_WIDGET (self->column_view), _("Permissions"));
}

void
keyrack_permissions_page_create_columns (KeyrackPermissionsPage *self)
{
  g_autoptr(GtkListItemFactory) words = create_name_factory (TRUE);

  append_column (self, _("Connection"), create_name_factory (FALSE), TRUE);

  for (guint i = 0; i < KEYRACK_N_PERMISSIONS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (columns[i]));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
      append_column (self, keyrack_permission_get_name (columns[i]), factory, FALSE);
    }

  gtk_list_view_set_factory (self->list_view, words);
  name_parts (self);
}

/* Models */

static gboolean
is_missing (gpointer item,
            gpointer user_data)
{
  return keyrack_profile_get_missing_permissions (item) != 0;
}

static gboolean
is_shown (gpointer item,
          gpointer user_data)
{
  return !KEYRACK_PERMISSIONS_PAGE (user_data)->only_missing || is_missing (item, NULL);
}

static gboolean
is_one_of (gpointer item,
           gpointer ids)
{
  return g_strv_contains (ids, keyrack_profile_get_id (item));
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return g_utf8_collate (keyrack_profile_get_name ((KeyrackProfile *) a),
                         keyrack_profile_get_name ((KeyrackProfile *) b));
}

static GtkFilter *
create_filter (const char * const *ids)
{
  if (ids == NULL || *ids == NULL)
    return NULL;

  return GTK_FILTER (gtk_custom_filter_new (is_one_of, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev));
}

/* Of which connections the page is; @ids may be NULL. */
void
keyrack_permissions_page_set_models (KeyrackPermissionsPage *self,
                                     const char * const     *ids)
{
  GtkFilterListModel *chosen = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), create_filter (ids));
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_names, NULL, NULL));
  g_autoptr(GtkNoSelection) differences = NULL;
  GtkFilterListModel *shown = NULL;
  GtkFilterListModel *missing = NULL;

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->missing = GTK_FILTER (gtk_custom_filter_new (is_missing, NULL, NULL));
  self->profiles = G_LIST_MODEL (gtk_sort_list_model_new (G_LIST_MODEL (chosen), sorter));

  shown = gtk_filter_list_model_new (g_object_ref (self->profiles), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));

  missing = gtk_filter_list_model_new (g_object_ref (self->profiles), g_object_ref (self->missing));
  differences = gtk_no_selection_new (G_LIST_MODEL (missing));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (differences));
}
