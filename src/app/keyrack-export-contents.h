/* keyrack-export-contents.h: what will stand in an exported file, and what will not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KEYRACK_TYPE_EXPORT_CONTENTS (keyrack_export_contents_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackExportContents, keyrack_export_contents, KEYRACK, EXPORT_CONTENTS, AdwBin)

/* Whether tags, environment and notes are in it too; and the line about the secrets. */
void keyrack_export_contents_set (KeyrackExportContents *self,
                                  gboolean               has_details,
                                  gboolean               has_secrets,
                                  const char            *secrets);

G_END_DECLS
