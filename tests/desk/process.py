# process.py: child processes that never outlive the test
#
# SPDX-License-Identifier: GPL-3.0-or-later

import ctypes
import os
import select
import signal
import subprocess
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with_parent(parent, sign):
    """Runs in the child between fork and exec."""
    _libc.prctl(_PR_SET_PDEATHSIG, sign, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def is_alive(pid):
    """Whether a process runs; one that ended but was not yet buried does not."""
    try:
        stat = Path(f'/proc/{pid}/stat').read_text()
    except OSError:
        return False
    return stat.rpartition(')')[2].split()[0] not in 'ZX'


class Announcement:
    """A pipe on which a server says, in one line, that it is ready."""

    def __init__(self):
        readable, self.fd = os.pipe()
        self._file = os.fdopen(readable)

    def wait(self, process, seconds=20.0):
        """Returns what `process` announces, which has inherited the fd by now."""
        os.close(self.fd)
        with self._file:
            ready, _, _ = select.select([self._file], [], [], seconds)
            line = self._file.readline().strip() if ready else ''
        if not line:
            raise AssertionError(f'{process.argv[0]} did not start\n{process.errors()}')
        return line


class Process:
    """A program in a process group of its own, with its words in two files."""

    def __init__(self, argv, environment, log, *, stdin=None, pass_fds=(),
                 death_signal=signal.SIGKILL):
        """Starts `argv`; its output goes to `log`.out and `log`.err.

        `stdin` is text for its standard input.
        """
        self.argv = [str(word) for word in argv]
        self._out = open(f'{log}.out', 'w+b')
        self._err = open(f'{log}.err', 'w+b')
        parent = os.getpid()
        self._popen = subprocess.Popen(
            self.argv,
            env=environment,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=self._out,
            stderr=self._err,
            pass_fds=pass_fds,
            start_new_session=True,
            preexec_fn=lambda: _die_with_parent(parent, death_signal))
        if stdin is not None:
            self._popen.stdin.write(stdin.encode())
            self._popen.stdin.close()

    @property
    def pid(self):
        return self._popen.pid

    @property
    def running(self):
        return self._popen.poll() is None

    def output(self):
        return self._read(self._out)

    def errors(self):
        return self._read(self._err)

    @staticmethod
    def _read(file):
        size = os.fstat(file.fileno()).st_size
        return os.pread(file.fileno(), size, 0).decode(errors='replace')

    def send(self, sign):
        self._popen.send_signal(sign)

    def wait(self, seconds=20.0):
        """Waits for the end by itself; returns the exit status."""
        try:
            return self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'{self.argv[0]} did not end within {seconds:g} s\n'
                                 + self.errors()) from None

    def stop(self, seconds=2.0):
        """Ends it, the whole process group, gently if it lets itself."""
        if self.running:
            self.send(signal.SIGTERM)
            try:
                self._popen.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._popen.wait()
        self._out.close()
        self._err.close()
