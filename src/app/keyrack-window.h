/* keyrack-window.h: shows the connections, or why there are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "keyrack-http-client.h"
#include "keyrack-journal.h"
#include "keyrack-profile-store.h"

G_BEGIN_DECLS

#define KEYRACK_TYPE_WINDOW (keyrack_window_get_type ())

/* Properties, construct-only: store, client, journal; warning (string, nullable), shown for ever.
 * Properties, read-only:
 *   occupied (boolean): something is typed that is not saved;
 *   page (GtkWidget, nullable): what is shown in place of the connections;
 *   many-test (KeyrackManyTest): the tests of several connections.
 * Actions: win.back, win.new-connection, win.search, win.delete-connection;
 * win.show-connection (id); win.delete (ids), win.undo-delete; win.test-all, win.test (ids),
 * win.show-test-run. */
G_DECLARE_FINAL_TYPE (KeyrackWindow, keyrack_window, KEYRACK, WINDOW, AdwApplicationWindow)

KeyrackWindow *keyrack_window_new       (GtkApplication      *application,
                                         KeyrackProfileStore *store,
                                         KeyrackHttpClient   *client,
                                         KeyrackJournal      *journal,
                                         const char          *warning);
GtkWidget     *keyrack_window_get_page  (KeyrackWindow       *self);
void           keyrack_window_show_page (KeyrackWindow       *self,
                                         GtkWidget           *page);
void       keyrack_window_import    (KeyrackWindow       *self,
                                     GFile               *file);
void       keyrack_window_import_into (GtkApplication    *application,
                                       GFile             *file);

G_END_DECLS
