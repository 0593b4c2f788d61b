/* profile-store-fixture.h: a profile store in a folder of its own, for each test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sys/types.h>

#include "keyrack-profile-store.h"
#include "store-steps.h"
#include "waiting.h"

G_BEGIN_DECLS

typedef struct
{
  Place               *place;
  KeyrackSecretStore  *secrets;
  KeyrackProfileStore *store;
} Fixture;

/* What "items-changed" said: "POSITION-REMOVED+ADDED " each time. */
typedef struct
{
  GListModel *model;
  GString    *changes;
} Changes;

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

void            set_up                 (Fixture             *fixture,
                                        gconstpointer        data);
void            tear_down              (Fixture             *fixture,
                                        gconstpointer        data);
char           *dup_path               (Fixture             *fixture);
char           *read_file              (Fixture             *fixture);
void            write_file             (Fixture             *fixture,
                                        const char          *text);
void            set_in_file            (Fixture             *fixture,
                                        const char          *list,
                                        const char          *inside,
                                        const char          *member,
                                        const char          *value);
KeyrackProfile *add_named              (Fixture             *fixture,
                                        const char          *name,
                                        const char          *client_id,
                                        const char          *secret);
void            start_another          (Fixture             *fixture);
void            must_load              (KeyrackProfileStore *store);
KeyrackProfile *must_save              (KeyrackProfileStore *store,
                                        KeyrackProfile      *profile,
                                        const char          *secret);
void            assert_secret_of       (Fixture             *fixture,
                                        KeyrackProfile      *profile,
                                        const char          *expected);
void            assert_cleared         (Fixture             *fixture,
                                        const char          *secret_ref);
void            assert_in_file         (Fixture             *fixture,
                                        const char          *expected);
void            assert_nothing_pending (Fixture             *fixture);
void            assert_mode            (const char          *path,
                                        mode_t               expected);
void            items_changed_cb       (GListModel          *model,
                                        guint                position,
                                        guint                removed,
                                        guint                added,
                                        Changes             *changes);

G_END_DECLS
