# desk.py: the whole private computer of a test
#
# SPDX-License-Identifier: GPL-3.0-or-later

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from gi.repository import GLib

from .accessibility import AccessibilityBus
from .bus import Bus
from .driver import Program
from .home import Home
from .keyring import FileBackend, Keyring
from .prompt import Prompt
from .screen import Screen
from .waiting import wait_until
from .watchdog import Watchdog


class Desk:
    """A context manager: home, buses, keyring and screen; all gone afterwards.

    `keyring` is one of "unlocked", "locked", "absent" and "file" (the other
    backend of libsecret). Without a screen it is a desk for a command line.
    """

    def __init__(self, *, keyring='unlocked', screen=True, size=(1280, 960)):
        self._open = contextlib.ExitStack()
        self._programs = 0
        self._running = []
        self.screen = self.accessibility = self.keyring = self.file_backend = None
        try:
            self.home = self._open.enter_context(Home())
            self._open.callback(self._end_leftovers)
            self.bus = self._open.enter_context(Bus(self.home, 'bus'))
            if screen:
                self._open_screen(*size)
            if keyring == 'file':
                self.file_backend = FileBackend(self.home)
            elif keyring != 'absent':
                self.keyring = self._open.enter_context(
                    Keyring(self.home, self.bus, locked=keyring == 'locked'))
        except BaseException:
            self._open.close()
            raise

    def _open_screen(self, width, height):
        self.screen = self._open.enter_context(Screen(self.home, width=width, height=height))
        self.accessibility = self._open.enter_context(
            AccessibilityBus(self.home, self.bus, self.screen))
        self.prompt = Prompt(self.screen)
        # The question of the keyring is shown by a program that the bus starts.
        self.bus.set_environment({'DISPLAY': self.screen.name, 'NO_AT_BRIDGE': '1'})

    def environment(self, more=None):
        environment = {**self.home.environment(),
                       'DBUS_SESSION_BUS_ADDRESS': self.bus.address}
        for part in (self.screen, self.accessibility, self.file_backend):
            if part is not None:
                environment.update(part.environment())
        environment.update(more or {})
        return environment

    def start(self, *argv, environment=None):
        """Starts a program with a window, and waits for that."""
        self._programs += 1
        program = Program(argv, self.environment(environment), self.screen,
                          self.accessibility, self.home.logs / f'program-{self._programs}')
        self._open.callback(program.stop)
        self._running.append(program)
        program.wait_for_window()
        return program

    def run(self, *argv, stdin='', environment=None, seconds=60):
        """Runs a program without a window to its end; returns the finished process."""
        return subprocess.run([str(word) for word in argv], input=stdin, text=True,
                              capture_output=True, timeout=seconds, check=False,
                              env=self.environment(environment))

    def watch(self, program):
        return Watchdog(self.screen, self.screen.windows(program.pid)[0])

    def processes(self):
        """The ids of all processes that live in this desk's home."""
        mark = f'HOME={self.home.home}'.encode()
        found = []
        for folder in Path('/proc').iterdir():
            try:
                if (folder.name.isdigit()
                        and mark in (folder / 'environ').read_bytes().split(b'\0')):
                    found.append(int(folder.name))
            except OSError:
                pass    # It ended while we looked, or is not ours to look at.
        return found

    def _end_leftovers(self):
        """What the bus started ends with the bus; nothing may outlive the test."""
        try:
            wait_until(lambda: not self.processes(), 'the services to end', 2)
        except AssertionError:
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def _tell_what_was_there(self):
        for program in self._running:
            if program.process.running:
                with contextlib.suppress(GLib.Error):
                    print(program.dump(), file=sys.stderr)
        folder = os.environ.get('KEYRACK_TEST_PICTURES')
        if folder and self.screen is not None:
            self.screen.picture(Path(folder) / f'failure-{os.getpid()}.png')

    def close(self):
        self._open.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        try:
            # What did not come in time already says what was there instead.
            if error is not None and not isinstance(error, AssertionError):
                self._tell_what_was_there()
        finally:
            self.close()
