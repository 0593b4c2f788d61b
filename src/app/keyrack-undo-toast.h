/* keyrack-undo-toast.h: says what was deleted, with a way back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *keyrack_undo_toast_new          (const char      *name,
                                           guint            n_deleted);
AdwToast *keyrack_undo_toast_new_too_late (const char      *name,
                                           guint            n_missing);
AdwToast *keyrack_undo_toast_new_imported (guint            n_imported,
                                           const char      *undo_id);
void      keyrack_undo_toast_show         (AdwToast        *toast,
                                           AdwToastOverlay *overlay);

G_END_DECLS
