#!/usr/bin/python3
# test_page.py: the page of one connection: what it knows besides the credential
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re
import shlex
import signal
import subprocess
import unittest
from pathlib import Path

from keyrack_window import KeyrackTest


class PageTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')

    def stored(self, name):
        done = self.cli('show', name, '--json')
        return json.loads(done.stdout)

    def test_more(self):
        """Typed, tidied, saved, and read again."""
        window = self.start()
        window.select('Acme')
        window.click('More', 'list item')
        window.type_into('Environment', 'Production')
        window.type_into('Tags', ' north ,North, south  sea')
        window.type_into('Note', 'Ask Kim')
        window.key('Tab')
        window.wait_for(lambda: window.text_of('Tags') == 'north, south sea', 'tidy tags')
        window.choose('Rotate every', '90 days')
        self.assertEqual(window.unnamed(), [])
        window.save()
        window.find('Production · 2 tags · note · credentials new today')
        self.assertEqual(window.test(), 'Works')
        self.look_at_journal(window)
        window.quit()

        stored = self.stored('Acme')
        self.assertEqual((stored['environment'], stored['tags'], stored['note'],
                          stored['rotate_every_days']),
                         ('Production', ['north', 'south sea'], 'Ask Kim', 90))

    def look_at_journal(self, window):
        self.choose_in_menu(window, 'Journal…')
        journal = window.find('Journal', 'window')
        window.find(re.compile('^Worked when it was tested today '), 'label', inside=journal)
        window.find('Works', 'label', inside=journal)
        window.find('Changed: Environment, Tags, Days between rotations, Note', 'label',
                    inside=journal)
        self.assertEqual(window.unnamed(), [])
        window.key('Escape')
        window.wait_gone('Journal', 'window')

    def choose_in_menu(self, window, item):
        window.click('Connection Menu', 'button')
        window.click(item, 'menu item')

    def copied(self, window, part):
        return window.wait_for(
            lambda: part in (self.desk.screen.clipboard() or '') and self.desk.screen.clipboard(),
            f'“{part}” on the clipboard')

    def test_copy(self):
        """Commands without the secret, and diagnostics that are shown first."""
        self.add('Leaky canary-1-in-a-name', 'acme', client_id="it's", secret='canary-1')
        window = self.start()
        window.select('Leaky canary-1-in-a-name')
        self.choose_in_menu(window, 'Copy as PowerShell')
        powershell = self.copied(window, 'Invoke-RestMethod')
        self.assertIn("'it''s'", powershell)
        self.choose_in_menu(window, 'Copy as curl')
        command = self.copied(window, 'curl')
        self.assertEqual(subprocess.run(['sh', '-n'], input=command, text=True,
                                        check=False).returncode, 0)
        self.assertIn('https://acme-login.eu.nexthink.cloud/oauth2/default/v1/token',
                      shlex.split(command.replace('\\\n', ' ')))
        self.assertNotIn('canary-1', powershell + command)

        self.choose_in_menu(window, 'Copy Diagnostics…')
        window.find('Not copied: the secret stands in the text')
        self.assertEqual(self.desk.screen.clipboard(), command)

        window.select('Acme')
        window.test()
        self.choose_in_menu(window, 'Copy Diagnostics…')
        window.find('Diagnostics', 'window')
        self.assertEqual(window.unnamed(), [])
        window.click('Copy', 'button')
        diagnostics = self.copied(window, 'Keyrack: ')
        self.assertIn('Outcome: ok\n', diagnostics)
        window.wait_gone('Diagnostics', 'window')
        window.quit()

    def press_until(self, window, keys, client_id):
        for _ in client_id:
            if window.text_of('Client ID') == client_id:
                return
            before = window.text_of('Client ID')
            window.key(keys)
            window.wait_for(lambda: window.text_of('Client ID') != before, keys)
        self.assertEqual(window.text_of('Client ID'), client_id)

    def test_undo(self):
        """By key, across the fields, and after Discard."""
        window = self.start()
        window.select('Acme')
        window.fill(name='Beacon', client_id='other')
        window.choose('Region', 'United States — us')
        window.click('Client ID', 'entry')
        window.key('ctrl+z')
        window.wait_for(lambda: window.chosen('Region') == 'European Union — eu', 'the old region')
        self.assertEqual(window.text_of('Client ID'), 'other')
        # Who types quickly types in several steps on a slow machine.
        self.press_until(window, 'ctrl+z', 'client')
        self.assertEqual(window.text_of('Connection name'), 'Beacon')
        self.press_until(window, 'ctrl+shift+z', 'other')
        window.click('Discard', 'button')
        window.wait_for(lambda: window.text_of('Connection name') == 'Acme', 'the stored name')
        self.assertEqual(window.unnamed(), [])
        window.click('Undo', 'button')
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'the edits')
        window.save()
        self.assertEqual(self.stored('Beacon')['client_id'], 'other')

        window.new_connection()
        window.fill(name='Begun', secret='canary-secret')
        window.click('Discard', 'button')
        window.wait_for(lambda: window.text_of('Connection name') == 'Beacon', 'the one before')
        for _ in range(2):
            window.click('Undo', 'button')
            window.wait_for(lambda: (window.text_of('Connection name'),
                                     window.text_of('Client secret'))
                            == ('Begun', 'canary-secret'), 'what was begun')
            window.click('Discard', 'button')
            window.wait_for(lambda: window.text_of('Connection name') == 'Beacon',
                            'the one before')
        window.quit()

    def test_pasted_credential(self):
        """A whole credential in one field becomes two values that work."""
        window = self.start()
        window.new_connection()
        window.fill(name='Other', instance='acme', region='eu')
        window.paste_into('Client ID', 'Authorization: Basic Y2xpZW50OnNlY3JldA==')
        window.click('Take Both', 'button')
        window.wait_for(lambda: window.text_of('Client ID') == 'client', 'the client ID')
        self.assertEqual(window.test(), 'Works')
        window.click('Show It', 'button')
        window.click('Discard', 'button', inside=window.find('Save Changes?', 'dialog'))
        window.wait_for(lambda: window.text_of('Connection name') == 'Acme', 'the other one')
        window.quit()

    def find_cause(self, window, sentence, mend):
        window.click('Find the Cause', 'button')
        window.find(sentence, 'label')
        self.assertEqual(window.unnamed(), [])
        window.click(mend, 'button')
        window.wait_gone(sentence, 'label')

    def test_cause(self):
        """What is wrong is found without sending a credential, and mended without saving."""
        self.add('Far', 'acme', 'pac')
        self.add('Whole', 'acme', 'eu', 'old', 'Y2xpZW50OnNlY3JldA==')
        self.stand_in.reset_counts()
        window = self.start()
        window.select('Far')
        window.start_test()
        window.wait_result(re.compile('^Not found'))
        sentence = 'An instance named acme answers in eu'
        self.find_cause(window, sentence, 'Fix Region')
        self.assertEqual(window.chosen('Region'), 'European Union — eu')
        asked = [request for request in self.stand_in.requests
                 if request.host != 'acme-login.pac.nexthink.cloud']
        self.assertNotEqual(asked, [])
        self.assertEqual({request.method for request in asked}, {'GET'})
        self.assertFalse(any('authorization' in request.headers for request in asked))
        window.click('Client ID', 'entry')
        window.key('ctrl+z')
        window.find(sentence, 'label')
        self.assertEqual(window.chosen('Region'), 'Asia-Pacific — pac')
        window.click('Fix Region', 'button')
        window.wait_gone(sentence, 'label')
        self.assertEqual(self.stored('Far')['region'], 'pac')
        self.assertEqual(window.test(), 'Works')
        window.save()

        window.select('Whole')
        window.test()
        self.find_cause(window, 'This is client ID and secret in one', 'Take Both')
        self.assertEqual(window.text_of('Client ID'), 'client')
        self.assertNotIn('rotated_at', self.stored('Whole'))
        self.assertEqual(window.test(), 'Works')
        window.save()
        # What was tested as it was saved is a rotation that was verified.
        stored = self.stored('Whole')
        self.assertEqual(stored['rotated_at'], stored['secret_saved_at'])
        window.quit()

    def crash(self, window, text):
        """Ends the program as a crash does, once `text` is in the draft."""
        window.wait_for(lambda: self.draft.exists() and text in self.draft.read_text(),
                        f'a draft with “{text}”')
        window.process.send(signal.SIGKILL)
        window.process.wait()

    def test_crash(self):
        """Edits come back, of an old connection and of the very first one; never a secret."""
        self.draft = Path(self.desk.home.environment()['XDG_DATA_HOME'], 'keyrack', 'draft.json')
        window = self.start()
        window.select('Acme')
        window.fill(name='Acme renamed', secret='canary-secret')
        self.crash(window, 'Acme renamed')
        self.assertNotIn('canary', self.draft.read_text())
        self.assertEqual(self.draft.stat().st_mode & 0o777, 0o600)

        window = self.start()
        window.find(re.compile('were brought back. The secret was not kept.$'))
        self.assertEqual(window.text_of('Connection name'), 'Acme renamed')
        window.save()
        window.wait_gone(re.compile('were brought back'))
        self.assertFalse(self.draft.exists())

        window.new_connection()
        window.fill(name='Other', instance='other')
        self.crash(window, '"other"')
        self.assertEqual(self.cli('remove', 'Acme renamed').returncode, 0)

        window = self.start()
        window.find(re.compile('were brought back'))
        self.assertEqual((window.text_of('Connection name'), window.text_of('Instance name')),
                         ('Other', 'other'))
        window.click('Discard', 'button')
        window.find('New Connection', 'button')
        window.wait_for(lambda: not self.draft.exists(), 'the draft to go')
        window.quit()

    def test_duplicate(self):
        """Everything but the secret, which comes when it is asked for."""
        self.add('Acme (copy)', 'other')
        window = self.start()
        window.select('Acme')
        self.choose_in_menu(window, 'Duplicate')
        window.wait_for(lambda: window.text_of('Connection name') == 'Acme (copy 2)', 'the copy')
        self.assertEqual((window.text_of('Instance name'), window.text_of('Client ID'),
                          window.text_of('Client secret')), ('acme', 'client', ''))
        self.assertIn('The secret of “Acme” was not copied', window.labels())
        self.assertIn('“Acme” has the same instance, region and client ID', window.labels())
        window.click('Copy Secret Too', 'button')
        window.wait_gone('Copy Secret Too', 'button')
        self.assertEqual(window.test(), 'Works')
        window.save()
        self.assertEqual(list(window.rows()), ['Acme', 'Acme (copy 2)', 'Acme (copy)'])
        window.quit()
        self.assertEqual(self.reports('Acme (copy 2)')['Acme (copy 2)']['outcome'], 'ok')


if __name__ == '__main__':
    unittest.main(verbosity=2)
