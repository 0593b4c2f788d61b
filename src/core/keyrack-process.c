/* keyrack-process.c: the first lines of every main, and where it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keyrack-process.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keyrack-http-client.h"

/* A file or socket gets the lowest number that is free: started without standard output, the
 * program would print a token into whatever it opened first. Each is opened the wrong way
 * round, so that using it fails and does not pretend. */
static void
occupy_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      int flags = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

      if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", flags) != fd)
        g_error ("There is no /dev/null: %s", g_strerror (errno));
    }
}

/**
 * keyrack_process_init:
 *
 * Shuts the ways by which a process gives its memory away: TLS keys written to
 * a file for who sets SSLKEYLOGFILE, core files, files that others can read,
 * standard files that are closed, and what libcurl leaves in freed memory. To be called before anything else
 * in main(), while there is one thread.
 *
 * The process stays dumpable: the portals' file dialogs need to look into
 * its /proc folder, which PR_SET_DUMPABLE would close.
 */
void
keyrack_process_init (void)
{
  const struct rlimit no_core = { 0, 0 };

  occupy_standard_files ();
  g_unsetenv ("SSLKEYLOGFILE");
  if (setrlimit (RLIMIT_CORE, &no_core) != 0)
    g_debug ("Core files could not be switched off");
  umask (077);

  keyrack_http_client_init_process ();
}

/**
 * keyrack_process_is_sandboxed:
 *
 * Returns: %TRUE in a Flatpak, which may keep us from the services of the desktop
 */
gboolean
keyrack_process_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
