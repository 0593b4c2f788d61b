/* keyrack-form-text.h: which flaw belongs to which field, and its sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fields are "name", "instance", "region", "client-id", "secret". */
void        keyrack_form_text_bind          (GtkWidgetClass   *widget_class);
guint       keyrack_form_text_get_flaws     (const char       *field);
const char *keyrack_form_text_get_problem   (const char       *field,
                                             guint             flaws);
float       keyrack_form_text_get_alignment (const char       *text,
                                             GtkTextDirection  direction);

G_END_DECLS
