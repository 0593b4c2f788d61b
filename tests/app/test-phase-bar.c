/* test-phase-bar.c: how the bar of the phases is divided
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app-test.h"
#include "keyrack-phase-bar.h"
#include "keyrack-phase-legend.h"

#define WIDTH 572

/* Whatever is drawn: from the start to the end, in order, with gaps, nothing too narrow. */
static void
assert_fills (const KeyrackPhaseSpan *spans,
              int                     width)
{
  int x = 0;

  for (guint i = 0; i < KEYRACK_PHASE_BAR_N_SPANS; i++)
    {
      if (spans[i].width == 0)
        continue;

      g_assert_cmpint (spans[i].x, ==, x);
      g_assert_cmpint (spans[i].width, >=, KEYRACK_PHASE_BAR_LEAST);
      x += spans[i].width + KEYRACK_PHASE_BAR_GAP;
    }

  g_assert_cmpint (x - KEYRACK_PHASE_BAR_GAP, ==, width);
}

static void
test_answered (void)
{
  KeyrackPhases phases = { { 14000, 31000, 66000, 201000 }, 312000 };
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];

  keyrack_phase_bar_divide (&phases, FALSE, WIDTH, spans);

  assert_fills (spans, WIDTH);
  g_assert_cmpint (spans[KEYRACK_PHASE_BAR_REST].width, ==, 0);
  for (guint i = 1; i < KEYRACK_N_PHASES; i++)
    g_assert_cmpint (spans[i].width, >, spans[i - 1].width);
  g_assert_cmpint (spans[KEYRACK_PHASE_WAIT].width, >, WIDTH / 2);
}

static void
test_one_long (void)
{
  KeyrackPhases phases = { { 0, 1, 1, 30 * G_USEC_PER_SEC }, 30 * G_USEC_PER_SEC };
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];

  keyrack_phase_bar_divide (&phases, FALSE, WIDTH, spans);

  assert_fills (spans, WIDTH);
  g_assert_cmpint (spans[KEYRACK_PHASE_RESOLVE].width, ==, KEYRACK_PHASE_BAR_LEAST);
}

static void
test_running (void)
{
  KeyrackPhases phases = KEYRACK_PHASES_INIT;
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];
  int rest = WIDTH;

  keyrack_phase_bar_divide (NULL, TRUE, WIDTH, spans);
  assert_fills (spans, WIDTH);
  g_assert_cmpint (spans[KEYRACK_PHASE_BAR_REST].width, ==, WIDTH);

  for (guint i = 0; i < KEYRACK_N_PHASES; i++)
    {
      phases.spent[i] = 20000;
      keyrack_phase_bar_divide (&phases, TRUE, WIDTH, spans);

      assert_fills (spans, WIDTH);
      g_assert_cmpint (spans[i].width, >, 0);
      g_assert_cmpint (spans[KEYRACK_PHASE_BAR_REST].width, >, WIDTH / 2);
      g_assert_cmpint (spans[KEYRACK_PHASE_BAR_REST].width, <, rest);
      rest = spans[KEYRACK_PHASE_BAR_REST].width;
    }
}

static void
test_not_all_reached (void)
{
  KeyrackPhases phases = { { 4000, 10000000, -1, -1 }, 10004000 };
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];

  keyrack_phase_bar_divide (&phases, FALSE, WIDTH, spans);

  assert_fills (spans, WIDTH);
  g_assert_cmpint (spans[KEYRACK_PHASE_TLS].width, ==, 0);
  g_assert_cmpint (spans[KEYRACK_PHASE_WAIT].width, ==, 0);
}

static void
test_no_room (void)
{
  KeyrackPhases phases = { { 1, 2, 3, 4 }, 10 };
  KeyrackPhaseSpan spans[KEYRACK_PHASE_BAR_N_SPANS];

  for (int width = 0; width < 40; width++)
    {
      keyrack_phase_bar_divide (&phases, TRUE, width, spans);

      for (guint i = 0; i < KEYRACK_PHASE_BAR_N_SPANS; i++)
        g_assert_cmpint (spans[i].width, >=, 0);
    }
}

static GtkWidget *
first_piece (GtkWidget *bar)
{
  return gtk_widget_get_first_child (bar);
}

/* The first phase stands where reading begins. */
static void
test_mirrored (void)
{
  KeyrackPhases phases = { { 100, 100, 100, 700 }, 1000 };
  GtkWidget *bar = g_object_new (KEYRACK_TYPE_PHASE_BAR, "phases", &phases, NULL);
  GtkAllocation from_left;
  GtkAllocation from_right;

  app_test_show (bar);
  gtk_widget_allocate (bar, 400, 12, -1, NULL);
  gtk_widget_get_allocation (first_piece (bar), &from_left);

  gtk_widget_set_direction (bar, GTK_TEXT_DIR_RTL);
  gtk_widget_queue_allocate (bar);
  gtk_widget_allocate (bar, 400, 12, -1, NULL);
  gtk_widget_get_allocation (first_piece (bar), &from_right);

  g_assert_cmpint (from_left.x, ==, 0);
  g_assert_cmpint (from_right.x + from_right.width, ==, 400);
  g_assert_cmpint (from_left.width, ==, from_right.width);

  app_test_close (bar);
}

static void
test_legend (void)
{
  KeyrackPhases phases = { { 14000, 31000, -1, -1 }, 45000 };
  g_autoptr(GtkWidget) legend = g_object_ref_sink (g_object_new (KEYRACK_TYPE_PHASE_LEGEND,
                                                                 "phases", &phases,
                                                                 "running", TRUE,
                                                                 NULL));

  g_assert_nonnull (app_test_find (legend, GTK_TYPE_LABEL, "label", "14\u00a0ms"));
  g_assert_nonnull (app_test_find (legend, GTK_TYPE_LABEL, "label", "31\u00a0ms"));
  g_assert_nonnull (app_test_find (legend, GTK_TYPE_LABEL, "label", "…"));

  g_object_set (legend, "running", FALSE, NULL);
  g_assert_null (app_test_find (legend, GTK_TYPE_LABEL, "label", "…"));
}

static void
test_lifetime (void)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (KEYRACK_TYPE_PHASE_BAR, NULL));
  GtkWidget *legend = g_object_ref_sink (g_object_new (KEYRACK_TYPE_PHASE_LEGEND, NULL));

  g_assert_finalize_object (bar);
  g_assert_finalize_object (legend);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/phase-bar/lifetime", test_lifetime);
  g_test_add_func ("/phase-bar/answered", test_answered);
  g_test_add_func ("/phase-bar/one-long", test_one_long);
  g_test_add_func ("/phase-bar/running", test_running);
  g_test_add_func ("/phase-bar/not-all-reached", test_not_all_reached);
  g_test_add_func ("/phase-bar/no-room", test_no_room);
  g_test_add_func ("/phase-bar/mirrored", test_mirrored);
  g_test_add_func ("/phase-bar/legend", test_legend);

  return g_test_run ();
}
