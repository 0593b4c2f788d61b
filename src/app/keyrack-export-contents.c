/* keyrack-export-contents.c: what will stand in an exported file, and what will not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-contents.h"

#include <glib/gi18n.h>

struct _KeyrackExportContents
{
  AdwBin  parent_instance;

  /* Borrowed references */
  GtkBox *lines;
};

G_DEFINE_FINAL_TYPE (KeyrackExportContents, keyrack_export_contents, ADW_TYPE_BIN)

static void
add_line (KeyrackExportContents *self,
          gboolean               inside,
          const char            *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", inside ? "object-select-symbolic" : "process-stop-symbolic",
                                  "valign", GTK_ALIGN_START,
                                  NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  if (!inside)
    gtk_widget_add_css_class (line, "dim-label");

  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->lines, line);
}

static void
keyrack_export_contents_class_init (KeyrackExportContentsClass *klass)
{
}

static void
keyrack_export_contents_init (KeyrackExportContents *self)
{
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "export-contents");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->lines));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

void
keyrack_export_contents_set (KeyrackExportContents *self,
                             gboolean               has_details,
                             gboolean               has_secrets,
                             const char            *secrets)
{
  GtkWidget *line = NULL;

  g_return_if_fail (KEYRACK_IS_EXPORT_CONTENTS (self));
  g_return_if_fail (secrets != NULL);

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);

  add_line (self, TRUE, _("Name, instance, region, client ID"));
  add_line (self, has_details, has_details ? _("Tags, environment, notes") : _("No tags, no environment, no notes"));
  add_line (self, has_secrets, secrets);
  add_line (self, FALSE, _("No access tokens, no test results"));
}
