/* keyrack-rotation-board-private.h: the inside of a rotation of many
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-rotation-board.h"

#include "keyrack-rotation-item-private.h"
#include "keyrack-worker.h"

G_BEGIN_DECLS

struct _KeyrackRotationBoard
{
  GObject                parent_instance;

  /* Owned references */
  KeyrackHttpClient     *client;
  KeyrackProfileStore   *store;
  KeyrackJournal        *journal;     /* (nullable) */
  KeyrackWorker         *worker;      /* writes the file */
  KeyrackTestResult     *failure;     /* (nullable): why the last run left some out */
  GPtrArray             *items;       /* KeyrackRotationItem, in the order of the list */

  /* While it runs */
  GTask                 *task;        /* (nullable) */
  GQueue                 waiting;     /* of the items, borrowed: what is not begun */
  GHashTable            *busy_hosts;  /* login hosts that are asked at this moment */
  KeyrackBoardTask       kind;
  KeyrackOutcome         last_failure;
  guint                  n_failures;  /* of that kind, in a row */
  guint                  keep_days;
  guint                  in_flight;

  /* The file */
  char                  *folder;
  char                  *path;
  char                  *problem;     /* (nullable): why it could not be written */
  GMutex                 mutex;       /* for the file, and what follows */
  char                  *unwritten;   /* (nullable): what it is to say; "" for no file */
  guint                  save_id;     /* while there is something to be said */

  KeyrackRotationCounts  counts;
  gint64                 started_at;  /* seconds since the epoch, 0 while there is nothing */
};

void keyrack_rotation_board_end        (KeyrackRotationBoard *self);
void keyrack_rotation_board_save       (KeyrackRotationBoard *self);
void keyrack_rotation_board_take_items (KeyrackRotationBoard *self,
                                        GPtrArray            *items,
                                        gint64                started_at);

G_END_DECLS
