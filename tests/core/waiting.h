/* waiting.h: waiting for an answer, with an end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef gboolean (* Condition) (gpointer data);

void          wait_until         (Condition      condition,
                                  gpointer       data);
void          take_result_cb     (GObject       *source,
                                  GAsyncResult  *result,
                                  gpointer       slot);
GAsyncResult *wait_for_result    (GAsyncResult **slot);
void          assert_goes_away   (gpointer       object);

G_END_DECLS
