/* keyrack-recipient-list.c: for whom a file is encrypted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-recipient-list.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-age.h"
#include "keyrack-profile-store.h"
#include "keyrack-recipients.h"
#include "keyrack-text.h"

typedef struct
{
  char           *key;
  GtkCheckButton *check;
  GtkWidget      *row;
} Entry;

struct _KeyrackRecipientList
{
  AdwBin       parent_instance;

  /* Template widgets */
  GtkListBox  *list;
  AdwEntryRow *key_row;
  AdwEntryRow *name_row;

  /* Owned references */
  GSettings   *settings;
  GPtrArray   *entries;  /* in the order of their rows, which come first */
};

G_DEFINE_FINAL_TYPE (KeyrackRecipientList, keyrack_recipient_list, ADW_TYPE_BIN)

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_free (entry);
}

static Entry *
find_entry (KeyrackRecipientList *self,
            const char           *key)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (g_str_equal (entry->key, key))
        return entry;
    }

  return NULL;
}

/* Only the key of one that was never named is not forgotten: it was never kept. */
static void
remove_cb (GtkButton            *button,
           KeyrackRecipientList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  keyrack_recipients_forget (self->settings, ((Entry *) self->entries->pdata[index])->key);
  g_ptr_array_remove_index (self->entries, index);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  gtk_list_box_remove (self->list, row);
}

static GtkWidget *
create_remove_button (KeyrackRecipientList *self,
                      const char           *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the name or the key of a recipient */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);

  return button;
}

static void
add_entry (KeyrackRecipientList *self,
           const char           *name,
           const char           *key,
           gboolean              chosen)
{
  const char *title = *name != '\0' ? name : key;
  Entry *entry = g_new0 (Entry, 1);
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "active", chosen, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  entry->key = g_strdup (key);
  entry->check = GTK_CHECK_BUTTON (check);
  entry->row = g_object_new (ADW_TYPE_ACTION_ROW,
                             "activatable-widget", check,
                             "subtitle", *name != '\0' ? key : "",
                             "subtitle-lines", 1,
                             "title", title,
                             "use-markup", FALSE,
                             NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (entry->row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (entry->row), create_remove_button (self, title));

  gtk_list_box_insert (self->list, entry->row, (int) self->entries->len);
  g_ptr_array_add (self->entries, entry);
}

static gboolean
refuse (AdwEntryRow *row)
{
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

/* What stands in the fields is meant too. FALSE: it is no key, or no name. */
static gboolean
take (KeyrackRecipientList *self)
{
  g_autofree char *key = keyrack_text_dup_clean (gtk_editable_get_text (GTK_EDITABLE (self->key_row)));
  g_autofree char *name = keyrack_text_dup_clean (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  Entry *entry = NULL;

  if (*key == '\0')
    return *name == '\0' || refuse (self->key_row);

  if (!keyrack_age_check_recipient (key, NULL))
    return refuse (self->key_row);
  if (*name != '\0' && !keyrack_recipients_remember (self->settings, name, key))
    return refuse (self->name_row);

  entry = find_entry (self, key);
  if (entry == NULL)
    add_entry (self, name, key, TRUE);
  else
    {
      gtk_check_button_set_active (entry->check, TRUE);
      if (*name != '\0')
        adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), name);
    }

  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");

  return TRUE;
}

static void
apply_cb (KeyrackRecipientList *self)
{
  g_assert (KEYRACK_IS_RECIPIENT_LIST (self));

  take (self);
}

static void
changed_cb (KeyrackRecipientList *self)
{
  g_assert (KEYRACK_IS_RECIPIENT_LIST (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->key_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
}

static void
keyrack_recipient_list_dispose (GObject *object)
{
  KeyrackRecipientList *self = KEYRACK_RECIPIENT_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_RECIPIENT_LIST);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (keyrack_recipient_list_parent_class)->dispose (object);
}

static void
keyrack_recipient_list_finalize (GObject *object)
{
  KeyrackRecipientList *self = KEYRACK_RECIPIENT_LIST (object);

  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (keyrack_recipient_list_parent_class)->finalize (object);
}

static void
keyrack_recipient_list_class_init (KeyrackRecipientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_recipient_list_dispose;
  object_class->finalize = keyrack_recipient_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-recipient-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackRecipientList, key_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRecipientList, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackRecipientList, name_row);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
keyrack_recipient_list_init (KeyrackRecipientList *self)
{
  g_autoptr(GPtrArray) remembered = NULL;

  self->settings = g_settings_new (KEYRACK_APP_ID);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);

  gtk_widget_init_template (GTK_WIDGET (self));
  keyrack_accessible_name_parts (GTK_WIDGET (self->key_row), _("Add Recipient"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->name_row), _("Add Recipient"));

  remembered = keyrack_recipients_list (self->settings);
  for (guint i = 0; i < remembered->len; i++)
    {
      const KeyrackRecipient *recipient = remembered->pdata[i];

      add_entry (self, recipient->name, recipient->key, FALSE);
    }
}

/**
 * keyrack_recipient_list_dup_keys:
 * @self: a list
 *
 * Returns: (transfer full) (nullable): the keys of those that are chosen, what was typed last
 *   included; %NULL when there is none, or what was typed is none, which is shown where
 */
char **
keyrack_recipient_list_dup_keys (KeyrackRecipientList *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) keys = NULL;

  g_return_val_if_fail (KEYRACK_IS_RECIPIENT_LIST (self), NULL);

  if (!take (self))
    return NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = self->entries->pdata[i];

      if (gtk_check_button_get_active (entry->check))
        g_strv_builder_add (builder, entry->key);
    }

  keys = g_strv_builder_end (builder);
  if (*keys == NULL)
    refuse (self->key_row);

  return *keys != NULL ? g_steal_pointer (&keys) : NULL;
}
