/* keyrack-form-text.c: which flaw belongs to which field, and its sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-form-text.h"

#include <glib/gi18n.h>

#include "keyrack-connection-form.h"

static const struct
{
  guint       flaw;
  const char *field;
  const char *problem;
} flaws_of_fields[] = {
  { KEYRACK_PROFILE_NAME_MISSING, "name", N_("Give the connection a name") },
  { KEYRACK_PROFILE_NAME_INVALID, "name", N_("At most 100 characters, none of them invisible") },
  { KEYRACK_PROFILE_INSTANCE_MISSING, "instance", N_("Enter the instance name, or paste an address of the instance") },
  { KEYRACK_PROFILE_INSTANCE_INVALID, "instance", N_("Only lower-case letters, digits and hyphens, as in acme") },
  { KEYRACK_PROFILE_REGION_MISSING, "region", N_("Choose the region of the instance") },
  { KEYRACK_PROFILE_REGION_INVALID, "region", N_("A region is two to ten lower-case letters, as in eu") },
  { KEYRACK_PROFILE_CLIENT_ID_MISSING, "client-id", N_("Paste the client ID from Nexthink") },
  { KEYRACK_PROFILE_CLIENT_ID_INVALID, "client-id", N_("A client ID has no spaces, no colons and only ASCII characters") },
  { KEYRACK_PROFILE_ENVIRONMENT_INVALID, "environment", N_("At most 100 characters, none of them invisible") },
  { KEYRACK_PROFILE_TAGS_INVALID, "tags", N_("At most 100 tags of at most 100 characters, none of them invisible") },
  { KEYRACK_PROFILE_NOTE_INVALID, "note", N_("At most 4000 characters, none of them invisible") },
  { KEYRACK_FORM_SECRET_MISSING, "secret", N_("Paste the secret key from Nexthink") },
  { KEYRACK_FORM_SECRET_INVALID, "secret", N_("A secret has no spaces and only ASCII characters") },
};

/* By the first letter, which is how an entry sees it. */
static gboolean
runs_from_right (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  switch ((int) g_unichar_get_script (g_utf8_get_char (text)))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
problem_text (GObject    *self,
              const char *field,
              guint       flaws,
              guint       shown_flaws)
{
  return g_strdup (keyrack_form_text_get_problem (field, flaws & shown_flaws));
}

static gboolean
has_tick (GObject    *self,
          const char *field,
          guint       flaws,
          gboolean    is_new,
          gboolean    dirty)
{
  return (is_new || dirty) && !(flaws & keyrack_form_text_get_flaws (field));
}

static float
text_alignment (GObject    *self,
                const char *text)
{
  return keyrack_form_text_get_alignment (text, gtk_widget_get_direction (GTK_WIDGET (self)));
}

static char *
copy_login_label (GObject    *self,
                  const char *name)
{
  /* Translators: name of a connection: "Copy the login address of Acme" */
  return g_strdup_printf (_("Copy the login address of %s"), *name != '\0' ? name : _("the new connection"));
}

static char *
copy_api_label (GObject    *self,
                const char *name)
{
  /* Translators: name of a connection: "Copy the API address of Acme" */
  return g_strdup_printf (_("Copy the API address of %s"), *name != '\0' ? name : _("the new connection"));
}

/**
 * keyrack_form_text_bind:
 * @widget_class: the class of the form
 *
 * Makes the closures of this file known to the template.
 */
void
keyrack_form_text_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, copy_api_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_login_label);
  gtk_widget_class_bind_template_callback (widget_class, has_tick);
  gtk_widget_class_bind_template_callback (widget_class, problem_text);
  gtk_widget_class_bind_template_callback (widget_class, text_alignment);
}

/**
 * keyrack_form_text_get_flaws:
 * @field: a field
 *
 * Returns: all the flaws that @field can have
 */
guint
keyrack_form_text_get_flaws (const char *field)
{
  guint flaws = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (flaws_of_fields); i++)
    {
      if (g_strcmp0 (flaws_of_fields[i].field, field) == 0)
        flaws |= flaws_of_fields[i].flaw;
    }

  return flaws;
}

/**
 * keyrack_form_text_get_problem:
 * @field: a field
 * @flaws: the flaws of the whole form
 *
 * Returns: (transfer none) (nullable): what to do about @field, %NULL when it is sound
 */
const char *
keyrack_form_text_get_problem (const char *field,
                               guint       flaws)
{
  for (gsize i = 0; i < G_N_ELEMENTS (flaws_of_fields); i++)
    {
      if ((flaws & flaws_of_fields[i].flaw) && g_strcmp0 (flaws_of_fields[i].field, field) == 0)
        return _(flaws_of_fields[i].problem);
    }

  return NULL;
}

/**
 * keyrack_form_text_get_alignment:
 * @text: (nullable): what stands in an entry
 * @direction: the direction of the window
 *
 * An entry aligns text by the direction of the text; in a window that runs from the
 * right, Latin text has to be told to stay at the right, under its title.
 *
 * Returns: the alignment for GtkEditable:xalign
 */
float
keyrack_form_text_get_alignment (const char       *text,
                                 GtkTextDirection  direction)
{
  if (direction != GTK_TEXT_DIR_RTL || text == NULL || *text == '\0')
    return 0.0f;

  return runs_from_right (text) ? 0.0f : 1.0f;
}
