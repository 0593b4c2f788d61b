/* keyrack-first-run.c: what the window shows while there is no connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-first-run.h"

#include "keyrack-main-menu.h"

struct _KeyrackFirstRun
{
  AdwBin     parent_instance;

  /* Owned references */
  GtkWidget *banner;
};

G_DEFINE_FINAL_TYPE (KeyrackFirstRun, keyrack_first_run, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BANNER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
keyrack_first_run_dispose (GObject *object)
{
  KeyrackFirstRun *self = KEYRACK_FIRST_RUN (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_FIRST_RUN);
  g_clear_object (&self->banner);

  G_OBJECT_CLASS (keyrack_first_run_parent_class)->dispose (object);
}

static void
keyrack_first_run_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackFirstRun *self = KEYRACK_FIRST_RUN (object);

  switch (prop_id)
    {
    case PROP_BANNER:
      g_value_set_object (value, self->banner);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_first_run_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  KeyrackFirstRun *self = KEYRACK_FIRST_RUN (object);

  switch (prop_id)
    {
    case PROP_BANNER:
      if (g_set_object (&self->banner, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_first_run_class_init (KeyrackFirstRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_first_run_dispose;
  object_class->get_property = keyrack_first_run_get_property;
  object_class->set_property = keyrack_first_run_set_property;

  properties[PROP_BANNER] =
    g_param_spec_object ("banner", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-first-run.ui");

  g_type_ensure (KEYRACK_TYPE_MAIN_MENU);
}

static void
keyrack_first_run_init (KeyrackFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
