/* keyrack-rotation-board-page.c: the page of a rotation of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-board-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-fold-box.h"

G_DEFINE_FINAL_TYPE (KeyrackRotationBoardPage, keyrack_rotation_board_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BOARD,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* As the targets of the action are called. */
static const char * const filters[KEYRACK_N_ROTATION_FILTERS] = {
  [KEYRACK_ROTATION_FILTER_ALL] = "all",
  [KEYRACK_ROTATION_FILTER_ATTENTION] = "attention",
  [KEYRACK_ROTATION_FILTER_TO_DO] = "to-do",
  [KEYRACK_ROTATION_FILTER_IN_PROGRESS] = "in-progress",
  [KEYRACK_ROTATION_FILTER_DONE] = "done",
};

/* Looked at when a filter is chosen: a row that vanishes under the hands of the person
 * explains nothing. */
static gboolean
is_shown (gpointer object,
          gpointer user_data)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (user_data);
  KeyrackRotationItem *item = KEYRACK_ROTATION_ITEM (object);
  KeyrackRotationStage stage = keyrack_rotation_item_get_stage (item);

  switch (self->filter)
    {
    case KEYRACK_ROTATION_FILTER_ATTENTION:
      return keyrack_rotation_item_get_trouble (item) != KEYRACK_TROUBLE_NONE;

    case KEYRACK_ROTATION_FILTER_TO_DO:
      return stage == KEYRACK_STAGE_TO_DO;

    case KEYRACK_ROTATION_FILTER_IN_PROGRESS:
      return stage != KEYRACK_STAGE_TO_DO && stage != KEYRACK_STAGE_OLD_DELETED;

    case KEYRACK_ROTATION_FILTER_DONE:
      return stage == KEYRACK_STAGE_OLD_DELETED;

    case KEYRACK_ROTATION_FILTER_ALL:
    case KEYRACK_N_ROTATION_FILTERS:
    default:
      return TRUE;
    }
}

static void
set_filter_by_name (KeyrackRotationBoardPage *self,
                    const char               *name)
{
  for (int i = 0; i < KEYRACK_N_ROTATION_FILTERS; i++)
    {
      if (g_strcmp0 (filters[i], name) == 0)
        self->filter = i;
    }

  gtk_filter_changed (GTK_FILTER (self->shown_filter), GTK_FILTER_CHANGE_DIFFERENT);
  keyrack_rotation_board_page_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

static void
changed_cb (KeyrackRotationBoardPage *self)
{
  g_assert (KEYRACK_IS_ROTATION_BOARD_PAGE (self));

  keyrack_rotation_board_page_update (self);
}

static void
selected_cb (KeyrackRotationBoardPage *self)
{
  g_assert (KEYRACK_IS_ROTATION_BOARD_PAGE (self));

  keyrack_rotation_detail_set_item (self->detail,
                                    keyrack_rotation_board_page_get_selected (self),
                                    G_LIST_MODEL (keyrack_rotation_board_get_store (self->board)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.remove",
                                 keyrack_rotation_board_page_get_selected (self) != NULL);
}

/* Enter goes to where the pair is entered. */
static void
activated_cb (KeyrackRotationBoardPage *self)
{
  KeyrackPairForm *form = NULL;

  g_assert (KEYRACK_IS_ROTATION_BOARD_PAGE (self));

  form = keyrack_rotation_detail_get_form (self->detail);
  if (form != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (form));
}

static void
keyrack_rotation_board_page_constructed (GObject *object)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (object);

  G_OBJECT_CLASS (keyrack_rotation_board_page_parent_class)->constructed (object);

  self->shown_filter = gtk_custom_filter_new (is_shown, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->board)),
                                           g_object_ref (GTK_FILTER (self->shown_filter)));
  g_object_set (self->table, "model", self->shown, NULL);

  g_signal_connect_object (self->board, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.remove", FALSE);
  keyrack_rotation_board_page_update (self);
}

static void
keyrack_rotation_board_page_dispose (GObject *object)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_ROTATION_BOARD_PAGE);
  if (self->shown_filter != NULL)
    gtk_custom_filter_set_filter_func (self->shown_filter, NULL, NULL, NULL);
  g_clear_object (&self->shown_filter);
  g_clear_object (&self->shown);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (keyrack_rotation_board_page_parent_class)->dispose (object);
}

static void
keyrack_rotation_board_page_get_property (GObject    *object,
                                          guint       prop_id,
                                          GValue     *value,
                                          GParamSpec *pspec)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (object);

  switch (prop_id)
    {
    case PROP_BOARD:
      g_value_set_object (value, self->board);
      break;

    case PROP_FILTER:
      g_value_set_string (value, filters[self->filter]);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_rotation_board_page_set_property (GObject      *object,
                                          guint         prop_id,
                                          const GValue *value,
                                          GParamSpec   *pspec)
{
  KeyrackRotationBoardPage *self = KEYRACK_ROTATION_BOARD_PAGE (object);

  switch (prop_id)
    {
    case PROP_BOARD:
      self->board = g_value_dup_object (value);
      break;

    case PROP_FILTER:
      set_filter_by_name (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, act_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, attention_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, banner_bin);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, bottom_act_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, bottom_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, detail);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, done_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, header);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, in_progress_toggle);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, remark_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, table);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, title);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationBoardPage, to_do_toggle);
}

static void
keyrack_rotation_board_page_class_init (KeyrackRotationBoardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_rotation_board_page_constructed;
  object_class->dispose = keyrack_rotation_board_page_dispose;
  object_class->get_property = keyrack_rotation_board_page_get_property;
  object_class->set_property = keyrack_rotation_board_page_set_property;

  properties[PROP_BOARD] =
    g_param_spec_object ("board", NULL, NULL, KEYRACK_TYPE_ROTATION_BOARD,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILTER] =
    g_param_spec_string ("filter", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_ROTATION_DETAIL);
  g_type_ensure (KEYRACK_TYPE_ROTATION_HEADER);
  g_type_ensure (KEYRACK_TYPE_ROTATION_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-rotation-board-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_property_action (widget_class, "board.filter", "filter");
  keyrack_rotation_board_page_install_acts (widget_class);
}

static void
keyrack_rotation_board_page_init (KeyrackRotationBoardPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (KEYRACK_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));
  keyrack_accessible_name_parts (self->menu_button, _("More Actions"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->add_button), _("Add Pairs"));
}

/**
 * keyrack_rotation_board_page_new:
 * @board: a board that is loaded
 * @banner: (nullable): what has to be seen whatever is shown
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
keyrack_rotation_board_page_new (KeyrackRotationBoard *board,
                                 GtkWidget            *banner)
{
  KeyrackRotationBoardPage *self = NULL;

  g_return_val_if_fail (KEYRACK_IS_ROTATION_BOARD (board), NULL);
  g_return_val_if_fail (banner == NULL || GTK_IS_WIDGET (banner), NULL);

  self = g_object_new (KEYRACK_TYPE_ROTATION_BOARD_PAGE, "board", board, NULL);
  adw_bin_set_child (self->banner_bin, banner);

  return GTK_WIDGET (self);
}

/* (nullable) (transfer none): what the pane is about. */
KeyrackRotationItem *
keyrack_rotation_board_page_get_selected (KeyrackRotationBoardPage *self)
{
  return keyrack_row_table_get_selected (KEYRACK_ROW_TABLE (self->table));
}
