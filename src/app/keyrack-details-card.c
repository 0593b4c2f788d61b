/* keyrack-details-card.c: the card “More”: environment, tags, note, rotation, dates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-details-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "keyrack-accessible.h"
#include "keyrack-details-text.h"
#include "keyrack-fact-list.h"
#include "keyrack-field-note.h"
#include "keyrack-form-text.h"
#include "keyrack-interval-row.h"
#include "keyrack-permissions-row.h"
#include "keyrack-tags.h"

/* What is offered for the environment; anything else can be typed. */
static const char * const environments[] = { N_("Production"), N_("Test"), N_("Development") };

struct _KeyrackDetailsCard
{
  GtkWidget           parent_instance;

  /* Template widgets. */
  GtkWidget          *list;
  AdwExpanderRow     *expander;
  GtkWidget          *environment_row;
  GtkMenuButton      *environment_button;
  GtkWidget          *tags_row;
  KeyrackIntervalRow *interval_row;
  GtkSpinButton      *days_button;
  GtkWidget          *overdue_note;
  GtkWidget          *permissions_row;
  GtkTextView        *note_view;
  GtkWidget          *replace_row;
  GtkWidget          *dates_row;
  KeyrackFactList    *dates;

  KeyrackProfile     *draft;
  KeyrackProfile     *profile;
  KeyrackJournal     *journal;
  GBindingGroup      *bindings;
  GSignalGroup       *draft_signals;
  GSignalGroup       *profile_signals;
  guint               flaws;
  guint               shown_flaws;
};

G_DEFINE_FINAL_TYPE (KeyrackDetailsCard, keyrack_details_card, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DRAFT,
  PROP_FLAWS,
  PROP_JOURNAL,
  PROP_PROFILE,
  PROP_SHOWN_FLAWS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
tags_to_text (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  g_value_take_string (to, keyrack_tags_join (g_value_get_boxed (from)));

  return TRUE;
}

static gboolean
text_to_tags (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  g_value_take_boxed (to, keyrack_tags_parse (g_value_get_string (from)));

  return TRUE;
}

/* Shown as they will be stored once typing is over. */
static void
tags_left_cb (KeyrackDetailsCard *self)
{
  g_autofree char *text = NULL;

  g_assert (KEYRACK_IS_DETAILS_CARD (self));

  if (self->draft == NULL)
    return;

  text = keyrack_tags_join (keyrack_profile_get_tags (self->draft));
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->tags_row))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->tags_row), text);
}

static void
show_texts (KeyrackDetailsCard *self)
{
  g_autofree char *essence = self->draft != NULL ? keyrack_details_text_dup_essence (self->draft, now ()) : NULL;
  g_autofree char *overdue = self->draft != NULL ? keyrack_details_text_dup_overdue (self->draft, now ()) : NULL;

  adw_expander_row_set_subtitle (self->expander, essence);
  g_object_set (self->overdue_note, "warning", overdue, NULL);
}

static void
show_dates (KeyrackDetailsCard *self)
{
  guint days = self->draft != NULL ? keyrack_profile_get_rotate_every_days (self->draft) : 0;
  gint64 last_success = 0;
  g_autoptr(GPtrArray) dates = NULL;

  if (self->profile != NULL && self->journal != NULL)
    last_success = keyrack_journal_get_last_success (self->journal, keyrack_profile_get_id (self->profile));

  dates = keyrack_details_text_list_dates (self->profile, days, last_success, now ());
  keyrack_fact_list_set_facts (self->dates, dates);
  gtk_widget_set_visible (self->dates_row, dates->len > 0);
  gtk_widget_set_visible (self->replace_row, self->profile != NULL);
}

static void
draft_changed_cb (KeyrackDetailsCard *self)
{
  g_assert (KEYRACK_IS_DETAILS_CARD (self));

  show_texts (self);
  show_dates (self);
}

/* Ages are read when the card is unfolded. */
static void
expanded_cb (KeyrackDetailsCard *self)
{
  g_assert (KEYRACK_IS_DETAILS_CARD (self));

  draft_changed_cb (self);
}

static void
entry_activated_cb (KeyrackDetailsCard *self)
{
  g_assert (KEYRACK_IS_DETAILS_CARD (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "page.test", NULL);
}

static void
environment_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  KeyrackDetailsCard *self = KEYRACK_DETAILS_CARD (widget);

  if (self->draft != NULL)
    keyrack_profile_set_environment (self->draft, g_variant_get_string (parameter, NULL));
}

static GMenuModel *
environment_menu_new (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (environments); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(environments[i]), NULL);

      g_menu_item_set_action_and_target (item, "details.environment", "s", _(environments[i]));
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

static void
bind_draft (KeyrackDetailsCard *self)
{
  GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  g_binding_group_bind (self->bindings, "environment", self->environment_row, "text", flags);
  g_binding_group_bind_full (self->bindings, "tags", self->tags_row, "text", flags,
                             tags_to_text, text_to_tags, NULL, NULL);
  g_binding_group_bind (self->bindings, "rotate-every-days", self->interval_row, "days", flags);
  g_binding_group_bind (self->bindings, "rotate-every-days", self->days_button, "value", flags);
  g_binding_group_bind (self->bindings, "intended-permissions", self->permissions_row, "intended", flags);
  g_binding_group_bind (self->bindings, "note", gtk_text_view_get_buffer (self->note_view), "text", flags);
}

static void
set_draft (KeyrackDetailsCard *self,
           KeyrackProfile     *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  g_binding_group_set_source (self->bindings, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  draft_changed_cb (self);
}

static void
set_profile (KeyrackDetailsCard *self,
             KeyrackProfile     *profile)
{
  if (!g_set_object (&self->profile, profile))
    return;

  g_signal_group_set_target (self->profile_signals, profile);
  show_dates (self);
}

static void
keyrack_details_card_dispose (GObject *object)
{
  KeyrackDetailsCard *self = KEYRACK_DETAILS_CARD (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->profile_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_DETAILS_CARD);
  g_clear_object (&self->draft);
  g_clear_object (&self->profile);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (keyrack_details_card_parent_class)->dispose (object);
}

static void
keyrack_details_card_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  KeyrackDetailsCard *self = KEYRACK_DETAILS_CARD (object);

  switch (property_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;
    case PROP_FLAWS:
      g_value_set_uint (value, self->flaws);
      break;
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_SHOWN_FLAWS:
      g_value_set_uint (value, self->shown_flaws);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_details_card_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  KeyrackDetailsCard *self = KEYRACK_DETAILS_CARD (object);

  switch (property_id)
    {
    case PROP_DRAFT:
      set_draft (self, g_value_get_object (value));
      break;
    case PROP_FLAWS:
      self->flaws = g_value_get_uint (value);
      break;
    case PROP_JOURNAL:
      g_set_object (&self->journal, g_value_get_object (value));
      break;
    case PROP_PROFILE:
      set_profile (self, g_value_get_object (value));
      break;
    case PROP_SHOWN_FLAWS:
      self->shown_flaws = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-details-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, dates);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, dates_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, days_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, environment_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, environment_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, expander);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, interval_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, note_view);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, overdue_note);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, permissions_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, replace_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackDetailsCard, tags_row);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, tags_left_cb);
  keyrack_form_text_bind (widget_class);
}

static void
keyrack_details_card_class_init (KeyrackDetailsCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_details_card_dispose;
  object_class->get_property = keyrack_details_card_get_property;
  object_class->set_property = keyrack_details_card_set_property;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, KEYRACK_TYPE_PROFILE, flags);
  properties[PROP_FLAWS] = g_param_spec_uint ("flaws", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL, flags);
  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, KEYRACK_TYPE_PROFILE, flags);
  properties[PROP_SHOWN_FLAWS] = g_param_spec_uint ("shown-flaws", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "details.environment", "s", environment_action);

  g_type_ensure (KEYRACK_TYPE_FACT_LIST);
  g_type_ensure (KEYRACK_TYPE_FIELD_NOTE);
  g_type_ensure (KEYRACK_TYPE_INTERVAL_ROW);
  g_type_ensure (KEYRACK_TYPE_PERMISSIONS_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

/* From the whole to its parts, each of which has a better name. */
static void
name_parts (KeyrackDetailsCard *self)
{
  keyrack_accessible_name_parts (GTK_WIDGET (self->expander), _("More"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->environment_button), _("Choose an Environment"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->interval_row), _("Rotate every"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->days_button), _("Days between rotations"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
}

static void
keyrack_details_card_init (KeyrackDetailsCard *self)
{
  g_autoptr(GMenuModel) menu = environment_menu_new ();
  g_autoptr(GSettings) settings = g_settings_new (KEYRACK_APP_ID);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (settings, "show-more", self->expander, "expanded", G_SETTINGS_BIND_DEFAULT);
  gtk_menu_button_set_menu_model (self->environment_button, menu);
  name_parts (self);

  self->bindings = g_binding_group_new ();
  self->draft_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_swapped (self->draft_signals, "notify", G_CALLBACK (draft_changed_cb), self);
  g_signal_group_connect_swapped (self->profile_signals, "notify", G_CALLBACK (show_dates), self);
  bind_draft (self);
}

/**
 * keyrack_details_card_focus_flaw:
 * @self: a details card
 * @flaws: what is wrong with the form
 *
 * Unfolds the card and goes to the first of its fields that is wrong, if one is.
 */
void
keyrack_details_card_focus_flaw (KeyrackDetailsCard *self,
                                 guint               flaws)
{
  GtkWidget *field = NULL;

  g_return_if_fail (KEYRACK_IS_DETAILS_CARD (self));

  if (flaws & keyrack_form_text_get_flaws ("environment"))
    field = self->environment_row;
  else if (flaws & keyrack_form_text_get_flaws ("tags"))
    field = self->tags_row;
  else if (flaws & keyrack_form_text_get_flaws ("note"))
    field = GTK_WIDGET (self->note_view);

  if (field == NULL)
    return;

  adw_expander_row_set_expanded (self->expander, TRUE);
  gtk_widget_grab_focus (field);
}
