/* keyrack-group.h: connections under one header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_GROUP (keyrack_group_get_type ())

/* Properties: title (string), count (uint), both read-only; the count is of the connections shown. */
G_DECLARE_FINAL_TYPE (KeyrackGroup, keyrack_group, KEYRACK, GROUP, GObject)

KeyrackGroup *keyrack_group_new       (const char   *title,
                                       const char   *value);
const char   *keyrack_group_get_title (KeyrackGroup *self);
const char   *keyrack_group_get_value (KeyrackGroup *self);
guint         keyrack_group_get_count (KeyrackGroup *self);
void          keyrack_group_set_count (KeyrackGroup *self,
                                       guint         count);
void          keyrack_group_count_all (GPtrArray    *items);

G_END_DECLS
