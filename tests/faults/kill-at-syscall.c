/* kill-at-syscall.c: kills a program before its Nth system call
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kill-marks.h"

/* One counter for all threads and children: GIO writes in threads of its own, and a counter
 * for each would never meet some of their calls. */

#define OPTIONS (PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK \
                 | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)

typedef struct
{
  bool  all;       /* every call, not only those that change something */
  bool  counting;  /* between the marks */
  long  limit;     /* 0 only counts */
  long  count;
  pid_t leader;
} Tracer;

/* What is written to a pipe or an event is not there any more after the end. */
static bool
is_lasting (pid_t pid,
            int   fd)
{
  char link[64];
  char target[256];
  ssize_t length = 0;

  snprintf (link, sizeof link, "/proc/%d/fd/%d", (int) pid, fd);
  length = readlink (link, target, sizeof target - 1);
  if (length < 0)
    return false;

  target[length] = '\0';

  return strncmp (target, "socket:", 7) == 0
         || (target[0] == '/' && strncmp (target, "/dev/", 5) != 0);
}

static bool
changes_something (pid_t                               pid,
                   const struct __ptrace_syscall_info *info)
{
  switch (info->entry.nr)
    {
    case SYS_write:
    case SYS_writev:
    case SYS_pwrite64:
    case SYS_pwritev:
    case SYS_sendto:
    case SYS_sendmsg:
    case SYS_sendmmsg:
      return is_lasting (pid, (int) info->entry.args[0]);

    case SYS_openat:
      return (info->entry.args[2] & (O_CREAT | O_TRUNC)) != 0;

#ifdef SYS_open
    case SYS_open:
      return (info->entry.args[1] & (O_CREAT | O_TRUNC)) != 0;

    case SYS_creat:
    case SYS_rename:
    case SYS_link:
    case SYS_symlink:
    case SYS_unlink:
    case SYS_mkdir:
    case SYS_rmdir:
    case SYS_chmod:
#endif
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_linkat:
    case SYS_symlinkat:
    case SYS_unlinkat:
    case SYS_mkdirat:
    case SYS_fchmod:
    case SYS_fchmodat:
    case SYS_truncate:
    case SYS_ftruncate:
    case SYS_fallocate:
    case SYS_fsync:
    case SYS_fdatasync:
    case SYS_sendfile:
    case SYS_copy_file_range:
      return true;

    default:
      return false;
    }
}

/* Returns whether the time has come. */
static bool
note_entry (Tracer *self,
            pid_t   pid)
{
  struct __ptrace_syscall_info info;

  if (ptrace (PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0
      || info.op != PTRACE_SYSCALL_INFO_ENTRY)
    return false;

  if (info.entry.nr == SYS_getpgid && info.entry.args[0] == MARK_BEGIN)
    self->counting = true;
  else if (info.entry.nr == SYS_getpgid && info.entry.args[0] == MARK_END)
    self->counting = false;
  else if (self->counting && (self->all || changes_something (pid, &info)))
    self->count++;
  else
    return false;

  return self->limit > 0 && self->count == self->limit;
}

static volatile sig_atomic_t let_go;

static void
let_go_cb (int sign)
{
  let_go = 1;
}

/* What is attached to is let go with SIGTERM. */
static void
listen_to_signal (void)
{
  struct sigaction action = { .sa_handler = let_go_cb };

  sigaction (SIGTERM, &action, NULL);
}

/* Follows everything to its end, or ends it. Returns whether it was killed. */
static bool
follow (Tracer *self)
{
  bool killed = false;
  int status = 0;
  pid_t pid = 0;

  while (!let_go && (pid = waitpid (-1, &status, __WALL)) > 0)
    {
      int sign = 0;

      if (!WIFSTOPPED (status))
        {
          if (pid == self->leader && !killed && WIFEXITED (status) && WEXITSTATUS (status) != 0)
            fprintf (stderr, "kill-at-syscall: the program ended with %d\n", WEXITSTATUS (status));
          continue;
        }

      if (WSTOPSIG (status) == (SIGTRAP | 0x80))
        {
          if (!killed && note_entry (self, pid))
            {
              kill (self->leader, SIGKILL);
              killed = true;
            }
        }
      else if (status >> 16 == 0 && WSTOPSIG (status) != SIGSTOP)
        {
          sign = WSTOPSIG (status);
        }

      /* A thread can be gone by now; waitpid() says so. */
      ptrace (PTRACE_SYSCALL, pid, NULL, (void *) (long) sign);
    }

  return killed;
}

static pid_t
start (char *argv[])
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      raise (SIGSTOP);
      execvp (argv[0], argv);
      perror (argv[0]);
      _exit (127);
    }

  waitpid (pid, NULL, WUNTRACED);
  if (ptrace (PTRACE_SEIZE, pid, NULL, (void *) (long) OPTIONS) != 0)
    {
      perror ("kill-at-syscall: ptrace");
      kill (pid, SIGKILL);
      exit (77);
    }
  kill (pid, SIGCONT);

  return pid;
}

/* All threads of a program that runs already. */
static pid_t
attach (pid_t pid)
{
  char path[64];
  DIR *tasks = NULL;
  struct dirent *task = NULL;

  snprintf (path, sizeof path, "/proc/%d/task", (int) pid);
  tasks = opendir (path);

  while (tasks != NULL && (task = readdir (tasks)) != NULL)
    {
      pid_t thread = atoi (task->d_name);

      if (thread > 0
          && (ptrace (PTRACE_SEIZE, thread, NULL, (void *) (long) (OPTIONS & ~PTRACE_O_EXITKILL)) != 0
              || ptrace (PTRACE_INTERRUPT, thread, NULL, NULL) != 0))
        {
          perror ("kill-at-syscall: ptrace");
          exit (77);
        }
    }

  if (tasks == NULL)
    exit (2);
  closedir (tasks);

  return pid;
}

/* kill-at-syscall [--all] N COMMAND…: between the marks of the command
 * kill-at-syscall [--all] --attach PID N: from now on
 *
 * Prints "killed N" or "finished COUNT"; exits with 77 where tracing is not allowed. */
int
main (int   argc,
      char *argv[])
{
  Tracer self = { 0 };
  int i = 1;

  if (i < argc && strcmp (argv[i], "--all") == 0)
    {
      self.all = true;
      i++;
    }

  if (i + 2 < argc && strcmp (argv[i], "--attach") == 0)
    {
      self.limit = atol (argv[i + 2]);
      self.counting = true;
      listen_to_signal ();
      self.leader = attach (atoi (argv[i + 1]));
      printf ("attached\n");
      fflush (stdout);
    }
  else if (i + 1 < argc)
    {
      self.limit = atol (argv[i]);
      self.leader = start (argv + i + 1);
    }
  else
    {
      return 2;
    }

  if (follow (&self))
    printf ("killed\t%ld\n", self.limit);
  else
    printf ("finished\t%ld\n", self.count);

  return 0;
}
