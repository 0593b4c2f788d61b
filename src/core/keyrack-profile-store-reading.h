/* keyrack-profile-store-reading.h: what another thread found in the folder, on its way to the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-file.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *profiles;     /* NULL when there is nothing to be shown, or nothing new */
  GPtrArray *bin;          /* likewise, the last deleted one first */
  GPtrArray *edits;        /* (element-type KeyrackFileEdit): of a change of our own, else NULL */
  GError    *problem;      /* why it may not be changed, or not even read */
  char      *stamp;        /* of the file as it was read, NULL when that is not known */
  gint64     due_at;       /* when there is something to let go of, G_MAXINT64 for never */
  gboolean   has_pending;
} KeyrackReading;

KeyrackReading *keyrack_reading_new_from_folder (const char         *folder,
                                                 const char         *known_stamp);
KeyrackReading *keyrack_reading_new_from_file   (KeyrackProfileFile *file);
void            keyrack_reading_free            (KeyrackReading     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackReading, keyrack_reading_free)

G_END_DECLS
