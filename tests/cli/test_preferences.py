# test_preferences.py: scripts go the way that was set in the window
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from desk_for_scripts import GOOD, ID, SECRET, UNDECIDED, ScriptsTest


class Preferences(ScriptsTest):
    backend = 'file'

    def setUp(self):
        super().setUp()
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()

    def assert_outcome(self, outcome, **environment):
        status, reports = self.scripts.test('Acme', **environment)
        self.assertEqual([report['outcome'] for report in reports], [outcome])
        self.assertEqual(status, GOOD if outcome == 'ok' else UNDECIDED)
        return reports[0]

    def test_own_proxy(self):
        proxy = self.server.add_proxy()
        self.scripts.home.set_preferences(proxy='own', proxy_address=proxy.address)
        self.assert_outcome('ok')
        self.assertEqual(len(proxy.requests), 1)
        # The same address, but it is not chosen.
        self.scripts.home.set_preferences(proxy='none')
        self.assert_outcome('ok', https_proxy=self.server.refusing_address())
        self.assertEqual(len(proxy.requests), 1)

    def test_own_proxy_goes_before_the_environment(self):
        address = self.server.refusing_address()
        self.scripts.home.set_preferences(proxy='own', proxy_address=address)
        report = self.assert_outcome('proxy-unreachable')
        self.assertIn(address, report['message'])
        proxy = self.server.add_proxy()
        self.assert_outcome('proxy-unreachable', https_proxy=f'http://{proxy.address}')
        self.assertEqual(proxy.requests, [])

    def test_own_authority(self):
        self.assert_outcome('tls-untrusted', KEYRACK_CA_FILE=None)
        self.scripts.home.set_preferences(ca_file=str(self.server.ca_file))
        self.assert_outcome('ok', KEYRACK_CA_FILE=None)
        # What the environment says is stronger.
        self.assert_outcome('ca-file-unreadable', KEYRACK_CA_FILE='/nowhere.pem')

    def test_limits(self):
        self.server.add('acme', 'eu', ID, SECRET, scenario='hang-after-tls')
        self.scripts.home.set_preferences(connect_limit=3, total_limit=5)
        report = self.assert_outcome('timeout')
        self.assertIn('5 s', report['message'])

    def test_without_a_schema(self):
        self.scripts.home.set_preferences(proxy='own', proxy_address=self.server.refusing_address())
        self.assert_outcome('ok', GSETTINGS_SCHEMA_DIR=None)


if __name__ == '__main__':
    unittest.main(verbosity=2)
