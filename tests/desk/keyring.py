# keyring.py: a real GNOME keyring on the private bus, in every state it can be in
#
# SPDX-License-Identifier: GPL-3.0-or-later

import shutil
import signal
import subprocess

from gi.repository import GLib

from .process import Process
from .waiting import wait_until

SERVICE = 'org.freedesktop.secrets'

_PATH = '/org/freedesktop/secrets'
_COLLECTION = '/org/freedesktop/secrets/collection/login'
_DAEMON = '/usr/bin/gnome-keyring-daemon'
_PROMPTERS = ('org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter')
_PROMPTER = '/usr/libexec/gcr-prompter'


class Keyring:
    """A context manager: gnome-keyring-daemon with one keyring, "login".

    The states a test can put it in: unlocked, locked, ended, restarted,
    silent (stopped by a signal), and absent, which is not making one.
    """

    password = 'correct horse'

    def __init__(self, home, bus, *, locked=False):
        self._home = home
        self._bus = bus
        self._runs = 0
        self._process = None
        # An installed daemon carries the file capability cap_ipc_lock. A container without
        # that capability refuses to run it, even for root, and the kernel drops "die with
        # the parent" for such a program. A copy carries no capability and works everywhere.
        self._program = home.runtime / 'gnome-keyring-daemon'
        shutil.copyfile(_DAEMON, self._program)
        self._program.chmod(0o700)
        for prompter in _PROMPTERS:
            bus.offer(prompter, [_PROMPTER])
        # The first start with a password creates the keyring.
        self.start()
        if locked:
            self.lock()

    @property
    def file(self):
        return self._home.data / 'keyrings' / 'login.keyring'

    @property
    def pid(self):
        return self._process.pid

    def start(self, *, unlocked=True):
        """Starts the daemon; without the password its keyring is locked."""
        assert self._process is None
        self._runs += 1
        argv = [self._program, '--foreground', '--components=secrets',
                f'--control-directory={self._home.runtime}/keyring']
        self._process = Process(
            argv + (['--unlock'] if unlocked else []),
            {**self._home.environment(), 'DBUS_SESSION_BUS_ADDRESS': self._bus.address},
            self._home.logs / f'keyring-{self._runs}',
            stdin=self.password if unlocked else None)
        self._bus.wait_for_owner(SERVICE, details=self._process.errors)
        wait_until(lambda: self.is_locked() is not unlocked,
                   f'the keyring to be {"unlocked" if unlocked else "locked"}',
                   details=self._process.errors)

    def kill(self):
        """Ends the daemon in the middle of whatever it does."""
        self._process.send(signal.SIGKILL)
        self._process.stop()
        self._process = None
        wait_until(lambda: not self._bus.has_owner(SERVICE), 'the keyring to be gone')

    def restart(self, *, unlocked=True):
        self.kill()
        self.start(unlocked=unlocked)

    def fall_silent(self):
        """The daemon is there and owns its name, but does not answer."""
        self._process.send(signal.SIGSTOP)

    def speak_again(self):
        self._process.send(signal.SIGCONT)

    def offer(self):
        """Lets the bus start a daemon, whose keyring is locked, after a kill."""
        self._bus.offer(SERVICE, [self._program, '--start', '--foreground',
                                  '--components=secrets'])

    def lock(self):
        self._call(_PATH, 'org.freedesktop.Secret.Service', 'Lock',
                   GLib.Variant('(ao)', ([_COLLECTION],)))
        wait_until(self.is_locked, 'the keyring to be locked')

    def unlock(self):
        """Unlocks with the password and without a prompt, as a log-in does."""
        self._call(_PATH, 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface',
                   'UnlockWithMasterPassword',
                   GLib.Variant('(o(oayays))', (_COLLECTION, self._plain(self.password))))
        wait_until(lambda: not self.is_locked(), 'the keyring to be unlocked')

    def is_locked(self):
        """None while there is no keyring yet."""
        try:
            return self._get(_COLLECTION, 'org.freedesktop.Secret.Collection', 'Locked')
        except GLib.Error:
            return None

    def items(self):
        """Every item, as (label, attributes, secret); the keyring must be unlocked."""
        assert self.is_locked() is False
        session = self._open_session()
        result = []
        for item in self._get(_COLLECTION, 'org.freedesktop.Secret.Collection', 'Items'):
            secret = self._call(item, 'org.freedesktop.Secret.Item', 'GetSecret',
                                GLib.Variant('(o)', (session,)))[0]
            result.append((self._get(item, 'org.freedesktop.Secret.Item', 'Label'),
                           self._get(item, 'org.freedesktop.Secret.Item', 'Attributes'),
                           bytes(secret[2]).decode()))
        return result

    def secrets(self):
        return sorted(secret for _, _, secret in self.items())

    def clear(self):
        """Removes every item, as a person does in Passwords and Keys."""
        for item in self._get(_COLLECTION, 'org.freedesktop.Secret.Collection', 'Items'):
            self._call(item, 'org.freedesktop.Secret.Item', 'Delete')

    def tool(self, *words, stdin=''):
        """Runs secret-tool; returns the finished process."""
        return subprocess.run(['secret-tool', *words], input=stdin, text=True,
                              capture_output=True, timeout=60, check=False,
                              env={**self._home.environment(),
                                   'DBUS_SESSION_BUS_ADDRESS': self._bus.address})

    def _open_session(self):
        return self._call(_PATH, 'org.freedesktop.Secret.Service', 'OpenSession',
                          GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))[1]

    def _plain(self, secret):
        return (self._open_session(), b'', secret.encode(), 'text/plain')

    def _get(self, path, interface, name):
        return self._call(path, 'org.freedesktop.DBus.Properties', 'Get',
                          GLib.Variant('(ss)', (interface, name)))[0]

    def _call(self, path, interface, method, parameters=None):
        return self._bus.call(SERVICE, path, interface, method, parameters)

    def close(self):
        if self._process is not None:
            self.speak_again()
            self._process.stop()
            self._process = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class FileBackend:
    """The other backend of libsecret, the one of a Flatpak, on any machine."""

    password = 'battery staple'

    def __init__(self, home):
        self.file = home.data / 'keyrings' / 'default.keyring'
        self.file.parent.mkdir(mode=0o700, exist_ok=True)

    def environment(self):
        return {
            'SECRET_BACKEND': 'file',
            'SECRET_FILE_TEST_PATH': str(self.file),
            'SECRET_FILE_TEST_PASSWORD': self.password,
        }
