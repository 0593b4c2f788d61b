#!/usr/bin/python3
# test_keyring.py: a locked keyring is never an empty list, and a window that says goodbye
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from keyrack_window import CLI, WORKS, Desk, KeyrackTest, KeyrackWindow, StandIn

LOCKED = 'Secrets are locked'


class LockedTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')
        self.add('Beacon', 'beacon')
        self.desk.keyring.lock()
        self.window = self.enterContext(self.start())

    def test_list_and_banner(self):
        self.assertEqual(list(self.window.rows()), ['Acme', 'Beacon'])
        self.window.find(LOCKED, 'label')
        self.window.select('Acme')
        self.assertEqual(self.window.text_of('Client ID'), 'client')
        self.window.quit()
        self.assertTrue(self.desk.keyring.is_locked())

    def test_unlock(self):
        self.window.click('Unlock', 'button')
        self.desk.prompt.answer(self.desk.keyring.password)
        self.window.wait_gone(LOCKED, 'label')
        self.window.select('Acme')
        self.assertEqual(self.window.test(), WORKS)
        self.window.quit()

    def test_dismiss(self):
        self.window.click('Unlock', 'button')
        self.desk.prompt.dismiss()
        self.window.wait_for(
            lambda: any('Still locked' in text for text in self.window.labels()),
            'the answer to no')
        self.assertEqual(list(self.window.rows()), ['Acme', 'Beacon'])
        self.assertTrue(self.desk.keyring.is_locked())
        # And once more, the other way.
        self.window.click('Unlock', 'button')
        self.desk.prompt.answer(self.desk.keyring.password)
        self.window.wait_gone(LOCKED, 'label')
        self.window.quit()

    def test_testing_while_locked(self):
        self.window.select('Acme')
        self.assertEqual(self.window.test(), LOCKED)
        self.window.click('Unlock', 'button')
        self.desk.prompt.answer(self.desk.keyring.password)
        self.window.wait_gone('Unlock', 'button')
        self.window.start_test()
        self.window.wait_result(WORKS)
        self.window.quit()

    def test_unlocked_by_somebody_else(self):
        self.desk.keyring.unlock()
        self.window.select('Acme')
        self.assertEqual(self.window.test(), WORKS)
        self.window.wait_gone(LOCKED, 'label')
        self.window.quit()


class GoodbyeTest(unittest.TestCase):
    """Closing says nothing on standard error, whatever the keyring; no banner, no stand-in."""

    def assert_clean(self, keyring, connections):
        with self.subTest(keyring=keyring, connections=connections), Desk(keyring=keyring) as desk:
            for name in connections:
                done = desk.run(CLI, 'add', '--name', name, '--instance', name.lower(),
                                '--region', 'eu', '--client-id', 'client', stdin='secret')
                self.assertEqual(done.returncode, 0, done.stderr)
            window = KeyrackWindow(desk)
            for name in connections:
                window.select(name)
            self.assertEqual(window.program.quit(), 0)
            self.assertEqual(window.program.errors(), '')

    def test_first_run(self):
        for keyring in ('unlocked', 'locked', 'absent', 'file'):
            self.assert_clean(keyring, [])

    def test_with_connections(self):
        for keyring in ('unlocked', 'file'):
            self.assert_clean(keyring, ['Acme', 'Beacon'])

    def test_while_testing(self):
        """The network thread ends before the libraries that it uses."""
        with StandIn() as stand_in, Desk(keyring='file') as desk:
            stand_in.add('slow', 'eu', 'client', 'secret', scenario='hang-after-tls')
            done = desk.run(CLI, 'add', '--name', 'Slow', '--instance', 'slow',
                            '--region', 'eu', '--client-id', 'client', stdin='secret')
            self.assertEqual(done.returncode, 0, done.stderr)
            for _ in range(3):
                window = KeyrackWindow(desk, stand_in.environment())
                window.select('Slow')
                window.start_test()
                stand_in.wait_for(requests=1)
                stand_in.reset_counts()
                self.assertEqual(window.program.quit(), 0)
                self.assertEqual(window.program.errors(), '')


if __name__ == '__main__':
    unittest.main(verbosity=2)
