#!/usr/bin/python3
# test_screens.py: every screen, narrow, with large text and mirrored
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import unittest

import gi

gi.require_version('Atspi', '2.0')

from gi.repository import Atspi  # noqa: E402

from keyrack_window import BUILD, PROGRAM, KeyrackTest, re  # noqa: E402

from desk import wait_until  # noqa: E402

PLAIN_BORDER = 5
WIDE, NARROW = (1000, 700), (360, 640)
#: What a person sees; a box round it may lend it a pixel.
SEEN = ('check box', 'combo box', 'entry', 'image', 'label', 'list item', 'push button', 'spin button',
        'text', 'toggle button')

BEAUFORT = 'Beaufort Harbour and Shipping North America'


class ScreensTest(KeyrackTest):
    """Walks through all that can be seen; each look is a test."""

    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')
        self.add(BEAUFORT, 'beaufort-harbour-and-shipping-north-america', region='meta')
        self.add('Coda', 'coda')
        self.cli('remove', 'Coda', '--yes')

    def look(self, size, environment=None):
        self.window = self.start(environment)
        self.window.list()
        self.main = self.desk.screen.windows(self.window.pid)[0]
        self.size = tuple(side + 2 * PLAIN_BORDER for side in size)
        self.desk.screen.resize(self.main, *self.size)
        wait_until(lambda: self.desk.screen.geometry(self.main)[2:] == self.size,
                   f'a window of {size}')
        self.narrow = size == NARROW

    def sides(self, node):
        x, _, width, _ = node.extents()
        return x, x + width

    def check(self, screen):
        """Everything has a name, and nothing reaches beyond the sides of its window."""
        with self.subTest(screen=screen):
            self.assertEqual([str(node) for node in self.window.unnamed()], [])
            self.assertEqual(self.desk.screen.geometry(self.main)[2:], self.size)
            # A pane may still be sliding in.
            wait_until(lambda: not self.cut_off(), f'“{screen}” to fit', 5,
                       lambda: '\n'.join(self.cut_off()))

    def cut_off(self):
        return [f'{part} {self.sides(part)} in {frame} {self.sides(frame)}'
                for frame in self.window.find_all()
                if frame.parent is None and self.sides(frame)[1] > 0
                for part in frame.below()
                if part.role in SEEN and part.has('Component') and self.window.shown(part)
                and not (self.sides(frame)[0] <= self.sides(part)[0]
                         and self.sides(part)[1] <= self.sides(frame)[1])]

    def open_menu_item(self, menu, item):
        # A menu closes again when its window becomes the active one.
        wait_until(lambda: self.desk.screen.active_window() == self.main, 'the window to be active')
        self.window.click(menu, 'button')
        self.window.click(item, 'menu item')
        self.window.wait_gone(item, 'menu item')

    def close(self, name, role=None):
        self.window.key('Escape')
        self.window.wait_gone(name, role)

    def back(self):
        if self.narrow:
            self.window.click('Back', 'button')
            self.window.find('Connections', 'list')

    def import_file(self):
        """Opens one with a connection that is new, one that differs and one that is refused."""
        rows = [{'id': name, 'name': name, 'instance': instance, 'region': 'eu', 'client_id': 'other'}
                for name, instance in (('Acme', 'acme'), (BEAUFORT + ' (2)', 'new'), ('Evil', 'evil.example/'))]
        file = self.desk.home.root / 'team.json'
        file.write_text(json.dumps({'format': 'keyrack-profiles', 'version': 1, 'profiles': rows}))
        self.desk.run(PROGRAM, str(file), environment=self.stand_in.environment())

    def walk(self):
        window = self.window
        self.check('list')
        window.select('Acme')
        window.test()
        self.check('works')
        window.click('More', 'list item')
        window.find('Tags', 'entry')
        self.check('more')
        self.open_menu_item('Connection Menu', 'Copy Diagnostics…')
        window.find('Diagnostics', 'window')
        self.check('diagnostics')
        window.key('Escape')
        window.wait_gone('Diagnostics', 'window')
        self.open_menu_item('Connection Menu', 'Journal…')
        window.find('Journal', 'window')
        self.check('journal')
        self.close('Journal', 'window')
        self.open_menu_item('Connection Menu', 'Replace Credentials…')
        dialog = window.find('Replace Credentials', 'window')
        self.check('replace')
        window.type_into('Client ID', 'new-client', inside=dialog)
        window.type_into('Client secret', 'wrong', inside=dialog)
        window.click('Test', 'button', inside=dialog)
        window.find('New refused · old still works', 'label', inside=dialog)
        self.check('replace, refused')
        window.key('Escape')
        window.click('Discard', 'button', inside=window.find('Discard the New Credential?', 'dialog'))
        window.wait_gone('Replace Credentials', 'window')
        self.open_menu_item('Connection Menu', 'Duplicate')
        window.wait_for(lambda: window.text_of('Connection name') == 'Acme (copy)', 'the copy')
        self.check('duplicate')
        # The list comes back by itself.
        window.click('Discard', 'button')
        window.wait_gone('Discard', 'button')

        window.select(BEAUFORT)
        window.test()
        self.check('not found')
        self.back()

        window.click('Select Connections', 'button')
        window.click(window.row('Acme'))
        window.find('1 selected', 'label')
        self.check('selection')
        window.click('Tag…', 'button')
        window.find('New tag', 'entry')
        self.check('tags')
        window.key('Escape')
        window.wait_gone('New tag', 'entry')
        window.click('Done', 'button')
        window.wait_gone('1 selected', 'label')

        window.click('Test All', 'button')
        window.find('1 works, 1 could not tell', 'label')
        self.check('test run')
        window.click('Back', 'button')
        window.find('Connections', 'list')

        self.open_menu_item('Main Menu', 'Rotation of Many…')
        window.find('0 of 2 stored', 'label')
        self.check('rotation of many')
        window.click(re.compile('^Acme, '), 'list item')
        window.find('Client secret', 'entry')
        self.check('pair to be entered')
        window.click('Back', 'button')
        window.find('Connections', 'list')

        self.open_menu_item('Main Menu', 'Permissions…')
        window.click(re.compile('^Check$'), 'button')
        window.find(re.compile('^1 of 2 checked'), 'label')
        self.check('permissions')
        window.click('Back', 'button')
        window.find('Connections', 'list')

        self.import_file()
        dialog = window.find('Import', 'window')
        window.find('Import 1', 'button', inside=dialog)
        self.check('import')
        self.close('Import', 'window')

        self.open_menu_item('Main Menu', 'Export…')
        dialog = window.find('Export', 'window')
        self.check('export')
        window.click('With secrets, encrypted', inside=dialog)
        window.find('The same again', 'entry', inside=dialog)
        self.check('export, encrypted')
        self.close('Export', 'window')
        self.open_menu_item('Main Menu', 'Bin…')
        window.find('Restore “Coda”', 'button')
        self.check('bin')
        self.close('Restore “Coda”')
        self.open_menu_item('Main Menu', 'Preferences')
        window.choose('Proxy', 'Own')
        window.find('Proxy address', 'entry')
        self.check('preferences')
        self.close('Proxy address')
        self.open_menu_item('Main Menu', 'Keyboard Shortcuts')
        window.find('New connection', 'label')
        self.check('shortcuts')
        window.key('Escape')
        window.wait_gone('New connection', 'label')
        self.open_menu_item('Main Menu', 'About Keyrack')
        window.find('About', 'window')
        self.check('about')
        window.key('Escape')
        window.wait_gone('About', 'window')
        window.quit()

    def test_narrow(self):
        self.look(NARROW)
        self.walk()

    def test_large_text(self):
        self.desk.screen.set_text_scale(1.5)
        self.look(WIDE)
        self.walk()

    def test_mirrored(self):
        options = os.environ.get('ASAN_OPTIONS', '')
        self.look(WIDE, {'LD_PRELOAD': str(BUILD / 'tests' / 'app' / 'libmirror.so'),
                         # What is preloaded comes before the sanitizer.
                         'ASAN_OPTIONS': f'{options}:verify_asan_link_order=0'})
        self.walk()


class KeyboardTest(KeyrackTest):
    def focused(self, window):
        """The name of what has the keyboard, "" for an entry: GTK 4.8 does not tell."""
        return next((node.name for node in window.find_all()
                     if node.has_state(Atspi.StateType.FOCUSED)), '')

    def tab_to(self, window, name):
        while (before := self.focused(window)) != name:
            window.key('Tab')
            window.wait_for(lambda: self.focused(window) != before, 'the next in line')

    def test_no_pointer(self):
        """New, test, save, find, delete and undo."""
        self.stand_in.add('acme', 'eu', 'client-7', 'secret-7')
        self.add('Beacon', 'beacon')
        window = self.start()
        window.list()
        window.key('ctrl+n')
        window.wait_for(lambda: window.text_of('Connection name') == '', 'an empty form')
        window.type_text('Acme')
        window.key('Tab')
        window.type_text('https://acme.eu.nexthink.cloud/')
        self.tab_to(window, 'Region')
        window.wait_for(lambda: window.chosen('Region') == 'European Union — eu', 'the region')
        self.tab_to(window, '')
        window.type_text('client-7')
        window.key('Tab')
        window.type_text('secret-7')
        window.wait_for(lambda: window.text_of('Client secret') == 'secret-7', 'the secret')
        window.key('Return')
        window.wait_result('Works')
        window.key('ctrl+s')
        window.wait_for(lambda: 'Acme' in window.rows(), 'the new row')

        window.key('ctrl+f')
        window.type_text('client-7')
        window.wait_for(lambda: list(window.rows()) == ['Acme'], 'the one that was searched')
        window.key('Tab', 'Tab', 'Delete')
        window.find('“Acme” deleted', 'label')
        window.key('ctrl+z')
        window.wait_for(lambda: list(window.rows()) == ['Acme'], 'the row that is back')
        window.quit()
        self.assertEqual(self.reports('Acme')['Acme']['outcome'], 'ok')


if __name__ == '__main__':
    unittest.main(verbosity=2)
