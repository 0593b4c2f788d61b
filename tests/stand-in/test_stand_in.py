# SPDX-License-Identifier: GPL-3.0-or-later
"""Every scenario of the stand-in does on the wire what its line in the table promises."""

import base64
import http.client
import json
import pathlib
import socket
import ssl
import sys
import unittest
import urllib.parse

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from stand_in import StandIn    # noqa: E402

LOGIN = 'acme-login.eu.nexthink.cloud'
TOKEN_PATH = '/oauth2/default/v1/token'
TIME_LIMIT = 10


class Client(http.client.HTTPSConnection):
    """Speaks to the stand-in in the name of a host."""

    def __init__(self, stand_in, host, context=None):
        context = context or ssl.create_default_context(cafile=stand_in.ca_file)
        super().__init__(host, timeout=TIME_LIMIT, context=context)
        self._port = stand_in.port

    def connect(self):
        sock = socket.create_connection(('127.0.0.1', self._port), TIME_LIMIT)
        try:
            self.sock = self._context.wrap_socket(sock, server_hostname=self.host)
        except BaseException:
            sock.close()
            raise

    def ask_token(self, client_id='id', secret='secret', **form):
        form = {'grant_type': 'client_credentials', 'scope': 'service:integration', **form}
        pair = base64.b64encode(f'{client_id}:{secret}'.encode()).decode()
        self.request('POST', TOKEN_PATH, urllib.parse.urlencode(form),
                     {'Authorization': f'Basic {pair}',
                      'Content-Type': 'application/x-www-form-urlencoded'})
        response = self.getresponse()
        return response, response.read()


class Good(unittest.TestCase):
    def setUp(self):
        self.stand_in = StandIn()
        self.addCleanup(self.stand_in.close)
        self.stand_in.add('acme', 'eu', 'id', 'secret')

    def client(self, host=LOGIN):
        client = Client(self.stand_in, host)
        self.addCleanup(client.close)
        return client

    def test_token(self):
        response, body = self.client().ask_token()
        token = json.loads(body)
        self.assertEqual(response.status, 200)
        self.assertEqual((token['token_type'], token['expires_in'], token['scope']),
                         ('Bearer', 900, 'service:integration'))

    def test_wrong_secret(self):
        response, body = self.client().ask_token(secret='other')
        self.assertEqual((response.status, json.loads(body)['error']), (401, 'invalid_client'))

    def test_wrong_place(self):
        response, body = self.client('acme-login.us.nexthink.cloud').ask_token()
        self.assertEqual((response.status, json.loads(body)['errorCode']), (404, 'E0000007'))


if __name__ == '__main__':
    unittest.main()
