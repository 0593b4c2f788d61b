# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which the stand-in spoils a connection before HTTP."""

import socket
import ssl
import unittest

from wire import LOGIN, SILENCE, TIME_LIMIT, Case, trusting, trusting_nobody
from stand_in import StandIn

# scenario: OpenSSL's code for what is wrong with the certificate
CERTIFICATES = {
    "expired": 10,
    "not-yet-valid": 9,
    "wrong-host": 62,
    "self-signed": 18,
    "unknown-issuer": 20,
    "weak-key": 66,
    "weak-signature": 68,
    "wrong-purpose": 26,
}

SINGLE = ("hang-before-tls", "hang-in-tls", "reset-at-accept", "reset-in-tls",
          "close-before-tls", "plain-http", "old-tls")

TESTED = {*CERTIFICATES, *SINGLE}



class BeforeTls(Case):
    def connect(self, scenario):
        """A socket to which a ClientHello was sent by hand."""
        self.set_scenario(scenario)
        sock = socket.create_connection(("127.0.0.1", self.stand_in.port), TIME_LIMIT)
        self.addCleanup(sock.close)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = trusting(self.stand_in.ca_file).wrap_bio(incoming, outgoing, server_hostname=LOGIN)
        with self.assertRaises(ssl.SSLWantReadError):
            tls.do_handshake()
        sock.sendall(outgoing.read())
        return sock

    def test_nothing_comes(self):
        for name, begins in (("hang-before-tls", b""), ("hang-in-tls", b"\x16\x03")):
            with self.subTest(name):
                sock = self.connect(name)
                if begins:
                    self.assertTrue(sock.recv(65536).startswith(begins))
                sock.settimeout(SILENCE)
                with self.assertRaises(TimeoutError):
                    sock.recv(1)
                sock.close()
                self.assert_left_alone()

    def test_resets(self):
        for name, begins in (("reset-at-accept", b""), ("reset-in-tls", b"\x16\x03")):
            with self.subTest(name):
                sock = self.connect(name)
                if begins:
                    self.assertTrue(sock.recv(65536).startswith(begins))
                with self.assertRaises(ConnectionResetError):
                    sock.recv(1)

    def test_close(self):
        self.assertEqual(self.connect("close-before-tls").recv(1), b"")

    def test_plain_http(self):
        sock = self.connect("plain-http")
        self.assertTrue(sock.recv(100).startswith(b"HTTP/1.1 400 "))
        self.assertEqual(self.stand_in.connections[-1].server_name, LOGIN)

    def test_nobody_reached_http(self):
        for name in ("hang-before-tls", "reset-at-accept", "plain-http"):
            self.connect(name).close()
        self.assertTrue(self.stand_in.wait_for(TIME_LIMIT, host=LOGIN, connections=3))
        self.assertEqual(self.stand_in.requests, [])

    def test_a_hello_in_two_halves(self):
        """The name is found although the ClientHello does not come at once."""
        context = trusting(self.stand_in.ca_file)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_hostname=LOGIN)
        with self.assertRaises(ssl.SSLWantReadError):
            tls.do_handshake()
        hello = outgoing.read()
        with socket.create_connection(("127.0.0.1", self.stand_in.port), TIME_LIMIT) as sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.sendall(hello[:50])
            sock.settimeout(SILENCE)
            with self.assertRaises(TimeoutError):
                sock.recv(1)
            sock.settimeout(TIME_LIMIT)
            sock.sendall(hello[50:])
            self.assertTrue(sock.recv(100).startswith(b"\x16\x03"))
        self.assertEqual(self.stand_in.connections[-1].server_name, LOGIN)



class Certificates(Case):
    def test_bad_ones(self):
        for name, code in CERTIFICATES.items():
            with self.subTest(name):
                self.set_scenario(name)
                with self.assertRaises(ssl.SSLCertVerificationError) as caught:
                    self.client().ask_token()
                self.assertEqual(caught.exception.verify_code, code, caught.exception)
                response, _ = self.client(context=trusting_nobody()).ask_token()
                self.assertEqual(response.status, 200)

    def test_the_refusal_is_recorded(self):
        self.set_scenario("unknown-issuer")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.client().ask_token()
        self.assert_left_alone()
        connection, = self.stand_in.connections
        self.assertIn("UNKNOWN_CA", connection.fault)
        self.assertIsNone(connection.tls)
        self.assertEqual(self.stand_in.requests, [])

    def test_old_tls(self):
        self.set_scenario("old-tls")
        with self.assertRaises(ssl.SSLError):
            self.client().ask_token()
        client = self.client(context=trusting_nobody(ssl.TLSVersion.TLSv1_1))
        self.assertEqual(client.ask_token()[0].status, 200)
        self.assertEqual(client.sock.version(), "TLSv1.1")

    def test_other_ca(self):
        with StandIn() as other:
            with self.assertRaises(ssl.SSLCertVerificationError):
                self.client(context=trusting(other.ca_file)).ask_token()


if __name__ == "__main__":
    unittest.main()
