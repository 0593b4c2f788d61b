# test_export.py: connections written to a file for others
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import pty
import shutil
import stat
import subprocess
import unittest

from desk_for_scripts import (GOOD, ID, NEW_SECRET, SECRET, STORE, USAGE, ScriptsTest,
                              converse)

PASSPHRASE = 'canary acorn brisk lantern mosaic'


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

    def test_forms_for_scripts_and_tables(self):
        self.scripts.add()
        self.scripts.add('=Beta', 'beta', 'us', secret=NEW_SECRET)
        for form, inside in (('csv', '"\'=Beta","beta"'), ('env', 'NEXTHINK_ACME_CLIENT_SECRET=\n'),
                             ('curl', '${NEXTHINK_BETA_CLIENT_SECRET:?}'),
                             ('powershell', '$env:NEXTHINK_ACME_CLIENT_SECRET')):
            with self.subTest(form=form):
                self.assert_status(self.export('--all', '--format', form), GOOD)
                text = self.file.read_bytes().decode()
                self.assertIn(inside, text)
                self.assertNotIn(SECRET, text)
                self.assertNotIn(NEW_SECRET, text)
                self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        self.file.unlink()
        for words in (['--format', 'xml'], ['--format', 'csv', '--with-secrets']):
            self.assert_status(self.export('--all', *words), USAGE)
        self.assertFalse(self.file.exists())
        journal = (self.scripts.folder / 'journal.jsonl').read_text(encoding='utf-8')
        self.assertEqual(journal.count('"export"'), 8)

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


@unittest.skipUnless(shutil.which('age'), 'the program age is not installed')
class WithSecrets(ScriptsTest):
    """What is written here, the program age opens."""

    def setUp(self):
        super().setUp()
        self.scripts.add()
        self.file = self.scripts.home.root / 'team.keyrack.json.age'
        self.opened = self.scripts.home.root / 'opened.json'

    def export(self, *words, stdin=''):
        return self.scripts.run('export', '--all', '--with-secrets', *words,
                                '--output', str(self.file), stdin=stdin)

    def assert_opened(self):
        [profile] = json.loads(self.opened.read_text(encoding='utf-8'))['profiles']
        self.assertEqual(profile['client_secret'], SECRET)
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        sealed = self.file.read_bytes()
        for word in (SECRET, 'Acme', PASSPHRASE):
            self.assertNotIn(word.encode(), sealed)
        self.opened.unlink()

    def open_with_passphrase(self):
        words = ['age', '--decrypt', '--output', str(self.opened), str(self.file)]
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvp(words[0], words)
        status, screen = converse(pid, terminal, [PASSPHRASE + '\n'])
        self.assertEqual(status, 0, screen)

    def test_passphrase(self):
        done = self.export(stdin=PASSPHRASE + '\n')
        self.assert_status(done, GOOD)
        self.assertIn('1 connection is in', done.stderr)
        self.assertIn('encrypted', done.stderr)
        self.open_with_passphrase()
        self.assert_opened()

        reading, writing = os.pipe()
        os.write(writing, PASSPHRASE.encode())
        os.close(writing)
        done = self.scripts.run('export', 'Acme', '--with-secrets', '--armor', '--passphrase-fd', str(reading),
                                '--output', str(self.file), pass_fds=(reading,))
        os.close(reading)
        self.assert_status(done, GOOD)
        self.assertTrue(self.file.read_text().startswith('-----BEGIN AGE ENCRYPTED FILE-----\n'))
        self.open_with_passphrase()
        self.assert_opened()

    def test_recipients(self):
        keys = [subprocess.run(['age-keygen'], capture_output=True, text=True, check=True).stdout
                for _ in range(2)]
        recipients = [next(line.split()[-1] for line in key.splitlines() if 'public key' in line)
                      for key in keys]
        self.assert_status(self.export('--recipient', recipients[0], '-r', recipients[1]), GOOD)
        for number, key in enumerate(keys):
            own = self.scripts.home.root / f'key-{number}'
            own.write_text(key)
            subprocess.run(['age', '-d', '-i', str(own), '-o', str(self.opened), str(self.file)], check=True)
            self.assert_opened()

    def test_at_a_terminal_it_is_asked_for_twice(self):
        words = ['export', 'Acme', '--with-secrets', '--output', str(self.file)]
        status, screen = self.scripts.run_at_terminal(
            *words, answers=[PASSPHRASE + '\n', PASSPHRASE + 'x\n'])
        self.assertEqual(status, USAGE, screen)
        self.assertFalse(self.file.exists())
        status, screen = self.scripts.run_at_terminal(
            *words, answers=[PASSPHRASE + '\n', PASSPHRASE + '\n'])
        self.assertEqual(status, GOOD, screen)
        self.assertNotIn(PASSPHRASE, screen)
        self.open_with_passphrase()
        self.assert_opened()

    def test_wrong_words(self):
        for words, stdin in ((['--recipient', 'age1wrong'], ''), ([], 'short\n'), ([], ''),
                             (['--recipient', 'age1x', '--passphrase-fd', '0'], PASSPHRASE)):
            with self.subTest(words=words):
                self.assert_status(self.export(*words, stdin=stdin), USAGE)
        for words in (['--armor'], ['--passphrase-fd', '0'], ['--recipient', 'age1x']):
            done = self.scripts.run('export', '--all', *words, '--output', str(self.file), stdin=PASSPHRASE)
            self.assert_status(done, USAGE)
        self.assertFalse(self.file.exists())


if __name__ == '__main__':
    unittest.main()
