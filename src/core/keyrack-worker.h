/* keyrack-worker.h: one thread that does tasks one after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_WORKER (keyrack_worker_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackWorker, keyrack_worker, KEYRACK, WORKER, GObject)

KeyrackWorker *keyrack_worker_new        (const char      *name);
void           keyrack_worker_run        (KeyrackWorker   *self,
                                          GTask           *task,
                                          GTaskThreadFunc  func);
gboolean       keyrack_worker_is_current (KeyrackWorker   *self);

G_END_DECLS
