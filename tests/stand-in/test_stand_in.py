# SPDX-License-Identifier: GPL-3.0-or-later
"""Every scenario of the stand-in does on the wire what its line in the table promises."""

import base64
import concurrent.futures
import email.utils
import http.client
import json
import os
import pathlib
import select
import signal
import socket
import ssl
import subprocess
import sys
import time
import unittest
import urllib.parse
import warnings

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from stand_in import SCENARIOS, SEQUENCES, StandIn      # noqa: E402
from stand_in import control, proxy                     # noqa: E402

LOGIN = "acme-login.eu.nexthink.cloud"
API = "acme.api.eu.nexthink.cloud"
TOKEN_PATH = "/oauth2/default/v1/token"
PROGRAM = pathlib.Path(__file__).resolve().parent / "stand-in.py"
TIME_LIMIT = 10
SILENCE = 0.2           # how long nothing must come to be called silence

# scenario: status, the error, a part of its words
REFUSALS = {
    "client-id-401": (401, "errorCode", "invalid_client", "Invalid value for 'client_id'"),
    "client-id-400": (400, "errorCode", "invalid_client", "Invalid value for 'client_id'"),
    "client-secret-401": (401, "error", "invalid_client", "The client secret supplied"),
    "client-secret-400": (400, "error", "invalid_client", "The client secret supplied"),
    "client-401": (401, "error", "invalid_client", "Either the client or the client cred"),
    "client-400": (400, "error", "invalid_client", "Either the client or the client cred"),
    "scope": (400, "error", "invalid_scope", "scopes"),
    "grant": (400, "error", "unauthorized_client", "not authorized"),
    "policy-400": (400, "error", "access_denied", "Policy evaluation failed"),
    "policy-401": (401, "error", "access_denied", "Policy evaluation failed"),
    "request-400": (400, "error", "invalid_request", "malformed"),
    "request-401": (401, "error", "invalid_request", "malformed"),
    "grant-type-400": (400, "error", "unsupported_grant_type", "not supported"),
    "grant-type-401": (401, "error", "unsupported_grant_type", "not supported"),
    "not-found": (404, "errorCode", "E0000007", "Not found"),
    "rate-limited": (429, "errorCode", "E0000047", "rate limit"),
    "server-error": (500, "errorCode", "E0000009", "Internal Server Error"),
}

# scenario: status, type of content, a part of the body
PAGES = {
    "not-found-html": (404, "text/html", b"<title>404 Not Found"),
    "bad-gateway": (502, "text/html", b"<title>502 Bad Gateway"),
    "unavailable": (503, "text/html", b"<title>503"),
    "proxy-sign-in": (407, "text/html", b"<title>407"),
    "html": (200, "text/html", b"<title>Welcome"),
    "empty": (200, "application/json", None),
    "status": (418, None, None),
}

# scenario: status and where it leads
REDIRECTS = {
    "redirect-http": (302, f"http://{LOGIN}{TOKEN_PATH}"),
    "redirect-host": (302, f"https://portal.example.com{TOKEN_PATH}"),
    "redirect-same": (307, f"https://{LOGIN}{TOKEN_PATH}"),
}

# scenario: which of the three hints it gives
RATE_LIMITS = {
    "rate-limited": {"seconds", "reset"},
    "rate-limited-seconds": {"seconds"},
    "rate-limited-date": {"date"},
    "rate-limited-reset": {"reset"},
    "rate-limited-bare": set(),
}

# scenario: what is true of the members of its answer
TOKENS = {
    "good": lambda token: token["access_token"].count(".") == 2,
    "as-text": lambda token: token["token_type"] == "Bearer",
    "no-date": lambda token: token["token_type"] == "Bearer",
    "skewed-date": lambda token: token["token_type"] == "Bearer",
    "until-close": lambda token: token["token_type"] == "Bearer",
    "chunked": lambda token: token["token_type"] == "Bearer",
    "opaque-token": lambda token: "." not in token["access_token"],
    "bearer-lower-case": lambda token: token["token_type"] == "bearer",
    "extra-members": lambda token: token["ext"]["list"] == [1, 2.5, None, True],
    "no-scope": lambda token: "scope" not in token,
    "created": lambda token: token["token_type"] == "Bearer",
    "no-token-type": lambda token: "token_type" not in token,
    "wrong-token-type": lambda token: token["token_type"] == "mac",
    "no-expires-in": lambda token: "expires_in" not in token,
    "expires-in-zero": lambda token: token["expires_in"] == 0,
    "expires-in-negative": lambda token: token["expires_in"] == -900,
    "expires-in-huge": lambda token: token["expires_in"] > 2 ** 64,
    "expires-in-long": lambda token: token["expires_in"] == 24 * 60 * 60 + 1,
    "expires-in-string": lambda token: token["expires_in"] == "900",
    "expires-in-fraction": lambda token: token["expires_in"] == 900.5,
    "no-access-token": lambda token: "access_token" not in token,
    "access-token-empty": lambda token: token["access_token"] == "",
    "access-token-number": lambda token: token["access_token"] == 12345,
    "access-token-long": lambda token: len(token["access_token"]) == 16 * 1024 + 1,
    "access-token-characters": lambda token: "\r\n" in token["access_token"],
    "array": lambda token: isinstance(token, list) and token[0]["token_type"] == "Bearer",
    "nul-character": lambda token: "\0" in token["note"],
    "too-large": lambda token: token["token_type"] == "Bearer",
}

# scenario: what is true of the bytes of its body, which no JSON reader should take
DAMAGES = {
    "damaged": lambda body: body.startswith(b'{"token_type": "Bearer"') and b"}" not in body,
    "deep-nesting": lambda body: b"[" * 200000 + b"]" * 200000 + b"}" in body,
    "duplicate-keys": lambda body: body.count(b'"access_token"') == 2,
    "invalid-utf8": lambda body: b'"\xff\xfe"' in body,
    "trailing-garbage": lambda body: body.endswith(b'"} }'),
    "byte-order-mark": lambda body: body.startswith(b"\xef\xbb\xbf{"),
    "gzip": lambda body: body.startswith(b"\x1f\x8b"),
}

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

HANGS = ("hang-after-tls", "hang-after-headers", "hang-in-body")
ENDLESS = {"endless-body": 4 << 20, "header-flood": 1 << 20}
SINGLE = ("delay", "drip", "drip-headers", "reset-after-tls", "reset-in-headers",
          "reset-in-reply", "close-after-tls", "cut-body", "torn-body", "long-header", "not-http",
          "hang-before-tls", "hang-in-tls", "reset-at-accept", "reset-in-tls",
          "close-before-tls", "plain-http", "old-tls")


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


class Table(unittest.TestCase):
    def test_every_scenario_has_a_test(self):
        tested = {*REFUSALS, *PAGES, *REDIRECTS, *RATE_LIMITS, *TOKENS, *DAMAGES, *CERTIFICATES,
                  *HANGS, *ENDLESS, *SINGLE}
        self.assertEqual(tested, set(SCENARIOS))

    def test_every_scenario_has_a_line(self):
        for scenario in SCENARIOS.values():
            self.assertRegex(scenario.summary, r"\A\S.{3,70}\Z")

    def test_mistakes_are_refused(self):
        with StandIn() as stand_in:
            stand_in.add("acme", "eu", "id", "secret")
            for action in (
                    lambda: stand_in.set_scenario("acme", "eu", "no-such-scenario"),
                    lambda: stand_in.set_scenario("acme", "eu", []),
                    lambda: stand_in.set_scenario("acme", "eu", "drip", no_such_option=1),
                    lambda: stand_in.set_scenario("acme", "us", "good"),
                    lambda: stand_in.set_scenario("acme", "eu", "good", host="web"),
                    lambda: stand_in.set_instance_options("acme", "eu", delay=1),
                    lambda: stand_in.rotate("acme", "us", "id", "secret"),
                    lambda: stand_in.add_proxy("no-such-variant"),
                    lambda: stand_in.wait_for(seconds=0, no_such_count=1)):
                self.assertRaises(ValueError, action)


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


class Answers(Case):
    def test_refusals(self):
        for name, (status, key, error, text) in REFUSALS.items():
            with self.subTest(name):
                self.set_scenario(name)
                response, body = self.client().ask_token()
                members = json.loads(body)
                words = members["error_description" if key == "error" else "errorSummary"]
                self.assertEqual((response.status, members[key]), (status, error))
                self.assertIn(text, words)
                self.assertEqual(len({"error", "errorCode"} & set(members)), 1)

    def test_refusals_in_the_other_shape_and_status(self):
        self.set_scenario("scope", shape="okta", status=401)
        response, body = self.client().ask_token()
        self.assertEqual((response.status, json.loads(body)["errorCode"]), (401, "invalid_scope"))
        self.assertEqual(set(json.loads(body)), {"errorCode", "errorSummary", "errorLink",
                                                 "errorId", "errorCauses"})

    def test_refusals_leave_other_paths_alone(self):
        self.set_scenario("client-401")
        path = "/oauth2/default/.well-known/oauth-authorization-server"
        self.assertEqual(self.get(path)[0].status, 200)

    def test_pages(self):
        for name, (status, kind, text) in PAGES.items():
            with self.subTest(name):
                self.set_scenario(name)
                response, body = self.client().ask_token()
                self.assertEqual(response.status, status)
                self.assertEqual((response.headers["Content-Type"] or "").partition(";")[0],
                                 kind or "")
                self.assertIn(text, body) if text else self.assertEqual(body, b"")

    def test_status_of_choice(self):
        for name in ("server-error", "status", "html", "empty"):
            with self.subTest(name):
                self.set_scenario(name, status=504, headers={"X-More": "yes"})
                response, _ = self.client().ask_token()
                self.assertEqual((response.status, response.headers["X-More"]), (504, "yes"))

    def test_redirects(self):
        for name, (status, location) in REDIRECTS.items():
            with self.subTest(name):
                self.set_scenario(name)
                response, _ = self.client().ask_token()
                self.assertEqual((response.status, response.headers["Location"]),
                                 (status, location))

    def test_rate_limits(self):
        for name, hints in RATE_LIMITS.items():
            with self.subTest(name):
                self.set_scenario(name, seconds=60)
                soon = time.time() + 60
                response, _ = self.client().ask_token()
                retry_after = response.headers["Retry-After"]
                reset = response.headers["X-Rate-Limit-Reset"]

                self.assertEqual(response.status, 429)
                self.assertEqual(retry_after is None, not hints & {"seconds", "date"})
                self.assertEqual(reset is None, "reset" not in hints)
                if "seconds" in hints:
                    self.assertEqual(retry_after, "60")
                if "date" in hints:
                    date = email.utils.parsedate_to_datetime(retry_after)
                    self.assertAlmostEqual(date.timestamp(), soon, delta=TIME_LIMIT)
                if "reset" in hints:
                    self.assertAlmostEqual(int(reset), soon, delta=TIME_LIMIT)
                    self.assertEqual(response.headers["X-Rate-Limit-Remaining"], "0")

    def test_unavailable_says_when(self):
        self.set_scenario("unavailable", seconds=7)
        self.assertEqual(self.client().ask_token()[0].headers["Retry-After"], "7")

    def test_dates(self):
        for name, offset in (("good", 0), ("skewed-date", 420), ("no-date", None)):
            with self.subTest(name):
                self.set_scenario(name)
                now = time.time()
                date = self.client().ask_token()[0].headers["Date"]
                if offset is None:
                    self.assertIsNone(date)
                else:
                    date = email.utils.parsedate_to_datetime(date).timestamp()
                    self.assertAlmostEqual(date, now + offset, delta=TIME_LIMIT)

    def test_tokens(self):
        for name, holds in TOKENS.items():
            with self.subTest(name):
                self.set_scenario(name)
                response, body = self.client().ask_token()
                self.assertEqual(response.status, 201 if name == "created" else 200)
                self.assertTrue(holds(json.loads(body)))

    def test_damages(self):
        for name, holds in DAMAGES.items():
            with self.subTest(name):
                self.set_scenario(name)
                response, body = self.client().ask_token()
                self.assertEqual(response.status, 200)
                self.assertTrue(holds(body))

    def test_sizes(self):
        self.set_scenario("too-large", size=3 << 20)
        self.assertEqual(len(self.client().ask_token()[1]), 3 << 20)
        self.set_scenario("deep-nesting", depth=40)
        self.assertIn(b"[" * 40 + b"]" * 40 + b"}", self.client().ask_token()[1])

    def test_framing(self):
        self.set_scenario("chunked")
        self.assertEqual(self.client().ask_token()[0].headers["Transfer-Encoding"], "chunked")
        self.set_scenario("until-close")
        self.assertIsNone(self.client().ask_token()[0].headers["Content-Length"])
        self.set_scenario("as-text")
        self.assertEqual(self.client().ask_token()[0].headers["Content-Type"], "text/plain")


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
                client.timeout = SILENCE
                with self.assertRaises((TimeoutError, ConnectionResetError,
                                        http.client.RemoteDisconnected, ssl.SSLEOFError)):
                    client.ask_token()
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


class ByHand(unittest.TestCase):
    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait, TIME_LIMIT)
        self.addCleanup(process.terminate)
        return process, json.loads(process.stdout.readline())

    def test_demo(self):
        process, greeting = self.start("--demo")
        self.assertEqual(greeting["environment"], {"KEYRACK_CONNECT_TO": greeting["address"],
                                                   "KEYRACK_CA_FILE": greeting["ca_file"]})
        statuses = {}
        for connection in greeting["connections"]:
            host = f"{connection['instance']}-login.{connection['region']}.nexthink.cloud"
            client = Client(greeting["address"], host, trusting(greeting["ca_file"]))
            self.addCleanup(client.close)
            response, body = client.ask_token(connection["client_id"],
                                              connection["client_secret"])
            statuses[connection["name"]] = response.status
        self.assertEqual(statuses, {"Acme": 200, "Fabrikam": 401, "Contoso": 404})

        client = Client(greeting["address"], "contoso-login.us.nexthink.cloud",
                        trusting(greeting["ca_file"]))
        self.addCleanup(client.close)
        self.assertEqual(client.ask_token(greeting["connections"][2]["client_id"],
                                          greeting["connections"][2]["client_secret"])[0].status,
                         200)

        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(TIME_LIMIT), 0)
        self.assertFalse(os.path.exists(os.path.dirname(greeting["ca_file"])))

    def test_instances_from_standard_input(self):
        process = subprocess.Popen([PROGRAM, "--instances", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        process.stdin.write(json.dumps([{"instance": "acme", "region": "eu", "client_id": "id",
                                         "secret": "secret", "scenario": "html"}]))
        process.stdin.close()
        greeting = json.loads(process.stdout.readline())
        client = Client(greeting["address"], LOGIN, trusting(greeting["ca_file"]))
        self.addCleanup(client.close)
        self.assertIn(b"<html>", client.ask_token()[1])
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIME_LIMIT), 0)

    def test_dies_with_its_parent(self):
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        parent = f"""
import subprocess
child = subprocess.Popen([{str(PROGRAM)!r}], stdout=subprocess.PIPE, close_fds=False)
child.stdout.readline()
"""
        subprocess.run([sys.executable, "-c", parent], pass_fds=[writing], check=True)
        os.close(writing)
        self.assertTrue(select.select([reading], [], [], TIME_LIMIT)[0], "it is still running")
        self.assertEqual(os.read(reading, 1), b"")

    def test_list(self):
        done = subprocess.run([PROGRAM, "--list-scenarios", "--json"], capture_output=True,
                              check=True)
        self.assertEqual(set(json.loads(done.stdout)["scenarios"]), {*SCENARIOS, *SEQUENCES})
        done = subprocess.run([PROGRAM, "--list-scenarios"], capture_output=True, text=True,
                              check=True)
        self.assertEqual(len(done.stdout.splitlines()), len(SCENARIOS) + len(SEQUENCES))

    def test_help_names_all(self):
        done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
        for name in (*SCENARIOS, *SEQUENCES):
            self.assertIn(f"  {name} ", done.stdout)


if __name__ == "__main__":
    unittest.main()
