/* keyrack-journal-row.c: one entry of a connection's journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-journal-row.h"

#include <glib/gi18n.h>

#include "keyrack-closures.h"
#include "keyrack-moment.h"
#include "keyrack-result-text.h"
#include "keyrack-run-text.h"

struct _KeyrackJournalRow
{
  AdwBin               parent_instance;

  /* Template widgets */
  GtkImage            *icon;
  GtkLabel            *text_label;
  GtkLabel            *facts_label;
  GtkLabel            *remark_label;
  GtkLabel            *server_label;

  /* Owned references */
  KeyrackJournalEntry *entry;   /* (nullable) while the row is not used */
};

G_DEFINE_FINAL_TYPE (KeyrackJournalRow, keyrack_journal_row, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
take_text (GtkLabel *label,
           char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken != NULL ? taken : "");
  gtk_widget_set_visible (GTK_WIDGET (label), taken != NULL);
}

/* When, and how long each part of it took. */
static char *
dup_facts (KeyrackJournalEntry *entry)
{
  KeyrackTestResult *result = keyrack_journal_entry_get_result (entry);
  g_autofree char *moment = keyrack_moment_dup_text (keyrack_journal_entry_get_at (entry),
                                                     g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *elapsed = NULL;
  g_autofree char *phases = NULL;

  if (result == NULL || keyrack_test_result_get_facts (result)->phases.total < 0)
    return g_steal_pointer (&moment);

  elapsed = keyrack_result_text_dup_elapsed (result);
  phases = keyrack_result_text_dup_phases (&keyrack_test_result_get_facts (result)->phases);

  if (phases == NULL)
    return g_strdup_printf ("%s · %s", moment, elapsed);

  return g_strdup_printf ("%s · %s: %s", moment, elapsed, phases);
}

/* Those that have no result have a picture of their own. */
static const char *
get_icon (KeyrackJournalEntry *entry)
{
  static const char * const icons[KEYRACK_N_JOURNAL_KINDS] = {
    [KEYRACK_JOURNAL_EDIT] = "document-edit-symbolic",
    [KEYRACK_JOURNAL_EXPORT] = "document-save-symbolic",
    [KEYRACK_JOURNAL_IMPORT] = "document-open-symbolic",
  };

  return icons[keyrack_journal_entry_get_kind (entry)];
}

static void
show_icon (KeyrackJournalRow *self)
{
  KeyrackTestResult *result = keyrack_journal_entry_get_result (self->entry);
  g_autofree char *icon = result != NULL ? keyrack_closure_status_icon (NULL, result) : g_strdup (get_icon (self->entry));
  g_auto(GStrv) classes = keyrack_closure_status_classes (NULL, result);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
}

static void
show_entry (KeyrackJournalRow *self)
{
  KeyrackTestResult *result = keyrack_journal_entry_get_result (self->entry);
  g_autofree char *label = NULL;

  show_icon (self);
  take_text (self->text_label, keyrack_journal_entry_dup_text (self->entry));
  take_text (self->facts_label, dup_facts (self->entry));
  take_text (self->remark_label, result != NULL ? g_strdup (keyrack_test_result_get_remark (result)) : NULL);
  take_text (self->server_label, result != NULL ? keyrack_run_text_dup_server (result) : NULL);

  /* The row of the list is what takes the focus. */
  label = g_strdup_printf ("%s, %s", gtk_label_get_label (self->text_label), gtk_label_get_label (self->facts_label));
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_entry (KeyrackJournalRow   *self,
           KeyrackJournalEntry *entry)
{
  if (!g_set_object (&self->entry, entry))
    return;

  if (entry != NULL)
    show_entry (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static void
keyrack_journal_row_dispose (GObject *object)
{
  KeyrackJournalRow *self = KEYRACK_JOURNAL_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_JOURNAL_ROW);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (keyrack_journal_row_parent_class)->dispose (object);
}

static void
keyrack_journal_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  KeyrackJournalRow *self = KEYRACK_JOURNAL_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_journal_row_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  KeyrackJournalRow *self = KEYRACK_JOURNAL_ROW (object);

  switch (prop_id)
    {
    case PROP_ENTRY:
      set_entry (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_journal_row_class_init (KeyrackJournalRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_journal_row_dispose;
  object_class->get_property = keyrack_journal_row_get_property;
  object_class->set_property = keyrack_journal_row_set_property;

  properties[PROP_ENTRY] =
    g_param_spec_object ("entry", NULL, NULL,
                         KEYRACK_TYPE_JOURNAL_ENTRY,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-journal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalRow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalRow, server_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackJournalRow, text_label);
}

static void
keyrack_journal_row_init (KeyrackJournalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
