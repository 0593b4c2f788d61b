# test_permissions.py: what a credential may do, and what it lost in a rotation
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from desk_for_scripts import GOOD, ID, NEW_SECRET, REFUSED, SECRET, ScriptsTest

NEW_ID = 'b7k2m9x4q1v8r5t3w6y0c2n4a7'
API = 'acme.api.eu.nexthink.cloud'


class Permissions(ScriptsTest):

    def setUp(self):
        super().setUp()
        self.server.add('acme', 'eu', ID, SECRET, permissions={'workflows': 403})
        self.scripts.add()

    def entry(self):
        return json.loads((self.scripts.folder / 'profiles.json').read_text())['profiles'][0]

    def test_difference_after_a_rotation(self):
        status, (found,) = self.scripts.test('Acme')
        self.assertEqual(status, GOOD)
        self.assertNotIn('permissions', found)
        self.assertEqual([each for each in self.server.requests if each.host == API], [])

        status, (found,) = self.scripts.test('--permissions', 'Acme')
        self.assertEqual(status, GOOD)
        self.assertEqual(found['permissions'], {
            'granted': ['remote-actions', 'nql'], 'refused': ['workflows'], 'missing': [], 'undecided': {}})
        self.assertEqual(self.entry()['permissions']['granted'], ['remote-actions', 'nql'])

        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET)
        self.server.set_instance_options('acme', 'eu', permissions={'remote-actions': 403, 'workflows': 500})
        self.assert_status(self.scripts.run('rotate', 'Acme', '--client-id', NEW_ID, stdin=NEW_SECRET), GOOD)
        done = self.scripts.run('test', '--permissions', 'Acme')
        self.assert_status(done, GOOD)
        self.assertEqual(done.stdout.splitlines()[1:], [
            '    Permissions: Remote Actions missing, Workflows could not tell (Nexthink has a problem (500)), '
            'NQL granted',
            '    Before: NQL, Remote Actions; now: NQL. The tick for Remote Actions is missing.'])
        self.assertEqual({each.method for each in self.server.requests if each.host == API}, {'GET'})

        # Nobody forgets it.
        status, (found,) = self.scripts.test('--permissions', '--all')
        self.assertEqual(status, GOOD)
        self.assertEqual(found['permissions']['missing'], ['remote-actions'])
        self.assertEqual(found['permissions']['undecided'], {'workflows': 'Nexthink has a problem (500)'})

    def test_without_a_token(self):
        self.server.rotate('acme', 'eu', NEW_ID, NEW_SECRET)
        status, (found,) = self.scripts.test('--permissions', 'Acme')
        self.assertEqual(status, REFUSED)
        self.assertNotIn('permissions', found)
        self.assertNotIn('permissions', self.entry())


if __name__ == '__main__':
    unittest.main()
