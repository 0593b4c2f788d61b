/* keyrack-export-protection.h: asks who can read the secrets in an exported file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-export.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_EXPORT_PROTECTION (keyrack_export_protection_get_type ())

/* Signal: changed, after passphrase or recipients were chosen. */
G_DECLARE_FINAL_TYPE (KeyrackExportProtection, keyrack_export_protection, KEYRACK, EXPORT_PROTECTION, AdwBin)

KeyrackProtection *keyrack_export_protection_dup             (KeyrackExportProtection *self);
gboolean           keyrack_export_protection_by_passphrase   (KeyrackExportProtection *self);

G_END_DECLS
