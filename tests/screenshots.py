#!/usr/bin/python3
# screenshots.py: a picture of each screen in each look, of the real program
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: tests/screenshots.py BUILD FOLDER [LOOK…]

Starts the program of the build folder on a private screen against the stand-in server and
writes FOLDER/LOOK-SCREEN.png. The looks are light, dark, contrast, narrow,
mirrored and large.
"""

import os
import sys
from pathlib import Path

_PLAIN_BORDER = 5
_WIDE, _NARROW = (1000, 700), (360, 720)

CLIENT_ID = 'e7a4k2m9q1x8c5v3b6n0t2d7r'
SECRET = 'j5w8z1s4g7h0p3f6y9u2l5i8o1a4e7kq'

# name, instance, region, what its server does
CONNECTIONS = (
    ('Acme', 'acme', 'eu', 'good'),
    ('Acme Sandbox', 'acme-test', 'eu', 'good'),
    ('Beacon Energy', 'beacon', 'us', 'hang-after-tls'),
    ('Contoso North America', 'contoso', 'us', 'good'),
    ('Fabrikam', 'fabrikam', 'pac', 'client-secret-401'),
    ('Globex', 'globex', 'us', 'good'),
    ('Initech Pilot', 'initech-pilot', 'us', 'wrong-host'),
    ('Northwind', 'northwind', 'meta', 'reset-after-tls'),
)

# look: environment, size of the window, scale of the text
LOOKS = {
    'light': ({}, _WIDE, 1),
    'dark': ({'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}, _WIDE, 1),
    'contrast': ({'ADW_DEBUG_HIGH_CONTRAST': '1'}, _WIDE, 1),
    'narrow': ({}, _NARROW, 1),
    'mirrored': ({'LD_PRELOAD': 'tests/app/libmirror.so'}, _WIDE, 1),
    'large': ({}, _WIDE, 1.5),
}


class Photographer:
    """Walks through the program in one look."""

    def __init__(self, desk, stand_in, folder, look):
        self.desk, self.folder, self.look = desk, folder, look
        environment, self.size, scale = LOOKS[look]
        self.environment = {**stand_in.environment(), **environment}
        if 'LD_PRELOAD' in environment:
            self.environment['LD_PRELOAD'] = str(BUILD / environment['LD_PRELOAD'])
        desk.screen.set_text_scale(scale)
        self.window = None

    def start(self):
        self.window = KeyrackWindow(self.desk, self.environment)
        main = self.desk.screen.windows(self.window.pid)[0]
        width, height = (side + 2 * _PLAIN_BORDER for side in self.size)
        self.desk.screen.resize(main, width, height)
        wait_until(lambda: self.desk.screen.geometry(main)[2:] == (width, height),
                   f'a window of {width} × {height}')

    def take(self, name, moving=False):
        # The pointer lights up what it is on.
        self.desk.screen.xdotool('mousemove', '0', '0')
        file = self.folder / f'{self.look}-{name}.png'
        window = self.desk.screen.windows(self.window.pid)[-1]
        if not moving and self.window.result() != TESTING:
            wait_until(lambda: self.desk.screen.look(window) == self.desk.screen.look(window),
                       f'{name} to stand still')
        self.desk.screen.picture(file, window, border=_PLAIN_BORDER)
        print(file, flush=True)

    def go_back(self):
        """Narrow, the list and the form are two pages."""
        if self.window.has('Back', 'button'):
            self.window.click('Back', 'button')
            self.window.find('New Connection', 'button')

    def first_run(self):
        self.start()
        self.take('first-run')
        self.window.click('How do I create a credential?', 'button')
        wait_until(lambda: len(self.desk.screen.windows(self.window.pid)) == 2, 'the guide')
        self.take('guide')
        self.window.close_window()
        self.window.quit()

    def journal(self):
        self.window.select('Fabrikam')
        self.window.click('Connection Menu', 'button')
        self.window.click('Journal…', 'menu item')
        self.window.find('Search Journal')
        self.take('journal')
        self.window.key('Escape')
        self.window.wait_gone('Journal', 'window')
        self.go_back()

    def connections(self):
        self.start()
        for name, _, _, scenario in CONNECTIONS:
            if scenario != 'hang-after-tls':
                self.window.select(name)
                self.window.test()
                self.go_back()
        self.take('list')
        for name, screen in (('Acme', 'ok'), ('Fabrikam', 'refused'),
                             ('Initech Pilot', 'network')):
            self.window.select(name)
            self.window.start_test()
            self.window.wait_for(lambda: self.window.result() != TESTING, 'a result')
            self.take(screen)
            self.go_back()
        self.journal()
        self.window.select('Beacon Energy')
        self.window.start_test()
        self.window.wait_result(TESTING)
        self.take('testing')
        self.window.click('Cancel', 'button')
        self.window.wait_result('Cancelled')
        self.go_back()
        self.window.click('Test All', 'button')
        self.window.find('7 of 8 tested', 'label')
        self.take('test-all', moving=True)
        self.window.click('Cancel', 'button')
        self.window.find('Cancelled: 1 not tested', 'label')
        self.window.click('Back', 'button')
        self.window.select('Fabrikam')
        self.window.click('Replace Credentials…', 'button')
        dialog = self.window.find('Replace Credentials', 'window')
        self.take('replace')
        self.window.click('Cancel', 'button', inside=dialog)
        self.window.wait_gone('Replace Credentials', 'window')
        self.go_back()
        self.window.new_connection()
        self.window.paste_into('Instance name', 'https://nxdocs.data.eu.nexthink.cloud/')
        self.window.find('Undo', 'button')
        self.take('new')
        # Left alone it would be there again as a draft.
        self.window.click('Discard', 'button')
        self.window.wait_gone('Discard', 'button')
        self.window.quit()

    def locked(self):
        self.desk.keyring.lock()
        self.start()
        self.window.select('Acme')
        self.window.find('Unlock', 'button')
        self.take('locked')
        self.window.quit()


def add_connections(desk, stand_in):
    for name, instance, region, scenario in CONNECTIONS:
        stand_in.add(instance, region, CLIENT_ID, SECRET, scenario=scenario)
        done = desk.run(CLI, 'add', '--name', name, '--instance', instance, '--region', region,
                        '--client-id', CLIENT_ID, stdin=SECRET)
        done.check_returncode()


def main():
    if len(sys.argv) < 3 or not set(sys.argv[3:]) <= set(LOOKS):
        sys.exit(__doc__)
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with StandIn() as stand_in:
        for look in sys.argv[3:] or LOOKS:
            with Desk() as desk:
                photographer = Photographer(desk, stand_in, folder, look)
                photographer.first_run()
                add_connections(desk, stand_in)
                photographer.connections()
                photographer.locked()


if __name__ == '__main__':
    if len(sys.argv) > 1:
        os.environ['KEYRACK_BUILD_ROOT'] = sys.argv[1]
        os.environ.setdefault('GSETTINGS_SCHEMA_DIR', f'{sys.argv[1]}/data')
    sys.path[:0] = [str(Path(__file__).resolve().parent / 'app')]
    from keyrack_window import BUILD, CLI, TESTING, Desk, KeyrackWindow, StandIn
    from desk import wait_until
    main()
