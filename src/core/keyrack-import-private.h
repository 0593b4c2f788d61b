/* keyrack-import-private.h: what the files of an import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-import.h"

G_BEGIN_DECLS

struct _KeyrackImport
{
  GObject parent_instance;

  /* Owned references */
  KeyrackProfileStore *store;
  KeyrackJournal      *journal;
  KeyrackImportFile   *file;   /* (nullable): of the last comparison */
  GPtrArray           *items;
  GHashTable          *tested;  /* (nullable): items by the profiles that stand for them in a test */
};

G_END_DECLS
