# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stand-in counts, and scenarios that follow each other."""

import concurrent.futures
import http.client
import os
import ssl
import unittest

from wire import API, LOGIN, SILENCE, TIME_LIMIT, Case, Client, trusting
from stand_in import SEQUENCES, StandIn


class Sequences(Case):
    def test_named(self):
        self.assertEqual(set(SEQUENCES), {
            "server-error-then-good", "rate-limited-then-good", "hang-then-good",
            "no-reply-then-good", "reset-then-good"})
        for name, first in (("server-error-then-good", 500), ("rate-limited-then-good", 429)):
            with self.subTest(name):
                self.set_scenario(name)
                client = self.client()
                self.assertEqual([client.ask_token()[0].status for _ in range(3)],
                                 [first, 200, 200])

    def test_faults_first(self):
        for name in ("hang-then-good", "no-reply-then-good", "reset-then-good"):
            with self.subTest(name):
                self.set_scenario(name)
                client = self.client()
                client.timeout = TIME_LIMIT if name == "reset-then-good" else SILENCE
                connections = len(self.stand_in.connections)
                with self.assertRaises((TimeoutError, ConnectionResetError,
                                        http.client.RemoteDisconnected, ssl.SSLEOFError)):
                    client.ask_token()
                self.assertTrue(self.stand_in.wait_for(connections=connections + 1))
                self.assertEqual(self.client().ask_token()[0].status, 200)

    def test_list_on_one_connection(self):
        self.set_scenario(["good", "html", "expired", "good"])
        client = self.client()
        self.assertEqual(client.ask_token()[0].headers["Content-Type"], "application/json")
        self.assertEqual(client.ask_token()[0].headers["Content-Type"].partition(";")[0],
                         "text/html")
        self.assertEqual(len(self.stand_in.connections), 1)
        self.assertEqual(client.receive_raw(), b"")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.client().ask_token()
        self.assertEqual(self.client().ask_token()[0].status, 200)

    def test_change_ends_idle_connections(self):
        client = self.client()
        client.ask_token()
        self.set_scenario("expired")
        self.assertEqual(client.receive_raw(), b"")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.client().ask_token()

    def test_hosts_have_scenarios_of_their_own(self):
        self.stand_in.set_scenario("acme", "eu", "html", host="api")
        self.stand_in.set_host_scenario("portal.example.com", "status", status=204)
        self.assertEqual(self.client().ask_token()[0].status, 200)
        self.assertEqual(self.get("/api/v1/workflows", API)[0].headers["Content-Type"],
                         "text/html; charset=utf-8")
        self.assertEqual(self.get("/", "portal.example.com")[0].status, 204)



class Counts(Case):
    def test_most_in_flight(self):
        self.set_scenario("hang-after-tls")
        clients = [self.client() for _ in range(5)]
        for client in clients:
            client.send_token_request()
        self.get("/", API)
        self.assertTrue(self.stand_in.wait_for(TIME_LIMIT, host=LOGIN, requests=5, in_flight=5))
        for client in clients:
            client.close()
        self.assert_left_alone()
        self.assertEqual(self.stand_in.most_in_flight, 6)
        counts = self.stand_in.counts()
        self.assertEqual(counts["hosts"][LOGIN], {"connections": 5, "requests": 5,
                                                  "in_flight": 0, "most_in_flight": 5})
        self.assertEqual(counts["hosts"][API]["most_in_flight"], 1)
        self.assertEqual((counts["requests"], counts["connections"]), (6, 6))

    def test_one_after_the_other(self):
        for _ in range(50):
            self.client().ask_token()
        self.assertEqual(self.stand_in.most_in_flight, 1)

    def test_one_given_up_after_the_other(self):
        self.set_scenario("hang-after-tls")
        for _ in range(50):
            client = self.client()
            client.send_token_request()
            client.close()
        self.assertEqual(self.stand_in.most_in_flight, 1)

    def test_many_at_once(self):
        for number in range(100):
            self.stand_in.add(f"i{number}", "eu", "id", f"secret-{number}")
        context = trusting(self.stand_in.ca_file)

        def ask(number):
            host = f"i{number}-login.eu.nexthink.cloud"
            client = Client(self.stand_in.address, host, context)
            try:
                return client.ask_token("id", f"secret-{number}")[0].status
            finally:
                client.close()

        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            self.assertEqual(list(pool.map(ask, range(100))), [200] * 100)
        self.assertLessEqual(self.stand_in.most_in_flight, 50)
        self.assertEqual(self.stand_in.counts()["requests"], 100)

    def test_reset(self):
        self.client().ask_token()
        self.stand_in.reset_counts()
        self.assertEqual((self.stand_in.requests, self.stand_in.connections), ([], []))
        self.assertEqual(self.stand_in.counts(), {"connections": 0, "requests": 0, "in_flight": 0,
                                                  "most_in_flight": 0, "hosts": {}})

    def test_waiting_has_an_end(self):
        self.assertFalse(self.stand_in.wait_for(seconds=0, requests=1))

    def test_close_ends_what_hangs(self):
        with StandIn() as stand_in:
            stand_in.add("acme", "eu", "id", "secret", "hang-after-tls")
            client = Client(stand_in.address, LOGIN, trusting(stand_in.ca_file))
            client.send_token_request()
            self.assertTrue(stand_in.wait_for(TIME_LIMIT, requests=1))
            ca_file = stand_in.ca_file
        with self.assertRaises(OSError):
            client.receive()
        client.close()
        self.assertFalse(os.path.exists(os.path.dirname(ca_file)))


if __name__ == "__main__":
    unittest.main()
