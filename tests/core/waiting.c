/* waiting.c: waiting for an answer, with an end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "waiting.h"

#define LIMIT_SECONDS 40

static gboolean
time_out_cb (gpointer data)
{
  g_error ("Nothing came within %d s", LIMIT_SECONDS);

  return G_SOURCE_REMOVE;
}

/* Runs the thread's main context until @condition holds. Whatever can make it hold has to
 * wake the context. */
void
wait_until (Condition condition,
            gpointer  data)
{
  GMainContext *context = g_main_context_ref_thread_default ();
  g_autoptr(GSource) limit = g_timeout_source_new_seconds (LIMIT_SECONDS);

  g_source_set_callback (limit, time_out_cb, NULL, NULL);
  g_source_attach (limit, context);

  while (!condition (data))
    g_main_context_iteration (context, TRUE);

  g_source_destroy (limit);
  g_main_context_unref (context);
}

/* A GAsyncReadyCallback for wait_for_result(). */
void
take_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      slot)
{
  GAsyncResult **taken = slot;

  g_assert_null (*taken);
  *taken = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* The result that take_result_cb() put into @slot; owned by the slot. */
GAsyncResult *
wait_for_result (GAsyncResult **slot)
{
  wait_until (is_set, slot);

  return *slot;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Like g_assert_finalize_object(), for an object that a thread may hold for a moment longer. */
void
assert_goes_away (gpointer object)
{
  gpointer pointer = object;

  g_object_add_weak_pointer (object, &pointer);
  g_object_unref (object);
  wait_until (is_gone, &pointer);
}
