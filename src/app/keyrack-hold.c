/* keyrack-hold.c: keeps the program running until something is done, but not for ever
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-hold.h"

struct _KeyrackHold
{
  GApplication *application;   /* (nullable) */
  guint         limit;
};

static void
let_go (KeyrackHold *self)
{
  if (self->application != NULL)
    g_application_release (self->application);

  g_clear_object (&self->application);
}

static gboolean
limit_cb (gpointer user_data)
{
  KeyrackHold *self = user_data;

  self->limit = 0;
  let_go (self);

  return G_SOURCE_REMOVE;
}

/**
 * keyrack_hold_new:
 * @seconds: how long at most
 *
 * Keeps the program running although its last window is closed.
 *
 * Returns: (transfer full): to be freed when it may end
 */
KeyrackHold *
keyrack_hold_new (guint seconds)
{
  KeyrackHold *self = g_new0 (KeyrackHold, 1);

  g_set_object (&self->application, g_application_get_default ());

  if (self->application != NULL)
    g_application_hold (self->application);
  self->limit = g_timeout_add_seconds (seconds, limit_cb, self);

  return self;
}

/**
 * keyrack_hold_free:
 * @self: (transfer full): a hold
 */
void
keyrack_hold_free (KeyrackHold *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->limit, g_source_remove);
  let_go (self);
  g_free (self);
}
