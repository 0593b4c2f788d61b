/* keyrack-run-row.c: one connection in the table of tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-run-row.h"

#include "keyrack-closures.h"
#include "keyrack-run-columns.h"
#include "keyrack-run-text.h"

#define ICON_WIDTH 16
#define ICON_GAP   8
#define LINE_GAP   3
#define PADDING    8
#define MIN_WIDTH  240

/* One row shows one item after the other, so it looks at it once and sets what differs. */
struct _KeyrackRunRow
{
  GtkWidget        parent_instance;

  /* Children */
  GtkImage        *icon;
  GtkSpinner      *spinner;
  GtkLabel        *name;
  GtkLabel        *place;
  GtkLabel        *state;
  GtkLabel        *detail;
  GtkLabel        *time;
  GtkLabel        *change;

  /* Owned references */
  KeyrackTestItem *item;
  KeyrackJournal  *journal;
  GSignalGroup    *item_signals;
  GSignalGroup    *profile_signals;
};

G_DEFINE_FINAL_TYPE (KeyrackRunRow, keyrack_run_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label,
          char     *text)
{
  g_autofree char *taken = text;

  gtk_label_set_label (label, taken);
  gtk_widget_set_visible (GTK_WIDGET (label), *taken != '\0');
}

static void
take_classes (GtkWidget  *widget,
              char      **classes)
{
  g_auto(GStrv) taken = classes;
  g_auto(GStrv) before = gtk_widget_get_css_classes (widget);

  if (!g_strv_equal ((const char * const *) before, (const char * const *) taken))
    gtk_widget_set_css_classes (widget, (const char **) taken);
}

static void
show_icon (KeyrackRunRow *self)
{
  static const char * const dim[] = { "dim-label", NULL };
  static const char * const warning[] = { "warning", NULL };
  KeyrackTestItemState state = keyrack_test_item_get_state (self->item);
  KeyrackTestResult *result = keyrack_test_item_get_result (self->item);
  g_autofree char *icon = keyrack_closure_status_icon (NULL, result);
  const char *shown = icon;

  if (state == KEYRACK_TEST_ITEM_WAITING)
    shown = "content-loading-symbolic";
  else if (state == KEYRACK_TEST_ITEM_PAUSED)
    shown = "document-open-recent-symbolic";

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == KEYRACK_TEST_ITEM_TESTING);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), state != KEYRACK_TEST_ITEM_TESTING);
  gtk_spinner_set_spinning (self->spinner, state == KEYRACK_TEST_ITEM_TESTING);
  if (g_strcmp0 (gtk_image_get_icon_name (self->icon), shown) != 0)
    gtk_image_set_from_icon_name (self->icon, shown);

  if (result != NULL)
    take_classes (GTK_WIDGET (self->icon), keyrack_closure_status_classes (NULL, result));
  else
    take_classes (GTK_WIDGET (self->icon),
                  g_strdupv ((char **) (state == KEYRACK_TEST_ITEM_PAUSED ? warning : dim)));
}

static void
show_words (KeyrackRunRow *self)
{
  KeyrackProfile *profile = keyrack_test_item_get_profile (self->item);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 worked_until = 0;

  if (self->journal != NULL)
    worked_until = keyrack_journal_get_last_success (self->journal, keyrack_profile_get_id (profile));

  set_text (self->name, keyrack_closure_profile_title (NULL, keyrack_profile_get_name (profile), 1));
  set_text (self->place,
            keyrack_closure_profile_place (NULL, keyrack_profile_get_instance (profile),
                                           keyrack_profile_get_region (profile), 1));
  set_text (self->state, keyrack_run_text_dup_state (self->item));
  set_text (self->detail, keyrack_run_text_dup_detail (self->item));
  set_text (self->time, keyrack_run_text_dup_time (self->item));
  set_text (self->change, keyrack_run_text_dup_change (self->item, worked_until, now));
}

static void
show_item (KeyrackRunRow *self)
{
  g_autofree char *label = NULL;

  show_icon (self);
  show_words (self);

  if (keyrack_test_item_get_state (self->item) == KEYRACK_TEST_ITEM_WAITING ||
      keyrack_test_item_get_state (self->item) == KEYRACK_TEST_ITEM_NOT_TESTED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "dim-label");

  label = keyrack_run_row_dup_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Size */

static GtkSizeRequestMode
keyrack_run_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_line (GtkLabel *label)
{
  int height = 0;

  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height;
}

static void
keyrack_run_row_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  KeyrackRunRow *self = KEYRACK_RUN_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN_WIDTH;
  else if (for_size < 0 || keyrack_run_columns_fit (widget, for_size))
    *minimum = measure_line (self->name) + 2 * PADDING;
  else
    *minimum = measure_line (self->name) + measure_line (self->state) + measure_line (self->change) +
               2 * LINE_GAP + 2 * PADDING;

  *natural = *minimum;
}

static int
measure_width (GtkLabel *label,
               int       limit)
{
  int width = 0;

  if (!gtk_widget_get_visible (GTK_WIDGET (label)))
    return 0;

  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return MIN (width, MAX (limit, 0));
}

static void
place_label (KeyrackRunRow *self,
             GtkLabel      *label,
             int            x,
             int            y,
             int            width)
{
  GtkAllocation place = { .x = x, .y = y, .width = MAX (width, 0), .height = measure_line (label) };
  int minimum = 0;

  if (!gtk_widget_get_visible (GTK_WIDGET (label)))
    return;

  gtk_widget_measure (GTK_WIDGET (label), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (GTK_WIDGET (label), width >= minimum);
  if (width >= minimum)
    keyrack_run_columns_allocate (GTK_WIDGET (label), gtk_widget_get_width (GTK_WIDGET (self)), place);
}

/* @first as wide as it likes to be, @second beside it. */
static void
place_pair (KeyrackRunRow *self,
            GtkLabel      *first,
            GtkLabel      *second,
            int            x,
            int            y,
            int            width)
{
  int first_width = measure_width (first, width);

  place_label (self, first, x, y, first_width);
  place_label (self, second, x + first_width + ICON_GAP, y, width - first_width - ICON_GAP);
}

static void
place_icon (KeyrackRunRow *self,
            int            x,
            int            y,
            int            height)
{
  GtkWidget *icon = gtk_widget_get_visible (GTK_WIDGET (self->icon)) ? GTK_WIDGET (self->icon) : GTK_WIDGET (self->spinner);
  GtkAllocation place = { .x = x, .y = y, .width = ICON_WIDTH, .height = height };

  gtk_widget_measure (icon, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  place.width = MAX (place.width, ICON_WIDTH);
  keyrack_run_columns_allocate (icon, gtk_widget_get_width (GTK_WIDGET (self)), place);
}

static void
allocate_columns (KeyrackRunRow *self,
                  int            width)
{
  GtkLabel * const labels[KEYRACK_N_RUN_COLUMNS] = { self->name, self->place, NULL, self->time, self->change };
  int line = measure_line (self->name);

  for (int i = 0; i < KEYRACK_N_RUN_COLUMNS; i++)
    {
      int x, column_width;

      keyrack_run_columns_get (GTK_WIDGET (self), width, i, &x, &column_width);
      if (labels[i] != NULL)
        {
          place_label (self, labels[i], x, PADDING, column_width);
          continue;
        }

      place_icon (self, x, PADDING, line);
      place_pair (self, self->state, self->detail, x + ICON_WIDTH + ICON_GAP, PADDING,
                  column_width - ICON_WIDTH - ICON_GAP);
    }
}

static void
allocate_lines (KeyrackRunRow *self,
                int            width)
{
  int x = KEYRACK_RUN_COLUMNS_INSET + ICON_WIDTH + ICON_GAP;
  int rest = width - x - KEYRACK_RUN_COLUMNS_INSET;
  int time_width = measure_width (self->time, rest);
  int y = PADDING;

  place_icon (self, KEYRACK_RUN_COLUMNS_INSET, y, measure_line (self->name));
  place_pair (self, self->name, self->place, x, y, rest - time_width - ICON_GAP);
  place_label (self, self->time, x + rest - time_width, y, time_width);
  y += measure_line (self->name) + LINE_GAP;
  place_pair (self, self->state, self->detail, x, y, rest);
  y += measure_line (self->state) + LINE_GAP;
  place_label (self, self->change, x, y, rest);
}

static void
keyrack_run_row_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  KeyrackRunRow *self = KEYRACK_RUN_ROW (widget);

  if (keyrack_run_columns_fit (widget, width))
    allocate_columns (self, width);
  else
    allocate_lines (self, width);
}

/* Life */

static void
keyrack_run_row_dispose (GObject *object)
{
  KeyrackRunRow *self = KEYRACK_RUN_ROW (object);
  GtkWidget *child = NULL;

  g_clear_object (&self->item_signals);
  g_clear_object (&self->profile_signals);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->item);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (keyrack_run_row_parent_class)->dispose (object);
}

static void
keyrack_run_row_class_init (KeyrackRunRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = keyrack_run_row_dispose;

  widget_class->get_request_mode = keyrack_run_row_get_request_mode;
  widget_class->measure = keyrack_run_row_measure;
  widget_class->size_allocate = keyrack_run_row_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_set_css_name (widget_class, "row");
}

static GtkLabel *
add_label (KeyrackRunRow *self,
           gboolean       dim)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
keyrack_run_row_init (KeyrackRunRow *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  gtk_widget_add_css_class (GTK_WIDGET (self), "run-row");

  self->icon = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  self->spinner = GTK_SPINNER (g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->spinner), GTK_WIDGET (self));

  self->name = add_label (self, FALSE);
  self->place = add_label (self, TRUE);
  self->state = add_label (self, FALSE);
  self->detail = add_label (self, TRUE);
  self->time = add_label (self, TRUE);
  self->change = add_label (self, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");

  self->item_signals = g_signal_group_new (KEYRACK_TYPE_TEST_ITEM);
  g_signal_group_connect_object (self->item_signals, "changed", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
  self->profile_signals = g_signal_group_new (KEYRACK_TYPE_PROFILE);
  g_signal_group_connect_object (self->profile_signals, "notify::name", G_CALLBACK (show_item), self, G_CONNECT_SWAPPED);
}

/**
 * keyrack_run_row_new:
 * @journal: (nullable): knows when a connection worked last
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
keyrack_run_row_new (KeyrackJournal *journal)
{
  KeyrackRunRow *self = g_object_new (KEYRACK_TYPE_RUN_ROW, NULL);

  g_set_object (&self->journal, journal);

  return GTK_WIDGET (self);
}

/* One to measure: as tall as every other one, whatever that has to show. */
GtkWidget *
keyrack_run_row_new_ruler (void)
{
  return keyrack_run_row_new (NULL);
}

void
keyrack_run_row_set_item (KeyrackRunRow   *self,
                          KeyrackTestItem *item)
{
  g_return_if_fail (KEYRACK_IS_RUN_ROW (self));
  g_return_if_fail (KEYRACK_IS_TEST_ITEM (item));

  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->item_signals, item);
  g_signal_group_set_target (self->profile_signals, keyrack_test_item_get_profile (item));
  show_item (self);
}

/**
 * keyrack_run_row_dup_label:
 * @self: a row that shows an item
 *
 * Returns: (transfer full): all that the row says, in one line; it is its accessible name
 */
char *
keyrack_run_row_dup_label (KeyrackRunRow *self)
{
  GtkLabel *labels[] = { self->name, self->place, self->state, self->detail, self->time, self->change };
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (KEYRACK_IS_RUN_ROW (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *label = gtk_label_get_label (labels[i]);

      if (*label != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
