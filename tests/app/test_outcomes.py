#!/usr/bin/python3
# test_outcomes.py: the window says for every fault what the command line says
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from keyrack_window import NAMES, NOT_TESTED, PROGRAM, KeyrackTest

# scenario of the stand-in: outcome (DESIGN 4.2)
SERVER = {
    'good': 'ok',
    'client-401': 'invalid-client',
    'client-id-400': 'invalid-client',
    'client-secret-401': 'invalid-client',
    'scope': 'invalid-scope',
    'grant': 'unauthorized-client',
    'policy-400': 'access-denied',
    'request-400': 'invalid-request',
    'rate-limited-bare': 'rate-limited',
    'not-found': 'not-found',
    'redirect-host': 'redirected',
    'server-error': 'server-error',
    'html': 'unexpected-answer',
    'empty': 'unexpected-answer',
    'damaged': 'unexpected-answer',
    'no-access-token': 'unexpected-answer',
    'status': 'unexpected-answer',
    'too-large': 'answer-too-large',
    'endless-body': 'answer-too-large',
    'reset-after-tls': 'connection-lost',
    'cut-body': 'connection-lost',
    'self-signed': 'tls-untrusted',
    'unknown-issuer': 'tls-untrusted',
    'expired': 'tls-expired',
    'not-yet-valid': 'tls-expired',
    'wrong-host': 'tls-wrong-host',
    'weak-key': 'tls-failed',
    'old-tls': 'tls-failed',
    'plain-http': 'tls-failed',
}

# Those that take all the time there is.
SLOW = {
    'hang-before-tls': 'timeout',
    'hang-after-tls': 'timeout',
    'drip': 'timeout',
}


def name_of(scenario):
    return scenario.replace('-', ' ').title()


class OutcomesTest(KeyrackTest):
    def look(self, window, name):
        """Tests one connection in the window; returns what it says: message and the rest."""
        window.select(name)
        self.assertEqual(window.result(), NOT_TESTED)
        return window.test(), window.labels()

    def assert_same(self, seen, report):
        message, labels = seen
        self.assertEqual(message, report['message'])
        if 'advice' in report:
            self.assertIn(report['advice'], labels)

    def assert_outcome(self, outcome, environment=None, before=(), name='Acme'):
        """The same for one connection and a fault around the program."""
        more = {'environment': environment, 'before': before}
        with self.start(**more) as window:
            seen = self.look(window, name)
            window.quit()
        report = self.reports(name, **more)[name]
        self.assertEqual(report['outcome'], outcome)
        self.assert_same(seen, report)

    def assert_outcomes(self, expected):
        for scenario in expected:
            instance = f's-{scenario}'
            self.stand_in.add(instance, 'eu', 'client', 'secret', scenario=scenario)
            self.add(name_of(scenario), instance)
        with self.start() as window:
            seen = {name_of(scenario): self.look(window, name_of(scenario))
                    for scenario in expected}
            window.quit()
        reports = self.reports('--all', '--jobs', '50', seconds=200)
        self.assertEqual({name: report['outcome'] for name, report in reports.items()},
                         {name_of(scenario): outcome for scenario, outcome in expected.items()})
        for scenario in expected:
            with self.subTest(scenario=scenario):
                self.assert_same(seen[name_of(scenario)], reports[name_of(scenario)])


class ServerTest(OutcomesTest):
    def test_server(self):
        self.assert_outcomes(SERVER)


class SlowServerTest(OutcomesTest):
    def test_slow_server(self):
        # As long as it takes for the rest, and less than by themselves.
        self.desk.home.set_preferences(connect_limit=5, total_limit=10)
        self.assert_outcomes(SLOW)


class SurroundingsTest(OutcomesTest):
    def add_acme(self):
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')

    def test_connection_refused(self):
        self.add_acme()
        self.assert_outcome('connection-refused',
                            {'KEYRACK_CONNECT_TO': self.stand_in.refusing_address()})

    def test_no_connection_in_time(self):
        self.add_acme()
        self.desk.home.set_preferences(connect_limit=3)
        self.assert_outcome('timeout', {'KEYRACK_CONNECT_TO': self.stand_in.silent_address()})

    def test_ca_file_unreadable(self):
        self.add_acme()
        self.assert_outcome('ca-file-unreadable',
                            {'KEYRACK_CA_FILE': str(self.desk.home.root / 'nowhere.pem')})

    def test_proxy(self):
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        for variant, outcome in (('works', 'ok'), ('sign-in', 'proxy-auth-required'),
                                 ('refuses', 'proxy-failed')):
            with self.subTest(variant=variant):
                self.add(name_of(variant), 'acme')
                proxy = self.stand_in.add_proxy(variant)
                self.assert_outcome(outcome, {'https_proxy': f'http://{proxy.address}'},
                                    name=name_of(variant))

    def test_proxy_unreachable(self):
        self.add_acme()
        address = self.stand_in.refusing_address()
        self.assert_outcome('proxy-unreachable', {'https_proxy': f'http://{address}'})

    def test_names(self):
        real = {'KEYRACK_CONNECT_TO': '', 'KEYRACK_CA_FILE': ''}
        for fault, outcome in (('unknown', 'name-not-found'), ('failing', 'name-lookup-failed'),
                               ('offline', 'offline')):
            with self.subTest(fault=fault):
                if self.desk.run(NAMES, fault, '/bin/true').returncode != 0:
                    self.skipTest('this kernel does not let us make name spaces')
                self.add(name_of(fault), 'acme')
                self.assert_outcome(outcome, real, before=[NAMES, fault], name=name_of(fault))

    def test_no_secret(self):
        self.add_acme()
        self.desk.keyring.clear()
        self.assert_outcome('no-secret')

    def test_keyring_locked(self):
        self.add_acme()
        self.desk.keyring.lock()
        self.assert_outcome('keyring-locked')

    def test_keyring_unavailable(self):
        self.add_acme()
        self.desk.keyring.kill()
        self.assert_outcome('keyring-unavailable')

    def test_keyring_silent(self):
        self.add_acme()
        self.desk.keyring.fall_silent()
        self.assert_outcome('keyring-unavailable')

    def test_cancelled(self):
        self.stand_in.add('slow', 'eu', 'client', 'secret', scenario='hang-after-tls')
        self.add('Slow', 'slow')
        window = self.start()
        window.select('Slow')
        window.start_test()
        window.wait_result('Testing…')
        window.click('Cancel', 'button')
        self.assertEqual(window.finish_test(NOT_TESTED), 'Cancelled')
        window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
