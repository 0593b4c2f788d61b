/* keyrack-connections-private.h: what the files of the connections' view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-connections.h"
#include "keyrack-many-test.h"
#include "keyrack-profile-list.h"
#include "keyrack-profile-page.h"

G_BEGIN_DECLS

struct _KeyrackConnections
{
  AdwBin               parent_instance;

  /* Template widgets */
  KeyrackProfileList  *list;
  KeyrackProfilePage  *page;
  GtkWidget           *list_pane;
  GtkWidget           *page_pane;

  /* Owned references */
  KeyrackProfileStore *store;
  KeyrackHttpClient   *client;
  KeyrackJournal      *journal;
  GCancellable        *cancellable;
  KeyrackManyTest     *many_test;
  KeyrackProfile      *previous;   /* what was shown before a new one was begun */
  KeyrackProfile      *target;     /* what to show after the question; NULL for a new one */
  KeyrackProfile      *source;     /* what the new one is a copy of; NULL for an empty one */

  /* Borrowed references */
  GtkApplication      *inhibited;  /* (weak) the application that keeps the session from ending */

  char                *warning;
  gboolean             composing;
  gboolean             leaving;
  guint                settle_id;
  guint                inhibition; /* 0 where there is no session manager */
};

void keyrack_connections_set_composing   (KeyrackConnections *self,
                                          gboolean            composing);
void keyrack_connections_guard_session   (KeyrackConnections *self);
void keyrack_connections_release_session (KeyrackConnections *self);
void keyrack_connections_recall          (KeyrackConnections *self);
void keyrack_connections_settle          (KeyrackConnections *self);
void keyrack_connections_bind_callbacks  (GtkWidgetClass     *widget_class);
void keyrack_connections_install_many    (GtkWidgetClass     *widget_class);

G_END_DECLS
