/* keyrack-server-words.h: what a server says, made fit to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "keyrack-secret.h"

G_BEGIN_DECLS

#define KEYRACK_SERVER_WORDS_MAX 300 /* characters */

char *keyrack_server_words_dup_clean (const char    *text,
                                      guint          max_length,
                                      KeyrackSecret *secret);

G_END_DECLS
