# bus.py: a private message bus that starts only the services it is told of
#
# SPDX-License-Identifier: GPL-3.0-or-later

from gi.repository import Gio, GLib

from .process import Announcement, Process
from .waiting import wait_until

_CONFIGURATION = '''<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
'''

_CALL_LIMIT_MS = 60000


class Bus:
    """A context manager around one dbus-daemon and our connection to it."""

    def __init__(self, home, name, environment=None):
        self._services = home.runtime / f'{name}-services'
        self._services.mkdir(mode=0o700)
        socket = home.runtime / name
        self.address = f'unix:path={socket}'
        configuration = home.runtime / f'{name}.conf'
        configuration.write_text(_CONFIGURATION.format(socket=socket,
                                                       services=self._services))
        # What the bus activates lives in the same private home.
        environment = {
            **home.environment(),
            'DBUS_SESSION_BUS_ADDRESS': self.address,
            **(environment or {}),
        }
        ready = Announcement()
        self._daemon = Process(['dbus-daemon', '--nofork', '--nopidfile', '--nosyslog',
                                f'--config-file={configuration}',
                                f'--print-address={ready.fd}'],
                               environment, home.logs / name, pass_fds=(ready.fd,))
        self.connection = None
        try:
            ready.wait(self._daemon)
            self.connection = Gio.DBusConnection.new_for_address_sync(
                self.address,
                Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
                None, None)
            self.connection.set_exit_on_close(False)
        except BaseException:
            self.close()
            raise

    def offer(self, name, argv):
        """Lets the bus start `argv` when somebody asks for `name`.

        Such a service is no child of ours: it must end by itself with the bus.
        """
        words = ' '.join(map(str, argv))
        (self._services / f'{name}.service').write_text(
            f'[D-BUS Service]\nName={name}\nExec={words}\n')
        self._reload()

    def withdraw(self, name):
        (self._services / f'{name}.service').unlink()
        self._reload()

    def _reload(self):
        self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                  'ReloadConfig')

    def set_environment(self, variables):
        """Gives what the bus starts from now on more environment."""
        self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                  'UpdateActivationEnvironment', GLib.Variant('(a{ss})', (variables,)))

    def call(self, name, path, interface, method, parameters=None, limit_ms=_CALL_LIMIT_MS):
        """Calls and waits for the answer, unpacked; never starts a service."""
        answer = self.connection.call_sync(name, path, interface, method, parameters, None,
                                           Gio.DBusCallFlags.NO_AUTO_START, limit_ms, None)
        return answer.unpack()

    def call_each(self, name, paths, interface, method):
        """Asks many objects the same at once; no answer, None, from those that went."""
        context = GLib.MainContext()
        answers = {}

        def take(connection, result, path):
            try:
                answers[path] = connection.call_finish(result).unpack()
            except GLib.Error:
                answers[path] = None

        context.push_thread_default()
        try:
            for path in paths:
                self.connection.call(name, path, interface, method, None, None,
                                     Gio.DBusCallFlags.NO_AUTO_START, _CALL_LIMIT_MS, None,
                                     take, path)
            while len(answers) < len(paths):
                context.iteration(True)
        finally:
            context.pop_thread_default()
        return answers

    def has_owner(self, name):
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                         'org.freedesktop.DBus', 'NameHasOwner',
                         GLib.Variant('(s)', (name,)))[0]

    def pid_of(self, name):
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                         'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                         GLib.Variant('(s)', (name,)))[0]

    def wait_for_owner(self, name, details=None):
        wait_until(lambda: self.has_owner(name), f'{name} on the bus', details=details)

    def close(self):
        if self.connection is not None:
            self.connection.close_sync(None)
            self.connection = None
        self._daemon.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
