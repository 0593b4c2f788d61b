/* keyrack-fact-list.c: titles beside values, as of a test result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-fact-list.h"

#include "keyrack-result-text.h"

struct _KeyrackFactList
{
  GtkWidget          parent_instance;

  GtkWidget         *grid;
  KeyrackTestResult *result;
};

G_DEFINE_FINAL_TYPE (KeyrackFactList, keyrack_fact_list, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RESULT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
title_label_new (const char *title)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "css-classes", (const char * const[]) { "dim-label", NULL },
                       "label", title,
                       "valign", GTK_ALIGN_START,
                       "xalign", 0.0f,
                       NULL);
}

static GtkWidget *
value_label_new (const char *value)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "hexpand", TRUE,
                       "label", value,
                       "selectable", TRUE,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0f,
                       NULL);
}

static void
attach_fact (KeyrackFactList   *self,
             const KeyrackFact *fact,
             int                line)
{
  GtkWidget *title = title_label_new (fact->title);
  GtkWidget *value = value_label_new (fact->value);

  gtk_grid_attach (GTK_GRID (self->grid), title, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), value, 1, line, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, title, NULL,
                                  -1);
}

static void
set_result (KeyrackFactList   *self,
            KeyrackTestResult *result)
{
  g_autoptr(GPtrArray) facts = NULL;

  if (!g_set_object (&self->result, result))
    return;

  facts = result != NULL ? keyrack_result_text_list_facts (result) : g_ptr_array_new ();
  keyrack_fact_list_set_facts (self, facts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
}

static void
keyrack_fact_list_dispose (GObject *object)
{
  KeyrackFactList *self = KEYRACK_FACT_LIST (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (keyrack_fact_list_parent_class)->dispose (object);
}

static void
keyrack_fact_list_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  KeyrackFactList *self = KEYRACK_FACT_LIST (object);

  switch (property_id)
    {
    case PROP_RESULT:
      g_value_set_object (value, self->result);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_fact_list_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_RESULT:
      set_result (KEYRACK_FACT_LIST (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
keyrack_fact_list_class_init (KeyrackFactListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_fact_list_dispose;
  object_class->get_property = keyrack_fact_list_get_property;
  object_class->set_property = keyrack_fact_list_set_property;

  properties[PROP_RESULT] =
    g_param_spec_object ("result", NULL, NULL, KEYRACK_TYPE_TEST_RESULT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
keyrack_fact_list_init (KeyrackFactList *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "column-spacing", 18, "row-spacing", 6, NULL);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * keyrack_fact_list_set_facts:
 * @self: a fact list
 * @facts: (element-type KeyrackFact): what is to be shown
 */
void
keyrack_fact_list_set_facts (KeyrackFactList *self,
                             GPtrArray       *facts)
{
  GtkWidget *child;

  g_return_if_fail (KEYRACK_IS_FACT_LIST (self));
  g_return_if_fail (facts != NULL);

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);

  for (guint i = 0; i < facts->len; i++)
    attach_fact (self, g_ptr_array_index (facts, i), (int) i);
}
