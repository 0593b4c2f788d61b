# test_canary.py: a secret is nowhere but in the keyring and in the one request
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import unittest
import urllib.parse
from pathlib import Path

from desk.waiting import wait_until
from desk_for_scripts import GOOD, ID, REFUSED, ScriptsTest

# With characters that change in every encoding.
SECRET = 'Canary+One/7Qx2=Lk9%Vb4&Nz8~Wm3'
NEW_SECRET = 'Canary+Two/4Hj7=Gf2%Dk8&Sa5~Qw9'


def forms(secret):
    """The secret as it is, and in every form in which it could escape."""
    pairs = [secret, f'{ID}:{secret}']
    found = {secret, urllib.parse.quote(secret), urllib.parse.quote(secret, safe=''),
             urllib.parse.quote_plus(secret), secret.encode().hex(), secret[::-1]}
    for text in pairs:
        for shift in range(3):
            # Base64 of the text in the middle of something longer.
            encoded = base64.b64encode(b'\0' * shift + text.encode()).decode()
            found.add(encoded[4 if shift else 0:-4])
    return {form.encode() for form in found}


class Canary(ScriptsTest):

    def setUp(self):
        super().setUp()
        self.secrets = [SECRET, NEW_SECRET]

    def search(self, where, data):
        for secret in self.secrets:
            for form in forms(secret):
                self.assertNotIn(form, data, f'a secret stands in {where}')

    def search_processes(self, pid):
        for name in ('cmdline', 'environ'):
            self.search(f'{name} of the process', Path(f'/proc/{pid}/{name}').read_bytes())

    def search_everything(self):
        for text in self.scripts.outputs:
            self.search('the output', text.encode())
        for path in Path(self.scripts.home.root).rglob('*'):
            if path.is_file():
                self.search(path, path.read_bytes())

    def live_a_little(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        scripts.add(secret=SECRET)
        self.assertEqual(scripts.test('Acme')[0], GOOD)
        scripts.run('test', 'Acme')
        scripts.run('show', 'Acme')
        scripts.run('list')
        server.rotate('acme', 'eu', ID, NEW_SECRET)
        self.assertEqual(scripts.test('Acme')[0], REFUSED)
        scripts.run('edit', 'Acme', '--client-id', ID, stdin=NEW_SECRET)
        scripts.run('test', 'Acme', G_MESSAGES_DEBUG='all', SSLKEYLOGFILE=str(
            scripts.home.home / 'keys'))
        for scenario in ('html', 'echo', 'redirect-host', 'damaged'):
            server.set_scenario('acme', 'eu', scenario)
            scripts.run('test', 'Acme')
            scripts.test('Acme')

    def test_no_secret_in_output_files_arguments_environment(self):
        scripts, server = self.scripts, self.server
        self.live_a_little()
        self.assertFalse((scripts.home.home / 'keys').exists(), 'TLS keys were logged')

        server.set_scenario('acme', 'eu', 'hang-after-tls')
        server.reset_counts()
        process = scripts.start('test', 'Acme')
        wait_until(lambda: server.requests, 'the request')
        self.search_processes(process.pid)
        process.terminate()
        scripts.outputs += process.communicate(timeout=60)

        self.search_everything()

    def test_the_token_is_printed_by_token_alone(self):
        scripts, server = self.scripts, self.server
        server.add('acme', 'eu', ID, SECRET)
        scripts.add(secret=SECRET)
        token = scripts.run('token', 'Acme').stdout.strip()
        scripts.outputs.clear()
        self.secrets = [token]
        scripts.run('test', 'Acme')
        scripts.test('Acme')
        self.search_everything()


class CanaryInAFile(Canary):
    backend = 'file'


if __name__ == '__main__':
    unittest.main()
