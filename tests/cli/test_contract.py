# test_contract.py: options, exit statuses, and where words and data go
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import signal
import stat
import unittest

from desk.waiting import wait_until
from desk_for_scripts import (GOOD, ID, NEW_SECRET, REFUSED, SECRET, STORE, UNDECIDED, USAGE,
                              ScriptsTest)

RESULT_KEYS = ['id', 'name', 'instance', 'region', 'outcome', 'message', 'advice',
               'http_status', 'error', 'error_description', 'elapsed_ms', 'phases', 'token']


class Usage(ScriptsTest):
    backend = 'file'

    def test_wrong_words_end_with_2_and_a_sentence(self):
        where = ['--instance', 'acme', '--region', 'eu', '--client-id', ID]
        for words in ([], ['fly'], ['show'], ['show', 'Nobody'], ['remove'], ['remove', 'Nobody'],
                      ['edit'], ['edit', 'Nobody', '--name', 'X'], ['test'], ['test', 'Nobody'],
                      ['test', '--all', 'Acme'], ['test', '--all', '--jobs', '0'],
                      ['test', '--all', '--jobs', '51'], ['test', '--tag', 'none'],
                      ['token'], ['token', 'Nobody'], ['list', 'Acme'], ['list', '--wrong'],
                      ['add', '--name', 'Acme'],
                      ['add', *where],
                      ['add', '--name', 'x' * 101, *where],
                      ['add', '--name', 'Acme', '--instance', 'acme', '--region', 'e.u',
                       '--client-id', ID],
                      ['add', '--name', 'Acme', '--instance', 'acme', '--region', 'eu',
                       '--client-id', 'a:b'],
                      ['add', '--name', 'Acme', '--region', 'us', '--client-id', ID,
                       '--instance', 'acme.api.eu.nexthink.cloud']):
            with self.subTest(words=words):
                done = self.scripts.run(*words, stdin=SECRET)
                self.assert_status(done, USAGE)
                self.assertEqual(done.stdout, '')
                self.assertGreater(len(done.stderr), 10)

    def test_a_secret_among_the_arguments_is_refused_with_the_reason(self):
        where = ['--name', 'Acme', '--instance', 'acme', '--region', 'eu', '--client-id', ID]
        for words in (['add', *where, '--client-secret', SECRET],
                      ['add', *where, f'--client-secret={SECRET}'],
                      ['edit', 'Acme', '--client-secret', SECRET]):
            with self.subTest(words=words[0]):
                done = self.scripts.run(*words)
                self.assert_status(done, USAGE)
                self.assertIn('--secret-fd', done.stderr)
                self.assertNotIn(SECRET, done.stderr)
        self.assertEqual(self.scripts.list(), [])

    def test_help_names_every_verb(self):
        done = self.scripts.run('--help')
        self.assert_status(done, GOOD)
        for verb in ('list', 'show', 'add', 'edit', 'remove', 'test', 'token', 'export'):
            self.assertIn(f'  {verb} ', done.stdout)
            self.assert_status(self.scripts.run(verb, '--help'), GOOD)

    def test_bad_secrets_are_refused_and_nothing_is_saved(self):
        where = ['--name', 'Acme', '--instance', 'acme', '--region', 'eu', '--client-id', ID]
        for secret in ('', '  \n', 'two words', 'two\nlines', 'snow☃man', 'x' * 5000):
            with self.subTest(secret=secret[:10]):
                done = self.scripts.run('add', *where, stdin=secret)
                self.assert_status(done, USAGE)
        self.assertEqual(self.scripts.list(), [])

    def test_the_prompt_comes_back_after_an_interrupt(self):
        status, screen = self.scripts.run_at_terminal(
            'add', '--name', 'Acme', '--instance', 'acme', '--region', 'eu', '--client-id', ID,
            answers=['\x03'])
        self.assertEqual(status, -signal.SIGINT, screen)
        self.assertEqual(self.scripts.list(), [])


class Data(ScriptsTest):
    backend = 'file'

    def test_show_and_list_give_what_was_added(self):
        scripts = self.scripts
        identifier = scripts.add(name='Acme')
        scripts.add(name='Globex', instance='globex', region='us')

        self.assertEqual([c['name'] for c in scripts.list()], ['Acme', 'Globex'])
        for name in ('Acme', identifier):
            shown = json.loads(scripts.run('show', name, '--json').stdout)
            self.assertEqual((shown['id'], shown['instance'], shown['region'],
                              shown['client_id'], shown['login_host']),
                             (identifier, 'acme', 'eu', ID, 'acme-login.eu.nexthink.cloud'))
            self.assertNotIn('client_secret', shown)
        words = scripts.run('show', 'Acme').stdout
        self.assertIn('European Union — eu', words)
        self.assertIn('acme-login.eu.nexthink.cloud', words)
        self.assertIn('Globex', scripts.run('list').stdout)

    def test_two_of_a_name_are_told_apart_by_id(self):
        scripts = self.scripts
        first = scripts.add(name='Twin')
        second = scripts.add(name='Twin', instance='other')
        done = scripts.run('show', 'Twin')
        self.assert_status(done, USAGE)
        self.assertIn(first, done.stderr)
        self.assertIn(second, done.stderr)
        self.assert_status(scripts.run('show', second), GOOD)

    def test_result_lines_keep_to_the_contract(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        server.add('globex', 'eu', ID, NEW_SECRET)
        scripts.add()
        scripts.add(name='Globex', instance='globex')

        status, results = scripts.test('--all')
        self.assertEqual(status, REFUSED)
        for result in results:
            known = [key for key in RESULT_KEYS if key in result]
            self.assertEqual(list(result), known, 'the order, and no other member')
            self.assertLessEqual(set(result['phases']),
                                 {'resolve_ms', 'connect_ms', 'tls_ms', 'wait_ms'})
        good, bad = sorted(results, key=lambda result: result['name'])
        self.assertEqual(good['http_status'], 200)
        self.assertNotIn('error', good)
        self.assertNotIn('token', bad)
        self.assertEqual(bad['error'], 'invalid_client')
        self.assertTrue(bad['advice'])

    def test_words_for_people_go_to_the_right_place(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        scripts.add()
        scripts.add(name='Nowhere', instance='nowhere')
        done = scripts.run('test', '--all')
        self.assertIn('Acme: Works', done.stdout)
        self.assertRegex(done.stderr, '1 works, 0 refused, 1 could not tell')

    def test_the_redirection_by_environment_is_said(self):
        done = self.scripts.run('list')
        self.assertIn('KEYRACK_CONNECT_TO', done.stderr)
        quiet = self.scripts.run('list', KEYRACK_CONNECT_TO=None, KEYRACK_CA_FILE=None)
        self.assertNotIn('KEYRACK', quiet.stderr)

    def test_files_are_private(self):
        self.scripts.add()
        folder = self.scripts.folder
        self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700)
        for path in folder.rglob('*'):
            mode = stat.S_IMODE(path.stat().st_mode)
            self.assertEqual(mode, 0o700 if path.is_dir() else 0o600, path)


class Several(ScriptsTest):
    backend = 'file'

    def test_the_smallest_status_stands_for_all(self):
        scripts, server = self.scripts, self.server
        server.add('good', 'eu', ID, SECRET)
        server.add('bad', 'eu', ID, NEW_SECRET)
        server.add('page', 'eu', ID, SECRET, scenario='html')
        for name in ('good', 'bad', 'page'):
            scripts.add(name=name, instance=name)
        for names, expected in ((['good'], GOOD), (['good', 'bad'], REFUSED),
                                (['good', 'page'], UNDECIDED),
                                (['page', 'bad', 'good'], REFUSED)):
            with self.subTest(names=names):
                self.assertEqual(scripts.test(*names)[0], expected)

    def test_one_at_a_time_per_host_and_jobs_in_all(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET, scenario='delay')
        for number in range(4):
            scripts.add(name=f'Acme {number}')
        server.reset_counts()
        self.assertEqual(scripts.test('--all')[0], GOOD)
        self.assertEqual(server.most_in_flight, 1)

        for number in range(4):
            server.add(f'other-{number}', 'eu', ID, SECRET, scenario='delay')
            scripts.add(name=f'Other {number}', instance=f'other-{number}')
        server.reset_counts()
        self.assertEqual(scripts.test('--all', '--jobs', '2')[0], GOOD)
        self.assertEqual(server.most_in_flight, 2)

    def test_an_interrupt_says_what_was_not_tested(self):
        scripts, server = self.scripts, self.server
        server.add('slow', 'eu', ID, SECRET, scenario='hang-after-tls')
        scripts.add(name='Slow', instance='slow')
        process = scripts.start('test', 'Slow')
        self.wait_for_request(process)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, UNDECIDED, err)
        self.assertRegex(err, 'Not tested: .*Slow')
        self.assertNotIn('Works', out)

    def wait_for_request(self, process):
        wait_until(lambda: self.server.requests or process.poll() is not None, 'the request')
        self.assertIsNone(process.poll(), 'it ended before it asked')

    def test_tag_chooses(self):
        done = self.scripts.run('test', '--tag', 'rotation')
        self.assert_status(done, USAGE)


class StoreTrouble(ScriptsTest):
    backend = 'none'

    def test_no_password_store_is_status_4_and_nothing_is_saved(self):
        done = self.scripts.run('add', '--name', 'Acme', '--instance', 'acme', '--region', 'eu',
                                '--client-id', ID, stdin=SECRET)
        self.assert_status(done, STORE)
        self.assertEqual(self.scripts.list(), [])


if __name__ == '__main__':
    unittest.main()
