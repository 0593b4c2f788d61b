# test_outcomes.py: everything a test can end with, produced for real, by its identifier
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from desk_for_scripts import (GOOD, ID, REFUSED, SECRET, STORE, UNDECIDED, ScriptsTest)

# What a host does: the identifier, the exit status, and words of the message.
HOSTS = {
    'good': ('ok', GOOD, 'Works'),
    'opaque-token': ('ok', GOOD, 'Works'),
    'bearer-lower-case': ('ok', GOOD, 'Works'),
    'extra-members': ('ok', GOOD, 'Works'),
    'no-scope': ('ok', GOOD, 'Works'),
    'chunked': ('ok', GOOD, 'Works'),
    'until-close': ('ok', GOOD, 'Works'),
    'server-error-then-good': ('ok', GOOD, 'Works'),
    'rate-limited-then-good': ('ok', GOOD, 'Works'),
    'reset-then-good': ('ok', GOOD, 'Works'),
    'hang-then-good': ('ok', GOOD, 'Works'),

    'client-id-401': ('invalid-client', REFUSED, 'The client ID'),
    'client-id-400': ('invalid-client', REFUSED, 'The client ID'),
    'client-secret-401': ('invalid-client', REFUSED, 'secret'),
    'client-secret-400': ('invalid-client', REFUSED, 'secret'),
    'client-401': ('invalid-client', REFUSED, 'Client ID or secret was refused'),
    'client-400': ('invalid-client', REFUSED, 'Client ID or secret was refused'),
    'scope': ('invalid-scope', REFUSED, ''),
    'grant': ('unauthorized-client', REFUSED, ''),
    'policy-400': ('access-denied', REFUSED, ''),
    'policy-401': ('access-denied', REFUSED, ''),
    'request-400': ('invalid-request', REFUSED, ''),
    'request-401': ('invalid-request', REFUSED, ''),
    'grant-type-400': ('invalid-request', REFUSED, ''),
    'rate-limited-seconds': ('rate-limited', REFUSED, 'Too many requests'),
    'rate-limited-date': ('rate-limited', REFUSED, 'Too many requests'),
    'rate-limited-reset': ('rate-limited', REFUSED, 'Too many requests'),
    'not-found': ('not-found', REFUSED, 'Not found'),
    'not-found-html': ('not-found', REFUSED, 'Not found'),
    'server-error': ('server-error', REFUSED, '500'),
    'bad-gateway': ('server-error', REFUSED, '502'),
    'unavailable': ('server-error', REFUSED, '503'),

    'redirect-http': ('redirected', UNDECIDED, 'not followed'),
    'redirect-host': ('redirected', UNDECIDED, 'portal.example.com'),
    'html': ('unexpected-answer', UNDECIDED, 'web page'),
    'empty': ('unexpected-answer', UNDECIDED, 'empty'),
    'damaged': ('unexpected-answer', UNDECIDED, ''),
    'deep-nesting': ('unexpected-answer', UNDECIDED, ''),
    'duplicate-keys': ('unexpected-answer', UNDECIDED, ''),
    'array': ('unexpected-answer', UNDECIDED, ''),
    'invalid-utf8': ('unexpected-answer', UNDECIDED, ''),
    'no-token-type': ('unexpected-answer', UNDECIDED, 'token'),
    'wrong-token-type': ('unexpected-answer', UNDECIDED, 'token'),
    'no-access-token': ('unexpected-answer', UNDECIDED, 'token'),
    'access-token-empty': ('unexpected-answer', UNDECIDED, 'token'),
    'access-token-long': ('unexpected-answer', UNDECIDED, 'token'),
    'access-token-characters': ('unexpected-answer', UNDECIDED, 'token'),
    'expires-in-zero': ('unexpected-answer', UNDECIDED, 'token'),
    'expires-in-huge': ('unexpected-answer', UNDECIDED, ''),
    'expires-in-string': ('unexpected-answer', UNDECIDED, 'token'),
    'not-http': ('unexpected-answer', UNDECIDED, ''),
    'too-large': ('answer-too-large', UNDECIDED, ''),
    'endless-body': ('answer-too-large', UNDECIDED, ''),
    'header-flood': ('answer-too-large', UNDECIDED, ''),

    'reset-at-accept': ('connection-lost', UNDECIDED, ''),
    'reset-in-tls': ('connection-lost', UNDECIDED, ''),
    'reset-after-tls': ('connection-lost', UNDECIDED, ''),
    'reset-in-reply': ('connection-lost', UNDECIDED, ''),
    'close-after-tls': ('connection-lost', UNDECIDED, ''),
    'cut-body': ('connection-lost', UNDECIDED, ''),
    'hang-before-tls': ('timeout', UNDECIDED, '10 s'),
    'hang-after-tls': ('timeout', UNDECIDED, '30 s'),
    'hang-in-body': ('timeout', UNDECIDED, 'slow'),
    'drip': ('timeout', UNDECIDED, 'slow'),

    'expired': ('tls-expired', UNDECIDED, 'expired on'),
    'not-yet-valid': ('tls-expired', UNDECIDED, 'valid'),
    'wrong-host': ('tls-wrong-host', UNDECIDED, 'another server'),
    'self-signed': ('tls-untrusted', UNDECIDED, 'unknown issuer'),
    'unknown-issuer': ('tls-untrusted', UNDECIDED, 'unknown issuer'),
    'weak-key': ('tls-failed', UNDECIDED, 'weak'),
    'old-tls': ('tls-failed', UNDECIDED, 'outdated'),
    'plain-http': ('tls-failed', UNDECIDED, 'not a secure server'),
}

# Long enough that the program reports instead of waiting.
OPTIONS = {name: {'seconds': 3600} for name in HOSTS
           if name.startswith('rate-limited-') and name != 'rate-limited-then-good'}
OPTIONS['rate-limited-then-good'] = {'seconds': 2}
OPTIONS['skewed-date'] = {}


class ByTheHost(ScriptsTest):
    backend = 'file'

    def test_every_outcome_that_a_host_can_cause(self):
        for number, name in enumerate(HOSTS):
            self.server.add(f'host-{number}', 'eu', ID, SECRET, scenario=name,
                            **OPTIONS.get(name, {}))
            self.scripts.add(name=name, instance=f'host-{number}')
        status, results = self.scripts.test('--all', '--jobs', '50')
        self.assertEqual(status, REFUSED)
        self.assertEqual({result['name'] for result in results}, set(HOSTS))
        for result in results:
            with self.subTest(host=result['name']):
                outcome, _, words = HOSTS[result['name']]
                self.assertEqual(result['outcome'], outcome, result)
                self.assertIn(words, result['message'])
                if outcome != 'ok':
                    self.assertTrue(result['advice'])

    def test_what_else_is_seen(self):
        """A wrong clock, a certificate near its end: said beside the result, whatever it is."""
        for name in ('good', 'skewed-date', 'ending'):
            self.server.add(name, 'eu', ID, SECRET, scenario=name)
            self.scripts.add(name=name, instance=name)
        status, results = self.scripts.test('--all')
        self.assertEqual(status, GOOD)
        found = {result['name']: result for result in results}
        self.assertEqual(set(found['good']) & {'advice', 'clock_ahead_s', 'certificate_ends_at'}, set())
        self.assertIn('Your clock is 7 min off.', found['skewed-date']['advice'])
        self.assertIn('clock_ahead_s', found['skewed-date'])
        self.assertIn('The certificate shown ends on ', found['ending']['advice'])
        self.assertIn('certificate_ends_at', found['ending'])

    def test_the_exit_status_of_each_outcome(self):
        chosen = {outcome: (name, status) for name, (outcome, status, _) in HOSTS.items()
                  if outcome != 'timeout'}
        for outcome, (name, status) in chosen.items():
            with self.subTest(outcome=outcome):
                self.server.add(outcome, 'eu', ID, SECRET, scenario=name,
                                **OPTIONS.get(name, {}))
                self.scripts.add(name=outcome, instance=outcome)
                self.assertEqual(self.scripts.test(outcome)[0], status)


class ByTheWay(ScriptsTest):
    """Faults between here and the host, and of what the person configured."""

    backend = 'file'

    def setUp(self):
        super().setUp()
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()

    def assert_outcome(self, outcome, words='', status=UNDECIDED, **environment):
        found, results = self.scripts.test('Acme', **environment)
        self.assertEqual((results[0]['outcome'], found), (outcome, status), results)
        self.assertIn(words, results[0]['message'])

    def test_nobody_listens(self):
        self.assert_outcome('connection-refused',
                            KEYRACK_CONNECT_TO=self.server.refusing_address())

    def test_nobody_is_asked_a_fourth_time(self):
        """What three in a row could not reach for one reason the others are spared."""
        for number in range(5):
            self.scripts.add(name=f'Acme {number}')
        done = self.scripts.run('test', '--all', '--jobs', '1',
                                KEYRACK_CONNECT_TO=self.server.refusing_address())
        self.assert_status(done, UNDECIDED)
        self.assertRegex(done.stderr, 'Stopped after the same failure .*Not tested: Acme 2, Acme 3, Acme 4')

    def test_nobody_answers(self):
        self.assert_outcome('timeout', '10 s', KEYRACK_CONNECT_TO=self.server.silent_address())

    def test_ca_file(self):
        for path in ('/nowhere/ca.pem', '/etc/hostname', '/tmp'):
            with self.subTest(path=path):
                self.assert_outcome('ca-file-unreadable', path, KEYRACK_CA_FILE=path)

    def test_the_ca_is_not_known(self):
        self.assert_outcome('tls-untrusted', 'unknown issuer', KEYRACK_CA_FILE=None)

    def test_through_a_proxy(self):
        proxy = self.server.add_proxy('works')
        self.assert_outcome('ok', status=GOOD, https_proxy=f'http://{proxy.address}')
        self.assertTrue(proxy.requests)

    def test_not_through_a_proxy_for_hosts_that_are_exempt(self):
        proxy = self.server.add_proxy('works')
        self.assert_outcome('ok', status=GOOD, https_proxy=f'http://{proxy.address}',
                            no_proxy='localhost,127.0.0.1')
        self.assertFalse(proxy.requests)

    def test_proxy_wants_a_sign_in(self):
        proxy = self.server.add_proxy('sign-in')
        self.assert_outcome('proxy-auth-required', https_proxy=f'http://{proxy.address}')

    def test_proxy_refuses(self):
        proxy = self.server.add_proxy('refuses')
        self.assert_outcome('proxy-failed', https_proxy=f'http://{proxy.address}')

    def test_proxy_is_not_there(self):
        address = self.server.refusing_address()
        self.assert_outcome('proxy-unreachable', address, https_proxy=f'http://{address}')


class ByTheKeyring(ScriptsTest):

    def test_really_no_secret(self):
        self.scripts.add()
        self.scripts.keyring.clear()
        status, results = self.scripts.test('Acme')
        self.assertEqual((status, results[0]['outcome']), (STORE, 'no-secret'))
        self.assertIn('Acme', results[0]['message'])
        self.assertEqual(self.server.requests, [])

    def test_locked_is_not_empty(self):
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()
        self.scripts.keyring.lock()
        self.assertEqual([c['name'] for c in self.scripts.list()], ['Acme'])
        status, results = self.scripts.test('Acme')
        self.assertEqual((status, results[0]['outcome']), (STORE, 'keyring-locked'))
        self.scripts.keyring.unlock()
        self.assertEqual(self.scripts.test('Acme')[0], GOOD)

    def test_ended_and_not_coming_back(self):
        self.scripts.add()
        self.scripts.keyring.kill()
        status, results = self.scripts.test('Acme')
        self.assertEqual((status, results[0]['outcome']), (STORE, 'keyring-unavailable'))

    def test_ended_and_started_again(self):
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()
        self.scripts.keyring.restart()
        self.assertEqual(self.scripts.test('Acme')[0], GOOD)

    def test_silent(self):
        """It is waited for once, not once for each of them: that takes longer than a run may."""
        for number in range(4):
            # Two of one host come one after the other.
            self.scripts.add(name=f'Acme {number}', instance=f'acme-{number // 2}')
        self.scripts.keyring.fall_silent()
        try:
            status, results = self.scripts.test('--all')
        finally:
            self.scripts.keyring.speak_again()
        self.assertEqual(status, STORE)
        self.assertEqual([result['outcome'] for result in results], ['keyring-unavailable'] * 4)


if __name__ == '__main__':
    unittest.main()
