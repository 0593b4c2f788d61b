# screen.py: a private screen with a window manager, its windows, keys and pictures
#
# SPDX-License-Identifier: GPL-3.0-or-later

import signal
import subprocess

import Xlib
import Xlib.display
from Xlib import X, Xatom
from Xlib.protocol.event import ClientMessage

from .process import Announcement, Process
from .waiting import PATIENCE, wait_until

# Asking in the name of the person, as a task bar does.
_PAGER = 2

_BUTTONS = {'left': '1', 'middle': '2', 'right': '3', 'up': '4', 'down': '5'}


class Screen:
    """A context manager: Xvfb with openbox, on a display that was free."""

    def __init__(self, home, *, width=1280, height=960):
        self._logs = home.logs
        self._manager = None
        self._clipboard = None
        self.display = None
        ready = Announcement()
        # Ended gently it removes its socket and its lock file.
        self._server = Process(['Xvfb', '-displayfd', str(ready.fd), '-nolisten', 'tcp',
                                '-noreset', '-screen', '0', f'{width}x{height}x24'],
                               home.environment(), home.logs / 'xvfb',
                               pass_fds=(ready.fd,), death_signal=signal.SIGTERM)
        try:
            number = ready.wait(self._server)
            self.name = f':{number}'
            self._environment = {**home.environment(), 'DISPLAY': self.name}
            self.display = Xlib.display.Display(self.name)
            self.root = self.display.screen().root
            self._manager = Process(['openbox', '--sm-disable'], self._environment,
                                    home.logs / 'openbox')
            wait_until(self._is_managed, 'the window manager', details=self._manager.errors)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self):
        return self._server.pid

    def environment(self):
        # Without a graphics card GL is only slower to start, and leaks.
        return {'DISPLAY': self.name, 'GDK_BACKEND': 'x11', 'GDK_DEBUG': 'gl-disable',
                'GSK_RENDERER': 'cairo'}

    def atom(self, name):
        return self.display.intern_atom(name)

    def _is_managed(self):
        # The manager says so on a window of its own, as EWMH wants it.
        window = self.root.get_full_property(self.atom('_NET_SUPPORTING_WM_CHECK'), Xatom.WINDOW)
        return (window is not None
                and self.root.get_full_property(self.atom('_NET_CLIENT_LIST'),
                                                X.AnyPropertyType) is not None)

    # Windows

    def windows(self, pid=None):
        """The ids of the windows the manager knows, oldest first."""
        clients = self.root.get_full_property(self.atom('_NET_CLIENT_LIST'),
                                              X.AnyPropertyType)
        ids = list(clients.value) if clients is not None else []
        return [window for window in ids if pid is None or self.pid_of(window) == pid]

    def popups(self):
        """The ids of shown windows that the manager leaves alone: menus and the like."""
        result = []
        for window in self.root.query_tree().children:
            try:
                attributes = window.get_attributes()
                if (attributes.override_redirect and attributes.map_state == X.IsViewable
                        and attributes.win_class == X.InputOutput):
                    result.append(window.id)
            except Xlib.error.BadWindow:
                pass
        return result

    def _property(self, window, name):
        try:
            found = self._resource(window).get_full_property(self.atom(name), X.AnyPropertyType)
        except Xlib.error.BadWindow:
            return None
        return None if found is None else found.value

    def _resource(self, window):
        return self.display.create_resource_object('window', window)

    def pid_of(self, window):
        value = self._property(window, '_NET_WM_PID')
        return None if value is None else value[0]

    def title_of(self, window):
        value = self._property(window, '_NET_WM_NAME')
        return '' if value is None else value.decode(errors='replace')

    def class_of(self, window):
        value = self._property(window, 'WM_CLASS')
        return '' if value is None else value.rstrip(b'\0').split(b'\0')[-1].decode()

    def geometry(self, window):
        """The place of a window on the screen: x, y, width, height."""
        resource = self._resource(window)
        size = resource.get_geometry()
        place = self.root.translate_coords(resource, 0, 0)
        return place.x, place.y, size.width, size.height

    def frame_extents(self, window):
        """How much of the window is shadow drawn by the program: left, right, top, bottom."""
        value = self._property(window, '_GTK_FRAME_EXTENTS')
        return (0, 0, 0, 0) if value is None else tuple(value)

    def active_window(self):
        value = self.root.get_full_property(self.atom('_NET_ACTIVE_WINDOW'), Xatom.WINDOW)
        return None if value is None else value.value[0]

    def activate(self, window):
        """Brings a window to the front and gives it the keyboard."""
        if self.active_window() != window:
            self.xdotool('windowactivate', str(window))
            wait_until(lambda: self.active_window() == window, 'the window to be active')

    def resize(self, window, width, height):
        self.xdotool('windowsize', str(window), str(width), str(height))

    def ask_to_close(self, window):
        """What the close button of a window manager does."""
        event = ClientMessage(window=self._resource(window),
                              client_type=self.atom('_NET_CLOSE_WINDOW'),
                              data=(32, [X.CurrentTime, _PAGER, 0, 0, 0]))
        self.root.send_event(event,
                             event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.flush()

    # Keys and clicks

    def xdotool(self, *words):
        subprocess.run(['xdotool', *words], env=self._environment, check=True,
                       stdout=subprocess.DEVNULL, timeout=120)

    def click(self, x, y, *, button='left', count=1):
        self.xdotool('mousemove', str(x), str(y), 'click', '--repeat', str(count),
                     '--delay', '20', _BUTTONS[button])

    def press(self, *keys):
        """Presses keys by name, such as Return, ctrl+v or shift+Tab."""
        self.xdotool('key', '--delay', '4', *keys)

    def type_text(self, text):
        self._add_keys(text)
        self.xdotool('type', '--delay', '4', '--', text)

    def _add_keys(self, text):
        """Puts characters that the keyboard lacks on spare keys, and leaves them there.

        By itself xdotool maps a key only while it presses it, and a busy program looks
        up what the key means too late.
        """
        first = self.display.display.info.min_keycode
        keys = self.display.get_keyboard_mapping(first,
                                                 self.display.display.info.max_keycode - first + 1)
        known = {symbol for symbols in keys for symbol in symbols}
        spare = (first + i for i, symbols in enumerate(keys) if not any(symbols))
        for character in sorted(set(text)):
            # Latin-1 stands for itself, the rest of Unicode is further up.
            symbol = ord(character) if ord(character) < 0x100 else 0x1000000 + ord(character)
            if symbol not in known and character.isprintable():
                self.display.change_keyboard_mapping(next(spare), [[symbol]])
        self.display.sync()

    # The clipboard

    def set_clipboard(self, text):
        if self._clipboard is not None:
            self._clipboard.stop()
        # In the foreground, so that it ends with the test.
        self._clipboard = Process(['xclip', '-quiet', '-selection', 'clipboard', '-in'],
                                  self._environment, self._logs / 'xclip', stdin=text)
        wait_until(lambda: self.clipboard() == text, 'the clipboard')

    def clipboard(self):
        """The text on the clipboard, or None."""
        done = subprocess.run(['xclip', '-selection', 'clipboard', '-out'], text=True,
                              env=self._environment, capture_output=True, timeout=PATIENCE,
                              check=False)
        return done.stdout if done.returncode == 0 else None

    # Pictures

    def set_text_scale(self, factor):
        """Makes the text of programs that start from now on larger."""
        resources = f'Xft.dpi:\t{96 * factor:g}\n'.encode()
        self.root.change_property(self.atom('RESOURCE_MANAGER'), Xatom.STRING, 8, resources)
        self.display.sync()

    def look(self, window='root'):
        """What is on the screen, or on one window, as a PPM image."""
        return subprocess.run(['import', '-silent', '-window', str(window), 'ppm:-'],
                              env=self._environment, check=True, timeout=120,
                              capture_output=True).stdout

    def picture(self, file, window='root', *, border=0):
        """Saves what is on the screen, or on one window without its border."""
        subprocess.run(['convert', 'ppm:-', '-shave', f'{border}x{border}', '-strip', str(file)],
                       input=self.look(window), env=self._environment, check=True, timeout=120)

    def close(self):
        if self._clipboard is not None:
            self._clipboard.stop()
            self._clipboard = None
        if self._manager is not None:
            self._manager.stop()
            self._manager = None
        if self.display is not None:
            self.display.close()
            self.display = None
        self._server.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
