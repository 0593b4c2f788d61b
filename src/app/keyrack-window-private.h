/* keyrack-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-window.h"

#include "keyrack-connections.h"
#include "keyrack-deletion.h"
#include "keyrack-many-test.h"
#include "keyrack-permission-keeper.h"
#include "keyrack-rotation-board.h"

G_BEGIN_DECLS

struct _KeyrackWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template widgets and objects */
  AdwToastOverlay      *toast_overlay;
  AdwBin               *connections_bin;
  AdwBin               *page_bin;
  GtkNoSelection       *profiles;      /* knows how many there are */

  /* Borrowed references */
  KeyrackConnections   *connections;   /* built when there is something to show in it */
  GtkWidget            *former_focus;  /* weak; before a page was shown */

  /* Owned references */
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackJournal       *journal;
  KeyrackDeletion      *deletion;
  KeyrackManyTest      *many_test;
  KeyrackPermissionKeeper *permission_keeper;
  KeyrackRotationBoard *rotation_board;  /* (nullable) until it is asked for */
  GSettings            *settings;
  GCancellable         *cancellable;

  char                 *warning;
};

gboolean keyrack_window_ask_for_pairs  (KeyrackWindow  *self);
void keyrack_window_create_tests       (KeyrackWindow  *self);
void keyrack_window_ensure_connections (KeyrackWindow  *self);
void keyrack_window_install_actions    (GtkWidgetClass *widget_class);
void keyrack_window_install_pages      (GtkWidgetClass *widget_class);
void keyrack_window_install_rotation   (GtkWidgetClass *widget_class);
void keyrack_window_install_tests      (GtkWidgetClass *widget_class);
GPtrArray *keyrack_window_dup_profiles (KeyrackWindow  *self,
                                        const char    **ids);

G_END_DECLS
