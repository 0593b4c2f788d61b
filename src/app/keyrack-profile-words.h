/* keyrack-profile-words.h: the tags and environments that connections have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char **keyrack_profile_words_dup_tags         (GListModel *profiles);
char **keyrack_profile_words_dup_environments (GListModel *profiles);
char  *keyrack_profile_words_dup_label        (const char *word);

G_END_DECLS
