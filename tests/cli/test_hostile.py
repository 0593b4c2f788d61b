# test_hostile.py: names that would send a secret elsewhere never lead to a request
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from desk_for_scripts import GOOD, ID, SECRET, USAGE, ScriptsTest

HOSTILE = [
    'evil.example/', 'a@b', 'x#', 'x?', '[::1]', '127.0.0.1', '%2e', 'a%2eb', 'a.b', '.', '..',
    'аcme', 'acmе', 'xn--acme-9cd', 'acme\u202e', 'ac\u200bme.evil', 'acme evil', 'acme\tevil',
    'acme\nHost: evil', 'acme\r\n', 'acme:443', 'acme\\evil', '-acme', 'acme-', 'a' * 58,
    'a' * 64, 'acme_evil', 'acmé', 'user:password@acme', 'evil.example/acme.eu.nexthink.cloud',
    'acme.eu.nexthink.cloud.evil.example', 'acme.eu.nexthink.cloud@evil.example', 'ACME/',
    'https://evil.example/?acme.eu.nexthink.cloud', 'file:///etc/passwd', "acme'", 'acme"', '$(id)',
]

# What is cleaned visibly, and then is a name like any other.
CLEANED = {'acme\r\n', 'acme\u202e'}


class Typed(ScriptsTest):
    backend = 'file'

    def test_hostile_instances_are_refused_when_typed(self):
        for instance in HOSTILE:
            with self.subTest(instance=instance):
                done = self.scripts.run('add', '--name', 'Acme', f'--instance={instance}',
                                        '--region', 'eu', '--client-id', ID, stdin=SECRET)
                self.assertIn(done.returncode, (USAGE, GOOD) if instance in CLEANED else (USAGE,))
        self.assertLessEqual({c['instance'] for c in self.scripts.list()}, {'acme'})
        self.assertEqual(self.server.requests, [])

    def test_hostile_regions_are_refused_when_typed(self):
        for region in ('e', 'eu.evil', 'eu/', 'eu#', 'e u', 'xn--eu', 'eu1', 'a' * 11, 'еu', ''):
            with self.subTest(region=region):
                done = self.scripts.run('add', '--name', 'Acme', '--instance=acme',
                                        f'--region={region}', '--client-id', ID, stdin=SECRET)
                self.assert_status(done, USAGE)
        self.assertEqual(self.scripts.list(), [])


class InTheFile(ScriptsTest):
    backend = 'file'

    def plant(self, identifier, member, value):
        """Writes into the file what the program itself would never write there."""
        path = self.scripts.folder / 'profiles.json'
        document = json.loads(path.read_text())
        for profile in document['profiles']:
            if profile['id'] == identifier:
                profile[member] = value
        path.write_text(json.dumps(document))

    def test_hostile_names_in_the_file_never_lead_to_a_request(self):
        identifier = self.scripts.add()
        for member, values in (('instance', HOSTILE), ('region', ['eu.evil', 'eu/', 'e', ''])):
            for value in values:
                with self.subTest(member=member, value=value):
                    self.plant(identifier, member, value)
                    for words in (('test', identifier), ('token', identifier)):
                        done = self.scripts.run(*words)
                        self.assertNotEqual(done.returncode, GOOD)
                        self.assertTrue(done.stdout + done.stderr)
                    self.assertEqual(self.server.requests, [])
            self.plant(identifier, member, {'instance': 'acme', 'region': 'eu'}[member])
        self.server.add('acme', 'eu', ID, SECRET)
        self.assertEqual(self.scripts.test(identifier)[0], GOOD, 'the way back')


if __name__ == '__main__':
    unittest.main()
