/* keyrack-rotation-match.h: which new pair of many is for which connection of a board
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-document.h"
#include "keyrack-rotation-board.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_MATCH_READY,
  KEYRACK_MATCH_ELSEWHERE,  /* its connection is at another instance: kept there with the reason */
  KEYRACK_MATCH_SAME,       /* the pair in use */
  KEYRACK_MATCH_STORED,     /* its connection is through, or worked on */
  KEYRACK_MATCH_AMBIGUOUS,  /* several connections could be meant */
  KEYRACK_MATCH_TWICE,      /* its connection is meant by a row before */
  KEYRACK_MATCH_UNKNOWN,    /* no connection on the board is meant */
  KEYRACK_MATCH_NO_PAIR,    /* it has no client ID and secret that could be sent */
} KeyrackMatchKind;

#define KEYRACK_TYPE_ROTATION_MATCH (keyrack_rotation_match_get_type ())

/* One row of a file. Immutable; there is no way to read its secret. */
G_DECLARE_FINAL_TYPE (KeyrackRotationMatch, keyrack_rotation_match, KEYRACK, ROTATION_MATCH, GObject)

KeyrackMatchKind     keyrack_rotation_match_get_kind      (KeyrackRotationMatch  *self);
KeyrackRotationItem *keyrack_rotation_match_get_item      (KeyrackRotationMatch  *self);
const char          *keyrack_rotation_match_get_client_id (KeyrackRotationMatch  *self);
char                *keyrack_rotation_match_dup_source    (KeyrackRotationMatch  *self);
char                *keyrack_rotation_match_dup_text      (KeyrackRotationMatch  *self);

void                 keyrack_rotation_match_rows_async    (KeyrackRotationBoard  *board,
                                                           GPtrArray             *rows,
                                                           GCancellable          *cancellable,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);
GListModel          *keyrack_rotation_match_rows_finish   (KeyrackRotationBoard  *board,
                                                           GAsyncResult          *result,
                                                           GError               **error);
guint                keyrack_rotation_match_count         (GListModel            *matches);
guint                keyrack_rotation_match_enter         (KeyrackRotationBoard  *board,
                                                           GListModel            *matches);

G_END_DECLS
