/* keyrack-import-columns.c: says what the columns of a table mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-import-columns.h"

#include <glib/gi18n.h>

#include "keyrack-accessible.h"

#define N_PREVIEW    20 /* rows */
#define N_COLUMNS    32 /* more are no table of connections */
#define LONGEST_CELL 40 /* characters */

struct _KeyrackImportColumns
{
  AdwBin             parent_instance;

  /* Template widgets */
  AdwComboRow       *separator_row;
  GtkGrid           *grid;
  GtkLabel          *count_label;
  GtkListBox        *list;
  GtkSwitch         *header_switch;

  /* Owned references */
  KeyrackImportFile *file;    /* (nullable) */
  GPtrArray         *rows;    /* AdwComboRow, borrowed: one for each column */

  gboolean           showing; /* nobody but the program changes anything */
};

G_DEFINE_FINAL_TYPE (KeyrackImportColumns, keyrack_import_columns, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_READY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  char        separator;
  const char *title;
} separators[] = {
  { ',', N_("Comma") },
  { ';', N_("Semicolon") },
  { '\t', N_("Tab") },
  { '|', N_("Vertical bar") },
};

/* In the order of the enum. */
static const char * const titles[] = {
  N_("Nothing"), N_("Connection name"), N_("Instance name"), N_("Region"), N_("Client ID"), N_("Client secret"),
  N_("Tags"), N_("Environment"), N_("Note"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (titles) == KEYRACK_N_CSV_COLUMNS);

static guint
count_columns (KeyrackImportColumns *self)
{
  return MIN (keyrack_csv_get_n_columns (keyrack_import_file_get_csv (self->file)), N_COLUMNS);
}

static guint
count_good_rows (KeyrackImportColumns *self)
{
  GPtrArray *rows = self->file != NULL ? keyrack_import_file_get_rows (self->file) : NULL;
  guint n_good = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    n_good += ((KeyrackDocumentRow *) rows->pdata[i])->problem == NULL;

  return n_good;
}

static void
show_count (KeyrackImportColumns *self)
{
  guint n_rows = keyrack_import_file_get_rows (self->file)->len;
  g_autofree char *text = NULL;

  /* Translators: how many of how many rows of a table */
  text = g_strdup_printf (ngettext ("%u of %u row can be imported so", "%u of %u rows can be imported so", n_rows),
                          count_good_rows (self), n_rows);
  gtk_label_set_label (self->count_label, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
add_cell (KeyrackImportColumns *self,
          guint                 column,
          guint                 row,
          const char           *text,
          gboolean              heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_CELL);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), LONGEST_CELL));
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->grid, label, (int) column, (int) row, 1, 1);
}

/* A secret is not shown to everybody who looks over a shoulder. */
static const char *
get_shown (KeyrackImportColumns *self,
           guint                 row,
           guint                 column)
{
  gboolean has_header = FALSE;
  const KeyrackCsvColumn *columns = keyrack_import_file_get_columns (self->file, &has_header);
  const char *cell = keyrack_csv_get_cell (keyrack_import_file_get_csv (self->file), row, column);

  if (columns[column] == KEYRACK_CSV_COLUMN_CLIENT_SECRET && *cell != '\0' && !(has_header && row == 0))
    return "••••••••";

  return cell;
}

static void
show_rows (KeyrackImportColumns *self)
{
  KeyrackCsv *csv = keyrack_import_file_get_csv (self->file);
  gboolean has_header = FALSE;
  guint n_rows = 0;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);

  keyrack_import_file_get_columns (self->file, &has_header);
  n_rows = MIN (keyrack_csv_get_n_rows (csv), N_PREVIEW + (has_header ? 1 : 0));
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < count_columns (self); column++)
        add_cell (self, column, row, get_shown (self, row, column), has_header && row == 0);
    }
}

static void
take_columns (KeyrackImportColumns *self)
{
  guint n_columns = keyrack_csv_get_n_columns (keyrack_import_file_get_csv (self->file));
  g_autofree KeyrackCsvColumn *columns = NULL;

  if (self->showing)
    return;

  columns = g_memdup2 (keyrack_import_file_get_columns (self->file, NULL), n_columns * sizeof (KeyrackCsvColumn));
  for (guint i = 0; i < self->rows->len; i++)
    columns[i] = (KeyrackCsvColumn) adw_combo_row_get_selected (self->rows->pdata[i]);

  keyrack_import_file_set_columns (self->file, columns, gtk_switch_get_active (self->header_switch));
  show_rows (self);
  show_count (self);
}

/* Like the spreadsheet programs, when the table does not say it. */
static char *
dup_column_title (KeyrackImportColumns *self,
                  guint                 column)
{
  gboolean has_header = FALSE;
  const char *cell = keyrack_csv_get_cell (keyrack_import_file_get_csv (self->file), 0, column);

  keyrack_import_file_get_columns (self->file, &has_header);
  if (has_header && *cell != '\0')
    return g_strdup (cell);

  /* Translators: the number of a column of a table */
  return g_strdup_printf (_("Column %u"), column + 1);
}

static void
add_row (KeyrackImportColumns *self,
         guint                 column)
{
  g_autofree char *title = dup_column_title (self, column);
  g_autoptr(GtkStringList) meanings = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    gtk_string_list_append (meanings, _(titles[i]));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (meanings));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), keyrack_import_file_get_columns (self->file, NULL)[column]);
  keyrack_accessible_name_parts (row, title);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (take_columns), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static guint
find_separator (KeyrackImportColumns *self)
{
  char separator = keyrack_csv_get_separator (keyrack_import_file_get_csv (self->file));

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      if (separators[i].separator == separator)
        return i;
    }

  return 0;
}

static void
show (KeyrackImportColumns *self)
{
  gboolean has_header = FALSE;

  self->showing = TRUE;
  keyrack_import_file_get_columns (self->file, &has_header);
  gtk_switch_set_active (self->header_switch, has_header);
  adw_combo_row_set_selected (self->separator_row, find_separator (self));
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < count_columns (self); i++)
    add_row (self, i);
  self->showing = FALSE;

  show_rows (self);
  show_count (self);
}

static void
separator_cb (KeyrackImportColumns *self)
{
  guint selected = 0;

  g_assert (KEYRACK_IS_IMPORT_COLUMNS (self));

  if (self->showing || self->file == NULL)
    return;

  /* With one that is not there it is no table: the old one stays, and is shown again. */
  selected = adw_combo_row_get_selected (self->separator_row);
  keyrack_import_file_set_separator (self->file, separators[selected].separator, NULL);
  show (self);
}

static void
header_cb (KeyrackImportColumns *self)
{
  g_assert (KEYRACK_IS_IMPORT_COLUMNS (self));

  if (self->showing || self->file == NULL)
    return;

  take_columns (self);
  show (self);
}

static void
keyrack_import_columns_dispose (GObject *object)
{
  KeyrackImportColumns *self = KEYRACK_IMPORT_COLUMNS (object);

  self->showing = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), KEYRACK_TYPE_IMPORT_COLUMNS);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (keyrack_import_columns_parent_class)->dispose (object);
}

static void
keyrack_import_columns_finalize (GObject *object)
{
  KeyrackImportColumns *self = KEYRACK_IMPORT_COLUMNS (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (keyrack_import_columns_parent_class)->finalize (object);
}

static void
keyrack_import_columns_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  KeyrackImportColumns *self = KEYRACK_IMPORT_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, keyrack_import_columns_get_ready (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
keyrack_import_columns_class_init (KeyrackImportColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_import_columns_dispose;
  object_class->finalize = keyrack_import_columns_finalize;
  object_class->get_property = keyrack_import_columns_get_property;

  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/keyrack/keyrack/keyrack-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportColumns, count_label);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportColumns, grid);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportColumns, header_switch);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportColumns, list);
  gtk_widget_class_bind_template_child (widget_class, KeyrackImportColumns, separator_row);
  gtk_widget_class_bind_template_callback (widget_class, header_cb);
  gtk_widget_class_bind_template_callback (widget_class, separator_cb);
}

static void
keyrack_import_columns_init (KeyrackImportColumns *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    gtk_string_list_append (names, _(separators[i].title));
  adw_combo_row_set_model (self->separator_row, G_LIST_MODEL (names));
  keyrack_accessible_name_parts (GTK_WIDGET (self->separator_row), _("Separator"));
}

/* Whether there is something that can be imported. */
gboolean
keyrack_import_columns_get_ready (KeyrackImportColumns *self)
{
  g_return_val_if_fail (KEYRACK_IS_IMPORT_COLUMNS (self), FALSE);

  return count_good_rows (self) > 0;
}

/**
 * keyrack_import_columns_set_file:
 * @self: the question
 * @file: a file with a table, whose columns are set as the person says
 */
void
keyrack_import_columns_set_file (KeyrackImportColumns *self,
                                 KeyrackImportFile    *file)
{
  g_return_if_fail (KEYRACK_IS_IMPORT_COLUMNS (self));
  g_return_if_fail (keyrack_import_file_get_csv (file) != NULL);

  g_set_object (&self->file, file);
  show (self);
}
