/* keyrack-closures.c: pure functions for expressions in templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-closures.h"

static const char *
status_icon (KeyrackVerdict verdict)
{
  switch (verdict)
    {
    case KEYRACK_VERDICT_WORKS:
      return "object-select-symbolic";
    case KEYRACK_VERDICT_REFUSED:
      return "dialog-error-symbolic";
    case KEYRACK_VERDICT_UNDECIDED:
      return "dialog-warning-symbolic";
    case KEYRACK_VERDICT_NO_SECRET:
      return "dialog-password-symbolic";
    case KEYRACK_VERDICT_NOT_TESTED:
    default:
      return "dialog-question-symbolic";
    }
}

static const char *
status_class (KeyrackVerdict verdict)
{
  switch (verdict)
    {
    case KEYRACK_VERDICT_WORKS:
      return "success";
    case KEYRACK_VERDICT_REFUSED:
      return "error";
    case KEYRACK_VERDICT_UNDECIDED:
    case KEYRACK_VERDICT_NO_SECRET:
      return "warning";
    case KEYRACK_VERDICT_NOT_TESTED:
    default:
      return "dim-label";
    }
}

static KeyrackVerdict
verdict_of (KeyrackTestResult *result)
{
  return result != NULL ? keyrack_test_result_get_verdict (result) : KEYRACK_VERDICT_NOT_TESTED;
}

/**
 * keyrack_closures_bind:
 * @widget_class: the class of a widget with a template
 *
 * Makes every function of this file known to the template of @widget_class by its own name.
 */
void
keyrack_closures_bind (GtkWidgetClass *widget_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (widget_class));

  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_and);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_not);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_text_or);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_current_result);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_icon);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_classes);
}

gboolean
keyrack_closure_and (GObject  *self,
                     gboolean  a,
                     gboolean  b)
{
  return a && b;
}

gboolean
keyrack_closure_not (GObject  *self,
                     gboolean  a)
{
  return !a;
}

gboolean
keyrack_closure_has_text (GObject    *self,
                          const char *text)
{
  return text != NULL && *text != '\0';
}

char *
keyrack_closure_text_or (GObject    *self,
                         const char *text,
                         const char *fallback)
{
  return g_strdup (keyrack_closure_has_text (self, text) ? text : fallback);
}

/* The result as long as it speaks for these values; a changed value makes it untested. */
KeyrackTestResult *
keyrack_closure_current_result (GObject           *self,
                                KeyrackTestResult *result,
                                const char        *instance,
                                const char        *region,
                                const char        *client_id,
                                const char        *secret_ref)
{
  if (result == NULL || !keyrack_test_result_is_about (result, instance, region, client_id, secret_ref))
    return NULL;

  return g_object_ref (result);
}

char *
keyrack_closure_status_icon (GObject           *self,
                             KeyrackTestResult *result)
{
  return g_strdup (status_icon (verdict_of (result)));
}

char **
keyrack_closure_status_classes (GObject           *self,
                                KeyrackTestResult *result)
{
  const char *classes[] = { status_class (verdict_of (result)), NULL };

  return g_strdupv ((char **) classes);
}
