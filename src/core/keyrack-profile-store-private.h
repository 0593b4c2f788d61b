/* keyrack-profile-store-private.h: what the files of the profile store's type share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-store-reading.h"

G_BEGIN_DECLS

struct _KeyrackProfileStore
{
  GObject parent_instance;

  /* Owned references */
  KeyrackSecretStore *secrets;
  KeyrackWorker      *reader;    /* its own: the list must not wait for the keyring */
  GFileMonitor       *monitor;
  GPtrArray          *profiles;
  GListStore         *bin;
  GSource            *timer;     /* for what is held or kept */

  char    *folder;
  char    *problem;
  char    *stamp;        /* of the file as it is shown */
  guint    n_shown;      /* counts what was shown, so that an older reading is told */
  gboolean loaded;
  gint64   due_at;       /* when there is something to let go of */
  gboolean has_pending;
  gboolean reloading;
  gboolean reload_again;
};

void     keyrack_profile_store_set_loaded    (KeyrackProfileStore *self);
void     keyrack_profile_store_show          (KeyrackProfileStore *self,
                                              KeyrackReading      *reading);
void     keyrack_profile_store_emit_edited   (KeyrackProfileStore *self,
                                              KeyrackProfile      *profile,
                                              KeyrackProfileEdit   edit);
void     keyrack_profile_store_reload        (KeyrackProfileStore *self);
gboolean keyrack_profile_store_has_to_settle (KeyrackProfileStore *self);
void     keyrack_profile_store_settle        (KeyrackProfileStore *self);
void     keyrack_profile_store_restart_timer (KeyrackProfileStore *self);
void     keyrack_profile_store_retry_later   (KeyrackProfileStore *self);
void     keyrack_profile_store_stop_timer    (KeyrackProfileStore *self);

G_END_DECLS
