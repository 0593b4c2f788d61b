/* keyrack-export-list.h: which connections are to be exported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-choice.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_EXPORT_LIST (keyrack_export_list_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackExportList, keyrack_export_list, KEYRACK, EXPORT_LIST, AdwBin)

void           keyrack_export_list_set_store    (KeyrackExportList   *self,
                                                 KeyrackProfileStore *store,
                                                 const char * const  *ids);
KeyrackChoice *keyrack_export_list_get_choice   (KeyrackExportList   *self);
GPtrArray     *keyrack_export_list_dup_profiles (KeyrackExportList   *self);

G_END_DECLS
