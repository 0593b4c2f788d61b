# test_rotate.py: new credentials in the place of the old, and back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from desk_for_scripts import (GOOD, ID, NEW_SECRET, REFUSED, SECRET, STORE, UNDECIDED, USAGE, ScriptsTest)

NEW_ID = 'b7k2m9x4q1v8r5t3w6y0c2n4a7'


class Rotate(ScriptsTest):

    def setUp(self):
        super().setUp()
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()

    def rotate(self, *words, client_id=NEW_ID, secret=NEW_SECRET, **environment):
        return self.scripts.run('rotate', 'Acme', '--client-id', client_id, *words, stdin=secret, **environment)

    def entry(self):
        return json.loads((self.scripts.folder / 'profiles.json').read_text())['profiles'][0]

    def assert_in_use(self, client_id, status=GOOD):
        """The connection has this client ID, and a test of it ends so."""
        self.assertEqual([each['client_id'] for each in self.scripts.list()], [client_id])
        self.assertEqual(self.scripts.test('Acme')[0], status)

    def journal(self):
        lines = (self.scripts.folder / 'journal.jsonl').read_text().splitlines()
        return [(line['kind'], line['client_id'], line['outcome']) for line in map(json.loads, lines)]

    def assert_shows_pair_before(self):
        shown = json.loads(self.scripts.run('show', 'Acme', '--json').stdout)
        before = self.entry()['previous']
        self.assertEqual(shown['previous']['keep_until'], before['keep_until'])
        self.assertEqual(shown['previous']['replaced_at'], before['replaced_at'])
        short = shown['previous']['client_id']
        self.assertTrue(short.startswith(ID[:4]) and short != ID, short)
        self.assertIn(f'Pair before: {short}, kept until 20',
                      self.scripts.run('show', 'Acme').stdout)

    def test_there_and_back(self):
        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET, keep_old=True)
        done = self.rotate()
        self.assert_status(done, GOOD)
        self.assertEqual(done.stdout, '')
        self.assertEqual(done.stderr.splitlines()[-2:], [
            'New works · old still works',
            'Replaced, and tested from the keyring. You can delete the old credential in Nexthink.'])
        self.assertEqual(self.journal(), [('edit', ID, 'not-tested'), ('test', ID, 'ok'),
                                          ('rotation', NEW_ID, 'ok')])
        self.assertIn('rotated_at', self.entry())
        self.assert_in_use(NEW_ID)
        self.assert_shows_pair_before()

        # A script that runs twice finds its work done.
        done = self.rotate()
        self.assert_status(done, GOOD)
        self.assertIn('This is the pair in use', done.stderr)

        done = self.scripts.run('restore', 'Acme')
        self.assert_status(done, GOOD)
        self.assertIn('The old pair is back and works', done.stderr)
        self.assertEqual(self.journal()[-1], ('restore', ID, 'ok'))
        self.assert_in_use(ID)

        self.assert_status(self.scripts.run('remove', 'Acme'), GOOD)
        self.assert_no_secret_left()

    def assert_no_secret_left(self):
        self.assertEqual(self.scripts.keyring.secrets(), [])

    def test_refused(self):
        done = self.rotate()
        self.assert_status(done, REFUSED)
        self.assertIn('New refused · old still works', done.stderr)
        self.assertIn('Nothing was changed.', done.stderr)
        self.assertNotIn('previous', self.entry())
        self.assertNotIn('Pair before', self.scripts.run('show', 'Acme').stdout)
        self.assert_in_use(ID)

        done = self.rotate('--save-anyway', '--keep-days', '0')
        self.assert_status(done, REFUSED)
        self.assertIn('It is stored, but was refused when tested from the keyring.', done.stderr)
        self.assertNotIn('keep_until', self.entry()['previous'])
        self.assertIn('kept until it is let go\n', self.scripts.run('show', 'Acme').stdout)
        self.assert_in_use(NEW_ID, REFUSED)
        self.assert_status(self.scripts.run('restore', 'Acme'), GOOD)
        self.assert_in_use(ID)

    def test_could_not_be_decided(self):
        self.server.set_scenario('acme', 'eu', 'html')
        done = self.rotate()
        self.assert_status(done, UNDECIDED)
        self.assertIn('New could not be tested · old could not be tested', done.stderr)
        self.assertEqual(self.entry()['client_id'], ID)

    def test_old_one_is_refused_already(self):
        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET)
        done = self.rotate()
        self.assert_status(done, GOOD)
        self.assertIn('New works · old refused', done.stderr)

        done = self.scripts.run('restore', 'Acme')
        self.assert_status(done, REFUSED)
        self.assertIn('The old pair is back, but was refused', done.stderr)

    def test_ways_to_give_the_secret(self):
        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET, keep_old=True)
        status, screen = self.scripts.run_at_terminal('rotate', 'Acme', '--client-id', NEW_ID,
                                                      answers=[NEW_SECRET + '\n'])
        self.assertEqual(status, GOOD, screen)
        self.assertNotIn(NEW_SECRET, screen)
        self.assertIn('old still works', screen)

        done = self.scripts.run_with_fd('rotate', 'Acme', '--client-id', ID, secret=SECRET)
        self.assert_status(done, GOOD)
        self.assert_in_use(ID)

    def test_not_understood(self):
        for words in (['rotate', 'Acme'], ['rotate', '--client-id', NEW_ID], ['rotate', 'Nobody', '--client-id', NEW_ID],
                      ['rotate', 'Acme', '--client-id', 'a:b'],
                      ['rotate', 'Acme', '--client-id', NEW_ID, '--keep-days', '-2'],
                      ['rotate', 'Acme', '--client-id', NEW_ID, '--client-secret', 'x'],
                      ['restore'], ['restore', 'Nobody']):
            with self.subTest(words=words):
                self.assert_status(self.scripts.run(*words, stdin=NEW_SECRET), USAGE)
        self.assert_status(self.rotate(secret=''), USAGE)

    def test_nothing_to_restore(self):
        done = self.scripts.run('restore', 'Acme')
        self.assert_status(done, STORE)
        self.assertIn('no longer kept', done.stderr)

    def test_nothing_leaks(self):
        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET, keep_old=True)
        self.assert_status(self.rotate(), GOOD)
        said = ''.join(self.scripts.outputs)
        kept = ''.join(path.read_text() for path in self.scripts.folder.rglob('*.json*'))
        for secret in (SECRET, NEW_SECRET):
            self.assertNotIn(secret, said)
            self.assertNotIn(secret, kept)


class RotateInAFile(Rotate):
    backend = 'file'

    def assert_no_secret_left(self):
        document = json.loads((self.scripts.folder / 'profiles.json').read_text())
        self.assertEqual((document['profiles'], document['pending']), ([], []))
        self.assertEqual([entry.get('previous') for entry in document['bin']], [None])


class RotateWhileLocked(ScriptsTest):
    backend = 'locked'

    def test_nothing_is_changed(self):
        scripts = self.scripts
        self.server.add('acme', 'eu', ID, SECRET)
        scripts.folder.mkdir(mode=0o700, parents=True)
        file = scripts.folder / 'profiles.json'
        file.write_text(json.dumps({'version': 1, 'rev': 1, 'pending': [], 'profiles': [
            {'id': 'one', 'name': 'Acme', 'instance': 'acme', 'region': 'eu', 'client_id': 'old-id',
             'secret_ref': 'old-ref', 'rev': 1}]}))
        before = file.read_text()

        done = scripts.run('rotate', 'Acme', '--client-id', ID, stdin=SECRET)
        self.assert_status(done, STORE)
        self.assertEqual(file.read_text(), before)


if __name__ == '__main__':
    unittest.main()
