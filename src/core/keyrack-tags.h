/* keyrack-tags.h: the tags of a connection as one line of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **keyrack_tags_parse (const char         *text);
char  *keyrack_tags_join  (const char * const *tags);

G_END_DECLS
