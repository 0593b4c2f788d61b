# SPDX-License-Identifier: GPL-3.0-or-later
"""The hosts of the stand-in when all is well."""

import base64
import json
import socket
import time
import unittest

from wire import API, LOGIN, TIME_LIMIT, TOKEN_PATH, Case


class Good(Case):
    def test_token(self):
        before = int(time.time())
        response, body = self.client().ask_token()
        token = json.loads(body)
        claims = token["access_token"].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))

        self.assertEqual(response.status, 200)
        self.assertEqual(response.headers["Content-Type"], "application/json")
        self.assertEqual((token["token_type"], token["expires_in"], token["scope"]),
                         ("Bearer", 900, "service:integration"))
        self.assertEqual(claims["iss"], f"https://{LOGIN}/oauth2/default")
        self.assertEqual((claims["cid"], claims["scp"]), ("id", ["service:integration"]))
        self.assertIn(claims["iat"], range(before, int(time.time()) + 1))
        self.assertEqual(claims["exp"] - claims["iat"], 900)

    def test_what_was_sent_is_remembered(self):
        self.client().ask_token("my-id", "a:secret:with:colons", extra="1 & 2")
        request, = self.stand_in.requests
        self.assertEqual((request.method, request.host, request.server_name, request.path),
                         ("POST", LOGIN, LOGIN, TOKEN_PATH))
        self.assertEqual((request.client_id, request.client_secret),
                         ("my-id", "a:secret:with:colons"))
        self.assertEqual(request.form, {"grant_type": "client_credentials",
                                        "scope": "service:integration", "extra": "1 & 2"})
        self.assertEqual(request.headers["accept-encoding"], "identity")
        self.assertEqual((request.tls, request.scenario, request.status),
                         ("TLSv1.3", "good", 401))
        self.assertGreater(request.sent, 100)

    def test_wordings_of_a_refusal(self):
        either = "Either the client or the client credentials"
        for options, pair, status, key, text in (
                ({}, ("id", "no"), 401, "error", either),
                ({}, ("no", "secret"), 401, "error", either),
                ({"wording": "older"}, ("id", "no"), 401, "error", "client secret supplied"),
                ({"wording": "older"}, ("no", "no"), 401, "errorCode", "'client_id'"),
                ({"refusal_status": 400}, ("id", "no"), 400, "error", either)):
            with self.subTest(options=options, pair=pair):
                self.stand_in.add("acme", "eu", "id", "secret", **options)
                response, body = self.client().ask_token(*pair)
                self.assertEqual((response.status, json.loads(body)[key]),
                                 (status, "invalid_client"))
                self.assertIn(text, body.decode())

    def test_requests_that_are_wrong(self):
        for form, error in (({"grant_type": "password"}, "unsupported_grant_type"),
                            ({"scope": "openid"}, "invalid_scope")):
            with self.subTest(form):
                response, body = self.client().ask_token(**form)
                self.assertEqual((response.status, json.loads(body)["error"]), (400, error))

        client = self.client()
        client.request("POST", TOKEN_PATH, "{}", {"Authorization": "Basic aWQ6c2VjcmV0",
                                                  "Content-Type": "application/json"})
        response = client.getresponse()
        self.assertEqual((response.status, json.loads(response.read())["error"]),
                         (400, "invalid_request"))
        self.assertEqual(self.get(TOKEN_PATH)[0].status, 405)
        self.assertEqual(self.get("/elsewhere")[0].status, 404)

    def test_rotation(self):
        self.stand_in.rotate("acme", "eu", "new-id", "new-secret", keep_old=True)
        self.assertEqual(self.client().ask_token()[0].status, 200)
        self.assertEqual(self.client().ask_token("new-id", "new-secret")[0].status, 200)
        self.stand_in.rotate("acme", "eu", "new-id", "newer-secret")
        self.assertEqual(self.client().ask_token()[0].status, 401)
        self.assertEqual(self.client().ask_token("new-id", "new-secret")[0].status, 401)
        self.assertEqual(self.client().ask_token("new-id", "newer-secret")[0].status, 200)

    def test_wrong_place(self):
        for host in ("acme-login.us.nexthink.cloud", "other-login.eu.nexthink.cloud",
                     "acme-login.moon.nexthink.cloud", "evil.example"):
            with self.subTest(host):
                response, body = self.client(host).ask_token()
                self.assertEqual((response.status, json.loads(body)["errorCode"]),
                                 (404, "E0000007"))

    def test_another_host_header(self):
        client = self.client()
        client.request("GET", "/", headers={"Host": "other-login.eu.nexthink.cloud"})
        self.assertEqual(client.getresponse().status, 421)

    def test_metadata(self):
        path = "/oauth2/default/.well-known/oauth-authorization-server"
        response, body = self.get(path)
        self.assertEqual(response.status, 200)
        self.assertEqual(json.loads(body)["token_endpoint"], f"https://{LOGIN}{TOKEN_PATH}")
        self.stand_in.set_instance_options("acme", "eu", well_known=404)
        self.assertEqual(self.get(path)[0].status, 404)
        self.assertEqual(self.get(path, "other-login.eu.nexthink.cloud")[0].status, 404)

    def test_permissions(self):
        bearer = "Bearer " + json.loads(self.client().ask_token()[1])["access_token"]
        paths = {"remote-actions": "/api/v1/act/remote-action", "workflows": "/api/v1/workflows",
                 "nql": "/api/v1/nql/status/5d8b3f4e-1111-4222-8333-444455556666"}

        def statuses(**headers):
            return [self.get(path, API, **headers)[0].status for path in paths.values()]

        self.assertEqual(statuses(Authorization=bearer), [200, 200, 404])
        self.assertEqual(statuses(Authorization="Bearer other"), [401, 401, 401])
        self.assertEqual(statuses(), [401, 401, 401])
        self.stand_in.set_instance_options(
            "acme", "eu", permissions={"remote-actions": 403, "workflows": 500, "nql": 400})
        self.assertEqual(statuses(Authorization=bearer), [403, 500, 400])
        self.assertEqual(self.stand_in.requests[-1].bearer, bearer.partition(" ")[2])
        self.assertEqual(self.get("/api/v1/other", API, Authorization=bearer)[0].status, 404)
        self.stand_in.rotate("acme", "eu", "id", "new")
        self.assertEqual(statuses(Authorization=bearer), [401, 401, 401])

    def test_in_clear(self):
        with socket.create_connection(("127.0.0.1", self.stand_in.port), TIME_LIMIT) as sock:
            sock.sendall(b"GET /secret HTTP/1.1\r\nHost: " + LOGIN.encode() + b"\r\n\r\n")
            self.assertTrue(sock.recv(100).startswith(b"HTTP/1.1 400 "))
        request, = self.stand_in.requests
        self.assertEqual((request.host, request.path, request.tls), (LOGIN, "/secret", None))

    def test_not_http(self):
        client = self.client()
        client.connect()
        client.sock.sendall(b"nonsense\r\n\r\n")
        self.assertTrue(client.receive().startswith(b"HTTP/1.1 400 "))
        self.assertEqual(self.stand_in.requests, [])


if __name__ == "__main__":
    unittest.main()
