# test_import.py: connections of a file from others
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import signal
import unittest
from pathlib import Path

from desk.waiting import wait_until
from desk_for_scripts import (GOOD, ID, NEW_SECRET, SECRET, STORE, UNDECIDED, USAGE, Scripts,
                              ScriptsTest)
from test_canary import forms

PASSPHRASE = 'correct acorn brisk lantern mosaic'
ROW = {'name': 'Acme', 'instance': 'acme', 'region': 'eu', 'client_id': ID}
N_MANY = 1000


def document(*profiles, **members):
    return json.dumps({'format': 'keyrack-profiles', 'version': 1, 'profiles': profiles, **members})


class Import(ScriptsTest):
    def setUp(self):
        super().setUp()
        self.file = self.scripts.home.root / 'team.keyrack.json'

    def write(self, data):
        self.file.write_bytes(data if isinstance(data, bytes) else data.encode())

    def imported(self, *words, status=GOOD, **more):
        done = self.scripts.run('import', str(self.file), *words, **more)
        self.assert_status(done, status)
        return done

    def preview(self, *words, **more):
        done = self.imported('--dry-run', '--json', *words, **more)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def secrets(self):
        return self.scripts.keyring.secrets()

    def assert_untouched(self):
        self.assertEqual(self.scripts.list(), [])
        self.assertEqual(self.secrets(), [])
        path = self.scripts.folder / 'profiles.json'
        if path.exists():
            self.assertEqual(json.loads(path.read_text())['pending'], [])

    def test_from_one_home_to_another(self):
        """With secrets, encrypted; what is there meets each of the three answers."""
        ours = self.scripts
        theirs = self.enterContext(Scripts())
        ours.add('Own', 'own', secret=SECRET)
        theirs.add(secret=SECRET)
        theirs.add('Beta', 'beta', 'us', secret=NEW_SECRET)
        words = ['export', '--all', '--with-secrets', '--output', str(self.file)]
        self.assert_status(theirs.run(*words, stdin=PASSPHRASE), GOOD)

        done = self.imported(stdin='not ' + PASSPHRASE, status=USAGE)
        self.assertIn('not the passphrase', done.stderr)
        self.imported(stdin=PASSPHRASE)
        self.assertEqual([profile['name'] for profile in ours.list()], ['Own', 'Acme', 'Beta'])
        self.assertEqual(self.secrets(), sorted([SECRET, SECRET, NEW_SECRET]))
        [acme, beta] = self.preview(stdin=PASSPHRASE)
        self.assertEqual((acme['state'], acme['secret'], beta['state']), ('identical', 'same', 'identical'))

        third = 'CanaryThree8Zu3Kq7Wx'
        self.assert_status(theirs.run('edit', 'Acme', '--client-id', 'other', stdin=third), GOOD)
        self.assert_status(theirs.run(*words, stdin=PASSPHRASE), GOOD)
        self.imported(stdin=PASSPHRASE)
        self.assertEqual(json.loads(ours.run('show', 'Acme', '--json').stdout)['client_id'], ID)

        self.imported('--on-conflict', 'keep-both', stdin=PASSPHRASE)
        self.assertEqual(json.loads(ours.run('show', 'Acme (imported)', '--json').stdout)['client_id'], 'other')
        self.assertEqual(self.secrets(), sorted([SECRET, SECRET, NEW_SECRET, third]))

        done = self.imported('--on-conflict', 'update', stdin=PASSPHRASE)
        self.assertIn('Acme\tDiffers: client ID, secret', done.stdout)
        self.assertEqual(json.loads(ours.run('show', 'Acme', '--json').stdout)['client_id'], 'other')
        # The pair before is kept, as after any replacement.
        self.assertEqual(self.secrets(), sorted([SECRET, SECRET, NEW_SECRET, third, third]))

        for scripts in (ours, theirs):
            for place in [*scripts.outputs, *self.files(scripts)]:
                data = place.encode() if isinstance(place, str) else place.read_bytes()
                for form in forms(third):
                    self.assertNotIn(form, data, f'a secret stands in {place}')

    @staticmethod
    def files(scripts):
        return [path for path in Path(scripts.home.root).rglob('*') if path.is_file()]

    def test_a_file_without_secrets_wipes_none(self):
        self.scripts.add()
        self.write(document({**ROW, 'note': 'from the team'}))
        [row] = self.preview('--on-conflict', 'update')
        self.assertEqual((row['differs'], row['secret'], row['action']), (['note'], 'kept', 'update'))
        self.assertNotIn('from the team', self.scripts.run('show', 'Acme').stdout)
        self.imported('--on-conflict', 'update')
        self.assertIn('from the team', self.scripts.run('show', 'Acme').stdout)
        self.assertEqual(self.secrets(), [SECRET])

    def test_a_table(self):
        self.write('Name;Instance;Region;Client ID;Client secret\n'
                   f'Acme;https://acme.eu.nexthink.cloud;;{ID};{SECRET}\n')
        self.imported()
        [profile] = self.scripts.list()
        self.assertEqual((profile['instance'], profile['region']), ('acme', 'eu'))
        self.assertEqual(self.secrets(), [SECRET])

    def test_hostile_rows(self):
        """Each is named by its number, and then nothing of the file is taken."""
        rows = {
            'name': 'Ac\u202eme', 'instance': 'evil.example/', 'region': 'e.u',
            'client_id': 'x\u200by', 'tags': ['\u2066'], 'note': 'x\x07',
            'environment': '\u200f', 'client_secret': 'sec\x01ret', 'id': 'x' * 200,
        }
        self.write(document(ROW, *[{**ROW, member: value} for member, value in rows.items()],
                            {**ROW, 'name': 'n' * 101}, 'no connection', {'id': 'twice', **ROW},
                            {'id': 'twice', **ROW}))
        done = self.imported(status=USAGE)
        refused = [*range(2, len(rows) + 4), len(rows) + 5]
        self.assertEqual([line.split(',')[0] for line in done.stderr.splitlines() if line.startswith('Row ')],
                         [f'Row {number}' for number in refused])
        for sign in '\u202e\u200b\u2066\x07\u200f\x01':
            self.assertNotIn(sign, done.stderr + done.stdout)
        self.assert_untouched()

    def test_hostile_files(self):
        sealed = b'age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 23\n' + b'A' * 43 + b'\n--- ' + b'A' * 43 + b'\n'
        files = {
            'another format': (b'%PDF-1.7 \x00\x01', 'no connections'),
            'words': (b'Dear colleague', 'no connections'),
            'other JSON': (b'{"name": "x"}', 'not a file with connections'),
            'deep': (b'{"a": ' + b'[' * 100000, 'not a file with connections'),
            'newer': (document().replace('"version": 1', '"version": 7').encode(), 'version 7'),
            'too costly': (sealed, 'too much memory'),
            'damaged': (b'age-encryption.org/v1\nx', 'damaged'),
            'too many': (document(*[{}] * 10001).encode(), 'more than 10000'),
        }
        for name, (data, words) in files.items():
            with self.subTest(name):
                self.write(data)
                self.assertIn(words, self.imported(status=USAGE).stderr)
        with self.file.open('wb') as file:
            file.truncate(16 * 1024 * 1024 + 1)
        self.assertIn('too large', self.imported(status=USAGE).stderr)
        self.file.unlink()
        self.assertIn('Can’t read', self.imported(status=USAGE).stderr)
        os.mkfifo(self.file)
        self.assertIn('is not a file', self.imported(status=USAGE).stderr)
        self.assert_untouched()

    def test_wrong_words(self):
        self.write(document(ROW))
        for words in ([], [str(self.file), str(self.file)], [str(self.file), '--on-conflict', 'add'],
                      [str(self.file), '--on-conflict', 'maybe']):
            self.assert_status(self.scripts.run('import', *words), USAGE)
        self.assert_untouched()

    def test_locked(self):
        self.write(document({**ROW, 'client_secret': SECRET}))
        self.scripts.keyring.lock()
        self.imported(status=STORE)
        self.assertEqual(self.scripts.list(), [])

    def test_mistyped_at_a_terminal(self):
        theirs = self.enterContext(Scripts())
        theirs.add()
        words = ['export', '--all', '--with-secrets', '--output', str(self.file)]
        self.assert_status(theirs.run(*words, stdin=PASSPHRASE), GOOD)
        status, screen = self.scripts.run_at_terminal('import', str(self.file), answers=['wrong\n', PASSPHRASE + '\n'])
        self.assertEqual(status, GOOD, screen)
        self.assertIn('not the passphrase', screen)
        self.assertNotIn(PASSPHRASE, screen)
        self.assertEqual(self.secrets(), [SECRET])

    def test_a_thousand_stopped_in_the_middle(self):
        self.write(document(*[{**ROW, 'name': f'Connection {number}', 'client_id': f'id-{number}',
                               'client_secret': SECRET} for number in range(N_MANY)]))
        with self.scripts.start('import', str(self.file)) as process:
            wait_until(lambda: len(self.secrets()) > 20, 'some secrets to be stored')
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            self.assertEqual(process.returncode, UNDECIDED)
        self.assert_untouched()


if __name__ == '__main__':
    unittest.main()
