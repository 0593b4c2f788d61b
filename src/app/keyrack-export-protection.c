/* keyrack-export-protection.c: asks who can read the secrets in an exported file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-export-protection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "keyrack-accessible.h"
#include "keyrack-clipboard.h"
#include "keyrack-passphrase.h"
#include "keyrack-recipient-list.h"

struct _KeyrackExportProtection
{
  AdwBin           parent_instance;

  /* Template widgets */
  GtkToggleButton *passphrase_button;
  GtkWidget       *passphrase_list;
  AdwEntryRow     *first_row;
  AdwEntryRow     *second_row;
  AdwActionRow    *words_row;
  AdwActionRow    *strength_row;
  GtkLevelBar     *level;
  GtkSwitch       *armor;

  KeyrackRecipientList *recipients;

  /* Owned references */
  KeyrackSecret   *generated;      /* (nullable): six words, instead of what is typed */
};

G_DEFINE_FINAL_TYPE (KeyrackExportProtection, keyrack_export_protection, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_typed (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_long_enough (const char *passphrase)
{
  return g_utf8_strlen (passphrase, -1) >= KEYRACK_EXPORT_PASSPHRASE_MIN;
}

/* What keeps the typed passphrase from being used, or NULL. */
static const char *
get_flaw (KeyrackExportProtection *self)
{
  if (!is_long_enough (get_typed (self->first_row)))
    return _("At least 10 characters; several words are best");

  if (!g_str_equal (get_typed (self->first_row), get_typed (self->second_row)))
    return _("Type the same passphrase into both fields");

  return NULL;
}

static const char *
get_verdict (KeyrackStrength strength)
{
  switch (strength)
    {
    case KEYRACK_STRENGTH_STRONG:
      return _("Strong");

    case KEYRACK_STRENGTH_GOOD:
      return _("Good");

    case KEYRACK_STRENGTH_FAIR:
      return _("Fair");

    case KEYRACK_STRENGTH_WEAK:
      return _("Weak");

    case KEYRACK_STRENGTH_NONE:
    default:
      return _("No passphrase yet");
    }
}

static void
show_strength (KeyrackExportProtection *self)
{
  const char *flaw = self->generated == NULL ? get_flaw (self) : NULL;
  KeyrackStrength strength = KEYRACK_STRENGTH_STRONG;

  if (self->generated == NULL)
    strength = keyrack_passphrase_judge (get_typed (self->first_row));

  gtk_level_bar_set_value (self->level, strength);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->strength_row),
                                 self->generated != NULL ? _("Strong: six random words") : get_verdict (strength));

  if (self->generated != NULL)
    adw_action_row_set_subtitle (self->strength_row, _("Shown only now. Send it by another way than the file."));
  else
    adw_action_row_set_subtitle (self->strength_row, flaw != NULL ? flaw : _("Send it by another way than the file."));
}

static void
set_generated (KeyrackExportProtection *self,
               KeyrackSecret           *words)
{
  g_clear_pointer (&self->generated, keyrack_secret_unref);
  self->generated = words;

  gtk_editable_set_text (GTK_EDITABLE (self->first_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->second_row), "");
  adw_action_row_set_subtitle (self->words_row, words != NULL ? keyrack_secret_peek (words) : "");

  /* Away from the fields that go: GtkText complains when it is hidden with the focus. */
  gtk_widget_grab_focus (GTK_WIDGET (self->strength_row));
  gtk_widget_set_visible (GTK_WIDGET (self->first_row), words == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->second_row), words == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), words != NULL);
  show_strength (self);
}

static void
mode_cb (KeyrackExportProtection *self)
{
  gboolean by_passphrase = FALSE;

  g_assert (KEYRACK_IS_EXPORT_PROTECTION (self));

  by_passphrase = keyrack_export_protection_by_passphrase (self);
  gtk_widget_set_visible (self->passphrase_list, by_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients), !by_passphrase);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
typed_cb (KeyrackExportProtection *self)
{
  g_assert (KEYRACK_IS_EXPORT_PROTECTION (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->first_row), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->second_row), "error");
  show_strength (self);
}

static void
generate_cb (KeyrackExportProtection *self)
{
  g_assert (KEYRACK_IS_EXPORT_PROTECTION (self));

  set_generated (self, keyrack_passphrase_generate ());
}

static void
type_cb (KeyrackExportProtection *self)
{
  g_assert (KEYRACK_IS_EXPORT_PROTECTION (self));

  set_generated (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->first_row));
}

static void
copy_cb (KeyrackExportProtection *self)
{
  g_assert (KEYRACK_IS_EXPORT_PROTECTION (self));

  keyrack_clipboard_copy_secret (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->generated);
}

static void
keyrack_export_protection_dispose (GObject *object)
{
  KeyrackExportProtection *self = KEYRACK_EXPORT_PROTECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_EXPORT_PROTECTION);
  g_clear_pointer (&self->generated, keyrack_secret_unref);

  G_OBJECT_CLASS (keyrack_export_protection_parent_class)->dispose (object);
}

static void
keyrack_export_protection_class_init (KeyrackExportProtectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_export_protection_dispose;

  signals[CHANGED] =
    g_signal_new ("changed",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0,
                  NULL, NULL,
                  NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (KEYRACK_TYPE_RECIPIENT_LIST);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keyrack/keyrack/keyrack-export-protection.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, armor);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, first_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, level);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, passphrase_button);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, passphrase_list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, recipients);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, second_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, strength_row);
  gtk_widget_class_bind_template_child (widget_class, KeyrackExportProtection, words_row);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, generate_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
keyrack_export_protection_init (KeyrackExportProtection *self)
{

  gtk_widget_init_template (GTK_WIDGET (self));

  keyrack_accessible_name_parts (GTK_WIDGET (self->first_row), _("Passphrase"));
  keyrack_accessible_name_parts (GTK_WIDGET (self->second_row), _("The same again"));
  show_strength (self);
}

gboolean
keyrack_export_protection_by_passphrase (KeyrackExportProtection *self)
{
  g_return_val_if_fail (KEYRACK_IS_EXPORT_PROTECTION (self), FALSE);

  return gtk_toggle_button_get_active (self->passphrase_button);
}

static KeyrackProtection *
dup_for_passphrase (KeyrackExportProtection *self,
                    KeyrackAgeForm           form)
{
  g_autoptr(KeyrackSecret) passphrase = NULL;

  if (self->generated != NULL)
    return keyrack_protection_new (self->generated, NULL, form);

  if (get_flaw (self) != NULL)
    {
      AdwEntryRow *row = is_long_enough (get_typed (self->first_row)) ? self->second_row : self->first_row;

      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (row));
      return NULL;
    }

  passphrase = keyrack_secret_new (get_typed (self->first_row), -1);

  return keyrack_protection_new (passphrase, NULL, form);
}

static KeyrackProtection *
dup_for_recipients (KeyrackExportProtection *self,
                    KeyrackAgeForm           form)
{
  g_auto(GStrv) keys = keyrack_recipient_list_dup_keys (self->recipients);

  return keys != NULL ? keyrack_protection_new (NULL, (const char * const *) keys, form) : NULL;
}

/**
 * keyrack_export_protection_dup:
 * @self: the question
 *
 * Returns: (transfer full) (nullable): the answer; %NULL when it is not whole yet, which is
 *   shown where
 */
KeyrackProtection *
keyrack_export_protection_dup (KeyrackExportProtection *self)
{
  KeyrackAgeForm form = KEYRACK_AGE_BINARY;

  g_return_val_if_fail (KEYRACK_IS_EXPORT_PROTECTION (self), NULL);

  if (gtk_switch_get_active (self->armor))
    form = KEYRACK_AGE_ARMORED;

  return keyrack_export_protection_by_passphrase (self) ? dup_for_passphrase (self, form)
                                                        : dup_for_recipients (self, form);
}
