/* list.c: how long the list of connections keeps the main loop busy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <time.h>

#include <adwaita.h>

#include "keyrack-profile-list.h"
#include "keyrack-region.h"

#define SEARCH_WORD "acme 7"

/* What a thing cost: the main loop is busy between two polls. Milliseconds of processor time,
 * so that a busy machine does not count. */
typedef struct
{
  double longest;
  double total;
} Cost;

typedef enum
{
  SHOW,
  KEY,
  CLEAR,
  SCROLL,
  N_THINGS
} Thing;

static const char * const thing_names[] = {
  "first frame",
  "key press",
  "clear search",
  "scroll a page",
};

static const guint sizes[] = { 10, 1000, 10000 };

static GPollFunc real_poll;
static double    busy_since;
static Cost      clock_cost;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
stop_clock (void)
{
  double busy = now () - busy_since;

  clock_cost.longest = MAX (clock_cost.longest, busy);
  clock_cost.total += busy;
}

static int
timed_poll (GPollFD *fds,
            guint    n_fds,
            int      timeout)
{
  int n_ready = 0;

  stop_clock ();
  n_ready = real_poll (fds, n_fds, timeout);
  busy_since = now ();

  return n_ready;
}

static void
start_clock (void)
{
  clock_cost = (Cost) { 0 };
  busy_since = now ();
}

/* Until a frame was drawn and nothing is left to do. */
static void
settle (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (window);

  while (gdk_frame_clock_get_frame_counter (clock) == frame || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static KeyrackProfile *
create_profile (guint number)
{
  static const char * const words[] = { "Acme", "Contoso", "Fabrikam", "Globex", "Initech" };
  static const char * const environments[] = { "Production", "Test", "", "Development" };
  gsize n_regions = 0;
  const KeyrackRegion *regions = keyrack_region_get_published (&n_regions);
  g_autofree char *name = g_strdup_printf ("%s %u", words[number % G_N_ELEMENTS (words)], number);
  g_autofree char *instance = g_strdup_printf ("instance-%u", number);
  KeyrackProfile *profile = keyrack_profile_new ();

  keyrack_profile_set_name (profile, name);
  keyrack_profile_set_instance (profile, instance);
  keyrack_profile_set_region (profile, regions[number % n_regions].label);
  keyrack_profile_set_client_id (profile, "client");
  keyrack_profile_set_environment (profile, environments[number % G_N_ELEMENTS (environments)]);
  keyrack_profile_set_revision (profile, 1);

  return profile;
}

static GListModel *
create_profiles (guint n_profiles)
{
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (KEYRACK_TYPE_PROFILE);

  for (guint i = 0; i < n_profiles; i++)
    g_ptr_array_add (profiles, create_profile (i));

  g_list_store_splice (store, 0, 0, profiles->pdata, profiles->len);

  return G_LIST_MODEL (store);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
keep_worst (Cost *worst)
{
  worst->longest = MAX (worst->longest, clock_cost.longest);
  worst->total = MAX (worst->total, clock_cost.total);
}

static void
type_word (GtkWidget *window,
           GtkWidget *entry,
           Cost      *worst)
{
  for (const char *letter = SEARCH_WORD; *letter != '\0'; letter++)
    {
      int position = (int) (letter - SEARCH_WORD);

      start_clock ();
      gtk_editable_insert_text (GTK_EDITABLE (entry), letter, 1, &position);
      settle (window);
      keep_worst (worst);
    }
}

static void
scroll_down (GtkWidget *window,
             GtkWidget *scrolled,
             Cost      *worst)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  double page = gtk_adjustment_get_page_size (adjustment);
  double step = MAX (page, (gtk_adjustment_get_upper (adjustment) - page) / 100);

  while (gtk_adjustment_get_value (adjustment) + page < gtk_adjustment_get_upper (adjustment))
    {
      start_clock ();
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      settle (window);
      keep_worst (worst);
    }
}

static void
measure (guint n_profiles,
         Cost  costs[N_THINGS])
{
  g_autoptr(GListModel) profiles = create_profiles (n_profiles);
  GtkWidget *window = adw_window_new ();
  GtkWidget *list = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), 300, 700);

  start_clock ();
  list = keyrack_profile_list_new ();
  g_object_set (list, "profiles", profiles, NULL);
  adw_window_set_content (ADW_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  settle (window);
  costs[SHOW] = clock_cost;

  type_word (window, find (list, GTK_TYPE_SEARCH_ENTRY), &costs[KEY]);

  start_clock ();
  gtk_editable_set_text (GTK_EDITABLE (find (list, GTK_TYPE_SEARCH_ENTRY)), "");
  settle (window);
  costs[CLEAR] = clock_cost;

  scroll_down (window, find (list, GTK_TYPE_SCROLLED_WINDOW), &costs[SCROLL]);

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Ten have nothing to scroll. */
static void
print_cost (const char *name,
            guint       size,
            const Cost *cost,
            const Cost *base)
{
  g_print ("%-14s %12u %9.1f ms %6.1f ms", name, size, cost->longest, cost->total);

  if (base->total > 0)
    g_print (" %8.2f×", cost->total / base->total);

  g_print ("\n");
}

int
main (int   argc,
      char *argv[])
{
  Cost costs[G_N_ELEMENTS (sizes)][N_THINGS] = { 0 };
  Cost warm_up[N_THINGS] = { 0 };

  adw_init ();

  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, timed_poll);

  measure (sizes[0], warm_up);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i], costs[i]);

  g_print ("%-14s %12s %12s %9s\n", "", "connections", "longest", "total");

  for (guint thing = 0; thing < N_THINGS; thing++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      print_cost (i == 0 ? thing_names[thing] : "", sizes[i], &costs[i][thing], &costs[0][thing]);

  return 0;
}
