/* keyrack-profile-private.h: the fields of a profile, for the files that implement it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile.h"

G_BEGIN_DECLS

typedef enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_INSTANCE,
  PROP_REGION,
  PROP_CLIENT_ID,
  PROP_ENVIRONMENT,
  PROP_NOTE,
  PROP_TAGS,
  PROP_SECRET_REF,
  PROP_FAVOURITE,
  PROP_CREATED_AT,
  PROP_SECRET_SAVED_AT,
  PROP_ROTATED_AT,
  PROP_ROTATE_EVERY_DAYS,
  PROP_TAG_INTERVAL,
  PROP_REVISION,
  PROP_DELETED_AT,
  PROP_PREVIOUS,
  PROP_INTENDED_PERMISSIONS,
  PROP_PERMISSION_RECORD,
  PROP_LOGIN_HOST,
  PROP_API_HOST,
  PROP_LAST_RESULT,
  PROP_TESTING,
  N_PROPS,
} KeyrackProfileProperty;

struct _KeyrackProfile
{
  GObject             parent_instance;

  /* What the file holds */
  char               *id;
  char               *name;
  char               *instance;
  char               *region;
  char               *client_id;
  char               *environment;
  char               *note;
  char              **tags;
  char               *secret_ref;
  gboolean            favourite;
  gboolean            unverified;
  gint64              created_at;
  gint64              secret_saved_at;
  gint64              rotated_at;
  guint               rotate_every_days;
  guint               tag_interval;
  guint64             revision;
  gint64              deleted_at;
  KeyrackPreviousPair *previous;
  KeyrackPermissions  intended_permissions;
  KeyrackPermissionRecord *permission_record;

  /* What follows from it */
  char               *login_host;
  char               *api_host;

  /* What is known at the moment */
  KeyrackTestResult  *last_result;
  gboolean            testing;
};

void keyrack_profile_notify (KeyrackProfile         *self,
                             KeyrackProfileProperty  property);

G_END_DECLS
