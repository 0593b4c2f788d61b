/* keyrack-application.c: owns the collaborators and the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-application.h"

#include "keyrack-window.h"

struct _KeyrackApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (KeyrackApplication, keyrack_application, ADW_TYPE_APPLICATION)

static void
keyrack_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (keyrack_window_new (GTK_APPLICATION (application)));

  gtk_window_present (window);
}

static void
keyrack_application_class_init (KeyrackApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = keyrack_application_activate;
}

static void
keyrack_application_init (KeyrackApplication *self)
{
}

KeyrackApplication *
keyrack_application_new (void)
{
  return g_object_new (KEYRACK_TYPE_APPLICATION,
                       "application-id", KEYRACK_APP_ID,
                       NULL);
}
