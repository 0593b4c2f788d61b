/* keyrack-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "keyrack-profile-list.h"
#include "keyrack-profile-page.h"
#include "keyrack-window.h"

G_BEGIN_DECLS

/* What happens once the page may be left. */
typedef enum
{
  NEXT_SHOW,
  NEXT_COMPOSE,
  NEXT_CLOSE,
} Next;

struct _KeyrackWindow
{
  AdwApplicationWindow  parent_instance;

  /* Template widgets and objects */
  AdwLeaflet           *leaflet;
  KeyrackProfileList   *list;
  KeyrackProfilePage   *page;
  GtkNoSelection       *profiles;   /* knows how many there are */

  /* Owned references */
  KeyrackProfileStore  *store;
  KeyrackHttpClient    *client;
  KeyrackJournal       *journal;
  GSettings            *settings;
  GCancellable         *cancellable;
  KeyrackProfile       *previous;   /* what was shown before a new one was begun */
  KeyrackProfile       *target;     /* for NEXT_SHOW */

  char                 *warning;
  Next                  next;
  gboolean              composing;
  gboolean              leaving;
};

void keyrack_window_set_composing   (KeyrackWindow  *self,
                                     gboolean        composing);
void keyrack_window_settle          (KeyrackWindow  *self);
void keyrack_window_leave           (KeyrackWindow  *self,
                                     Next            next,
                                     KeyrackProfile *target);
void keyrack_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
