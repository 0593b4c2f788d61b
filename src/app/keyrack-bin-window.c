/* keyrack-bin-window.c: what was deleted, to be restored or deleted for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-bin-window.h"

#include <glib/gi18n.h>

#include "keyrack-bin-row.h"
#include "keyrack-dialogs.h"

struct _KeyrackBinWindow
{
  AdwWindow            parent_instance;

  /* Template objects */
  GtkNoSelection      *deleted;

  /* Owned references */
  KeyrackProfileStore *store;
  GCancellable        *cancellable;   /* of the questions */
};

/* More than one can be open at a time. */
typedef struct
{
  KeyrackBinWindow *window;
  char             *id;       /* (nullable) NULL for all */
} Question;

G_DEFINE_FINAL_TYPE (KeyrackBinWindow, keyrack_bin_window, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static Question *
question_new (KeyrackBinWindow *window,
              const char       *id)
{
  Question *question = g_new0 (Question, 1);

  question->window = g_object_ref (window);
  question->id = g_strdup (id);

  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_free (question->id);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static char *
page_name (KeyrackBinWindow *self,
           guint             n_deleted)
{
  return g_strdup (n_deleted > 0 ? "list" : "empty");
}

static void
count_cb (KeyrackBinWindow *self)
{
  g_assert (KEYRACK_IS_BIN_WINDOW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bin.empty",
                                 g_list_model_get_n_items (G_LIST_MODEL (self->deleted)) > 0);
}

static const char *
find_name (KeyrackBinWindow *self,
           const char       *id)
{
  GListModel *bin = keyrack_profile_store_get_bin (self->store);

  for (guint i = 0; i < g_list_model_get_n_items (bin); i++)
    {
      g_autoptr(KeyrackProfile) profile = g_list_model_get_item (bin, i);

      if (g_str_equal (keyrack_profile_get_id (profile), id))
        return keyrack_profile_get_name (profile);
    }

  return NULL;
}

static void
tell_problem (KeyrackBinWindow *self,
              const char       *heading,
              const GError     *error)
{
  if (self->store != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    keyrack_dialogs_tell (GTK_WIDGET (self), heading, error->message);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(KeyrackBinWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_restore_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    tell_problem (self, _("Nothing Was Restored"), error);
}

static void
restore_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (widget);
  const char *ids[] = { g_variant_get_string (parameter, NULL), NULL };

  keyrack_profile_store_restore_async (self->store, ids, NULL, restored_cb, g_object_ref (self));
}

static void
erased_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(KeyrackBinWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyrack_profile_store_erase_finish (KEYRACK_PROFILE_STORE (source), result, &error))
    tell_problem (self, _("Nothing Was Deleted"), error);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  KeyrackBinWindow *self = question->window;
  const char *ids[] = { question->id, NULL };

  if (!keyrack_dialogs_ask_delete_finish (result, NULL) || self->store == NULL)
    return;

  keyrack_profile_store_erase_async (self->store, question->id != NULL ? ids : NULL, NULL,
                                     erased_cb, g_object_ref (self));
}

static void
erase_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  const char *name = find_name (self, id);

  if (name != NULL)
    keyrack_dialogs_ask_erase_async (widget, name, self->cancellable, asked_cb, question_new (self, id));
}

static void
empty_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (widget);

  keyrack_dialogs_ask_erase_async (widget, NULL, self->cancellable, asked_cb, question_new (self, NULL));
}

static void
keyrack_bin_window_constructed (GObject *object)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (object);

  G_OBJECT_CLASS (keyrack_bin_window_parent_class)->constructed (object);

  g_signal_connect_object (self->deleted, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->deleted, keyrack_profile_store_get_bin (self->store));
  count_cb (self);
}

static void
keyrack_bin_window_dispose (GObject *object)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_BIN_WINDOW);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (keyrack_bin_window_parent_class)->dispose (object);
}

static void
keyrack_bin_window_finalize (GObject *object)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (keyrack_bin_window_parent_class)->finalize (object);
}

static void
keyrack_bin_window_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  KeyrackBinWindow *self = KEYRACK_BIN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_bin_window_class_init (KeyrackBinWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = keyrack_bin_window_constructed;
  object_class->dispose = keyrack_bin_window_dispose;
  object_class->finalize = keyrack_bin_window_finalize;
  object_class->set_property = keyrack_bin_window_set_property;

  properties[PROP_STORE] =
    g_param_spec_object ("store", NULL, NULL,
                         KEYRACK_TYPE_PROFILE_STORE,
                         (G_PARAM_WRITABLE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KEYRACK_TYPE_BIN_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-bin-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackBinWindow, deleted);
  gtk_widget_class_bind_template_callback (widget_class, page_name);
  gtk_widget_class_install_action (widget_class, "bin.empty", NULL, empty_action);
  gtk_widget_class_install_action (widget_class, "bin.erase", "s", erase_action);
  gtk_widget_class_install_action (widget_class, "bin.restore", "s", restore_action);
}

static void
keyrack_bin_window_init (KeyrackBinWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_bin_window_new (KeyrackProfileStore *store)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_STORE (store), NULL);

  return g_object_new (KEYRACK_TYPE_BIN_WINDOW,
                       "store", store,
                       NULL);
}
