# driver.py: finding, reading and operating the widgets of a running GTK program
#
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person does with a window: looks for a thing by its name, clicks it, types.

This speaks the accessibility protocol by GDBus, not by libatspi: libatspi keeps one
connection for the whole life of a process and caches what it saw, a test needs a new
bus for each desk and the truth. Only its names of roles and states are used.

Clicks and keys are real ones, from xdotool. A click first asks the program what lies
at that point, so it waits for animations and never hits what is covered.
"""

import re

import gi

gi.require_version('Atspi', '2.0')

from gi.repository import Atspi, GLib  # noqa: E402

from .process import Process  # noqa: E402
from .waiting import NotInTime, wait_until  # noqa: E402

REGISTRY = 'org.a11y.atspi.Registry'

_ROOT = '/org/a11y/atspi/accessible/root'
_CACHE = '/org/a11y/atspi/cache'
_NULL = '/org/a11y/atspi/null'
_WINDOW_COORDINATES = 1
_CHILD_COUNT = 4    # where it stands in an item of the cache

# GTK puts this much border round a window when the manager knows nothing of shadows.
_PLAIN_BORDER = 5


def plain_name(name):
    """What a person reads: GTK 4.8 names a button "_Save Save"."""
    half = len(name) // 2
    for middle in (half, half + 1):
        first, second = name[:middle], name[middle + 1:]
        if name[middle:middle + 1] == ' ' and first.replace('_', '') == second:
            return second
    return name


class Node:
    """One accessible thing, as it was when it was looked at."""

    def __init__(self, program, item, parent):
        (self.address, _, _, _, _, self.interfaces, name, role, self.description,
         states) = item
        #: What it is in; None for a window.
        self.parent = parent
        self.children = []
        self.program = program
        self.path = self.address[1]
        self.name = plain_name(name)
        self.role = Atspi.role_get_name(Atspi.Role(role))
        self._states = states[0] | states[1] << 32

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def __str__(self):
        return f'{self.role} “{self.name}”'

    __repr__ = __str__

    def above(self):
        """What it is in, from the nearest to the window."""
        node = self
        while (node := node.parent) is not None:
            yield node

    def below(self):
        """What is in it, in order."""
        for child in self.children:
            yield child
            yield from child.below()

    def has_state(self, state):
        return bool(self._states >> int(state) & 1)

    @property
    def focusable(self):
        return self.has_state(Atspi.StateType.FOCUSABLE)

    @property
    def sensitive(self):
        return self.has_state(Atspi.StateType.SENSITIVE)

    @property
    def checked(self):
        return self.has_state(Atspi.StateType.CHECKED)

    def has(self, interface):
        return f'org.a11y.atspi.{interface}' in self.interfaces

    def call(self, interface, method, parameters=None):
        return self.program.call(self.path, interface, method, parameters)

    def current_name(self):
        """The name now, in one cheap call."""
        return plain_name(self.program.get(self.path, 'Accessible', 'Name'))

    def text(self):
        """The text in it now."""
        length = self.program.get(self.path, 'Text', 'CharacterCount')
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, length)))[0]

    def extents(self):
        """Where it is in its window: x, y, width, height."""
        return self.call('Component', 'GetExtents',
                         GLib.Variant('(u)', (_WINDOW_COORDINATES,)))[0]

    def visible(self):
        """Whether it is on a shown page, perhaps scrolled out of sight."""
        if not self.has('Component'):
            return True
        x, y, width, height = self.extents()
        if width <= 0 or height <= 0:
            return False
        return self.call('Component', 'Contains',
                         GLib.Variant('(iiu)', (x + width // 2, y + height // 2,
                                                _WINDOW_COORDINATES)))[0]


class Program:
    """A context manager around one running program and its windows."""

    def __init__(self, argv, environment, screen, accessibility, log):
        self.screen = screen
        self._bus = accessibility
        self._name = None
        self.process = Process(argv, environment, log)

    # Life

    @property
    def pid(self):
        return self.process.pid

    def errors(self):
        """What it said on its standard error so far."""
        return self.process.errors()

    def wait_for_window(self):
        """Waits for its first window to be shown and known to the bus."""
        wait_until(lambda: self._connect() and self.screen.windows(self.pid)
                   or not self.process.running,
                   'a window', details=self.errors)
        if not self.process.running:
            raise AssertionError(f'{self.process.argv[0]} ended with '
                                 f'{self.process.wait()}\n{self.errors()}')

    def _connect(self):
        applications = self._bus.call(REGISTRY, _ROOT, 'org.a11y.atspi.Accessible',
                                      'GetChildren')[0]
        for name, _ in applications:
            try:
                if self._bus.pid_of(name) == self.pid:
                    self._name = name
                    return bool(self._items())
            except GLib.Error:
                pass    # It ended between the two questions, or is not ready for them.
        return False

    def close_window(self, window=None):
        """Asks its newest window to close, as the window manager does."""
        window = window or self.screen.windows(self.pid)[-1]
        self.screen.ask_to_close(window)
        wait_until(lambda: window not in self.screen.windows(self.pid), 'the window to close',
                   details=self.errors)

    def quit(self):
        """Closes the windows and waits for the end; returns the exit status."""
        for window in reversed(self.screen.windows(self.pid)):
            self.close_window(window)
        return self.process.wait()

    def stop(self):
        self.process.stop()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stop()

    # Looking

    def call(self, path, interface, method, parameters=None):
        return self._bus.call(self._name, path, f'org.a11y.atspi.{interface}', method, parameters)

    def get(self, path, interface, name):
        return self._bus.call(self._name, path, 'org.freedesktop.DBus.Properties', 'Get',
                              GLib.Variant('(ss)', (f'org.a11y.atspi.{interface}', name)))[0]

    def nodes(self):
        """Everything that is in its windows, shown or not, in order from the top."""
        # One answer with all about everything, but also about what is hidden and without
        # what nobody has asked for: only a parent knows what is in it now.
        items = self._items()
        children = {}
        found = level = [_ROOT]
        while level:
            parents = [path for path in level
                       if path == _ROOT or path not in items or items[path][_CHILD_COUNT] > 0]
            answers = self._bus.call_each(self._name, parents, 'org.a11y.atspi.Accessible',
                                          'GetChildren')
            children.update({path: [child for _, child in answer[0]]
                             for path, answer in answers.items() if answer is not None})
            level = [child for path in parents for child in children.get(path, ())]
            found = found + level
        if not all(path in items for path in found):
            items = self._items()
        return self._in_order(children, items)

    def _items(self):
        items = self._bus.call(self._name, _CACHE, 'org.a11y.atspi.Cache', 'GetItems')[0]
        return {item[0][1]: item for item in items}

    def _in_order(self, children, items):
        ordered = []

        def descend(path, parent):
            for child in children.get(path, ()):
                if child in items:
                    node = Node(self, items[child], parent)
                    if parent is not None:
                        parent.children.append(node)
                    ordered.append(node)
                    descend(child, node)

        descend(_ROOT, None)
        return ordered

    def dump(self):
        """The shown part of the tree as text, for the message of a failure."""
        lines = []
        for node in self.nodes():
            if node.visible():
                text = f' = “{node.text()}”' if node.has('Text') and node.role == 'text' else ''
                lines.append(f'{"  " * len(list(node.above()))}{node}{text}'
                             + ('' if node.sensitive else ' (insensitive)'))
        return '\n'.join(lines + ['stderr: ' + self.errors()])

    def shown(self, node):
        """Whether it is there and visible, perhaps scrolled out of sight."""
        try:
            return node.visible()
        except GLib.Error:
            return False    # It went while we looked.

    def find_all(self, name=None, role=None, *, inside=None, shown=True):
        """What answers to a name and a role now; see find()."""
        roles = _ROLES.get(role, (role,))
        nodes = self.nodes()
        if inside is not None:
            # As it is now.
            nodes = [part for node in nodes if node == inside for part in node.below()]
        return [node for node in nodes
                if (role is None or node.role in roles)
                and (name is None or _matches(name, node.name))
                and (not shown or self.shown(node))]

    def find(self, name=None, role=None, *, inside=None, seconds=None):
        """Waits for the shown thing with this name and role, and returns it.

        `name` is a text or a compiled pattern; `role` a role of AT-SPI or one of the
        plain words button, entry, row, window; `inside` a thing found before.
        """
        def look():
            found = self.find_all(name, role, inside=inside)
            # A named widget often holds a label of the same name.
            return found[0] if found else None

        return wait_until(look, _describe(name, role), seconds, self.dump, interval=0.05)

    def has(self, name=None, role=None, *, inside=None):
        return bool(self.find_all(name, role, inside=inside))

    def wait_gone(self, name=None, role=None, *, inside=None, seconds=None):
        """Waits until nothing such is shown; an ended program shows nothing."""
        def gone():
            try:
                return not self.has(name, role, inside=inside)
            except GLib.Error:
                if self._bus.has_owner(self._name):
                    raise
                return True

        wait_until(gone, _describe(name, role) + ' to be gone', seconds, self.dump, interval=0.05)

    def wait_for(self, condition, what, seconds=None):
        """Waits for any condition; its failure shows the window."""
        return wait_until(condition, what, seconds, self.dump, interval=0.02)

    def labels(self, inside=None):
        """The texts of all shown labels, in order."""
        return [node.name for node in self.find_all(role='label', inside=inside)]

    def unnamed(self):
        """Shown widgets that take the keyboard and that a screen reader can't name."""
        result = []
        for node in self.nodes():
            if (not node.focusable or node.name and not _CLASS_NAME.match(node.name)
                    or not self.shown(node)):
                continue
            # A scrolled window takes the keyboard only when nothing in it does; what is
            # inside a drop-down is reached through the drop-down.
            if node.role == 'scroll pane' and any(part.focusable for part in node.below()):
                continue
            if any(parent.role == 'combo box' for parent in node.above()):
                continue
            result.append(node)
        return result

    # Reading and operating

    def text_of(self, name):
        """The text in the entry with this name."""
        return self.find(name, 'entry').text()

    def _place(self, node):
        """The point of the screen at the middle of a thing, and the X window it is on.

        None while something lies over it or it is out of sight.
        """
        node = self._again(node)
        if node is None:
            return None
        x, y, width, height = node.extents()
        x, y = x + width // 2, y + height // 2
        for parent in node.above():
            found = self._x_window(parent)
            if found is not None:
                surface, left, top = found
                hit = parent.call('Component', 'GetAccessibleAtPoint',
                                  GLib.Variant('(iiu)', (x, y, _WINDOW_COORDINATES)))[0][1]
                # Nothing is also the answer for what is hidden from the tree,
                # such as the text inside an entry row.
                if (hit == node.path or hit in [part.path for part in node.below()]
                        or hit == _NULL and node.visible()):
                    return surface, left + x, top + y
                return None
        return None

    def _again(self, node):
        """The same thing as it is now, or None."""
        return next((other for other in self.nodes() if other == node), None)

    def _x_window(self, node):
        """The X window of a window or a popover, and where its (0, 0) is on the screen."""
        if not node.has('Component'):
            return None
        x, y, width, height = node.extents()
        if node.parent is not None:
            # A popover is as large as its window; the windows have no title to tell by.
            for popup in self.screen.popups():
                left, top, *size = self.screen.geometry(popup)
                if size == [width, height]:
                    return popup, left - x, top - y
            return None
        candidates = []
        for window in self.screen.windows(self.pid):
            left, top, full_width, full_height = self.screen.geometry(window)
            shadow = self.screen.frame_extents(window)
            if not any(shadow):
                border = _PLAIN_BORDER if full_width == width + 2 * _PLAIN_BORDER else 0
                shadow = (border,) * 4
            if (full_width - shadow[0] - shadow[1] == width
                    and full_height - shadow[2] - shadow[3] == height):
                same_title = self.screen.title_of(window) == node.name
                candidates.append((same_title, window, left + shadow[0], top + shadow[2]))
        return max(candidates)[1:] if candidates else None

    def _scroll_to(self, node):
        """Turns the wheel until a thing is in sight of everything that scrolls it."""
        for pane in node.above():
            if self._x_window(pane) is not None:
                break    # What the window of a popover stands in has other coordinates.
            if pane.role != 'scroll pane':
                continue
            _, top, _, height = pane.extents()
            part = 2
            for _ in range(100):
                place = node.extents()
                middle = place[1] + place[3] // 2
                if top <= middle < top + height:
                    break
                self.screen.click(*self._point(pane, part), button='up' if middle < top else 'down')
                if not self._moves(node, place):
                    # Something there scrolls by itself, or its value does.
                    part = part % 5 + 1

    def _moves(self, node, place):
        """Each turn is seen before the next, or it would go too far."""
        try:
            return wait_until(lambda: node.extents() != place, f'{node} to move', 0.3)
        except NotInTime:
            return False

    def _point(self, node, part):
        """A point on the screen, so many sixths of a thing's height below its upper edge."""
        x, y, width, height = node.extents()
        _, left, top = next(filter(None, map(self._x_window, node.above())))
        return left + x + width // 2, top + y + height * part // 6

    def click(self, target, role=None, *, inside=None, button='left', count=1):
        """Clicks with the real pointer; `target` is a name or a thing found before.

        Waits for it to be sensitive and uncovered.
        """
        x, y = self.point_of(target, role, inside=inside)
        self.screen.click(x, y, button=button, count=count)

    def point_of(self, target, role=None, *, inside=None):
        """Where click() would click, for one that must not wait for a look at the window."""
        node = target if isinstance(target, Node) else self._find_ready(target, role, inside)
        self._scroll_to(node)
        surface, x, y = self.wait_for(lambda: self._place(node), f'{node} to be uncovered')
        if surface in self.screen.windows(self.pid):
            self.screen.activate(surface)
        return x, y

    def _find_ready(self, name, role, inside):
        def look():
            found = [node for node in self.find_all(name, role, inside=inside)
                     if node.sensitive]
            return found[0] if found else None

        return wait_until(look, _describe(name, role) + ' to be usable', None, self.dump,
                          interval=0.05)

    def key(self, *keys):
        self.screen.press(*keys)

    def type_text(self, text):
        self.screen.type_text(text)

    def type_into(self, name, text, *, inside=None):
        """Replaces the text of an entry by real keys."""
        node = self.find(name, 'entry', inside=inside)
        self.click(node)
        self.screen.press('ctrl+a', 'BackSpace')
        self.wait_for(lambda: node.text() == '', f'{node} to be empty')
        self.screen.type_text(text)

    def paste_into(self, name, text, *, inside=None):
        """Replaces the text of an entry by what is on the clipboard, by ctrl+V."""
        self.screen.set_clipboard(text)
        self.click(name, 'entry', inside=inside)
        self.screen.press('ctrl+a', 'ctrl+v')

    def set_text(self, name, text, *, inside=None):
        """Replaces the text of an entry as an assistive technology does, at once."""
        node = self.find(name, 'entry', inside=inside)
        assert node.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]

    def choose(self, name, item):
        """Opens a drop-down and clicks one of its items; both may be patterns."""
        before = set(self.screen.popups())
        combo = self.find(name, 'combo box')
        self.click(combo)
        self.wait_for(lambda: set(self.screen.popups()) - before, f'the items of {combo}')
        wanted = self.wait_for(
            lambda: next((node for node in self.find_all(item, 'label', inside=combo)
                          if self._in_popover(node)), None),
            f'the item {_describe(item, None)}')
        self.click(wanted)
        self.wait_for(lambda: not set(self.screen.popups()) - before, 'the items to go')

    def _in_popover(self, node):
        return any(parent.parent is not None and self._x_window(parent) is not None
                   for parent in node.above())

    def chosen(self, name):
        """The shown value of a drop-down."""
        combo = self.find(name, 'combo box')
        return [label for label in self.labels(inside=combo) if label != combo.name][-1]


_CLASS_NAME = re.compile(r'(Gtk|Adw|Keyrack|Gdk|Pango)[A-Z]')

#: Plain words for what has more than one role, also in newer versions of AT-SPI.
_ROLES = {
    'button': ('push button', 'toggle button', 'button', 'push button menu'),
    'entry': ('text', 'password text', 'entry', 'text box'),
    'row': ('list item',),
    'window': ('frame', 'window', 'dialog'),
}


def _matches(wanted, name):
    return wanted.search(name) is not None if isinstance(wanted, re.Pattern) else wanted == name


def _describe(name, role):
    if isinstance(name, re.Pattern):
        name = name.pattern
    return f'{role or "something"} “{name}”' if name is not None else f'a {role}'
