/* keyrack-profile-page.c: one connection: its form, its test, its result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-test-result-view.h"

#define MARGIN 18  /* below the last card, as in the style sheet */

G_DEFINE_FINAL_TYPE (KeyrackProfilePage, keyrack_profile_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BANNER,
  PROP_CLIENT,
  PROP_DIRTY,
  PROP_DRAFT,
  PROP_FOLDED,
  PROP_JOURNAL,
  PROP_LOCKED,
  PROP_PROBLEM,
  PROP_PROFILE,
  PROP_RECALLED,
  PROP_SAVING,
  PROP_SESSION,
  PROP_STALE,
  PROP_STORE,
  PROP_TITLE,
  N_PROPS,
};

enum
{
  SIGNAL_CLOSED,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
form_changed_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  keyrack_profile_page_show_previous (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

static void
form_edited_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  keyrack_profile_page_keep_draft (self);
}

static void
retry_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  keyrack_profile_page_retry_save (self);
}

/* The card of the result is brought into sight once it has its new height. */
static gboolean
scroll_tick_cb (GtkWidget     *widget,
                GdkFrameClock *frame_clock,
                gpointer       user_data)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  /* Ticks come before the layout of their frame. */
  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  if (gtk_widget_compute_bounds (self->result_view, self->content, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height + MARGIN);

  self->scroll_tick = 0;

  return G_SOURCE_REMOVE;
}

static void
result_changed_cb (KeyrackProfilePage *self)
{
  gboolean running = keyrack_test_session_get_running (self->session);

  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  self->laid_out = FALSE;
  if (self->scroll_tick == 0 && (running || keyrack_test_session_get_result (self->session) != NULL))
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, NULL, NULL);
}

static void
revision_changed_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  if (self->saving)
    return;

  if (keyrack_profile_page_get_dirty (self))
    keyrack_connection_form_follow (self->form, self->profile);
  else
    keyrack_connection_form_load (self->form, self->profile);
}

static void
name_changed_cb (KeyrackProfilePage *self)
{
  g_assert (KEYRACK_IS_PROFILE_PAGE (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static const char *
get_title (KeyrackProfilePage *self)
{
  return self->profile != NULL ? keyrack_profile_get_name (self->profile) : _("New Connection");
}

static void
keyrack_profile_page_dispose (GObject *object)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;

  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_PROFILE_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->profile_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->banner);
  g_clear_object (&self->profile);
  g_clear_object (&self->journal);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  if (self->drafts != NULL)
    keyrack_draft_file_settle (self->drafts);
  g_clear_object (&self->drafts);
  g_clear_pointer (&self->discarded, keyrack_form_step_free);
  g_clear_pointer (&self->recalled, g_free);
  g_clear_pointer (&self->parked, g_ptr_array_unref);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (keyrack_profile_page_parent_class)->dispose (object);
}

static void
keyrack_profile_page_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (object);

  switch (property_id)
    {
    case PROP_BANNER:
      g_value_set_object (value, self->banner);
      break;
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, keyrack_profile_page_get_dirty (self));
      break;
    case PROP_DRAFT:
      g_value_set_object (value, keyrack_connection_form_get_draft (self->form));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, keyrack_profile_page_is_locked_out (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem != NULL ? self->problem->message : NULL);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_RECALLED:
      g_value_set_string (value, self->recalled);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_STALE:
      g_value_set_boolean (value, self->stale);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_profile_page_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackProfilePage *self = KEYRACK_PROFILE_PAGE (object);

  switch (property_id)
    {
    case PROP_BANNER:
      g_set_object (&self->banner, g_value_get_object (value));
      break;
    case PROP_CLIENT:
      g_set_object (&self->client, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;
    case PROP_JOURNAL:
      g_set_object (&self->journal, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      keyrack_profile_page_set_profile (self, g_value_get_object (value));
      break;
    case PROP_STALE:
      self->stale = g_value_get_boolean (value);
      break;
    case PROP_STORE:
      g_set_object (&self->store, g_value_get_object (value));
      keyrack_profile_page_open_drafts (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_BANNER] = g_param_spec_object ("banner", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, KEYRACK_TYPE_HTTP_CLIENT, flags);
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, read_only);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, KEYRACK_TYPE_PROFILE, read_only);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, flags);
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, read_only);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, read_only);
  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, KEYRACK_TYPE_PROFILE, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RECALLED] = g_param_spec_string ("recalled", NULL, NULL, NULL, read_only);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, read_only);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KEYRACK_TYPE_TEST_SESSION, read_only);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, FALSE, flags);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, KEYRACK_TYPE_PROFILE_STORE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, read_only);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", G_TYPE_FROM_CLASS (object_class), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAVED] =
    g_signal_new ("saved", G_TYPE_FROM_CLASS (object_class), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 1, KEYRACK_TYPE_PROFILE);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, content);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, details);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, form);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, previous_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, previous_list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, result_view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KeyrackProfilePage, toasts);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  keyrack_closures_bind (widget_class);
  keyrack_profile_page_bind_closures (widget_class);
}

static void
keyrack_profile_page_class_init (KeyrackProfilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_profile_page_dispose;
  object_class->get_property = keyrack_profile_page_get_property;
  object_class->set_property = keyrack_profile_page_set_property;

  install_properties (object_class);
  keyrack_profile_page_install_actions (widget_class);
  keyrack_profile_page_install_cause_actions (widget_class);
  keyrack_profile_page_install_copy_actions (widget_class);
  keyrack_profile_page_install_discard_actions (widget_class);
  keyrack_profile_page_install_duplicate_action (widget_class);
  keyrack_profile_page_install_previous_actions (widget_class);

  g_type_ensure (KEYRACK_TYPE_CONNECTION_FORM);
  g_type_ensure (KEYRACK_TYPE_DETAILS_CARD);
  g_type_ensure (KEYRACK_TYPE_TEST_RESULT_VIEW);
  bind_template (widget_class);
}

static void
keyrack_profile_page_init (KeyrackProfilePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->parked = g_ptr_array_new_with_free_func (g_object_unref);
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  self->session_signals = g_signal_group_new (KEYRACK_TYPE_TEST_SESSION);
  self->session = keyrack_test_session_new (NULL, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_group_connect_swapped (self->profile_signals, "notify::revision", G_CALLBACK (revision_changed_cb), self);
  g_signal_group_connect_swapped (self->profile_signals, "notify::name", G_CALLBACK (name_changed_cb), self);
  g_signal_group_connect_swapped (self->profile_signals, "notify::previous",
                                  G_CALLBACK (keyrack_profile_page_show_previous), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::result", G_CALLBACK (result_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::running", G_CALLBACK (result_changed_cb), self);
  keyrack_profile_page_set_session (self, self->session);

  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->menu_button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Connection Menu"),
                                  -1);
}

void
keyrack_profile_page_set_problem (KeyrackProfilePage *self,
                                  const GError       *problem)
{
  if (self->problem == NULL && problem == NULL)
    return;

  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* What was brought back after a crash, until it is saved or left. */
void
keyrack_profile_page_set_recalled (KeyrackProfilePage *self,
                                   const char         *recalled)
{
  if (g_strcmp0 (self->recalled, recalled) == 0)
    return;

  g_free (self->recalled);
  self->recalled = g_strdup (recalled);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECALLED]);
}

void
keyrack_profile_page_set_saving (KeyrackProfilePage *self,
                                 gboolean            saving)
{
  self->saving = saving;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", !saving);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

void
keyrack_profile_page_emit_saved (KeyrackProfilePage *self)
{
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, self->profile);
}

void
keyrack_profile_page_emit_closed (KeyrackProfilePage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

GtkWidget *
keyrack_profile_page_new (void)
{
  return g_object_new (KEYRACK_TYPE_PROFILE_PAGE, NULL);
}

KeyrackProfile *
keyrack_profile_page_get_profile (KeyrackProfilePage *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_PAGE (self), NULL);

  return self->profile;
}

gboolean
keyrack_profile_page_get_dirty (KeyrackProfilePage *self)
{
  g_return_val_if_fail (KEYRACK_IS_PROFILE_PAGE (self), FALSE);

  return keyrack_connection_form_get_dirty (self->form);
}
