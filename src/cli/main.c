/* main.c: the program for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "keyrack-cli.h"
#include "keyrack-process.h"

int
main (int   argc,
      char *argv[])
{
  keyrack_process_init ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KEYRACK_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return keyrack_cli_run (argc, argv);
}
