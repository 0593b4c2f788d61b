/* keyrack-rotation-board.h: new pairs for many connections, each on its way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"
#include "keyrack-rotation-item.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_BOARD (keyrack_rotation_board_get_type ())

/* How many of the items are where. Those that need attention are counted twice. */
typedef struct
{
  guint n_to_do;
  guint n_in_progress;  /* entered, but not through */
  guint n_done;         /* the old one is deleted */
  guint n_attention;
  guint n_stored;       /* at least that far */
  guint n_ready;        /* can be tested and stored */
  guint n_testable;     /* of whose old pair can be told whether it is refused */
  guint n_working;      /* something is done with them at this moment */
  guint n_unsaved;      /* of whose new pair the secret is in memory alone */
} KeyrackRotationCounts;

typedef enum
{
  KEYRACK_BOARD_STORE,         /* test the new pair, and store it if it works */
  KEYRACK_BOARD_STORE_ANYWAY,  /* test it, and store it whatever is found */
  KEYRACK_BOARD_TEST_OLD,      /* find out whether the old pair is refused */
} KeyrackBoardTask;

/* A GListModel of KeyrackRotationItem, which keeps its order. Signal changed: anything.
 * Its file rotation-board.json tells which connections, which stage, client IDs that were
 * seen to work, and when; never a secret. */
G_DECLARE_FINAL_TYPE (KeyrackRotationBoard, keyrack_rotation_board, KEYRACK, ROTATION_BOARD, GObject)

KeyrackRotationBoard        *keyrack_rotation_board_new            (KeyrackHttpClient      *client,
                                                                    KeyrackProfileStore    *store,
                                                                    KeyrackJournal         *journal,
                                                                    const char             *folder);
KeyrackProfileStore         *keyrack_rotation_board_get_store      (KeyrackRotationBoard   *self);
const KeyrackRotationCounts *keyrack_rotation_board_get_counts     (KeyrackRotationBoard   *self);
gboolean                     keyrack_rotation_board_is_through     (KeyrackRotationBoard   *self);
gint64                       keyrack_rotation_board_get_started_at (KeyrackRotationBoard   *self);
gboolean                     keyrack_rotation_board_get_running    (KeyrackRotationBoard   *self);
KeyrackTestResult           *keyrack_rotation_board_get_failure    (KeyrackRotationBoard   *self);
const char                  *keyrack_rotation_board_get_problem    (KeyrackRotationBoard   *self);
KeyrackRotationItem         *keyrack_rotation_board_find           (KeyrackRotationBoard   *self,
                                                                    const char             *id);
guint                        keyrack_rotation_board_add            (KeyrackRotationBoard   *self,
                                                                    GPtrArray              *profiles);
void                         keyrack_rotation_board_remove         (KeyrackRotationBoard   *self,
                                                                    KeyrackRotationItem    *item);
void                         keyrack_rotation_board_clear          (KeyrackRotationBoard   *self);
gboolean                     keyrack_rotation_board_enter          (KeyrackRotationBoard   *self,
                                                                    KeyrackRotationItem    *item,
                                                                    const char             *client_id,
                                                                    KeyrackSecret          *secret,
                                                                    const char             *elsewhere);
void                         keyrack_rotation_board_take_back      (KeyrackRotationBoard   *self,
                                                                    KeyrackRotationItem    *item);
void                         keyrack_rotation_board_mark           (KeyrackRotationBoard   *self,
                                                                    KeyrackRotationItem    *item,
                                                                    gboolean                deleted);
void                         keyrack_rotation_board_run_async      (KeyrackRotationBoard   *self,
                                                                    KeyrackBoardTask        task,
                                                                    KeyrackRotationItem    *item,
                                                                    guint                   keep_days,
                                                                    GCancellable           *cancellable,
                                                                    GAsyncReadyCallback     callback,
                                                                    gpointer                user_data);
gboolean                     keyrack_rotation_board_run_finish     (KeyrackRotationBoard   *self,
                                                                    GAsyncResult           *result,
                                                                    GError                **error);
void                         keyrack_rotation_board_cancel         (KeyrackRotationBoard   *self);
void                         keyrack_rotation_board_load_async     (KeyrackRotationBoard   *self,
                                                                    GCancellable           *cancellable,
                                                                    GAsyncReadyCallback     callback,
                                                                    gpointer                user_data);
gboolean                     keyrack_rotation_board_load_finish    (KeyrackRotationBoard   *self,
                                                                    GAsyncResult           *result,
                                                                    GError                **error);
void                         keyrack_rotation_board_settle         (KeyrackRotationBoard   *self);

G_END_DECLS
