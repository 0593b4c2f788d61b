# test_export.py: connections written to a file for others
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import stat
import unittest

from desk_for_scripts import GOOD, ID, NEW_SECRET, SECRET, STORE, USAGE, ScriptsTest


class WithoutSecrets(ScriptsTest):
    def setUp(self):
        super().setUp()
        self.file = self.scripts.home.root / 'team.keyrack.json'

    def export(self, *words):
        return self.scripts.run('export', *words, '--output', str(self.file))

    def exported(self):
        return json.loads(self.file.read_text(encoding='utf-8'))['profiles']

    def test_the_file_holds_what_was_chosen_and_no_secret(self):
        acme = self.scripts.add()
        beta = self.scripts.add('Beta', 'beta', 'us', secret=NEW_SECRET)
        done = self.export('Acme')
        self.assert_status(done, GOOD)
        self.assertEqual(done.stdout, '')
        self.assertIn('1 connection is in', done.stderr)
        [profile] = self.exported()
        self.assertEqual(profile, {
            'id': acme, 'name': 'Acme', 'instance': 'acme', 'region': 'eu', 'client_id': ID,
            'tags': [], 'environment': '', 'note': ''})
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)

        self.assert_status(self.export('--all'), GOOD)
        self.assertEqual([profile['id'] for profile in self.exported()], [acme, beta])
        text = self.file.read_text(encoding='utf-8')
        self.assertNotIn(SECRET, text)
        self.assertNotIn(NEW_SECRET, text)

    def test_a_secret_in_a_name_stops_it(self):
        self.scripts.add()
        self.scripts.add(f'Beta {SECRET}', 'beta', secret=NEW_SECRET)
        done = self.export('--all')
        self.assert_status(done, USAGE)
        self.assertIn('“beta” under “Connection name”', done.stderr)
        self.assertNotIn(SECRET, done.stderr)
        self.assertFalse(self.file.exists())
        # What has nothing to do with it can leave.
        self.assert_status(self.export('Acme'), GOOD)

    def test_nothing_is_written_while_the_secrets_are_locked(self):
        self.scripts.add()
        self.scripts.keyring.lock()
        done = self.export('--all')
        self.assert_status(done, STORE)
        self.assertFalse(self.file.exists())

    def test_wrong_words(self):
        self.scripts.add()
        for words in (['export'], ['export', 'Acme'], ['export', '--output', str(self.file)],
                      ['export', '--all', 'Acme', '--output', str(self.file)],
                      ['export', 'Nobody', '--output', str(self.file)],
                      ['export', 'Acme', '--output', str(self.file.parent)],
                      ['export', 'Acme', '--output', '/dev/null']):
            with self.subTest(words=words):
                self.assert_status(self.scripts.run(*words), USAGE)
        self.assert_status(self.scripts.run('export', 'Acme', '--output', '/nowhere/x.json'), STORE)
        self.assertFalse(self.file.exists())


if __name__ == '__main__':
    unittest.main()
