#!/usr/bin/python3
# test_secret_service.py: the stores and a real keyring in every state it can be in
#
# SPDX-License-Identifier: GPL-3.0-or-later

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk, wait_until  # noqa: E402
from puppet import Failure, Puppet, read_dump, read_items  # noqa: E402


class ServiceTest(unittest.TestCase):
    def open(self, keyring='unlocked', screen=False):
        desk = Desk(keyring=keyring, screen=screen)
        self.addCleanup(desk.close)
        return desk

    def puppet(self, desk):
        return Puppet(desk.home.data / 'keyrack', desk.environment({'G_DEBUG': 'fatal-warnings'}))

    def assert_fails(self, code, function, *words):
        with self.assertRaises(Failure) as caught:
            function(*words)
        self.assertEqual(caught.exception.code, code, caught.exception)
        return str(caught.exception)

    def test_unlocked(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            self.assertEqual(puppet.probe(), 'ready')
            puppet.do('load')
            puppet.do('add', 'one', 'client-1', 'sécret “1”')
            puppet.do('add', 'two', 'client-2', 'secret-2')
            puppet.do('edit', 'one', 'client-1b', 'secret-1b')
            puppet.do('edit', 'two', 'client-2b')
            puppet.do('remove', 'two')
            dump = read_dump(puppet.do('dump'))
            self.assertEqual(list(dump), ['one'])
            client, ref, secret = dump['one']
            self.assertEqual((client, secret), ('client-1b', 'secret-1b'))
            self.assertEqual(read_items(puppet.do('items')), [ref])
            self.assert_fails('not-found', puppet.lookup, 'no-such-ref')
            self.assertEqual(puppet.states, ['ready'])
        label, attributes, secret = desk.keyring.items()[0]
        self.assertEqual((label, secret), ('Nexthink acme (eu)', 'secret-1b'))
        self.assertEqual(attributes, {
            'application': 'io.github.keyrack.keyrack', 'secret-ref': ref, 'profile-id': 'one',
            'instance': 'acme', 'region': 'eu', 'client-id': 'client-1b',
            'xdg:schema': 'io.github.keyrack.Secret'})

    def test_scripts_find_it(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('add', 'one', 'client-1', 'secret-1')
        answer = desk.keyring.tool('lookup', 'application', 'io.github.keyrack.keyrack',
                                   'instance', 'acme', 'region', 'eu')
        self.assertEqual(answer.stdout, 'secret-1')

    def test_locked_is_not_empty(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('add', 'one', 'client-1', 'secret-1')
            ref = read_dump(puppet.do('dump'))['one'][1]
            desk.keyring.lock()
            self.assertEqual(puppet.probe(), 'locked')
            sentence = self.assert_fails('locked', puppet.lookup, ref)
            self.assertIn('Secrets are locked', sentence)
            self.assert_fails('locked', puppet.lookup, 'no-such-ref')
            self.assert_fails('locked', puppet.do, 'clear', ref)
            self.assert_fails('locked', puppet.do, 'clear', 'no-such-ref')
            desk.keyring.unlock()
            self.assertEqual(puppet.lookup(ref), 'secret-1')
            self.assertEqual(puppet.states, ['ready', 'locked', 'ready'])

    def test_locked_refuses_a_new_secret_and_nothing_else(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('add', 'one', 'client-1', 'secret-1')
            puppet.do('add', 'two', 'client-2', 'secret-2')
            desk.keyring.lock()
            before = (desk.home.data / 'keyrack' / 'profiles.json').read_bytes()
            self.assert_fails('locked', puppet.do, 'edit', 'one', 'client-1b', 'secret-1b')
            self.assert_fails('locked', puppet.do, 'add', 'three', 'client-3', 'secret-3')
            self.assertEqual((desk.home.data / 'keyrack' / 'profiles.json').read_bytes(), before)
            puppet.do('edit', 'one', 'client-1b')
            puppet.do('remove', 'two')
            desk.keyring.unlock()
            # What was left of the second one goes as soon as the keyring is seen unlocked.
            puppet.probe()
            puppet.do('drain')
            self.assertEqual(len(read_items(puppet.do('items'))), 1)
            dump = read_dump(puppet.do('dump'))
            self.assertEqual((dump['one'][0], dump['one'][2]), ('client-1b', 'secret-1'))

    def test_start_while_locked_asks_nobody_and_clears_later(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('add', 'one', 'client-1', 'secret-1')
            desk.keyring.lock()
            puppet.do('remove', 'one')
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('drain')
            self.assertTrue(desk.keyring.is_locked())
            self.assertEqual(len(read_items(puppet.do('items'))), 1)
        desk.keyring.unlock()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            puppet.do('drain')
            self.assertEqual(read_items(puppet.do('items')), [])

    def test_locked_holds_nothing_up_in_the_bin(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('load')
            for name in 'one', 'two', 'three':
                puppet.do('add', name, 'client', f'secret-{name}')
            desk.keyring.lock()
            puppet.do('bin', '600', 'one', 'two', 'three')
            puppet.do('restore', 'one')
            puppet.do('release', 'two')
            puppet.do('erase', 'three')
            desk.keyring.unlock()
            puppet.probe()
            puppet.do('drain')
            dump = puppet.do('dump')
            client, ref, secret = read_dump(dump)['one']
            self.assertEqual(secret, 'secret-one')
            self.assertEqual(read_dump(dump, 'binned'), {'two': ('client', '', '')})
            self.assertEqual(read_items(puppet.do('items')), [ref])

    def test_same_secret(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref-1', 'secret')
            puppet.do('store', 'ref-2', 'another')
            self.assertEqual(puppet.do('find-same', 'secret', 'gone', 'ref-2', 'ref-1')[0][1], 'ref-1')
            self.assertEqual(puppet.do('find-same', 'secret', 'gone', 'ref-2')[0][1], '')
            desk.keyring.lock()
            self.assert_fails('locked', puppet.do, 'find-same', 'secret', 'ref-1')
            self.assertTrue(desk.keyring.is_locked())

    def test_password_of_the_proxy(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref-1', 'secret')
            puppet.do('save-proxy', 'proxy-1', 'Proxy/Keyrack', 'pässword')
            self.assertEqual(puppet.lookup('proxy-1'), 'pässword')
            label, attributes, secret = next(item for item in desk.keyring.items() if item[2] != 'secret')
            self.assertEqual((label, secret), ('Proxy_Keyrack', 'pässword'))
            self.assertEqual(attributes, {
                'application': 'io.github.keyrack.keyrack', 'secret-ref': 'proxy-1', 'purpose': 'proxy',
                'xdg:schema': 'io.github.keyrack.Secret'})
            puppet.do('clear', 'proxy-1')
            self.assertEqual(read_items(puppet.do('items')), ['ref-1'])
            desk.keyring.lock()
            self.assert_fails('locked', puppet.do, 'clear', 'ref-1')

    def test_prompt_dismissed_and_answered(self):
        desk = self.open(screen=True)
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref', 'secret')
            desk.keyring.lock()
            puppet.tell('unlock')
            desk.prompt.dismiss()
            sentence = self.assert_fails('dismissed', puppet.wait)
            self.assertIn('still locked', sentence)
            self.assert_fails('locked', puppet.lookup, 'ref')
            puppet.tell('unlock')
            desk.prompt.answer(desk.keyring.password)
            puppet.wait()
            self.assertEqual(puppet.lookup('ref'), 'secret')
            # A person who thinks is no keyring that is silent.
            self.assertNotIn('silent', puppet.states)

    def test_absent(self):
        desk = self.open(keyring='absent')
        with self.puppet(desk) as puppet:
            self.assertEqual(puppet.probe(), 'absent')
            sentence = self.assert_fails('absent', puppet.do, 'store', 'ref', 'secret')
            self.assertIn('No password store found', sentence)
            self.assert_fails('absent', puppet.lookup, 'ref')
            self.assert_fails('absent', puppet.do, 'unlock')
            puppet.do('load')
            self.assert_fails('absent', puppet.do, 'add', 'one', 'client-1', 'secret-1')
            self.assertEqual(read_dump(puppet.do('dump')), {})

    def test_restarted(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref', 'secret')
            desk.keyring.restart()
            self.assertEqual(puppet.lookup('ref'), 'secret')
            desk.keyring.restart()
            puppet.do('store', 'ref-2', 'secret-2')
            desk.keyring.restart()
            puppet.do('clear', 'ref')
            desk.keyring.restart()
            self.assertEqual(puppet.probe(), 'ready')
            self.assertEqual(read_items(puppet.do('items')), ['ref-2'])
            self.assertNotIn('died', puppet.states)

    def test_died(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref', 'secret')
            desk.keyring.kill()
            sentence = self.assert_fails('died', puppet.lookup, 'ref')
            self.assertIn('stopped working', sentence)
            self.assertEqual(puppet.probe(), 'died')
            desk.keyring.start()
            self.assertEqual(puppet.lookup('ref'), 'secret')
            self.assertEqual(puppet.states, ['ready', 'died', 'ready'])

    def test_silent(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref', 'secret')
            desk.keyring.fall_silent()
            # The caller is let go at once, the keyring is waited for all the same.
            self.assertLess(int(puppet.do('lookup-and-cancel', 'ref')[0][1]), 1000)
            self.assertEqual(puppet.states, ['ready', 'silent'])
            puppet.tell('lookup', 'ref')
            desk.keyring.speak_again()
            self.assertEqual(puppet.wait()[0][1], 'secret')
            wait_until(lambda: puppet.states == ['ready', 'silent', 'ready'], 'the end of it')

    def test_silent_to_the_end(self):
        desk = self.open()
        with self.puppet(desk) as puppet:
            puppet.do('store', 'ref', 'secret')
            desk.keyring.fall_silent()
            sentence = self.assert_fails('silent', puppet.lookup, 'ref')
            self.assertIn('not answering', sentence)
            desk.keyring.speak_again()
            self.assertEqual(puppet.lookup('ref'), 'secret')


if __name__ == '__main__':
    unittest.main()
