/* keyrack-profile-store-timer.c: when there are secrets to be cleared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-profile-store-private.h"

#define RETRY_MS 2000

static gboolean
timer_cb (gpointer data)
{
  KeyrackProfileStore *self = KEYRACK_PROFILE_STORE (data);

  /* No timer runs for as long as a profile stays in the bin, or a pair is kept. */
  if (self->due_at > g_get_real_time () / G_USEC_PER_SEC)
    {
      keyrack_profile_store_restart_timer (self);
      return G_SOURCE_REMOVE;
    }

  keyrack_profile_store_stop_timer (self);
  keyrack_profile_store_settle (self);

  return G_SOURCE_REMOVE;
}

static void
start_timer (KeyrackProfileStore *self,
             gint64               milliseconds)
{
  keyrack_profile_store_stop_timer (self);
  if (self->due_at == G_MAXINT64 || self->problem != NULL)
    return;

  self->timer = g_timeout_source_new ((guint) CLAMP (milliseconds, 0, G_MAXINT));
  g_source_set_static_name (self->timer, "[keyrack] timer_cb");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* Waits for the next thing that is held or kept until some time. */
void
keyrack_profile_store_restart_timer (KeyrackProfileStore *self)
{
  gint64 milliseconds = g_get_real_time () / 1000;

  /* Never is too late to be counted in milliseconds. */
  start_timer (self, MIN (self->due_at, G_MAXINT64 / 1000 - 1) * 1000 - milliseconds + 1);
}

/* What was to be let go of could not be. */
void
keyrack_profile_store_retry_later (KeyrackProfileStore *self)
{
  if (self->timer == NULL)
    start_timer (self, RETRY_MS);
}

void
keyrack_profile_store_stop_timer (KeyrackProfileStore *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* Whether there are secrets to be cleared, and the file can be written. */
gboolean
keyrack_profile_store_has_to_settle (KeyrackProfileStore *self)
{
  if (self->problem != NULL)
    return FALSE;

  return self->has_pending || self->due_at <= g_get_real_time () / G_USEC_PER_SEC;
}
