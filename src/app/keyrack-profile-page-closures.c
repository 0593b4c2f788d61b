/* keyrack-profile-page-closures.c: what follows from the state of the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-page-private.h"

#include <glib/gi18n.h>

/* With edits Discard is the way back, and 360 pixels have no room for both. */
static gboolean
has_back (GObject  *self,
          gboolean  folded,
          gboolean  is_new,
          gboolean  dirty)
{
  return folded && !is_new && !dirty;
}

/* Between Discard and Save nothing else has room in a narrow window. */
static gboolean
has_title (GObject  *self,
           gboolean  folded,
           gboolean  is_new,
           gboolean  dirty)
{
  return !folded || (!is_new && !dirty);
}

static gboolean
is_unsaved (GObject  *self,
            gboolean  is_new,
            gboolean  dirty)
{
  return is_new || dirty;
}

static gboolean
is_settled (GObject  *self,
            gboolean  is_new,
            gboolean  dirty)
{
  return !is_new && !dirty;
}

static gboolean
is_stale (GObject           *self,
          KeyrackTestResult *result,
          guint              tested_serial,
          const char        *instance,
          const char        *region,
          const char        *client_id,
          const char        *secret_ref,
          guint              secret_serial)
{
  if (result == NULL)
    return FALSE;

  return tested_serial != secret_serial ||
         !keyrack_test_result_is_about (result, instance, region, client_id,
                                        secret_serial != 0 ? "" : secret_ref);
}

/* After a good test of what is typed, saving it is the next step; before, testing it. */
static gboolean
is_proven (KeyrackTestResult *result,
           gboolean           stale)
{
  return result != NULL && !stale && keyrack_test_result_get_verdict (result) == KEYRACK_VERDICT_WORKS;
}

static gboolean
test_suggested (GObject           *self,
                gboolean           is_new,
                gboolean           dirty,
                KeyrackTestResult *result,
                gboolean           stale,
                gboolean           running)
{
  return !running && !is_proven (result, stale) && (is_new || dirty || result == NULL);
}

static char **
save_classes (GObject           *self,
              gboolean           is_new,
              gboolean           dirty,
              KeyrackTestResult *result,
              gboolean           stale,
              gboolean           running)
{
  gboolean suggested = !running && (is_new || dirty) && is_proven (result, stale);
  const char *classes[] = { "text-button", suggested ? "suggested-action" : NULL, NULL };

  return g_strdupv ((char **) classes);
}

static char *
save_label (GObject  *self,
            gboolean  saving)
{
  return g_strdup (saving ? _("Saving…") : _("Save"));
}

static char *
retry_label (GObject  *self,
             gboolean  locked)
{
  return g_strdup (locked ? _("Unlock") : _("Try Again"));
}

void
keyrack_profile_page_bind_closures (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, has_back);
  gtk_widget_class_bind_template_callback (widget_class, has_title);
  gtk_widget_class_bind_template_callback (widget_class, is_settled);
  gtk_widget_class_bind_template_callback (widget_class, is_stale);
  gtk_widget_class_bind_template_callback (widget_class, is_unsaved);
  gtk_widget_class_bind_template_callback (widget_class, retry_label);
  gtk_widget_class_bind_template_callback (widget_class, save_classes);
  gtk_widget_class_bind_template_callback (widget_class, save_label);
  gtk_widget_class_bind_template_callback (widget_class, test_suggested);
}
