/* fault-shim.c: lets the Nth call on a regular file fail, by LD_PRELOAD
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* FAULT_CALL=write FAULT_ERRNO=28 FAULT_AT=3: the third write() to a regular file fails;
 * FAULT_LASTING=1: and each one after it. Counts from where getpgid() marks the begin, in
 * all threads. FAULT_LOG=path: a line for each call that was made to fail. */

#include "kill-marks.h"

static atomic_bool counting;
static atomic_int count;

static void *
next (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

static void
note (const char *call)
{
  const char *path = getenv ("FAULT_LOG");
  FILE *log = path != NULL ? fopen (path, "a") : NULL;

  if (log == NULL)
    return;

  fprintf (log, "%s %d\n", call, count);
  fclose (log);
}

/* Whether this one is to fail; sets errno. */
static bool
strikes (const char *call)
{
  static _Thread_local bool inside;
  const char *wanted = getenv ("FAULT_CALL");
  const char *at = getenv ("FAULT_AT");
  int number = 0;
  bool strike = false;

  if (!counting || inside || wanted == NULL || at == NULL || strcmp (wanted, call) != 0)
    return false;

  number = ++count;
  strike = getenv ("FAULT_LASTING") != NULL ? number >= atoi (at) : number == atoi (at);
  if (!strike)
    return false;

  /* The log is written with the calls that fail here. */
  inside = true;
  note (call);
  inside = false;
  errno = atoi (getenv ("FAULT_ERRNO"));

  return true;
}

static bool
is_regular (int fd)
{
  struct stat info;
  int saved = errno;
  bool regular = fstat (fd, &info) == 0 && S_ISREG (info.st_mode);

  errno = saved;

  return regular;
}

pid_t
getpgid (pid_t pid)
{
  pid_t (*real) (pid_t) = next ("getpgid");

  if (pid == MARK_BEGIN)
    counting = true;
  else if (pid == MARK_END)
    counting = false;

  return real (pid);
}

ssize_t
write (int         fd,
       const void *data,
       size_t      length)
{
  ssize_t (*real) (int, const void *, size_t) = next ("write");

  if (is_regular (fd) && strikes ("write"))
    return -1;

  return real (fd, data, length);
}

int
fsync (int fd)
{
  int (*real) (int) = next ("fsync");

  if (strikes ("fsync"))
    return -1;

  return real (fd);
}

/* Closed all the same, as Linux does it. */
int
close (int fd)
{
  int (*real) (int) = next ("close");
  bool struck = is_regular (fd) && strikes ("close");
  int number = errno;
  int result = real (fd);

  if (!struck)
    return result;

  errno = number;

  return -1;
}

int
rename (const char *from,
        const char *to)
{
  int (*real) (const char *, const char *) = next ("rename");

  return strikes ("rename") ? -1 : real (from, to);
}

int
link (const char *from,
      const char *to)
{
  int (*real) (const char *, const char *) = next ("link");

  return strikes ("link") ? -1 : real (from, to);
}

int
unlink (const char *path)
{
  int (*real) (const char *) = next ("unlink");

  return strikes ("unlink") ? -1 : real (path);
}

int
mkdir (const char *path,
       mode_t      mode)
{
  int (*real) (const char *, mode_t) = next ("mkdir");

  return strikes ("mkdir") ? -1 : real (path, mode);
}
