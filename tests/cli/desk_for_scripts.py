# desk_for_scripts.py: a private home, a real keyring, the stand-in server, and keyrack-cli
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import json
import os
import pty
import select
import signal
import subprocess
import time
import unittest
from pathlib import Path

from desk.bus import Bus
from desk.home import Home
from desk.keyring import FileBackend, Keyring
from stand_in import StandIn

CLI = Path(os.environ['KEYRACK_BUILD_ROOT']) / 'src' / 'cli' / 'keyrack-cli'

ID = 'e7a4k2m9q1x8c5v3b6n0t2d7r'
SECRET = 'CanaryOne7Qx2Lk9Vb4Nz8Wm3Rt6Yp1Sd5'
NEW_SECRET = 'CanaryTwo4Hj7Gf2Dk8Sa5Qw9Er3Ty6Ui1'

GOOD, REFUSED, USAGE, UNDECIDED, STORE = range(5)

_LIMIT = 90  # seconds, far above the program's own limits


class Scripts(contextlib.ExitStack):
    """A context manager around everything that one run of keyrack-cli touches.

    backend: 'keyring' (gnome-keyring on a private bus), 'locked' (the same, locked),
    'file' (libsecret's own file), 'none' (a bus without any password store).
    """

    def __init__(self, backend='keyring'):
        super().__init__()
        self.home = self.enter_context(Home())
        self.server = self.enter_context(StandIn())
        self.keyring = None
        self.outputs = []
        self.command_lines = []
        self._environment = {**self.home.environment(), **self.server.environment(),
                             'G_DEBUG': 'fatal-criticals'}
        if backend == 'file':
            self.file_backend = FileBackend(self.home)
            self._environment.update(self.file_backend.environment())
            self._environment['DBUS_SESSION_BUS_ADDRESS'] = 'disabled:'
            return
        self.bus = self.enter_context(Bus(self.home, 'session'))
        self._environment['DBUS_SESSION_BUS_ADDRESS'] = self.bus.address
        if backend != 'none':
            self.keyring = self.enter_context(
                Keyring(self.home, self.bus, locked=backend == 'locked'))

    @property
    def folder(self):
        return self.home.data / 'keyrack'

    def environment(self, **changes):
        environment = {**self._environment, **changes}
        return {name: value for name, value in environment.items() if value is not None}

    def run(self, *words, stdin='', pass_fds=(), **environment):
        """Runs keyrack-cli; its output is kept for the search for leaks."""
        argv = [str(CLI), *words]
        done = subprocess.run(argv, input=stdin, text=True, capture_output=True,
                              timeout=_LIMIT, check=False, pass_fds=pass_fds,
                              env=self.environment(**environment))
        self.command_lines.append(argv)
        self.outputs += [done.stdout, done.stderr]
        if done.returncode < 0:
            raise AssertionError(f'{words}: ended by signal {-done.returncode}\n{done.stderr}')
        return done

    def start(self, *words, **environment):
        return subprocess.Popen([str(CLI), *words], stdin=subprocess.DEVNULL, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=self.environment(**environment))

    def run_with_fd(self, *words, secret):
        """The secret comes by a file descriptor; standard input is empty."""
        reading, writing = os.pipe()
        os.write(writing, secret.encode())
        os.close(writing)
        try:
            return self.run(*words, '--secret-fd', str(reading), pass_fds=(reading,))
        finally:
            os.close(reading)

    def run_at_terminal(self, *words, answers=()):
        """Runs on a terminal of its own; returns status and all that was on the screen."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(CLI, [str(CLI), *words], self.environment(TERM='dumb'))
        return converse(pid, terminal, list(answers))

    def add(self, name='Acme', instance='acme', region='eu', client_id=ID, secret=SECRET,
            **environment):
        done = self.run('add', '--name', name, '--instance', instance, '--region', region,
                        '--client-id', client_id, stdin=secret, **environment)
        assert done.returncode == GOOD, done.stderr
        return done.stdout.strip()

    def test(self, *words, **environment):
        """Runs a test with --json; returns the exit status and the objects."""
        done = self.run('test', '--json', *words, **environment)
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    def list(self):
        return json.loads(self.run('list', '--json').stdout)


def converse(pid, terminal, answers):
    """Types each answer when the program has asked something and waits."""
    screen = b''
    end = time.monotonic() + _LIMIT
    try:
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                seen = os.read(terminal, 4096)
            except OSError:
                break
            if not seen:
                break
            screen += seen
            if answers and screen.rstrip(b' ').endswith((b':', b']')):
                os.write(terminal, answers.pop(0).encode())
        else:
            os.kill(pid, signal.SIGKILL)
            raise AssertionError(f'no end in sight:\n{screen.decode()}')
    finally:
        os.close(terminal)
        status = os.waitpid(pid, 0)[1]
    return os.waitstatus_to_exitcode(status), screen.decode()


class ScriptsTest(unittest.TestCase):
    """Each test has its own home and keyring."""

    backend = 'keyring'

    def setUp(self):
        self.scripts = self.enterContext(Scripts(self.backend))
        self.server = self.scripts.server

    def assert_status(self, done, expected):
        self.assertEqual(done.returncode, expected, f'{done.args}\n{done.stdout}\n{done.stderr}')
