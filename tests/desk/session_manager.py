# session_manager.py: the other side of logging out
#
# SPDX-License-Identifier: GPL-3.0-or-later

import threading

from gi.repository import Gio, GLib

from .waiting import wait_until

_NAME = 'org.gnome.SessionManager'
_PATH = '/org/gnome/SessionManager'
_CLIENT = _PATH + '/Client1'

LOGOUT = 1

_INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
  <interface name="org.gnome.SessionManager">
    <method name="RegisterClient">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="UnregisterClient"><arg type="o" direction="in"/></method>
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="u" direction="in"/>
      <arg type="s" direction="in"/><arg type="u" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="Uninhibit"><arg type="u" direction="in"/></method>
  </interface>
  <interface name="org.gnome.SessionManager.ClientPrivate">
    <method name="EndSessionResponse">
      <arg type="b" direction="in"/><arg type="s" direction="in"/>
    </method>
    <signal name="QueryEndSession"><arg type="u"/></signal>
    <signal name="EndSession"><arg type="u"/></signal>
  </interface>
</node>''').interfaces


class SessionManager:
    """A context manager: knows one client, who keeps the session from ending, and how to end it."""

    def __init__(self, bus):
        self.inhibitors = {}    # cookie → (application, reason, flags)
        self.responses = []
        self._cookie = 0
        self._context = GLib.MainContext()
        self._loop = GLib.MainLoop.new(self._context, False)
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(bus.address, ready), daemon=True)
        self._thread.start()
        ready.wait()

    def _run(self, address, ready):
        self._context.push_thread_default()
        self._connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self._connection.set_exit_on_close(False)
        for path, interface in zip((_PATH, _CLIENT), _INTERFACES):
            self._connection.register_object(path, interface, self._call, None, None)
        self._connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                   'org.freedesktop.DBus', 'RequestName',
                                   GLib.Variant('(su)', (_NAME, 0)), None, 0, -1, None)
        ready.set()
        self._loop.run()
        self._connection.close_sync(None)
        self._context.pop_thread_default()

    def _call(self, connection, sender, path, interface, method, parameters, invocation):
        invocation.return_value(getattr(self, '_' + method)(*parameters.unpack()))

    def _RegisterClient(self, application, startup_id):
        return GLib.Variant('(o)', (_CLIENT,))

    def _UnregisterClient(self, client):
        self.inhibitors.clear()

    def _Inhibit(self, application, window, reason, flags):
        self._cookie += 1
        self.inhibitors[self._cookie] = (application, reason, flags)
        return GLib.Variant('(u)', (self._cookie,))

    def _Uninhibit(self, cookie):
        del self.inhibitors[cookie]

    def _EndSessionResponse(self, fine, reason):
        self.responses.append(fine)

    def _emit(self, signal):
        self._connection.emit_signal(None, _CLIENT, _NAME + '.ClientPrivate', signal,
                                     GLib.Variant('(u)', (0,)))

    def end_session(self):
        """As when its person was told who keeps the session, and ends it all the same."""
        for signal in 'QueryEndSession', 'EndSession':
            count = len(self.responses)
            self._emit(signal)
            wait_until(lambda: len(self.responses) > count, f'the response to {signal}')

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._context.invoke_full(GLib.PRIORITY_DEFAULT, self._loop.quit)
        self._thread.join()
