# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way in which the stand-in sends an answer badly."""

import http.client
import json
import ssl
import time
import unittest

from wire import SILENCE, TIME_LIMIT, Case

HANGS = ("hang-after-tls", "hang-after-headers", "hang-in-body")
ENDLESS = {"endless-body": 4 << 20, "header-flood": 1 << 20}
SINGLE = ("delay", "drip", "drip-headers", "reset-after-tls", "reset-in-headers",
          "reset-in-reply", "close-after-tls", "cut-body", "torn-body", "long-header", "not-http")

TESTED = {*HANGS, *ENDLESS, *SINGLE}



class Deliveries(Case):
    def start(self, scenario, **options):
        """A client whose request is under way."""
        self.set_scenario(scenario, **options)
        client = self.client()
        client.send_token_request()
        return client

    def assert_silence(self, client):
        client.sock.settimeout(SILENCE)
        with self.assertRaises(TimeoutError):
            client.receive()

    def test_hangs(self):
        for name in HANGS:
            with self.subTest(name):
                client = self.start(name)
                if name != "hang-after-tls":
                    head, _, body = client.receive().partition(b"\r\n\r\n")
                    self.assertTrue(head.startswith(b"HTTP/1.1 200 OK"))
                    self.assertEqual(bool(body), name == "hang-in-body")
                self.assert_silence(client)
                self.assertTrue(self.stand_in.wait_for(0, in_flight=1))
                client.close()
                self.assert_left_alone()

    def test_endless(self):
        for name, much in ENDLESS.items():
            with self.subTest(name):
                client = self.start(name)
                data = b""
                while len(data) < much:
                    data += client.receive()
                self.assertEqual(b"\r\n\r\n" in data, name == "endless-body")
                client.close()
                self.assert_left_alone()
                self.assertGreaterEqual(self.stand_in.requests[-1].sent, much)

    def test_delay(self):
        for name, options in (("delay", {"delay": SILENCE}), ("html", {"delay": SILENCE})):
            with self.subTest(name):
                self.set_scenario(name, **options)
                before = time.monotonic()
                self.assertEqual(self.client().ask_token()[0].status, 200)
                self.assertGreaterEqual(time.monotonic() - before, SILENCE)

    def test_delay_of_tls(self):
        self.set_scenario("good", tls_delay=SILENCE)
        before = time.monotonic()
        self.client().connect()
        self.assertGreaterEqual(time.monotonic() - before, SILENCE)

    def test_delay_ends_with_the_client(self):
        client = self.start("delay", delay=1000)
        self.assertTrue(self.stand_in.wait_for(TIME_LIMIT, requests=1))
        client.close()
        self.assert_left_alone()

    def test_drips(self):
        for name in ("drip", "drip-headers"):
            with self.subTest(name):
                client = self.start(name, interval=0.0001)
                head = client.receive()
                self.assertEqual(len(head) == 1, name == "drip-headers")
                for _ in range(100):
                    self.assertEqual(len(client.receive()), 1)

    def test_drip_pauses(self):
        client = self.start("drip", interval=1000)
        client.receive()
        client.receive()
        self.assert_silence(client)
        client.close()
        self.assert_left_alone()

    def test_resets(self):
        for name in ("reset-after-tls", "reset-in-headers", "reset-in-reply"):
            with self.subTest(name):
                client = self.start(name)
                if name != "reset-after-tls":
                    data = client.receive()
                    self.assertTrue(data.startswith(b"HTTP/1.1 200 OK"))
                    self.assertEqual(b"\r\n\r\n" in data, name == "reset-in-reply")
                with self.assertRaises(ConnectionResetError):
                    while client.receive_raw():
                        pass

    def test_close_after_tls(self):
        self.assertEqual(self.start("close-after-tls").receive(), b"")

    def test_cut_body(self):
        self.set_scenario("cut-body", missing=7)
        with self.assertRaises(http.client.IncompleteRead) as caught:
            self.client().ask_token()
        self.assertEqual(caught.exception.expected, 7)
        self.assertEqual(json.loads(caught.exception.partial)["expires_in"], 900)

    def test_torn_body(self):
        client = self.start("torn-body")
        data = client.receive()
        with self.assertRaisesRegex(ssl.SSLError, "unexpected eof"):
            client.receive()
        self.assertIn(b'{"token_type": "Bearer"', data)
        self.assertNotIn(b"}", data)

    def test_long_header(self):
        client = self.start("long-header", size=1 << 20)
        data = b""
        while b"}" not in data:
            data += client.receive()
        head, _, body = data.partition(b"\r\n\r\n")
        self.assertEqual(max(map(len, head.split(b"\r\n"))), len(b"X-Long: ") + (1 << 20))
        self.assertEqual(json.loads(body)["expires_in"], 900)

    def test_not_http(self):
        self.assertTrue(self.start("not-http").receive().startswith(b"SSH-2.0-"))


if __name__ == "__main__":
    unittest.main()
