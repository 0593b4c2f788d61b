/* keyrack-choice.h: the connections chosen to do something with all of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_CHOICE (keyrack_choice_get_type ())

/* Properties:
 *   active (boolean): connections are being chosen; when it ends, nothing is chosen;
 *   count (uint, read-only).
 *
 * Signal: changed, after another one was chosen, or one no longer. */
G_DECLARE_FINAL_TYPE (KeyrackChoice, keyrack_choice, KEYRACK, CHOICE, GObject)

KeyrackChoice *keyrack_choice_new          (void);
gboolean       keyrack_choice_get_active   (KeyrackChoice  *self);
void           keyrack_choice_set_active   (KeyrackChoice  *self,
                                            gboolean        active);
guint          keyrack_choice_get_count    (KeyrackChoice  *self);
gboolean       keyrack_choice_contains     (KeyrackChoice  *self,
                                            KeyrackProfile *profile);
void           keyrack_choice_set          (KeyrackChoice  *self,
                                            KeyrackProfile *profile,
                                            gboolean        chosen);
void           keyrack_choice_replace      (KeyrackChoice  *self,
                                            GPtrArray      *profiles);
void           keyrack_choice_keep         (KeyrackChoice  *self,
                                            GListModel     *profiles);
GPtrArray     *keyrack_choice_dup_profiles (KeyrackChoice  *self);

G_END_DECLS
