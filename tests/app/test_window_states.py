#!/usr/bin/python3
# test_window_states.py: the bin, the preferences, and a window in trouble
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import shutil
import unittest

from keyrack_window import PROGRAM, WORKS, KeyrackTest, re

from desk.keyring import Keyring  # noqa: E402
from desk.session_manager import LOGOUT, SessionManager  # noqa: E402

NO_STORE = re.compile('^No password store found')
COMPANY = re.compile('^company.pem\n“.*”, valid until ')
SESSION = 'Secrets are kept for this session only'


class BinTest(KeyrackTest):
    def test_restore_and_erase(self):
        for name in ('acme', 'beacon', 'coda'):
            self.stand_in.add(name, 'eu', 'client', 'secret')
            self.add(name.title(), name)
        # The other program keeps no secret of what it removes.
        for name in ('Acme', 'Beacon'):
            self.assertEqual(self.cli('remove', name, '--yes').returncode, 0)
        window = self.enterContext(self.start())
        self.assertEqual([*window.rows()], ['Coda'])
        window.click('Main Menu', 'button')
        window.click('Bin…', 'menu item')
        window.click('Restore “Acme”', 'button')
        window.wait_gone('Restore “Acme”', 'button')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click('Delete “Beacon” Permanently…', 'button')
        window.click('Delete', 'button', inside=window.find('Delete “Beacon” Permanently?', 'dialog'))
        window.find('The Bin Is Empty')
        window.key('Escape')
        window.wait_for(lambda: sorted(window.rows()) == ['Acme', 'Coda'], 'the restored row')
        # It is back without its secret, and says so.
        window.select('Acme')
        window.start_test()
        window.find('Paste the secret key from Nexthink', 'label')
        window.quit()
        self.assertEqual(self.reports('Acme')['Acme']['outcome'], 'no-secret')


class PreferencesTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')

    def open(self, window):
        window.key('ctrl+comma')
        window.find('Style', 'combo box')

    def close(self, window):
        window.key('Escape')
        window.wait_gone('Style', 'combo box')

    def test_own_proxy(self):
        """Set by keyboard, kept over a restart, its password in the keyring alone."""
        proxy = self.stand_in.add_proxy('sign-in', user='somebody', password='proxy-password')
        window = self.enterContext(self.start())
        window.select('Acme')
        self.open(window)
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.choose('Proxy', 'Own')
        window.type_into('Proxy address', 'proxy')
        window.key('Return')
        window.find('Host and port, as in proxy.example:3128', 'label')
        window.type_into('Proxy address', proxy.address)
        window.key('Tab')
        window.type_into('Proxy user, if it wants one', 'somebody')
        window.type_into('Proxy password', 'proxy-password')
        window.key('Return')
        window.find('Proxy password (stored)', 'entry')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        self.close(window)
        self.assertEqual(window.test(), WORKS)
        self.assertGreater(len(proxy.requests), 0)
        window.quit()

        self.assertIn('proxy-password', self.desk.keyring.secrets())
        settings = self.desk.home.config.rglob('keyfile')
        self.assertNotIn('proxy-password', ''.join(path.read_text() for path in settings))
        count = len(proxy.requests)
        self.assertEqual(self.reports('Acme')['Acme']['outcome'], 'ok')
        self.assertGreater(len(proxy.requests), count)

        window = self.enterContext(self.start())
        window.select('Acme')
        window.start_test()
        window.wait_result(WORKS)
        # What is forgotten is gone, and without it the proxy refuses.
        self.open(window)
        window.click('Forget the Stored Password', 'button')
        window.find('Proxy password', 'entry')
        self.close(window)
        window.start_test()
        window.wait_result(re.compile('wants a sign-in'))
        window.quit()
        self.assertNotIn('proxy-password', self.desk.keyring.secrets())

    def test_certificate_authority(self):
        """A choice takes effect at once; the environment would be stronger."""
        window = self.enterContext(self.start({'KEYRACK_CA_FILE': ''}))
        window.select('Acme')
        window.test()
        window.wait_result(re.compile('unknown issuer'))
        chosen = self.desk.home.root / 'company.pem'
        shutil.copy(self.stand_in.ca_file, chosen)
        self.open(window)
        window.click('Choose…', 'button')
        window.find('Choose a Certificate Authority')
        window.key('ctrl+l')
        window.type_text(str(chosen))
        window.key('Return')
        window.find(COMPANY, 'label')
        # It is the program's own now.
        chosen.unlink()
        self.close(window)
        self.assertEqual(window.test(), WORKS)
        self.open(window)
        window.click('Remove the Certificate Authority', 'button')
        window.wait_gone(COMPANY, 'label')
        self.close(window)
        window.start_test()
        window.wait_result(re.compile('unknown issuer'))
        window.quit()


class SessionTest(KeyrackTest):
    keyring = 'absent'

    def test_log_out(self):
        """The session is kept from ending exactly as long as there are unsaved edits."""
        draft = self.desk.home.data / 'keyrack' / 'draft.json'
        manager = self.enterContext(SessionManager(self.desk.bus))
        window = self.enterContext(self.start())
        window.new_connection()
        self.assertEqual(manager.inhibitors, {})
        window.fill(name='Acme')
        window.wait_for(lambda: manager.inhibitors, 'the session to be kept')
        (application, reason, flags), = manager.inhibitors.values()
        self.assertEqual((application, reason, flags),
                         ('io.github.keyrack.keyrack', 'There are unsaved edits', LOGOUT))
        window.click('Discard', 'button')
        window.wait_for(lambda: not manager.inhibitors, 'the session to be free')

        window.new_connection()
        window.fill(name='Beacon')
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'the name')
        manager.end_session()
        self.assertEqual(window.process.wait(), 0)
        self.assertIn('Beacon', draft.read_text())
        with self.start() as window:
            window.find(re.compile('were brought back'))
            self.assertEqual(window.text_of('Connection name'), 'Beacon')
            self.assertEqual(len(manager.inhibitors), 1)


    def test_second_start(self):
        """There is one window, which comes back to the front."""
        screen = self.desk.screen
        window = self.enterContext(self.start())
        [main] = screen.windows(window.pid)
        screen.xdotool('windowminimize', str(main))
        window.wait_for(lambda: screen.active_window() != main, 'the window to be away')
        done = self.desk.run(PROGRAM, environment=self.stand_in.environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        window.wait_for(lambda: screen.active_window() == main, 'the window in front')
        self.assertEqual(screen.windows(window.pid), [main])
        window.quit()


class NoStoreTest(KeyrackTest):
    keyring = 'absent'

    def test_session_only(self):
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        window = self.enterContext(self.start())
        window.find(NO_STORE, 'label')
        window.click('Keep Secrets for This Session', 'button')
        window.find(SESSION, 'label')
        window.wait_gone(NO_STORE, 'label')
        window.new_connection()
        window.fill(name='Acme', instance='acme', region='eu', client_id='client', secret='secret')
        window.save()
        self.assertEqual(window.test(), WORKS)
        window.quit()

        # Gone with the program that knew it.
        window = self.enterContext(self.start())
        window.select('Acme')
        window.click('Keep Secrets for This Session', 'button')
        window.find(SESSION, 'label')
        window.start_test()
        window.wait_result('No secret for this session')
        # What can't be looked for could stand in what leaves.
        window.click('Connection Menu', 'button')
        window.click('Copy as curl', 'menu item')
        window.find('Not copied: the stored secret can’t be read and looked for')
        window.quit()

    def test_before_a_stored_one(self):
        """A secret of this session stands before one in a keyring that is not there, and goes."""
        keyring = self.enterContext(Keyring(self.desk.home, self.desk.bus))
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme', secret='stored-before')
        keyring.kill()
        window = self.enterContext(self.start())
        window.select('Acme')
        window.click('Keep Secrets for This Session', 'button')
        window.find(SESSION, 'label')
        # It would be wrong to say that there is none.
        window.start_test()
        window.wait_result('No secret for this session')
        # What can't be looked for could stand in what leaves.
        window.click('Connection Menu', 'button')
        window.click('Copy as curl', 'menu item')
        window.find('Not copied: the stored secret can’t be read and looked for')
        window.fill(secret='secret')
        window.save()
        window.start_test()
        window.wait_result(WORKS)
        window.quit()

        keyring.start()
        self.assertEqual(keyring.secrets(), ['stored-before'])
        self.assertEqual(self.reports('Acme')['Acme']['outcome'], 'invalid-client')


class ElsewhereTest(KeyrackTest):
    keyring = 'file'

    def edit(self, window, text):
        """Types a name; the other program gives the connection another region meanwhile."""
        window.select('Acme')
        window.type_into('Connection name', text)
        done = self.cli('edit', 'Acme', '--region', 'us')
        self.assertEqual(done.returncode, 0, done.stderr)
        window.click('Save', 'button')
        return window.find('“' + text + '” Was Changed Elsewhere', 'dialog')

    def stored(self):
        return [(shown['name'], shown['region'])
                for shown in json.loads(self.cli('list', '--json').stdout)]

    def test_keep_mine_and_reload(self):
        self.add('Acme', 'acme')
        window = self.enterContext(self.start())
        question = self.edit(window, 'Mine')
        window.click('Reload', 'button', inside=question)
        window.wait_for(lambda: window.form()[::2] == ('Acme', 'United States — us'),
                        'what the other program saved')
        self.assertEqual(self.stored(), [('Acme', 'us')])
        self.assertEqual(self.cli('edit', 'Acme', '--region', 'eu').returncode, 0)
        window.wait_for(lambda: window.chosen('Region') == 'European Union — eu',
                        'what the other program saved')

        question = self.edit(window, 'Mine')
        window.click('Keep Mine', 'button', inside=question)
        window.wait_gone(re.compile('^Sav'), 'button')
        self.assertEqual(self.stored(), [('Mine', 'eu')])
        window.quit()


class CopyTest(KeyrackTest):
    keyring = 'file'

    def test_restore_a_copy(self):
        self.add('Acme', 'acme')
        self.add('Beacon', 'beacon')
        folder = self.desk.home.data / 'keyrack'
        file = folder / 'profiles.json'
        damaged = '{"version": 1, "profiles": [damaged'
        (folder / 'backups').mkdir(exist_ok=True)
        copy = folder / 'backups' / 'profiles-2026-01-02.json'
        copy.write_text(file.read_text())
        file.write_text(damaged)

        window = self.enterContext(self.start())
        window.find('Connections Can’t Be Read')
        window.click('Restore a Copy…', 'button')
        window.find('2 connections', 'label')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click(re.compile('^Restore the copy of 2 January 2026'), 'button')
        told = window.find('The Copy Was Restored', 'dialog')
        window.find(re.compile('put aside'), 'label', inside=told)
        window.click('Close', 'button', inside=told)
        window.wait_for(lambda: sorted(window.rows()) == ['Acme', 'Beacon'], 'the connections')
        window.quit()
        self.assertEqual(len(json.loads(file.read_text())['profiles']), 2)
        self.assertIn(damaged, [path.read_text() for path in (folder / 'backups').iterdir()])


if __name__ == '__main__':
    unittest.main(verbosity=2)
