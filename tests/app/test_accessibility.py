#!/usr/bin/python3
# test_accessibility.py: everything that takes the keyboard has a name
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from keyrack_window import NOT_TESTED, WORKS, KeyrackTest


class NamesTest(KeyrackTest):
    def assert_named(self, window, screen):
        with self.subTest(screen=screen):
            self.assertEqual([f'{node} in {[*node.above()][:3]}, “{node.description}”'
                              for node in window.unnamed()], [])

    def test_first_run_and_guide(self):
        window = self.start()
        window.find('New Connection', 'button')
        self.assert_named(window, 'first run')
        window.click('How do I create a credential?', 'button')
        window.wait_for(lambda: len(self.desk.screen.windows(window.pid)) == 2, 'the guide')
        self.assert_named(window, 'guide')
        window.close_window()
        window.quit()

    def test_form_and_results(self):
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.stand_in.add('slow', 'eu', 'client', 'secret', scenario='hang-after-tls')
        self.add('Acme', 'acme')
        self.add('Refused', 'acme', client_id='other')
        self.add('Slow', 'slow')

        window = self.start()
        window.select('Acme')
        self.assertEqual(window.result(), NOT_TESTED)
        self.assert_named(window, 'saved')
        self.assertEqual(window.test(), WORKS)
        self.assert_named(window, 'works')
        window.select('Refused')
        window.test()
        self.assert_named(window, 'refused')
        window.select('Slow')
        window.start_test()
        window.wait_result('Testing…')
        self.assert_named(window, 'testing')
        window.click('Cancel', 'button')
        window.wait_result('Cancelled')

        window.new_connection()
        self.assert_named(window, 'new')
        window.paste_into('Instance name', 'https://acme.eu.nexthink.cloud/')
        window.find('Undo', 'button')
        self.assert_named(window, 'pasted')
        self.desk.screen.ask_to_close(self.desk.screen.windows(window.pid)[0])
        question = window.find('Save Changes?', 'dialog')
        self.assert_named(window, 'question')
        window.click('Discard', 'button', inside=question)
        self.assertEqual(window.process.wait(), 0)

    def test_menus(self):
        self.add('Acme', 'acme')
        window = self.start()
        window.select('Acme')
        for menu in ('Main Menu', 'Connection Menu'):
            window.click(menu, 'button')
            window.wait_for(self.desk.screen.popups, menu)
            self.assert_named(window, menu)
            window.key('Escape')
        window.quit()

    def test_contract(self):
        """DESIGN 4.1: what things are called."""
        self.add('Acme', 'acme')
        window = self.start()
        window.select('Acme')
        for name, role in (('Connections', 'list'), ('Search Connections', 'entry'),
                           ('New Connection', 'button'), ('Main Menu', 'button'),
                           ('Connection Menu', 'button'), ('Test Connection', 'button'),
                           ('Connection name', 'entry'), ('Instance name', 'entry'),
                           ('Region', 'combo box'), ('Client ID', 'entry')):
            with self.subTest(name=name):
                self.assertTrue(window.has(name, role))
        window.quit()

    def test_locked(self):
        self.add('Acme', 'acme')
        self.desk.keyring.lock()
        window = self.start()
        window.find('Unlock', 'button')
        window.select('Acme')
        self.assert_named(window, 'locked')
        window.quit()


class KeyboardTest(KeyrackTest):
    def test_form_by_keyboard_alone(self):
        """Tab leads through the form in the order in which it is read."""
        self.stand_in.add('acme', 'eu', 'client-7', 'secret-7')
        window = self.start()
        window.new_connection()
        window.type_text('Acme')
        window.key('Tab')
        window.type_text('acme')
        window.wait_for(lambda: window.text_of('Instance name') == 'acme', 'the instance')
        window.click('Client ID', 'entry')
        window.type_text('client-7')
        window.key('Tab')
        window.type_text('secret-7')
        window.wait_for(lambda: window.text_of('Client secret') == 'secret-7', 'the secret')
        self.assertEqual(window.text_of('Connection name'), 'Acme')
        self.assertEqual(window.text_of('Client ID'), 'client-7')


if __name__ == '__main__':
    unittest.main(verbosity=2)
