/* keyrack-closures.c: pure functions for expressions in templates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-closures.h"

#include <glib/gi18n.h>

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

static char **
dup_classes (const char *first,
             const char *second)
{
  const char *classes[] = { first, second, NULL };

  return g_strdupv ((char **) classes);
}

/* The program offers the words in the person's language; files may have the English ones. */
static gboolean
is_word (const char *text,
         const char *english)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *original = g_utf8_casefold (english, -1);
  g_autofree char *translated = g_utf8_casefold (_(english), -1);

  return g_str_equal (folded, original) || g_str_equal (folded, translated);
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

  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_has_text);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_text_or);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_current_result);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_icon);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_classes);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_word);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_status_word_classes);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_profile_title);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_profile_place);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_profile_label);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_environment_classes);
  gtk_widget_class_bind_template_callback (widget_class, keyrack_closure_summary);
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
  return dup_classes (status_class (verdict_of (result)), NULL);
}

char *
keyrack_closure_status_word (GObject           *self,
                             KeyrackTestResult *result,
                             gboolean           testing)
{
  if (testing)
    return g_strdup (_("Testing…"));

  return g_strdup (keyrack_outcome_get_word (result != NULL ? keyrack_test_result_get_outcome (result)
                                                            : KEYRACK_OUTCOME_NOT_TESTED));
}

/* Only what went wrong has a colour: a list of good connections is calm. */
char **
keyrack_closure_status_word_classes (GObject           *self,
                                     KeyrackTestResult *result,
                                     gboolean           testing)
{
  KeyrackVerdict verdict = verdict_of (result);

  if (testing || verdict == KEYRACK_VERDICT_WORKS)
    return dup_classes ("caption", "dim-label");

  return dup_classes ("caption", status_class (verdict));
}

char *
keyrack_closure_profile_title (GObject    *self,
                               const char *name,
                               guint64     revision)
{
  return g_strdup (revision > 0 ? name : _("New Connection"));
}

char *
keyrack_closure_profile_place (GObject    *self,
                               const char *instance,
                               const char *region,
                               guint64     revision)
{
  if (revision == 0)
    return g_strdup (_("Not saved yet"));

  /* Translators: the name of an instance, then its region: “acme · eu” */
  return g_strdup_printf (_("%s · %s"), instance, region);
}

/* What a screen reader says of a row. */
char *
keyrack_closure_profile_label (GObject    *self,
                               const char *title,
                               const char *place,
                               const char *environment,
                               const char *word)
{
  const char *parts[] = { title, place, environment, word };
  GString *label = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!keyrack_closure_has_text (self, parts[i]))
        continue;

      if (label->len > 0)
        g_string_append (label, ", ");

      g_string_append (label, parts[i]);
    }

  return g_string_free (label, FALSE);
}

char **
keyrack_closure_environment_classes (GObject    *self,
                                     const char *environment)
{
  if (environment != NULL && is_word (environment, N_("Production")))
    return dup_classes ("badge", "production");

  if (environment != NULL && is_word (environment, N_("Test")))
    return dup_classes ("badge", "test");

  return dup_classes ("badge", NULL);
}

char *
keyrack_closure_summary (GObject *self,
                         guint    n_profiles,
                         guint    n_tested,
                         guint    n_working)
{
  if (n_tested == 0)
    /* Translators: %u is how many connections there are */
    return g_strdup_printf (ngettext ("%u connection", "%u connections", n_profiles), n_profiles);

  /* Translators: how many connections work, of how many there are: “6 of 9 work” */
  return g_strdup_printf (ngettext ("%u of %u works", "%u of %u work", n_working), n_working, n_profiles);
}
