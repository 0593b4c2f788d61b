/* store-puppet.h: does to the stores what it is told, a line at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-steps.h"

G_BEGIN_DECLS

/* Words are separated by tabs, answers as well; each answer ends with "end". What fails
 * says "error", the domain, the code and the sentence. */

typedef struct
{
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *profiles;
  char                *folder;
} Puppet;

typedef void (* Command) (Puppet *puppet,
                          GStrv   words);

void say_error            (const GError *error);
void do_items             (Puppet       *puppet,
                           GStrv         words);
void do_lookup            (Puppet       *puppet,
                           GStrv         words);
void do_lookup_and_cancel (Puppet       *puppet,
                           GStrv         words);
void do_store             (Puppet       *puppet,
                           GStrv         words);
void do_clear             (Puppet       *puppet,
                           GStrv         words);
void do_find_same         (Puppet       *puppet,
                           GStrv         words);
void do_save_proxy        (Puppet       *puppet,
                           GStrv         words);
void do_unlock            (Puppet       *puppet,
                           GStrv         words);
void do_probe             (Puppet       *puppet,
                           GStrv         words);

G_END_DECLS
