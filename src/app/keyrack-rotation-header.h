/* keyrack-rotation-header.h: the titles of the columns on the board of a rotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_ROTATION_HEADER (keyrack_rotation_header_get_type ())

/* Property: narrow (boolean, read-only): there is no room for columns, and it shows none. */
G_DECLARE_FINAL_TYPE (KeyrackRotationHeader, keyrack_rotation_header, KEYRACK, ROTATION_HEADER, GtkWidget)

gboolean keyrack_rotation_header_get_narrow (KeyrackRotationHeader *self);

G_END_DECLS
