# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the stand-in share: a client that sees what happens on the wire."""

import base64
import http.client
import socket
import ssl
import unittest
import urllib.parse
import warnings

from stand_in import StandIn

LOGIN = "acme-login.eu.nexthink.cloud"
API = "acme.api.eu.nexthink.cloud"
TOKEN_PATH = "/oauth2/default/v1/token"
TIME_LIMIT = 10
SILENCE = 0.2           # how long nothing must come to be called silence


def trusting_nobody(maximum=None):
    """A context that takes every certificate, to see what is behind it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    if maximum:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = maximum
    return context


def trusting(ca_file):
    """What the program under test is to be: TLS 1.2 at least, on OpenSSL's security level 2."""
    context = ssl.create_default_context(cafile=ca_file)
    context.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
    context.set_ciphers("DEFAULT:@SECLEVEL=2")
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Client(http.client.HTTPSConnection):
    """Speaks to the stand-in in the name of a host."""

    def __init__(self, address, host, context):
        super().__init__(host, timeout=TIME_LIMIT, context=context)
        address, _, port = address.partition(":")
        self._address = address, int(port)

    def connect(self):
        sock = socket.create_connection(self._address, self.timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.sock = self._context.wrap_socket(sock, server_hostname=self.host,
                                                  suppress_ragged_eofs=False)
        except BaseException:
            sock.close()
            raise

    def send_token_request(self, client_id="id", secret="secret", **form):
        form = {"grant_type": "client_credentials", "scope": "service:integration", **form}
        pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        self.request("POST", TOKEN_PATH, urllib.parse.urlencode(form),
                     {"Authorization": f"Basic {pair}",
                      "Content-Type": "application/x-www-form-urlencoded"})

    def ask_token(self, *args, **form):
        self.send_token_request(*args, **form)
        response = self.getresponse()
        return response, response.read()

    def receive(self, size=65536):
        """The next bytes as they come, without HTTP; b'' after a goodbye of TLS."""
        return self.sock.recv(size)

    def receive_raw(self, size=65536):
        """The same past TLS, for Python's TLS does not tell a reset from another end."""
        return socket.socket.recv(self.sock, size)


class Case(unittest.TestCase):
    """One stand-in for a class, on which nothing is going on when a test begins."""

    @classmethod
    def setUpClass(cls):
        cls.stand_in = StandIn()
        cls.addClassCleanup(cls.stand_in.close)

    def setUp(self):
        self.stand_in.add("acme", "eu", "id", "secret")
        self.stand_in.reset_counts()

    def set_scenario(self, scenario, **options):
        self.stand_in.set_scenario("acme", "eu", scenario, **options)

    def client(self, host=LOGIN, context=None):
        context = context or trusting(self.stand_in.ca_file)
        client = Client(self.stand_in.address, host, context)
        self.addCleanup(client.close)
        return client

    def get(self, path, host=LOGIN, **headers):
        client = self.client(host)
        client.request("GET", path, headers=headers)
        response = client.getresponse()
        return response, response.read()

    def assert_left_alone(self):
        """The thread that served has noticed that the client went away."""
        self.assertTrue(self.stand_in.wait_for(TIME_LIMIT, in_flight=0))
