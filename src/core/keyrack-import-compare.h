/* keyrack-import-compare.h: what a file says otherwise than we do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-import-item.h"

G_BEGIN_DECLS

KeyrackImportFields keyrack_import_compare_profiles (KeyrackProfile           *theirs,
                                                     KeyrackProfile           *ours);
KeyrackImportSecret keyrack_import_compare_secrets  (const KeyrackDocumentRow *row,
                                                     KeyrackProfile           *ours,
                                                     GHashTable               *secrets);
void                keyrack_import_take_fields      (KeyrackProfile           *ours,
                                                     KeyrackProfile           *theirs,
                                                     KeyrackImportFields       fields);

G_END_DECLS
