/* keyrack-process.c: the first lines of every main
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-process.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include "keyrack-http-client.h"

/**
 * keyrack_process_init:
 *
 * Shuts the ways by which a process gives its memory away: TLS keys written to
 * a file for who sets SSLKEYLOGFILE, core files, files that others can read,
 * and what libcurl leaves in freed memory. To be called before anything else
 * in main(), while there is one thread.
 *
 * The process stays dumpable: the portals' file dialogs need to look into
 * its /proc folder, which PR_SET_DUMPABLE would close.
 */
void
keyrack_process_init (void)
{
  const struct rlimit no_core = { 0, 0 };

  g_unsetenv ("SSLKEYLOGFILE");
  if (setrlimit (RLIMIT_CORE, &no_core) != 0)
    g_debug ("Core files could not be switched off");
  umask (077);

  keyrack_http_client_init_process ();
}
