/* keyrack-region.h: the regions that Nexthink publishes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A published region: its label in host names and its English name. */
typedef struct
{
  const char *label;
  const char *name;
} KeyrackRegion;

const KeyrackRegion *keyrack_region_get_published  (gsize      *n_regions);
const char          *keyrack_region_get_name       (const char *label);
char                *keyrack_region_dup_title      (const char *label);
const char          *keyrack_region_find           (const char *text);
gboolean             keyrack_region_label_is_valid (const char *label);

G_END_DECLS
