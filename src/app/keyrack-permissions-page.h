/* keyrack-permissions-page.h: the page of the permissions of all connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-many-test.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PERMISSIONS_PAGE (keyrack_permissions_page_get_type ())

/* Property: filter (string): what is shown: all, or missing. */
G_DECLARE_FINAL_TYPE (KeyrackPermissionsPage, keyrack_permissions_page, KEYRACK, PERMISSIONS_PAGE, AdwBin)

GtkWidget *keyrack_permissions_page_new (KeyrackProfileStore *store,
                                         KeyrackManyTest     *many_test,
                                         const char * const  *ids,
                                         GtkWidget           *banner);

G_END_DECLS
