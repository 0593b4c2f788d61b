#!/usr/bin/python3
# test_deletion.py: deleting, taking it back, and what is left in the keyring
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from gi.repository import GLib
from keyrack_window import WORKS, KeyrackTest


class DeletionTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        for name in ('acme', 'beacon', 'coda'):
            self.stand_in.add(name, 'eu', 'client', f'secret-{name}')
            self.add(name.title(), name, secret=f'secret-{name}')

    def secrets(self):
        return sorted(self.desk.keyring.secrets())

    def wait_secrets(self, window, *secrets):
        def look():
            try:
                return self.secrets() == [*secrets]
            except GLib.Error:
                return False    # One went while we looked.

        window.wait_for(look, f'the secrets {secrets}')

    def wait_rows(self, window, *names):
        window.wait_for(lambda: [*window.rows()] == [*names], f'the rows {names}')

    def test_by_keyboard(self):
        """Delete, Ctrl+Z: the connection is back, its secret too, and it works."""
        window = self.enterContext(self.start())
        window.select('Beacon')
        window.key('Delete')
        window.find('“Beacon” deleted', 'label')
        self.wait_rows(window, 'Acme', 'Coda')
        self.assertEqual(len(self.secrets()), 3)
        window.key('ctrl+z')
        self.wait_rows(window, 'Acme', 'Beacon', 'Coda')
        window.wait_gone('Undo', 'button')
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'what was deleted')
        window.key('F5')
        window.wait_result(WORKS)
        window.key('ctrl+d')
        window.wait_for(lambda: window.text_of('Connection name') not in ('Beacon', None), 'a duplicate')
        window.click('Discard', 'button')
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'the one before')
        window.key('ctrl+w')
        self.assertEqual(window.process.wait(), 0)
        self.assertEqual(len(self.secrets()), 3)

        # The next window shows what the last one did.
        window = self.enterContext(self.start())
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'the same connection')
        window.quit()

    def test_undo_button(self):
        window = self.enterContext(self.start())
        window.select('Acme')
        window.click('Connection Menu', 'button')
        window.click('Delete', 'menu item')
        self.wait_rows(window, 'Beacon', 'Coda')
        # Letting go of one is not letting go of the other: one toast for both.
        window.select('Coda')
        window.key('Delete')
        window.find('2 connections deleted', 'label')
        window.wait_gone('“Acme” deleted', 'label')
        window.click('Undo', 'button')
        self.wait_rows(window, 'Acme', 'Beacon', 'Coda')
        window.quit()
        self.assertEqual(len(self.secrets()), 3)

    def test_closing_lets_go(self):
        """With the window goes the undo, and with it the secret."""
        window = self.enterContext(self.start())
        window.select('Beacon')
        window.key('Delete')
        window.find('“Beacon” deleted', 'label')
        self.assertIn('secret-beacon', self.secrets())
        window.quit()
        self.assertEqual(self.secrets(), ['secret-acme', 'secret-coda'])

    def test_toast_gone(self):
        window = self.enterContext(self.start())
        window.select('Acme')
        window.key('Delete')
        window.find('Undo', 'button')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click('Close', 'button', inside=window.find('“Acme” deleted', 'label').parent.parent)
        self.wait_secrets(window, 'secret-beacon', 'secret-coda')
        window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
