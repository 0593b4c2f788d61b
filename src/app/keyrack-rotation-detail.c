/* keyrack-rotation-detail.c: one connection of a rotation: what is wrong, and what to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-rotation-detail.h"

#include <glib/gi18n.h>

#include "keyrack-fold-box.h"

struct _KeyrackRotationDetail
{
  AdwBin               parent_instance;

  /* Template widgets */
  GtkImage            *icon;
  GtkLabel            *headline_label;
  GtkLabel            *advice_label;
  KeyrackPairForm     *form;
  GtkWidget           *enter_button;
  GtkWidget           *paste_button;
  GtkWidget           *another_button;
  GtkWidget           *store_button;
  GtkWidget           *store_anyway_button;
  GtkWidget           *test_old_button;
  GtkWidget           *mark_button;
  GtkWidget           *unmark_button;
  GtkWidget           *open_button;

  /* Owned references */
  KeyrackRotationItem *item;          /* (nullable) */
  GListModel          *profiles;      /* (nullable) */
  GSignalGroup        *item_signals;

  gboolean             idle;          /* the board does not run */
};

G_DEFINE_FINAL_TYPE (KeyrackRotationDetail, keyrack_rotation_detail, ADW_TYPE_BIN)

static void
take_text (GtkLabel *label,
           char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken != NULL ? taken : "");
  gtk_widget_set_visible (GTK_WIDGET (label), taken != NULL);
}

static void
activate_cb (KeyrackRotationDetail *self)
{
  g_assert (KEYRACK_IS_ROTATION_DETAIL (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "board.enter", NULL);
}

static void
show_icon (KeyrackRotationDetail *self)
{
  gboolean trouble = keyrack_rotation_item_get_trouble (self->item) != KEYRACK_TROUBLE_NONE;
  gboolean done = keyrack_rotation_item_get_stage (self->item) == KEYRACK_STAGE_OLD_DELETED;
  const char *classes[] = { trouble ? "error" : "success", NULL };

  gtk_image_set_from_icon_name (self->icon, trouble ? "dialog-error-symbolic" : "object-select-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), trouble || done);
}

static void
show_buttons (KeyrackRotationDetail *self,
              gboolean               has_form)
{
  gboolean marked = keyrack_rotation_item_get_stage (self->item) == KEYRACK_STAGE_OLD_DELETED;
  gboolean can_mark = keyrack_rotation_item_can_mark (self->item);

  gtk_widget_set_visible (self->enter_button, has_form);
  gtk_widget_set_visible (self->paste_button, has_form);
  gtk_widget_set_visible (self->another_button,
                          !has_form && keyrack_rotation_item_can_enter (self->item));
  gtk_widget_set_visible (self->store_button, self->idle && keyrack_rotation_item_can_test (self->item));
  gtk_widget_set_visible (self->store_anyway_button,
                          self->idle && keyrack_rotation_item_can_store_anyway (self->item));
  gtk_widget_set_visible (self->test_old_button, self->idle && keyrack_rotation_item_can_test_old (self->item));
  gtk_widget_set_visible (self->mark_button, can_mark && !marked);
  gtk_widget_set_visible (self->unmark_button, can_mark && marked);
}

static void
show_item (KeyrackRotationDetail *self)
{
  KeyrackProfile *profile = keyrack_rotation_item_get_profile (self->item);
  g_autofree char *reason = keyrack_rotation_item_dup_reason (self->item);
  gboolean has_form = keyrack_rotation_item_get_stage (self->item) == KEYRACK_STAGE_TO_DO &&
                      keyrack_rotation_item_can_enter (self->item);

  /* What was entered is the item's now. */
  if (!has_form && keyrack_pair_form_get_edited (self->form) > 0)
    keyrack_pair_form_set_profile (self->form, profile, self->profiles);

  /* Translators: a connection and how it is with it: “Elm Retail: Pair is for elm-test, not elm” */
  take_text (self->headline_label, g_strdup_printf (_("%s: %s"), keyrack_profile_get_name (profile), reason));
  take_text (self->advice_label, keyrack_rotation_item_dup_advice (self->item));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "s", keyrack_profile_get_id (profile));
  show_icon (self);
  gtk_widget_set_visible (GTK_WIDGET (self->form), has_form);
  show_buttons (self, has_form);
}

static void
keyrack_rotation_detail_dispose (GObject *object)
{
  KeyrackRotationDetail *self = KEYRACK_ROTATION_DETAIL (object);

  g_clear_object (&self->item_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_ROTATION_DETAIL);
  g_clear_object (&self->item);
  g_clear_object (&self->profiles);

  G_OBJECT_CLASS (keyrack_rotation_detail_parent_class)->dispose (object);
}

static void
keyrack_rotation_detail_class_init (KeyrackRotationDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = keyrack_rotation_detail_dispose;

  gtk_widget_class_set_css_name (widget_class, "rundetail");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-rotation-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, advice_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, another_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, enter_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, form);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, headline_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, mark_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, open_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, paste_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, store_anyway_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, store_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, test_old_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRotationDetail, unmark_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  g_type_ensure (KEYRACK_TYPE_PAIR_FORM);
}

static void
keyrack_rotation_detail_init (KeyrackRotationDetail *self)
{
  self->idle = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (KEYRACK_TYPE_ROTATION_ITEM);
  g_signal_group_connect_object (self->item_signals, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
}

/**
 * keyrack_rotation_detail_set_item:
 * @self: a pane
 * @item: (nullable): what it is about; %NULL hides it
 * @profiles: all connections, to compare with
 */
void
keyrack_rotation_detail_set_item (KeyrackRotationDetail *self,
                                  KeyrackRotationItem   *item,
                                  GListModel            *profiles)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_DETAIL (self));

  g_set_object (&self->profiles, profiles);
  if (!g_set_object (&self->item, item))
    return;

  /* Nothing of the one before is left in its fields. */
  if (item != NULL)
    keyrack_pair_form_set_profile (self->form, keyrack_rotation_item_get_profile (item), profiles);

  g_signal_group_set_target (self->item_signals, item);
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);

  if (item != NULL)
    show_item (self);
}

/* While the board runs nothing else can be begun. */
void
keyrack_rotation_detail_set_idle (KeyrackRotationDetail *self,
                                  gboolean               idle)
{
  g_return_if_fail (KEYRACK_IS_ROTATION_DETAIL (self));

  if (self->idle == idle)
    return;

  self->idle = idle;
  if (self->item != NULL)
    show_item (self);
}

/* (nullable): NULL when no pair can be entered. */
KeyrackPairForm *
keyrack_rotation_detail_get_form (KeyrackRotationDetail *self)
{
  g_return_val_if_fail (KEYRACK_IS_ROTATION_DETAIL (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->form)) ? self->form : NULL;
}
