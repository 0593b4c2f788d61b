/* keyrack-field-note.c: the line under a field: what it is, what is wrong, what was tidied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-field-note.h"

#include <glib/gi18n.h>

typedef enum
{
  NOTE_NONE,
  NOTE_CAPTION,
  NOTE_OFFER,
  NOTE_NOTICE,
  NOTE_WARNING,
  NOTE_PROBLEM,
} NoteKind;

static const char * const kind_classes[] = { NULL, NULL, "notice", "notice", "warning", "error" };
static const char * const field_classes[] = { NULL, "noted", "noticed", "noticed", "noticed", "noted" };

struct _KeyrackFieldNote
{
  GtkListBoxRow  parent_instance;

  GtkImage      *image;
  GtkLabel      *label;
  GtkButton     *button;

  GtkWidget     *field;
  char          *action_label;
  char          *caption;
  char          *notice;
  char          *offer;
  char          *problem;
  char          *warning;
  gboolean       show_caption;
  gboolean       undoable;
  NoteKind       kind;
};

G_DEFINE_FINAL_TYPE (KeyrackFieldNote, keyrack_field_note, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_0,
  PROP_ACTION_LABEL,
  PROP_CAPTION,
  PROP_FIELD,
  PROP_NOTICE,
  PROP_OFFER,
  PROP_PROBLEM,
  PROP_SHOW_CAPTION,
  PROP_TEXT,
  PROP_UNDOABLE,
  PROP_WARNING,
  N_PROPS,
};

enum
{
  SIGNAL_ACT,
  SIGNAL_UNDO,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static NoteKind
find_kind (KeyrackFieldNote *self)
{
  if (is_text (self->problem))
    return NOTE_PROBLEM;
  if (is_text (self->warning))
    return NOTE_WARNING;
  if (is_text (self->notice))
    return NOTE_NOTICE;
  if (is_text (self->offer))
    return NOTE_OFFER;
  if (is_text (self->caption) && self->show_caption)
    return NOTE_CAPTION;

  return NOTE_NONE;
}

static const char *
get_text (KeyrackFieldNote *self)
{
  switch (self->kind)
    {
    case NOTE_PROBLEM:
      return self->problem;
    case NOTE_NOTICE:
      return self->notice;
    case NOTE_WARNING:
      return self->warning;
    case NOTE_OFFER:
      return self->offer;
    case NOTE_CAPTION:
      return self->caption;
    case NOTE_NONE:
    default:
      return NULL;
    }
}

static void
exchange_class (GtkWidget  *widget,
                const char *before,
                const char *after)
{
  if (before != NULL)
    gtk_widget_remove_css_class (widget, before);
  if (after != NULL)
    gtk_widget_add_css_class (widget, after);
}

static void
mark_field (KeyrackFieldNote *self,
            NoteKind          before)
{
  gboolean wrong = self->kind == NOTE_PROBLEM;

  exchange_class (self->field, field_classes[before], field_classes[self->kind]);
  exchange_class (self->field, wrong ? NULL : "error", wrong ? "error" : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  /* A tooltip is a description too, and would replace this one. */
  gtk_widget_set_tooltip_text (self->field, self->kind == NOTE_NONE ? self->caption : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->kind == NOTE_NONE ? self->caption : get_text (self),
                                  -1);
}

static void
set_field (KeyrackFieldNote *self,
           GtkWidget        *field)
{
  if (self->field != NULL)
    {
      exchange_class (self->field, field_classes[self->kind], NULL);
      exchange_class (self->field, "error", NULL);
    }

  g_set_object (&self->field, field);
  self->kind = NOTE_NONE;
}

static const char *
get_icon (KeyrackFieldNote *self)
{
  switch (self->kind)
    {
    case NOTE_PROBLEM:
      return "dialog-error-symbolic";
    case NOTE_WARNING:
      return "dialog-warning-symbolic";
    case NOTE_OFFER:
      return "dialog-password-symbolic";
    case NOTE_NOTICE:
      return "edit-paste-symbolic";
    case NOTE_CAPTION:
    case NOTE_NONE:
    default:
      return NULL;
    }
}

static const char *
get_button_label (KeyrackFieldNote *self)
{
  switch (self->kind)
    {
    case NOTE_WARNING:
    case NOTE_OFFER:
      return is_text (self->action_label) ? self->action_label : NULL;
    case NOTE_NOTICE:
      return self->undoable ? _("Undo") : NULL;
    case NOTE_PROBLEM:
    case NOTE_CAPTION:
    case NOTE_NONE:
    default:
      return NULL;
    }
}

/* Not by expressions: a button that was just clicked can outlive the note, and an expression
 * that outlives the widget it looks at warns (GTK 4.8). */
static void
show_parts (KeyrackFieldNote *self)
{
  const char *button_label = get_button_label (self);

  if (self->label == NULL)
    return;

  gtk_image_set_from_icon_name (self->image, get_icon (self));
  gtk_widget_set_visible (GTK_WIDGET (self->image), get_icon (self) != NULL);
  gtk_label_set_label (self->label, get_text (self) != NULL ? get_text (self) : "");
  if (button_label != NULL)
    gtk_button_set_label (self->button, button_label);
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL);
}

static void
texts_changed (KeyrackFieldNote *self)
{
  NoteKind before = self->kind;

  self->kind = find_kind (self);
  exchange_class (GTK_WIDGET (self), kind_classes[before], kind_classes[self->kind]);
  gtk_widget_set_visible (GTK_WIDGET (self), self->kind != NOTE_NONE);
  if (self->field != NULL)
    mark_field (self, before);
  show_parts (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
clicked_cb (KeyrackFieldNote *self)
{
  g_assert (KEYRACK_IS_FIELD_NOTE (self));

  g_signal_emit (self, signals[self->kind == NOTE_NOTICE ? SIGNAL_UNDO : SIGNAL_ACT], 0);
}

static void
keyrack_field_note_dispose (GObject *object)
{
  KeyrackFieldNote *self = KEYRACK_FIELD_NOTE (object);

  g_clear_object (&self->field);
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_FIELD_NOTE);

  G_OBJECT_CLASS (keyrack_field_note_parent_class)->dispose (object);
}

static void
keyrack_field_note_finalize (GObject *object)
{
  KeyrackFieldNote *self = KEYRACK_FIELD_NOTE (object);

  g_clear_pointer (&self->action_label, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_pointer (&self->offer, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->warning, g_free);

  G_OBJECT_CLASS (keyrack_field_note_parent_class)->finalize (object);
}

static void
keyrack_field_note_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  KeyrackFieldNote *self = KEYRACK_FIELD_NOTE (object);

  switch (property_id)
    {
    case PROP_ACTION_LABEL:
      g_value_set_string (value, self->action_label);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_OFFER:
      g_value_set_string (value, self->offer);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_SHOW_CAPTION:
      g_value_set_boolean (value, self->show_caption);
      break;
    case PROP_TEXT:
      g_value_set_string (value, get_text (self));
      break;
    case PROP_UNDOABLE:
      g_value_set_boolean (value, self->undoable);
      break;
    case PROP_WARNING:
      g_value_set_string (value, self->warning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
take_string (char         **string,
             const GValue  *value)
{
  g_free (*string);
  *string = g_value_dup_string (value);
}

static void
keyrack_field_note_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  KeyrackFieldNote *self = KEYRACK_FIELD_NOTE (object);

  switch (property_id)
    {
    case PROP_ACTION_LABEL:
      take_string (&self->action_label, value);
      break;
    case PROP_CAPTION:
      take_string (&self->caption, value);
      break;
    case PROP_FIELD:
      set_field (self, g_value_get_object (value));
      break;
    case PROP_NOTICE:
      take_string (&self->notice, value);
      break;
    case PROP_OFFER:
      take_string (&self->offer, value);
      break;
    case PROP_PROBLEM:
      take_string (&self->problem, value);
      break;
    case PROP_SHOW_CAPTION:
      self->show_caption = g_value_get_boolean (value);
      break;
    case PROP_UNDOABLE:
      self->undoable = g_value_get_boolean (value);
      break;
    case PROP_WARNING:
      take_string (&self->warning, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }

  texts_changed (self);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  properties[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_OFFER] = g_param_spec_string ("offer", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_SHOW_CAPTION] = g_param_spec_boolean ("show-caption", NULL, NULL, FALSE, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, read_only);
  properties[PROP_UNDOABLE] = g_param_spec_boolean ("undoable", NULL, NULL, FALSE, flags);
  properties[PROP_WARNING] = g_param_spec_string ("warning", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_field_note_class_init (KeyrackFieldNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_field_note_dispose;
  object_class->finalize = keyrack_field_note_finalize;
  object_class->get_property = keyrack_field_note_get_property;
  object_class->set_property = keyrack_field_note_set_property;

  install_properties (object_class);

  signals[SIGNAL_ACT] =
    g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNDO] =
    g_signal_new ("undo", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-field-note.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackFieldNote, button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackFieldNote, image);
  gtk_widget_class_bind_template_child (widget_class, KeyrackFieldNote, label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
keyrack_field_note_init (KeyrackFieldNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
