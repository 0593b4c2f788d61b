/* keyrack-profile.h: one connection without its secret
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "keyrack-permission-record.h"
#include "keyrack-previous-pair.h"
#include "keyrack-test-result.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_PROFILE (keyrack_profile_get_type ())

G_DECLARE_FINAL_TYPE (KeyrackProfile, keyrack_profile, KEYRACK, PROFILE, GObject)

/* What keeps a profile from being saved or tested. */
typedef enum
{
  KEYRACK_PROFILE_FLAWLESS          = 0,
  KEYRACK_PROFILE_NAME_MISSING      = 1 << 0,
  KEYRACK_PROFILE_NAME_INVALID      = 1 << 1,
  KEYRACK_PROFILE_INSTANCE_MISSING  = 1 << 2,
  KEYRACK_PROFILE_INSTANCE_INVALID  = 1 << 3,
  KEYRACK_PROFILE_REGION_MISSING    = 1 << 4,
  KEYRACK_PROFILE_REGION_INVALID    = 1 << 5,
  KEYRACK_PROFILE_CLIENT_ID_MISSING = 1 << 6,
  KEYRACK_PROFILE_CLIENT_ID_INVALID = 1 << 7,
  KEYRACK_PROFILE_NOTE_INVALID      = 1 << 8,
  KEYRACK_PROFILE_TAGS_INVALID      = 1 << 9,
  KEYRACK_PROFILE_ENVIRONMENT_INVALID = 1 << 10,
} KeyrackProfileFlaws;

/* Flaws that do not matter for a test: an unnamed connection can be tested. */
#define KEYRACK_PROFILE_NAME_FLAWS (KEYRACK_PROFILE_NAME_MISSING | KEYRACK_PROFILE_NAME_INVALID)

#define KEYRACK_PROFILE_NAME_MAX 100 /* characters */
#define KEYRACK_PROFILE_NOTE_MAX 4000
#define KEYRACK_PROFILE_TAGS_MAX 100

/* Properties, all notified only when they change:
 *   id (construct-only; a random UUID when NULL), name, instance, region, client-id,
 *   environment, note: strings, never NULL;
 *   tags: GStrv, never NULL;
 *   secret-ref: the name of the keyring item, "" when there is none (not a secret itself);
 *   favourite: boolean, shown before the others;
 *   created-at, secret-saved-at, rotated-at: int64 seconds since the epoch, 0 when unknown;
 *   rotate-every-days: uint, 0 when there is no interval;
 *   revision: uint64, the file's revision at the profile's last change, 0 when never saved;
 *   deleted-at: int64 seconds since the epoch, 0 unless the profile stands in the bin;
 *   previous: KeyrackPreviousPair, the pair before a replacement while it is kept, nullable; the
 *     profile store's to set;
 *   intended-permissions: uint, KeyrackPermissions, 0 when nothing was noted;
 *   permission-record: KeyrackPermissionRecord, nullable; the profile store's to set;
 * and, without a property: whether the secret took the place of another one unverified;
 * and, kept out of every file:
 *   login-host, api-host: read-only, NULL while instance or region is not valid;
 *   last-result: KeyrackTestResult, nullable;
 *   testing: a test runs at this moment.
 */
KeyrackProfile      *keyrack_profile_new                   (void);
KeyrackProfile      *keyrack_profile_new_with_id           (const char         *id);
KeyrackProfile      *keyrack_profile_dup                   (KeyrackProfile     *self);
void                 keyrack_profile_assign                (KeyrackProfile     *self,
                                                            KeyrackProfile     *other);
gboolean             keyrack_profile_equal                 (KeyrackProfile     *self,
                                                            KeyrackProfile     *other);
KeyrackProfileFlaws  keyrack_profile_validate              (KeyrackProfile     *self);
KeyrackOutcome       keyrack_profile_get_outcome           (KeyrackProfile     *self);
gint64               keyrack_profile_get_rotation_due_at   (KeyrackProfile     *self);
const char          *keyrack_profile_get_id                (KeyrackProfile     *self);
const char          *keyrack_profile_get_name              (KeyrackProfile     *self);
void                 keyrack_profile_set_name              (KeyrackProfile     *self,
                                                            const char         *name);
const char          *keyrack_profile_get_instance          (KeyrackProfile     *self);
void                 keyrack_profile_set_instance          (KeyrackProfile     *self,
                                                            const char         *instance);
const char          *keyrack_profile_get_region            (KeyrackProfile     *self);
void                 keyrack_profile_set_region            (KeyrackProfile     *self,
                                                            const char         *region);
const char          *keyrack_profile_get_client_id         (KeyrackProfile     *self);
void                 keyrack_profile_set_client_id         (KeyrackProfile     *self,
                                                            const char         *client_id);
const char          *keyrack_profile_get_environment       (KeyrackProfile     *self);
void                 keyrack_profile_set_environment       (KeyrackProfile     *self,
                                                            const char         *environment);
const char          *keyrack_profile_get_note              (KeyrackProfile     *self);
void                 keyrack_profile_set_note              (KeyrackProfile     *self,
                                                            const char         *note);
const char * const  *keyrack_profile_get_tags              (KeyrackProfile     *self);
void                 keyrack_profile_set_tags              (KeyrackProfile     *self,
                                                            const char * const *tags);
const char          *keyrack_profile_get_secret_ref        (KeyrackProfile     *self);
void                 keyrack_profile_set_secret_ref        (KeyrackProfile     *self,
                                                            const char         *secret_ref);
gboolean             keyrack_profile_get_favourite         (KeyrackProfile     *self);
void                 keyrack_profile_set_favourite         (KeyrackProfile     *self,
                                                            gboolean            favourite);
gboolean             keyrack_profile_get_unverified        (KeyrackProfile     *self);
void                 keyrack_profile_set_unverified        (KeyrackProfile     *self,
                                                            gboolean            unverified);
gint64               keyrack_profile_get_created_at        (KeyrackProfile     *self);
void                 keyrack_profile_set_created_at        (KeyrackProfile     *self,
                                                            gint64              created_at);
gint64               keyrack_profile_get_secret_saved_at   (KeyrackProfile     *self);
void                 keyrack_profile_set_secret_saved_at   (KeyrackProfile     *self,
                                                            gint64              secret_saved_at);
gint64               keyrack_profile_get_rotated_at        (KeyrackProfile     *self);
void                 keyrack_profile_set_rotated_at        (KeyrackProfile     *self,
                                                            gint64              rotated_at);
guint                keyrack_profile_get_tag_interval      (KeyrackProfile     *self);
void                 keyrack_profile_set_tag_interval      (KeyrackProfile     *self,
                                                            guint               days);
guint                keyrack_profile_get_rotate_every_days (KeyrackProfile     *self);
void                 keyrack_profile_set_rotate_every_days (KeyrackProfile     *self,
                                                            guint               days);
guint64              keyrack_profile_get_revision          (KeyrackProfile     *self);
void                 keyrack_profile_set_revision          (KeyrackProfile     *self,
                                                            guint64             revision);
gint64               keyrack_profile_get_deleted_at        (KeyrackProfile     *self);
void                 keyrack_profile_set_deleted_at        (KeyrackProfile     *self,
                                                            gint64              deleted_at);
const KeyrackPreviousPair *keyrack_profile_get_previous    (KeyrackProfile     *self);
void                 keyrack_profile_set_previous          (KeyrackProfile     *self,
                                                            const KeyrackPreviousPair *previous);
KeyrackPermissions   keyrack_profile_get_intended_permissions (KeyrackProfile  *self);
void                 keyrack_profile_set_intended_permissions (KeyrackProfile  *self,
                                                            KeyrackPermissions  intended);
const KeyrackPermissionRecord *keyrack_profile_get_permission_record (KeyrackProfile *self);
void                 keyrack_profile_set_permission_record (KeyrackProfile     *self,
                                                            const KeyrackPermissionRecord *record);
KeyrackPermissions   keyrack_profile_get_missing_permissions (KeyrackProfile   *self);
KeyrackPermissionState keyrack_profile_get_permission_state (KeyrackProfile    *self,
                                                            KeyrackPermission   permission);
const char          *keyrack_profile_get_login_host        (KeyrackProfile     *self);
const char          *keyrack_profile_get_api_host          (KeyrackProfile     *self);
KeyrackTestResult   *keyrack_profile_get_last_result       (KeyrackProfile     *self);
void                 keyrack_profile_set_last_result       (KeyrackProfile     *self,
                                                            KeyrackTestResult  *result);
gboolean             keyrack_profile_get_testing           (KeyrackProfile     *self);
void                 keyrack_profile_set_testing           (KeyrackProfile     *self,
                                                            gboolean            testing);

G_END_DECLS
