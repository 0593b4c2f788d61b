/* keyrack-import-item.h: a connection of a file beside the one that is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-document.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

typedef enum
{
  KEYRACK_IMPORT_NEW,
  KEYRACK_IMPORT_IDENTICAL,
  KEYRACK_IMPORT_DIFFERS,
  KEYRACK_IMPORT_REFUSED,
} KeyrackImportState;

#define KEYRACK_N_IMPORT_STATES (KEYRACK_IMPORT_REFUSED + 1)

#define KEYRACK_TYPE_IMPORT_CHOICE (keyrack_import_choice_get_type ())

typedef enum
{
  KEYRACK_IMPORT_SKIP,
  KEYRACK_IMPORT_ADD,        /* what is new */
  KEYRACK_IMPORT_UPDATE,     /* what differs takes the place of what is here */
  KEYRACK_IMPORT_KEEP_BOTH,
} KeyrackImportChoice;

typedef enum
{
  KEYRACK_IMPORT_FIELD_NAME        = 1 << 0,
  KEYRACK_IMPORT_FIELD_INSTANCE    = 1 << 1,
  KEYRACK_IMPORT_FIELD_REGION      = 1 << 2,
  KEYRACK_IMPORT_FIELD_CLIENT_ID   = 1 << 3,
  KEYRACK_IMPORT_FIELD_SECRET      = 1 << 4,
  KEYRACK_IMPORT_FIELD_TAGS        = 1 << 5,
  KEYRACK_IMPORT_FIELD_ENVIRONMENT = 1 << 6,
  KEYRACK_IMPORT_FIELD_NOTE        = 1 << 7,
  KEYRACK_IMPORT_FIELD_INTERVAL    = 1 << 8,
} KeyrackImportFields;

/* How the file's secret stands to ours. */
typedef enum
{
  KEYRACK_IMPORT_SECRET_NONE,     /* the file has none, nor have we */
  KEYRACK_IMPORT_SECRET_KEPT,     /* the file has none: ours is kept */
  KEYRACK_IMPORT_SECRET_FIRST,    /* we have none */
  KEYRACK_IMPORT_SECRET_SAME,
  KEYRACK_IMPORT_SECRET_NEWER,
  KEYRACK_IMPORT_SECRET_OLDER,
  KEYRACK_IMPORT_SECRET_ANOTHER,  /* nobody knows which is newer */
  KEYRACK_IMPORT_SECRET_UNKNOWN,  /* ours can't be read now */
} KeyrackImportSecret;

#define KEYRACK_TYPE_IMPORT_ITEM (keyrack_import_item_get_type ())

/* Properties: choice (KeyrackImportChoice); result (KeyrackTestResult, nullable): of a test
 * before it is imported. */
G_DECLARE_FINAL_TYPE (KeyrackImportItem, keyrack_import_item, KEYRACK, IMPORT_ITEM, GObject)

GType                keyrack_import_choice_get_type          (void);
const char          *keyrack_import_choice_get_title         (KeyrackImportChoice  self);
const char          *keyrack_import_state_get_id             (KeyrackImportState   self);
const char          *keyrack_import_secret_get_id            (KeyrackImportSecret  self);

KeyrackImportItem   *keyrack_import_item_new                 (KeyrackDocumentRow  *row,
                                                              guint                number,
                                                              KeyrackProfile      *stored,
                                                              GHashTable          *secrets);
KeyrackProfile      *keyrack_import_item_get_profile         (KeyrackImportItem   *self);
KeyrackProfile      *keyrack_import_item_get_stored          (KeyrackImportItem   *self);
KeyrackSecret       *keyrack_import_item_get_secret          (KeyrackImportItem   *self);
guint                keyrack_import_item_get_number          (KeyrackImportItem   *self);
const char          *keyrack_import_item_get_problem         (KeyrackImportItem   *self);
KeyrackImportState   keyrack_import_item_get_state           (KeyrackImportItem   *self);
KeyrackImportFields  keyrack_import_item_get_fields          (KeyrackImportItem   *self);
KeyrackImportSecret  keyrack_import_item_get_secret_relation (KeyrackImportItem   *self);
KeyrackImportChoice  keyrack_import_item_get_choice          (KeyrackImportItem   *self);
gboolean             keyrack_import_item_can_choose          (KeyrackImportItem   *self,
                                                              KeyrackImportChoice  choice);
void                 keyrack_import_item_set_choice          (KeyrackImportItem   *self,
                                                              KeyrackImportChoice  choice);
KeyrackTestResult   *keyrack_import_item_get_result          (KeyrackImportItem   *self);
void                 keyrack_import_item_set_result          (KeyrackImportItem   *self,
                                                              KeyrackTestResult   *result);
char                *keyrack_import_item_dup_comparison      (KeyrackImportItem   *self);
const char          *keyrack_import_item_get_remark          (KeyrackImportItem   *self);
KeyrackDocumentRow  *keyrack_import_item_dup_row             (KeyrackImportItem   *self,
                                                              GHashTable          *names);

G_END_DECLS
