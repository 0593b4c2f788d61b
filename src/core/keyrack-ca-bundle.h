/* keyrack-ca-bundle.h: one file with every certificate authority that is trusted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The system's file, or one in memory that holds it and another one. */
typedef struct
{
  char *path;   /* (nullable): none was found */
  gboolean complete; /* holds the system's authorities too */
  int   fd;     /* behind a path in memory, else -1 */
} KeyrackCaBundle;

KeyrackCaBundle *keyrack_ca_bundle_load (const char       *built_in,
                                         const char       *extra,
                                         GError          **error);
void             keyrack_ca_bundle_free (KeyrackCaBundle  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyrackCaBundle, keyrack_ca_bundle_free)

G_END_DECLS
