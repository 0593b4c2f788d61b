/* keyrack-guide.c: how to create the credential in Nexthink, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-guide.h"

#include "keyrack-fold-box.h"

struct _KeyrackGuide
{
  AdwWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (KeyrackGuide, keyrack_guide, ADW_TYPE_WINDOW)

static void
keyrack_guide_class_init (KeyrackGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KEYRACK_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-guide.ui");
}

static void
keyrack_guide_init (KeyrackGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
keyrack_guide_new (void)
{
  return g_object_new (KEYRACK_TYPE_GUIDE, NULL);
}
