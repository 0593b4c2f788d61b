# SPDX-License-Identifier: GPL-3.0-or-later
"""The other ports of the stand-in: proxies, no answer at all, and control."""

import base64
import http.client
import json
import socket
import unittest

from wire import API, LOGIN, SILENCE, TIME_LIMIT, Case
from stand_in import control, proxy


class OtherPorts(Case):
    def connect(self, address, limit=TIME_LIMIT):
        host, port = address.split(":")
        sock = socket.create_connection((host, int(port)), limit)
        self.addCleanup(sock.close)
        return sock

    def connect_through(self, address, *headers):
        """The answer to a CONNECT and the socket after it."""
        sock = self.connect(address)
        lines = [f"CONNECT {LOGIN}:443 HTTP/1.1", f"Host: {LOGIN}:443", *headers, "", ""]
        sock.sendall("\r\n".join(lines).encode())
        answer = b""
        while b"\r\n\r\n" not in answer and (chunk := sock.recv(65536)):
            answer += chunk
        return answer, sock

    def test_refusing(self):
        with self.assertRaises(ConnectionRefusedError):
            self.connect(self.stand_in.refusing_address())

    def test_silent(self):
        address = self.stand_in.silent_address()
        for _ in range(3):
            with self.assertRaises(TimeoutError):
                self.connect(address, SILENCE)

    def test_proxy(self):
        through = self.stand_in.add_proxy()
        answer, sock = self.connect_through(through.address)
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "))
        client = self.client()
        client.sock = client._context.wrap_socket(sock, server_hostname=LOGIN)
        self.assertEqual(client.ask_token()[0].status, 200)
        self.assertEqual(through.targets(), {f"{LOGIN}:443": 1})
        self.assertEqual(through.requests, [("CONNECT", f"{LOGIN}:443")])

    def test_proxy_that_does_not_work(self):
        for variant, status in (("sign-in", b"407"), ("refuses", b"403"),
                                ("bad-gateway", b"502"), ("html", b"200")):
            with self.subTest(variant):
                answer, _ = self.connect_through(self.stand_in.add_proxy(variant).address)
                self.assertTrue(answer.startswith(b"HTTP/1.1 " + status))
                self.assertIn(b"Content-Type: text/html", answer)
        self.assertEqual(self.stand_in.connections, [])

    def test_proxy_sign_in(self):
        through = self.stand_in.add_proxy("sign-in", user="me", password="mine")
        for pair, status in (("me:mine", b"200"), ("me:other", b"407")):
            value = base64.b64encode(pair.encode()).decode()
            answer, sock = self.connect_through(through.address,
                                                f"Proxy-Authorization: Basic {value}")
            self.assertTrue(answer.startswith(b"HTTP/1.1 " + status))
            sock.close()
        self.assertTrue(self.stand_in.wait_for(TIME_LIMIT, connections=1))

    def test_proxy_hangs(self):
        sock = self.connect(self.stand_in.add_proxy("hangs").address)
        sock.sendall(b"CONNECT a:443 HTTP/1.1\r\n\r\n")
        sock.settimeout(SILENCE)
        with self.assertRaises(TimeoutError):
            sock.recv(1)

    def test_proxy_resets(self):
        with self.assertRaises(ConnectionResetError):
            self.connect_through(self.stand_in.add_proxy("resets").address)
        answer, sock = self.connect_through(self.stand_in.add_proxy("drops-tunnel").address)
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "))
        with self.assertRaises(ConnectionResetError):
            sock.recv(1)

    def test_every_variant_has_a_test(self):
        self.assertEqual(set(proxy.VARIANTS), {
            "works", "sign-in", "refuses", "bad-gateway", "html", "hangs", "resets",
            "drops-tunnel"})



class Control(Case):
    def setUp(self):
        super().setUp()
        self.control = control.Control(self.stand_in)
        self.addCleanup(self.control.close)

    def ask(self, method, path, members=None):
        connection = http.client.HTTPConnection(self.control.address, timeout=TIME_LIMIT)
        self.addCleanup(connection.close)
        connection.request(method, path, None if members is None else json.dumps(members))
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def post(self, path, members):
        status, answer = self.ask("POST", path, members)
        self.assertEqual(status, 200, answer)
        return answer

    def test_instances(self):
        added = self.post("/instances", [
            {"instance": "fabrikam", "region": "us", "client_id": "f", "secret": "f-secret"},
            {"instance": "acme", "region": "eu", "client_id": "a", "secret": "a-secret",
             "scenario": "html", "delay": 0.01, "permissions": {"nql": 403}}])
        self.assertEqual(added[0], {"login_host": "fabrikam-login.us.nexthink.cloud",
                                    "api_host": "fabrikam.api.us.nexthink.cloud"})
        response, _ = self.client(added[0]["login_host"]).ask_token("f", "f-secret")
        self.assertEqual(response.status, 200)
        self.assertIn(b"<html>", self.client().ask_token()[1])

    def test_steering(self):
        here = {"instance": "acme", "region": "eu"}
        self.post("/rotate", {**here, "client_id": "id", "secret": "new"})
        self.assertEqual(self.client().ask_token()[0].status, 401)
        self.post("/options", {**here, "refusal_status": 400})
        self.assertEqual(self.client().ask_token()[0].status, 400)
        self.post("/scenario", {**here, "scenario": ["status", "html"], "status": 204})
        self.assertEqual(self.client().ask_token()[0].status, 204)
        self.post("/scenario", {**here, "host": "api", "scenario": "status", "status": 205})
        self.assertEqual(self.get("/", API)[0].status, 205)
        self.post("/scenario", {"host_name": "a.example", "scenario": "status", "status": 206})
        self.assertEqual(self.get("/", "a.example")[0].status, 206)

    def test_reports(self):
        self.client().ask_token()
        status, requests = self.ask("GET", f"/requests?host={LOGIN}")
        self.assertEqual((status, len(requests)), (200, 1))
        self.assertEqual((requests[0]["client_id"], requests[0]["client_secret"],
                          requests[0]["form"]["scope"]), ("id", "secret", "service:integration"))
        self.assertEqual(self.ask("GET", "/requests?host=other")[1], [])
        self.assertEqual(self.ask("GET", "/connections")[1][0]["server_name"], LOGIN)
        self.assertEqual(self.ask("GET", "/counts")[1]["requests"], 1)
        self.assertEqual(self.ask("GET", "/wait?requests=1")[1], {"reached": True})
        self.assertEqual(self.ask("GET", "/wait?requests=2&seconds=0")[1], {"reached": False})
        self.post("/reset", {})
        self.assertEqual(self.ask("GET", "/counts")[1]["requests"], 0)
        self.assertIn("good", self.ask("GET", "/scenarios")[1]["scenarios"])

    def test_proxy(self):
        address = self.post("/proxy", {"variant": "refuses"})["address"]
        host, port = address.split(":")
        with socket.create_connection((host, int(port)), TIME_LIMIT) as sock:
            sock.sendall(b"CONNECT a:443 HTTP/1.1\r\n\r\n")
            sock.recv(1)
        self.assertEqual(self.ask("GET", "/proxies")[1],
                         [{"address": address, "variant": "refuses", "targets": {"a:443": 1}}])

    def test_mistakes(self):
        for method, path, members, status in (
                ("GET", "/no-such-path", None, 404),
                ("POST", "/no-such-path", {}, 404),
                ("GET", "/wait?no-such-count=1", None, 400),
                ("POST", "/instances", {"instance": "acme"}, 400),
                ("POST", "/instances", "acme", 400),
                ("POST", "/scenario", {"instance": "x", "region": "y", "scenario": "good"}, 400),
                ("POST", "/proxy", {"variant": "x"}, 400)):
            with self.subTest(path=path, members=members):
                answered, body = self.ask(method, path, members)
                self.assertEqual(answered, status)
                self.assertIn("error", body)


if __name__ == "__main__":
    unittest.main()
