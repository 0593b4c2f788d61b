/* keyrack-ca-row.h: the certificate authority that is trusted besides the system's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_CA_ROW (keyrack_ca_row_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackCaRow, keyrack_ca_row, KEYRACK, CA_ROW, AdwActionRow)

void keyrack_ca_row_adopt (KeyrackCaRow *self,
                           GFile        *file);

G_END_DECLS
