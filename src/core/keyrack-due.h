/* keyrack-due.h: when a credential is to be rotated, and what to say of it once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "keyrack-profile.h"

G_BEGIN_DECLS

/* How near it is; each is worth a word, once. */
typedef enum
{
  KEYRACK_DUE_LATER,       /* or nobody wants it rotated */
  KEYRACK_DUE_IN_30_DAYS,
  KEYRACK_DUE_IN_7_DAYS,
  KEYRACK_DUE_NOW,
} KeyrackDue;

#define KEYRACK_DUE_LAST KEYRACK_DUE_NOW
#define KEYRACK_DUE_TOLD "a{s(xy)}"   /* by id: the date that was told of, and how near it was */

#define KEYRACK_DUE_INTERVALS "a{su}" /* by tag: a number of days */

guint       keyrack_due_find_interval (GVariant           *intervals,
                                       const char * const *tags);
KeyrackDue  keyrack_due_from_profile (KeyrackProfile  *profile,
                                      gint64           now);
GPtrArray  *keyrack_due_find_news    (GListModel      *profiles,
                                      KeyrackDue       due,
                                      GVariant        *told,
                                      gint64           now);
GVariant   *keyrack_due_tell         (GListModel      *profiles,
                                      gint64           now);
char       *keyrack_due_dup_title    (KeyrackDue       due,
                                      GPtrArray       *profiles);
char       *keyrack_due_dup_names    (GPtrArray       *profiles);

G_END_DECLS
