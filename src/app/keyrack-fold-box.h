/* keyrack-fold-box.h: children side by side, or one above the other when it is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_FOLD_BOX (keyrack_fold_box_get_type ())

/* Properties:
 *   spacing, row-spacing (pixels): between children side by side, and above one another;
 *   separators (boolean): a line between the children;
 *   homogeneous (boolean): children side by side are equally wide;
 *   fold-width (pixels at the normal text size): folds below it; 0: folds when the natural
 *     widths of the children do not fit. */
G_DECLARE_FINAL_TYPE (KeyrackFoldBox, keyrack_fold_box, KEYRACK, FOLD_BOX, GtkWidget)

gboolean keyrack_fold_box_folds_at (KeyrackFoldBox *self,
                                    int             width);

G_END_DECLS
