/* keyrack-banner.c: one sentence across a pane, with one button when something can be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-banner.h"

#include "keyrack-closures.h"
#include "keyrack-fold-box.h"

#define TWO_BUTTONS_WIDTH 640

struct _KeyrackBanner
{
  AdwBin    parent_instance;

  char     *title;
  char     *icon_name;
  char     *button_label;
  char     *action_name;
  char     *other_label;
  char     *other_action;
  gboolean  revealed;
};

G_DEFINE_FINAL_TYPE (KeyrackBanner, keyrack_banner, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_OTHER_LABEL,
  PROP_OTHER_ACTION,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char **
string_of (KeyrackBanner *self,
           guint          prop_id)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      return &self->title;
    case PROP_ICON_NAME:
      return &self->icon_name;
    case PROP_BUTTON_LABEL:
      return &self->button_label;
    case PROP_ACTION_NAME:
      return &self->action_name;
    case PROP_OTHER_LABEL:
      return &self->other_label;
    case PROP_OTHER_ACTION:
      return &self->other_action;
    default:
      return NULL;
    }
}

/* One short button has room beside the text, two have not in a narrow pane. */
static int
fold_width (KeyrackBanner *self,
            const char    *other_label)
{
  return other_label != NULL ? TWO_BUTTONS_WIDTH : 1;
}

static void
keyrack_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KEYRACK_TYPE_BANNER);

  G_OBJECT_CLASS (keyrack_banner_parent_class)->dispose (object);
}

static void
keyrack_banner_finalize (GObject *object)
{
  KeyrackBanner *self = KEYRACK_BANNER (object);

  g_free (self->title);
  g_free (self->icon_name);
  g_free (self->button_label);
  g_free (self->action_name);
  g_free (self->other_label);
  g_free (self->other_action);

  G_OBJECT_CLASS (keyrack_banner_parent_class)->finalize (object);
}

static void
keyrack_banner_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  KeyrackBanner *self = KEYRACK_BANNER (object);
  char **string = string_of (self, prop_id);

  if (string != NULL)
    g_value_set_string (value, *string);
  else if (prop_id == PROP_REVEALED)
    g_value_set_boolean (value, self->revealed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
set_string (KeyrackBanner *self,
            char         **string,
            const char    *value,
            GParamSpec    *pspec)
{
  if (g_strcmp0 (*string, value) == 0)
    return;

  g_free (*string);
  *string = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_revealed (KeyrackBanner *self,
              gboolean       revealed)
{
  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
keyrack_banner_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  KeyrackBanner *self = KEYRACK_BANNER (object);
  char **string = string_of (self, prop_id);

  if (string != NULL)
    set_string (self, string, g_value_get_string (value), pspec);
  else if (prop_id == PROP_REVEALED)
    set_revealed (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
keyrack_banner_class_init (KeyrackBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = keyrack_banner_dispose;
  object_class->finalize = keyrack_banner_finalize;
  object_class->get_property = keyrack_banner_get_property;
  object_class->set_property = keyrack_banner_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_LABEL] = g_param_spec_string ("other-label", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_ACTION] = g_param_spec_string ("other-action", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, fold_width);
  keyrack_closures_bind (widget_class);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
}

static void
keyrack_banner_init (KeyrackBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
