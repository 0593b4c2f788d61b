/* keyrack-run-table.c: the tests of many connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-table.h"

#include "keyrack-run-row.h"
#include "keyrack-test-item.h"

struct _KeyrackRunTable
{
  KeyrackRowTable  parent_instance;

  /* Owned references */
  KeyrackJournal  *journal;
};

G_DEFINE_FINAL_TYPE (KeyrackRunTable, keyrack_run_table, KEYRACK_TYPE_ROW_TABLE)

enum
{
  PROP_0,
  PROP_JOURNAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
keyrack_run_table_create_row (KeyrackRowView *view,
                              gboolean        header)
{
  return keyrack_run_row_new (KEYRACK_RUN_TABLE (view)->journal);
}

static void
keyrack_run_table_bind_row (KeyrackRowView *view,
                            GtkWidget      *row,
                            GObject        *item)
{
  keyrack_run_row_set_item (KEYRACK_RUN_ROW (row), KEYRACK_TEST_ITEM (item));
}

static void
keyrack_run_table_dispose (GObject *object)
{
  g_clear_object (&KEYRACK_RUN_TABLE (object)->journal);

  G_OBJECT_CLASS (keyrack_run_table_parent_class)->dispose (object);
}

static void
keyrack_run_table_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_JOURNAL:
      g_value_set_object (value, KEYRACK_RUN_TABLE (object)->journal);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_run_table_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_JOURNAL:
      if (g_set_object (&KEYRACK_RUN_TABLE (object)->journal, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_run_table_class_init (KeyrackRunTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  KeyrackRowViewClass *view_class = KEYRACK_ROW_VIEW_CLASS (klass);

  object_class->dispose = keyrack_run_table_dispose;
  object_class->get_property = keyrack_run_table_get_property;
  object_class->set_property = keyrack_run_table_set_property;

  view_class->create_row = keyrack_run_table_create_row;
  view_class->bind_row = keyrack_run_table_bind_row;

  properties[PROP_JOURNAL] =
    g_param_spec_object ("journal", NULL, NULL, KEYRACK_TYPE_JOURNAL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
keyrack_run_table_init (KeyrackRunTable *self)
{
  keyrack_row_view_set_rulers (KEYRACK_ROW_VIEW (self), keyrack_run_row_new_ruler (), NULL);
}

GtkWidget *
keyrack_run_table_new (void)
{
  return g_object_new (KEYRACK_TYPE_RUN_TABLE, NULL);
}
