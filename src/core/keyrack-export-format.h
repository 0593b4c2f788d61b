/* keyrack-export-format.h: the forms in which connections leave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_EXPORT_DOCUMENT,     /* which alone can have secrets, and is encrypted then */
  KEYRACK_EXPORT_CSV,
  KEYRACK_EXPORT_ENVIRONMENT,
  KEYRACK_EXPORT_CURL,
  KEYRACK_EXPORT_POWERSHELL,
} KeyrackExportFormat;

#define KEYRACK_N_EXPORT_FORMATS (KEYRACK_EXPORT_POWERSHELL + 1)

const char *keyrack_export_format_get_id     (KeyrackExportFormat   self);
gboolean    keyrack_export_format_from_id    (const char           *id,
                                              KeyrackExportFormat  *format);
const char *keyrack_export_format_get_title  (KeyrackExportFormat   self);
const char *keyrack_export_format_get_suffix (KeyrackExportFormat   self);
char       *keyrack_export_format_dup_text   (KeyrackExportFormat   self,
                                              GPtrArray            *profiles);

G_END_DECLS
