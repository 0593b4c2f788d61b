# test_main_job.py: type a connection, test it, keep it; then its secret is rotated
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from desk_for_scripts import (GOOD, ID, NEW_SECRET, REFUSED, SECRET, ScriptsTest)


class MainJob(ScriptsTest):

    def test_from_the_pasted_address_to_the_rotated_secret(self):
        scripts, server = self.scripts, self.server
        server.add('nxdocs', 'eu', ID, SECRET)

        done = scripts.run('add', '--name', 'Documentation',
                           '--instance', 'https://nxdocs.data.eu.nexthink.cloud/',
                           '--client-id', ID, stdin=SECRET + '\n')
        self.assert_status(done, GOOD)
        self.assertIn('not tested yet', done.stderr)

        kept = scripts.list()
        self.assertEqual([(c['name'], c['instance'], c['region'], c['client_id']) for c in kept],
                         [('Documentation', 'nxdocs', 'eu', ID)])

        status, results = scripts.test('Documentation')
        self.assertEqual((status, results[0]['outcome']), (GOOD, 'ok'))
        self.assertEqual(results[0]['message'], 'Works')
        self.assertEqual(results[0]['token'],
                         {'type': 'Bearer', 'expires_in': 900, 'scope': 'service:integration'})

        server.rotate('nxdocs', 'eu', ID, NEW_SECRET)
        status, results = scripts.test('Documentation')
        self.assertEqual((status, results[0]['outcome']), (REFUSED, 'invalid-client'))

        done = scripts.run('edit', 'Documentation', stdin=NEW_SECRET)
        self.assert_status(done, GOOD)
        status, results = scripts.test('Documentation')
        self.assertEqual((status, results[0]['outcome']), (GOOD, 'ok'))

        sent = [request for request in server.requests if request.method == 'POST']
        self.assertEqual(len(sent), 3)
        self.assertEqual({request.path for request in sent}, {'/oauth2/default/v1/token'})

    def test_every_way_to_give_the_secret(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        where = ['--instance', 'acme', '--region', 'eu', '--client-id', ID]

        done = scripts.run('add', '--name', 'By standard input', *where, stdin=SECRET)
        self.assert_status(done, GOOD)
        done = scripts.run_with_fd('add', '--name', 'By descriptor', *where, secret=SECRET)
        self.assert_status(done, GOOD)
        status, screen = scripts.run_at_terminal('add', '--name', 'By prompt', *where,
                                                 answers=[SECRET + '\n'])
        self.assertEqual(status, GOOD, screen)
        self.assertNotIn(SECRET, screen)

        status, results = scripts.test('--all')
        self.assertEqual(status, GOOD)
        self.assertEqual([result['outcome'] for result in results], ['ok'] * 3)

    def test_token_alone_on_standard_output(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        scripts.add()

        done = scripts.run('token', 'Acme')
        self.assert_status(done, GOOD)
        self.assertRegex(done.stdout, r'\A[A-Za-z0-9._~+/=-]{20,}\n\Z')

    def test_edit_without_a_secret_keeps_the_stored_one(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'us', ID, SECRET)
        scripts.add(region='eu')

        done = scripts.run('edit', 'Acme', '--region', 'us', '--name', 'Acme America')
        self.assert_status(done, GOOD)
        status, results = scripts.test('Acme America')
        self.assertEqual((status, results[0]['outcome'], results[0]['region']),
                         (GOOD, 'ok', 'us'))

    def test_remove_takes_the_secret_along(self):
        scripts = self.scripts
        scripts.add()
        scripts.add(name='Other', instance='other', secret=NEW_SECRET)

        self.assert_status(scripts.run('remove', 'Acme'), GOOD)
        self.assertEqual([c['name'] for c in scripts.list()], ['Other'])
        self.assert_only_secret_left(NEW_SECRET)
        document = json.loads((scripts.folder / 'profiles.json').read_text())
        self.assertEqual([(entry['name'], entry['secret_ref']) for entry in document['bin']], [('Acme', '')])

    def assert_only_secret_left(self, secret):
        self.assertEqual(self.scripts.keyring.secrets(), [secret])

    def test_a_script_finds_the_secret_as_the_readme_says(self):
        scripts = self.scripts
        scripts.add()
        done = scripts.keyring.tool('lookup', 'application', 'io.github.keyrack.keyrack',
                                    'instance', 'acme', 'region', 'eu')
        self.assertEqual(done.stdout, SECRET)


class MainJobInAFile(MainJob):
    backend = 'file'

    def assert_only_secret_left(self, secret):
        document = json.loads((self.scripts.folder / 'profiles.json').read_text())
        self.assertEqual(document['pending'], [])
        self.server.add('other', 'eu', ID, secret)
        status, results = self.scripts.test('--all')
        self.assertEqual((status, results[0]['outcome']), (GOOD, 'ok'))

    def test_a_script_finds_the_secret_as_the_readme_says(self):
        self.skipTest('secret-tool of Debian 12 speaks to the Secret Service alone')


if __name__ == '__main__':
    unittest.main()
