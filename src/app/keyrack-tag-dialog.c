/* keyrack-tag-dialog.c: gives tags to several connections, and takes them away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-tag-dialog.h"

#include <glib/gi18n.h>

#include "keyrack-profile-words.h"
#include "keyrack-profile.h"
#include "keyrack-tags.h"
#include "keyrack-text.h"

struct _KeyrackTagDialog
{
  AdwWindow    parent_instance;

  /* Template widgets */
  AdwEntryRow *entry;
  GtkListBox  *list;

  /* Owned references */
  GPtrArray   *profiles;
  GPtrArray   *checks;     /* GtkCheckButton, not owned, one for each of … */
  GPtrArray   *tags;       /* … these */
};

G_DEFINE_FINAL_TYPE (KeyrackTagDialog, keyrack_tag_dialog, ADW_TYPE_WINDOW)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
count_tagged (KeyrackTagDialog *self,
              const char       *tag)
{
  guint n_tagged = 0;

  for (guint i = 0; i < self->profiles->len; i++)
    n_tagged += g_strv_contains (keyrack_profile_get_tags (self->profiles->pdata[i]), tag);

  return n_tagged;
}

/* A click decides about all of them. */
static void
toggled_cb (GtkCheckButton *check)
{
  gtk_check_button_set_inconsistent (check, FALSE);
}

static GtkCheckButton *
add_row (KeyrackTagDialog *self,
         const char       *tag)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tag);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, tag, -1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_list_box_append (self->list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);

  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->tags, g_strdup (tag));

  return GTK_CHECK_BUTTON (check);
}

static void
add_known (KeyrackTagDialog *self,
           const char       *tag)
{
  guint n_tagged = count_tagged (self, tag);
  GtkCheckButton *check = add_row (self, tag);

  gtk_check_button_set_active (check, n_tagged == self->profiles->len);
  gtk_check_button_set_inconsistent (check, n_tagged > 0 && n_tagged < self->profiles->len);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), NULL);
}

static void
take_tag (KeyrackTagDialog *self,
          const char       *tag)
{
  guint position = 0;

  if (!g_ptr_array_find_with_equal_func (self->tags, tag, g_str_equal, &position))
    {
      position = self->tags->len;
      add_row (self, tag);
    }

  gtk_check_button_set_inconsistent (self->checks->pdata[position], FALSE);
  gtk_check_button_set_active (self->checks->pdata[position], TRUE);
}

/* What stands in the entry is meant too, with commas between them as in the form. FALSE: it
 * can't be a tag. */
static gboolean
take_entry (KeyrackTagDialog *self)
{
  g_autofree char *text = keyrack_text_dup_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_auto(GStrv) tags = keyrack_tags_parse (text);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (keyrack_text_check_name (tags[i]) == KEYRACK_TEXT_FINE)
        continue;

      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return FALSE;
    }

  for (guint i = 0; tags[i] != NULL; i++)
    take_tag (self, tags[i]);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");

  return TRUE;
}

static void
entry_activated_cb (KeyrackTagDialog *self)
{
  g_assert (KEYRACK_IS_TAG_DIALOG (self));

  take_entry (self);
}

static void
entry_changed_cb (KeyrackTagDialog *self)
{
  g_assert (KEYRACK_IS_TAG_DIALOG (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static int
find_check (KeyrackTagDialog *self,
            const char       *tag)
{
  guint position = 0;

  return g_ptr_array_find_with_equal_func (self->tags, tag, g_str_equal, &position) ? (int) position : -1;
}

static gboolean
is_wanted (KeyrackTagDialog *self,
           guint             position,
           gboolean          before)
{
  GtkCheckButton *check = self->checks->pdata[position];

  return gtk_check_button_get_inconsistent (check) ? before : gtk_check_button_get_active (check);
}

/* Tags keep their order: the first one decides about the group. */
static void
change_tags (KeyrackTagDialog *self,
             KeyrackProfile   *copy)
{
  const char * const *before = keyrack_profile_get_tags (copy);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tags = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    {
      int position = find_check (self, before[i]);

      if (position < 0 || is_wanted (self, (guint) position, TRUE))
        g_strv_builder_add (builder, before[i]);
    }

  for (guint i = 0; i < self->tags->len; i++)
    {
      if (!g_strv_contains (before, self->tags->pdata[i]) && is_wanted (self, i, FALSE))
        g_strv_builder_add (builder, self->tags->pdata[i]);
    }

  tags = g_strv_builder_end (builder);
  keyrack_profile_set_tags (copy, (const char * const *) tags);
}

static GPtrArray *
dup_changed (KeyrackTagDialog *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->profiles->len; i++)
    {
      g_autoptr(KeyrackProfile) copy = keyrack_profile_dup (self->profiles->pdata[i]);

      change_tags (self, copy);
      if (!keyrack_profile_equal (copy, self->profiles->pdata[i]))
        g_ptr_array_add (changed, g_steal_pointer (&copy));
    }

  return changed;
}

static void
apply_cb (KeyrackTagDialog *self)
{
  g_autoptr(GPtrArray) changed = NULL;

  g_assert (KEYRACK_IS_TAG_DIALOG (self));

  if (!take_entry (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  changed = dup_changed (self);
  g_signal_emit (self, signals[CHOSEN], 0, changed);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keyrack_tag_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KEYRACK_TYPE_TAG_DIALOG);

  G_OBJECT_CLASS (keyrack_tag_dialog_parent_class)->dispose (object);
}

static void
keyrack_tag_dialog_finalize (GObject *object)
{
  KeyrackTagDialog *self = KEYRACK_TAG_DIALOG (object);

  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->tags);

  G_OBJECT_CLASS (keyrack_tag_dialog_parent_class)->finalize (object);
}

static void
keyrack_tag_dialog_class_init (KeyrackTagDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_tag_dialog_dispose;
  object_class->finalize = keyrack_tag_dialog_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-tag-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackTagDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, KeyrackTagDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
keyrack_tag_dialog_init (KeyrackTagDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->tags = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * keyrack_tag_dialog_new:
 * @known: of KeyrackProfile: their tags are offered
 * @profiles: (element-type KeyrackProfile): what gets tags
 *
 * Returns: a dialog that emits "chosen" when it is confirmed
 */
GtkWidget *
keyrack_tag_dialog_new (GListModel *known,
                        GPtrArray  *profiles)
{
  KeyrackTagDialog *self = NULL;
  g_auto(GStrv) tags = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (known), NULL);
  g_return_val_if_fail (profiles != NULL, NULL);

  self = g_object_new (KEYRACK_TYPE_TAG_DIALOG, NULL);
  self->profiles = g_ptr_array_ref (profiles);
  tags = keyrack_profile_words_dup_tags (known);

  for (guint i = 0; tags[i] != NULL; i++)
    add_known (self, tags[i]);

  return GTK_WIDGET (self);
}
