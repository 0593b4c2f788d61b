/* main.c: the window's program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "keyrack-application.h"
#include "keyrack-process.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(KeyrackApplication) application = NULL;

  keyrack_process_init ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KEYRACK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Keyrack");

  application = keyrack_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
