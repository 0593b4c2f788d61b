# SPDX-License-Identifier: GPL-3.0-or-later
"""Every answer of the stand-in that is not a good one."""

import email.utils
import json
import time
import unittest

from wire import LOGIN, TIME_LIMIT, TOKEN_PATH, Case

# scenario: status, the error, a part of its words
REFUSALS = {
    "client-id-401": (401, "errorCode", "invalid_client", "Invalid value for 'client_id'"),
    "client-id-400": (400, "errorCode", "invalid_client", "Invalid value for 'client_id'"),
    "client-secret-401": (401, "error", "invalid_client", "The client secret supplied"),
    "client-secret-400": (400, "error", "invalid_client", "The client secret supplied"),
    "client-401": (401, "error", "invalid_client", "Either the client or the client cred"),
    "client-400": (400, "error", "invalid_client", "Either the client or the client cred"),
    "echo": (401, "error", "invalid_client", "No client "),
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
    "ending": lambda token: token["token_type"] == "Bearer",
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

TESTED = {*REFUSALS, *PAGES, *REDIRECTS, *RATE_LIMITS, *TOKENS, *DAMAGES}



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
        self.set_scenario("redirect-host", target="evil.example")
        self.assertEqual(self.client().ask_token()[0].headers["Location"],
                         f"https://evil.example{TOKEN_PATH}")

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


if __name__ == "__main__":
    unittest.main()
