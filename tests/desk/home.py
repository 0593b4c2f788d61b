# home.py: a private home with all the folders of XDG, and the environment for it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import configparser
import os
import shutil
import tempfile
from pathlib import Path

#: What the test runner says about sanitizers and build folders goes on to programs.
_INHERITED = (
    'ASAN_OPTIONS',
    'GSETTINGS_SCHEMA_DIR',
    'LSAN_OPTIONS',
    'UBSAN_OPTIONS',
)

#: Where the keyfile backend of GSettings keeps ours.
_GROUP = 'io/github/keyrack/keyrack'


class Home:
    """A context manager: everything in it is gone afterwards.

    The environment is made from nothing: what is not named here does not
    leak from the person's own session.
    """

    def __init__(self):
        # Short, because paths of sockets end at 107 bytes.
        self.root = Path(tempfile.mkdtemp(prefix='desk-', dir='/tmp'))
        self.home = self._folder('home')
        self.runtime = self._folder('run')
        self.logs = self._folder('log')
        self.data = self._folder('home/data')
        self.config = self._folder('home/config')
        self.cache = self._folder('home/cache')
        self.state = self._folder('home/state')

    def _folder(self, name):
        path = self.root / name
        path.mkdir(mode=0o700)
        return path

    def environment(self):
        environment = {
            'PATH': '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
            'HOME': str(self.home),
            'TMPDIR': str(self.runtime),
            'LANG': 'C.UTF-8',
            'LC_ALL': 'C.UTF-8',
            'TZ': 'UTC',
            'XDG_CACHE_HOME': str(self.cache),
            'XDG_CONFIG_HOME': str(self.config),
            'XDG_DATA_HOME': str(self.data),
            'XDG_RUNTIME_DIR': str(self.runtime),
            'XDG_STATE_HOME': str(self.state),
            'XDG_DATA_DIRS': '/usr/local/share:/usr/share',
            # Settings last from one start of a program to the next.
            'GSETTINGS_BACKEND': 'keyfile',
            'GIO_USE_VFS': 'local',
            'GTK_USE_PORTAL': '0',
        }
        for name in _INHERITED:
            if name in os.environ:
                environment[name] = os.environ[name]
        if 'LSAN_OPTIONS' in environment:
            # A list of leaks that are none is not said by the program.
            environment['LSAN_OPTIONS'] += ':print_suppressions=0'
        return environment

    def set_preferences(self, **values):
        """Writes what the person chose in the window: set_preferences(proxy='none')."""
        path = self.config / 'glib-2.0' / 'settings' / 'keyfile'
        path.parent.mkdir(parents=True, exist_ok=True)
        file = configparser.ConfigParser(interpolation=None)
        file.read(path)
        if not file.has_section(_GROUP):
            file.add_section(_GROUP)
        for name, value in values.items():
            text = str(value).lower() if isinstance(value, bool) else repr(value)
            file.set(_GROUP, name.replace('_', '-'), text)
        with path.open('w') as stream:
            file.write(stream, space_around_delimiters=False)

    def close(self):
        shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
