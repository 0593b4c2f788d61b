/* keyrack-export-list.c: which connections are to be exported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-list.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-arrangement.h"
#include "keyrack-export-row.h"
#include "keyrack-profile-words.h"

struct _KeyrackExportList
{
  AdwBin               parent_instance;

  /* Template widgets and objects */
  GtkButton           *all_button;
  GtkLabel            *count;
  GtkDropDown         *tag_drop_down;
  GtkListView         *view;
  KeyrackArrangement  *arrangement;

  /* Owned references */
  KeyrackProfileStore *store;
  KeyrackChoice       *choice;
  GStrv                tags;       /* of the drop-down, after “All Tags” */
};

G_DEFINE_FINAL_TYPE (KeyrackExportList, keyrack_export_list, ADW_TYPE_BIN)

/* While some are searched for, the button is about those that are shown. */
static gboolean
has_all (KeyrackExportList *self)
{
  GListModel *shown = G_LIST_MODEL (self->arrangement);
  guint n_shown = g_list_model_get_n_items (shown);

  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (shown, i);

      if (!keyrack_choice_contains (self->choice, profile))
        return FALSE;
    }

  return n_shown > 0;
}

static void
update (KeyrackExportList *self)
{
  guint n_profiles = self->store != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->store)) : 0;
  g_autofree char *count = NULL;

  /* Translators: how many of how many connections are selected */
  count = g_strdup_printf (ngettext ("%u of %u selected", "%u of %u selected", n_profiles),
                           keyrack_choice_get_count (self->choice), n_profiles);
  gtk_label_set_label (self->count, count);
  gtk_button_set_label (self->all_button, has_all (self) ? _("Select None") : _("Select All"));
}

static void
store_changed_cb (KeyrackExportList *self)
{
  g_assert (KEYRACK_IS_EXPORT_LIST (self));

  keyrack_choice_keep (self->choice, G_LIST_MODEL (self->store));
  update (self);
}

static void
all_cb (KeyrackExportList *self)
{
  g_autoptr(GPtrArray) profiles = NULL;
  gboolean chosen = FALSE;

  g_assert (KEYRACK_IS_EXPORT_LIST (self));

  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->arrangement)); i++)
    g_ptr_array_add (profiles, g_list_model_get_item (G_LIST_MODEL (self->arrangement), i));

  chosen = !has_all (self);
  g_signal_handlers_block_by_func (self->choice, update, self);
  for (guint i = 0; i < profiles->len; i++)
    keyrack_choice_set (self->choice, profiles->pdata[i], chosen);
  g_signal_handlers_unblock_by_func (self->choice, update, self);
  update (self);
}

/* What has the tag, and nothing else, is meant; without one the choice stays. */
static void
tag_cb (KeyrackExportList *self)
{
  g_autoptr(GPtrArray) tagged = NULL;
  guint selected = 0;
  const char *tag = NULL;

  g_assert (KEYRACK_IS_EXPORT_LIST (self));

  selected = gtk_drop_down_get_selected (self->tag_drop_down);
  if (self->tags == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  tag = selected > 0 ? self->tags[selected - 1] : "";
  g_object_set (self->arrangement, "tag", tag, NULL);
  if (*tag == '\0')
    return;

  tagged = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (g_strv_contains (keyrack_profile_get_tags (profile), tag))
        g_ptr_array_add (tagged, g_steal_pointer (&profile));
    }

  keyrack_choice_replace (self->choice, tagged);
}

static void
show_tags (KeyrackExportList *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new ((const char *[]) { _("All Tags"), NULL });
  g_auto(GStrv) tags = keyrack_profile_words_dup_tags (G_LIST_MODEL (self->store));

  for (gsize i = 0; tags[i] != NULL; i++)
    gtk_string_list_append (titles, tags[i]);

  gtk_drop_down_set_model (self->tag_drop_down, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->tag_drop_down), *tags != NULL);
  self->tags = g_steal_pointer (&tags);
}

static void
activate_cb (KeyrackExportList *self,
             guint              position)
{
  g_autoptr(KeyrackProfile) profile = NULL;

  g_assert (KEYRACK_IS_EXPORT_LIST (self));

  profile = g_list_model_get_item (G_LIST_MODEL (self->arrangement), position);
  keyrack_choice_set (self->choice, profile, !keyrack_choice_contains (self->choice, profile));
}

static void
setup_cb (KeyrackExportList *self,
          GtkListItem       *item)
{
  gtk_list_item_set_child (item, keyrack_export_row_new (self->choice));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  keyrack_export_row_set_profile (KEYRACK_EXPORT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item)
{
  keyrack_export_row_set_profile (KEYRACK_EXPORT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
keyrack_export_list_dispose (GObject *object)
{
  KeyrackExportList *self = KEYRACK_EXPORT_LIST (object);

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  if (self->arrangement != NULL)
    g_signal_handlers_disconnect_by_data (self->arrangement, self);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_EXPORT_LIST);
  g_clear_object (&self->store);
  g_clear_object (&self->choice);

  G_OBJECT_CLASS (keyrack_export_list_parent_class)->dispose (object);
}

static void
keyrack_export_list_finalize (GObject *object)
{
  KeyrackExportList *self = KEYRACK_EXPORT_LIST (object);

  g_strfreev (self->tags);

  G_OBJECT_CLASS (keyrack_export_list_parent_class)->finalize (object);
}

static void
keyrack_export_list_class_init (KeyrackExportListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_export_list_dispose;
  object_class->finalize = keyrack_export_list_finalize;

  g_type_ensure (KEYRACK_TYPE_ARRANGEMENT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-export-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportList, all_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportList, arrangement);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportList, count);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportList, tag_drop_down);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportList, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_cb);
}

static void
keyrack_export_list_init (KeyrackExportList *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->choice = keyrack_choice_new ();
  keyrack_choice_set_active (self->choice, TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  keyrack_accessible_name_parts (GTK_WIDGET (self->tag_drop_down), _("Tag"));

  g_signal_connect_swapped (self->choice, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->arrangement, "items-changed", G_CALLBACK (update), self);
}

/**
 * keyrack_export_list_set_store:
 * @self: a list
 * @store: the connections to choose from
 * @ids: (array zero-terminated=1): those that are chosen at first; all when there are none
 */
void
keyrack_export_list_set_store (KeyrackExportList   *self,
                               KeyrackProfileStore *store,
                               const char * const  *ids)
{
  g_autoptr(GPtrArray) chosen = NULL;
  guint n_profiles = 0;

  g_return_if_fail (KEYRACK_IS_EXPORT_LIST (self));
  g_return_if_fail (KEYRACK_IS_PROFILE_STORE (store));
  g_return_if_fail (ids != NULL);
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  chosen = g_ptr_array_new_with_free_func (g_object_unref);
  n_profiles = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_profiles; i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (*ids == NULL || g_strv_contains (ids, keyrack_profile_get_id (profile)))
        g_ptr_array_add (chosen, g_steal_pointer (&profile));
    }

  g_signal_connect_object (store, "items-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set (self->arrangement, "profiles", store, NULL);
  keyrack_choice_replace (self->choice, chosen);
  show_tags (self);
}

/* Returns: (transfer none): what is chosen, to be watched */
KeyrackChoice *
keyrack_export_list_get_choice (KeyrackExportList *self)
{
  g_return_val_if_fail (KEYRACK_IS_EXPORT_LIST (self), NULL);

  return self->choice;
}

/* Returns: (transfer full) (element-type KeyrackProfile): what is chosen, in the order of the file */
GPtrArray *
keyrack_export_list_dup_profiles (KeyrackExportList *self)
{
  GPtrArray *profiles = NULL;

  g_return_val_if_fail (KEYRACK_IS_EXPORT_LIST (self), NULL);

  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (keyrack_choice_contains (self->choice, profile))
        g_ptr_array_add (profiles, g_steal_pointer (&profile));
    }

  return profiles;
}
