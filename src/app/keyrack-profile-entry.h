/* keyrack-profile-entry.h: what sorting and searching need to know of one connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-group.h"
#include "keyrack-profile.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_SORT_NAME,
  KEYRACK_SORT_REGION,
  KEYRACK_SORT_LAST_TEST,    /* newest first */
  KEYRACK_SORT_SECRET_AGE,   /* oldest first */
} KeyrackSort;

typedef enum
{
  KEYRACK_GROUP_NONE,
  KEYRACK_GROUP_ENVIRONMENT,
  KEYRACK_GROUP_TAG,
} KeyrackGrouping;

typedef enum
{
  KEYRACK_STATUS_ALL,
  KEYRACK_STATUS_FAILED,
  KEYRACK_STATUS_UNDECIDED,
  KEYRACK_STATUS_NEVER_TESTED,
  KEYRACK_STATUS_NO_SECRET,
  KEYRACK_STATUS_DUE,
  KEYRACK_STATUS_DUE_SOON,
} KeyrackStatus;

/* What is asked of every connection; texts are "" when they do not matter. */
typedef struct
{
  char          **words;        /* (nullable): from keyrack_query_dup_words(), all must be found */
  KeyrackStatus   status;
  const char     *tag;
  const char     *environment;
} KeyrackQuery;

/* Costly to find out, needed often: kept until the connection changes. */
typedef struct
{
  KeyrackProfile *profile;
  char           *text;         /* (nullable): folded, all that it can be found by */
  char           *name_key;     /* (nullable): to compare; the same with these */
  char           *sort_key;
  char           *group_key;    /* "" without a group; favourites have one of their own */
} KeyrackProfileEntry;

KeyrackProfileEntry *keyrack_profile_entry_new          (KeyrackProfile      *profile);
void                 keyrack_profile_entry_free         (KeyrackProfileEntry *self);
void                 keyrack_profile_entry_forget       (KeyrackProfileEntry *self);
void                 keyrack_profile_entry_prepare      (KeyrackProfileEntry *self,
                                                         KeyrackSort          sort,
                                                         KeyrackGrouping      grouping);
int                  keyrack_profile_entry_compare      (KeyrackProfileEntry *self,
                                                         KeyrackProfileEntry *other);
gboolean             keyrack_profile_entry_matches      (KeyrackProfileEntry *self,
                                                         const KeyrackQuery  *query);
KeyrackGroup        *keyrack_profile_entry_ensure_group (KeyrackProfileEntry *self,
                                                         GHashTable          *groups,
                                                         KeyrackGrouping      grouping);

/* From the words of the settings; the first value when it is none of them. */
KeyrackSort          keyrack_sort_from_word             (const char          *word);
KeyrackGrouping      keyrack_grouping_from_word         (const char          *word);
KeyrackStatus        keyrack_status_from_word           (const char          *word);
char               **keyrack_query_dup_words            (const char          *search);
gboolean             keyrack_profile_is_due             (KeyrackProfile      *profile);

G_END_DECLS
