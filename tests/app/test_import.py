#!/usr/bin/python3
# test_import.py: connections from a colleague, from the file to the undo
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest
from pathlib import Path

from keyrack_window import CLI, KeyrackTest, PROGRAM, re

OURS = 'canary-of-our-own-secret'
THEIRS = 'canary-of-their-newer-secret'
NEW = 'canary-of-a-new-secret'
WRONG = 'canary-that-never-was-a-secret'
PASSPHRASE = 'correct acorn brisk lantern mosaic'


class ImportTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.file = self.desk.home.root / 'team.keyrack.json.age'

    def export_theirs(self):
        """What a colleague exported, who has another home."""
        for name, instance, client_id, secret in (('Acme', 'acme', 'newer', THEIRS), ('Beta', 'beta', 'client', NEW),
                                                  ('Coda', 'coda', 'client', OURS), ('Dove', 'dove', 'bad', WRONG)):
            self.cli('add', '--name', name, '--instance', instance, '--region', 'eu', '--client-id', client_id,
                     stdin=secret)
        done = self.cli('export', '--all', '--with-secrets', '--output', str(self.file), stdin=PASSPHRASE)
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ('Acme', 'Beta', 'Coda', 'Dove'):
            self.cli('remove', name)

    def client_ids(self):
        return {profile['name']: profile['client_id'] for profile in json.loads(self.cli('list', '--json').stdout)}

    def secrets(self):
        return sorted(self.desk.keyring.secrets())

    def search_canaries(self):
        for path in Path(self.desk.home.root).rglob('*'):
            for canary in (OURS, THEIRS, NEW, WRONG):
                if path.is_file():
                    self.assertNotIn(canary.encode(), path.read_bytes(), path)

    def choose(self, window, dialog, before, after):
        window.click(before, inside=dialog)
        window.click(after, 'menu item')

    def test_from_the_file_to_the_undo(self):
        self.export_theirs()
        self.stand_in.add('acme', 'eu', 'newer', THEIRS)
        self.stand_in.add('beta', 'eu', 'client', NEW)
        self.stand_in.add('dove', 'eu', 'client', 'another')
        self.add('Acme', 'acme', 'eu', 'client', OURS)
        self.add('Coda', 'coda', 'eu', 'client', OURS)
        window = self.start()
        window.select('Acme')

        # A file that is opened from outside comes to the window that is there.
        done = self.desk.run(PROGRAM, str(self.file), environment=self.stand_in.environment())
        self.assertEqual(done.returncode, 0, done.stderr)
        dialog = window.find('Import', 'window')
        window.type_into('Passphrase', 'not ' + PASSPHRASE, inside=dialog)
        window.key('Return')
        window.find('This is not the passphrase of the file.', inside=dialog)
        window.type_into('Passphrase', PASSPHRASE, inside=dialog)
        window.key('Return')

        # Each is compared; the person decides, and what does not pass its test is left out.
        window.find('2 new, 1 identical, 1 differs', 'label', inside=dialog)
        window.find('Differs: client ID, secret', 'label', inside=dialog)
        self.assertEqual(window.unnamed(), [])
        self.choose(window, dialog, re.compile('^Skip “Acme”'), 'Update')
        window.click('Test before importing', 'check box', inside=dialog)
        window.click('Import 3', 'button', inside=dialog)
        window.click('Import 2', 'button', inside=dialog)
        window.wait_gone('Import', 'window')
        self.assertEqual(self.client_ids(), {'Acme': 'newer', 'Coda': 'client', 'Beta': 'client'})
        self.assertEqual(self.secrets(), sorted([OURS, THEIRS, OURS, NEW]))

        # All of it can be undone by one click.
        window.find('2 connections imported')
        window.click('Undo', 'button')
        window.find('Import undone')
        self.assertEqual(self.client_ids(), {'Acme': 'client', 'Coda': 'client'})
        self.assertEqual(self.secrets(), [OURS, OURS])

        # By the key, too; nothing is imported by looking at a file.
        window.key('ctrl+o')
        window.find('Import Connections')
        window.key('Escape')
        window.wait_gone('Import Connections')
        window.quit()
        self.search_canaries()


if __name__ == '__main__':
    unittest.main()
