/* keyrack-address-cell.h: a computed address with its Copy button
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_ADDRESS_CELL (keyrack_address_cell_get_type ())

/* Properties: title (string); host (string, nullable: not known yet); copy-label (string):
 * the accessible name of the button; copied (boolean, read-only): just now. */
G_DECLARE_FINAL_TYPE (KeyrackAddressCell, keyrack_address_cell, KEYRACK, ADDRESS_CELL, GtkWidget)

G_END_DECLS
