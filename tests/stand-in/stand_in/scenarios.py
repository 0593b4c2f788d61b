# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of all that a host can be told to do."""

import dataclasses
import typing

from . import answers, deliveries

# What may be said about a scenario, and what holds when nothing is.
OPTIONS = {
    "status": 200,              # of the answer, where a scenario has a choice
    "shape": "oauth",           # of an error: 'oauth' or 'okta'
    "delay": 0,                 # seconds before the answer, in every scenario
    "tls_delay": 0,             # seconds before the TLS handshake, wherever there is one
    "interval": 0.2,            # seconds between two bytes of a drip
    "seconds": 30,              # until the next try; how far a clock is off
    "missing": 100,             # bytes of the body that never come
    "size": 2 * 1024 * 1024,    # of what is too large
    "depth": 200000,            # of what is nested too deeply
    "target": "portal.example.com",     # host where a redirect leads
    "headers": {},              # to be added to the answer
}


@dataclasses.dataclass(frozen=True)
class Scenario:
    """What is answered, how it is delivered, and what comes before."""

    name: str
    summary: str
    answer: typing.Callable = answers.regular
    deliver: typing.Callable = deliveries.whole
    opening: typing.Callable = None     # takes the place of TLS
    certificate: str = "good"
    old_tls: bool = False
    token_only: bool = False            # other paths than the token endpoint's are as always
    options: dict = dataclasses.field(default_factory=dict)

    def wants_new_connection(self):
        return bool(self.opening or self.old_tls or self.certificate != "good")


def _refusal(name, summary, error, status, **options):
    return Scenario(name, summary, answers.refusal(error), token_only=True,
                    options={"status": status, **options})


def _token(name, summary, answer, **options):
    return Scenario(name, summary, answer, token_only=True, options=options)


def _text(name, summary, change, **options):
    return _token(name, summary, answers.token_text(change), **options)


def _delivery(name, summary, deliver, **options):
    return Scenario(name, summary, deliver=deliver, options=options)


def _opening(name, summary, opening):
    return Scenario(name, summary, opening=opening)


def _certificate(name, summary, kind):
    return Scenario(name, summary, certificate=kind)


_TOO_LONG = "x" * (16 * 1024 + 1)

_TABLE = (
    Scenario("good", "a token for a valid ID and secret, a refusal for all others"),

    # Refusals by the authorization server, whatever ID and secret are
    _refusal("client-id-401", "client ID unknown, Okta shape, 401", "invalid_client", 401,
             shape="okta"),
    _refusal("client-id-400", "client ID unknown, Okta shape, 400", "invalid_client", 400,
             shape="okta"),
    _refusal("client-secret-401", "secret wrong, 401", "invalid_secret", 401),
    _refusal("client-secret-400", "secret wrong, 400", "invalid_secret", 400),
    _refusal("client-401", "ID or secret wrong, newer wording, 401", "invalid_client", 401),
    _refusal("client-400", "ID or secret wrong, newer wording, 400", "invalid_client", 400),
    Scenario("echo", "a refusal whose words repeat the credential", answers.echo,
             token_only=True),
    _refusal("scope", "invalid_scope, 400", "invalid_scope", 400),
    _refusal("grant", "unauthorized_client, 400", "unauthorized_client", 400),
    _refusal("policy-400", "access_denied, 400", "access_denied", 400),
    _refusal("policy-401", "access_denied, 401", "access_denied", 401),
    _refusal("request-400", "invalid_request, 400", "invalid_request", 400),
    _refusal("request-401", "invalid_request, 401", "invalid_request", 401),
    _refusal("grant-type-400", "unsupported_grant_type, 400", "unsupported_grant_type", 400),
    _refusal("grant-type-401", "unsupported_grant_type, 401", "unsupported_grant_type", 401),

    # Other answers that are not a token
    Scenario("not-found", "404 E0000007, no such authorization server", answers.not_found),
    Scenario("not-found-html", "404 with a web page", answers.html, options={"status": 404}),
    Scenario("rate-limited", "429 E0000047 with X-Rate-Limit-Reset and Retry-After",
             answers.rate_limited("reset", "seconds")),
    Scenario("rate-limited-seconds", "429 with Retry-After in seconds",
             answers.rate_limited("seconds")),
    Scenario("rate-limited-date", "429 with Retry-After as an HTTP date",
             answers.rate_limited("date")),
    Scenario("rate-limited-reset", "429 with X-Rate-Limit-Reset only",
             answers.rate_limited("reset")),
    Scenario("rate-limited-bare", "429 without a hint when to come back",
             answers.rate_limited()),
    Scenario("server-error", "500 E0000009 (option status: any other)", answers.server_error,
             options={"status": 500}),
    Scenario("bad-gateway", "502 with a web page", answers.html, options={"status": 502}),
    Scenario("unavailable", "503 with a web page and Retry-After", answers.unavailable),
    Scenario("status", "an empty answer of any status (418)", answers.some_status,
             options={"status": 418}),
    Scenario("proxy-sign-in", "407 from the server itself, as a transparent proxy does",
             answers.proxy_sign_in),
    Scenario("redirect-http", "302 to http on the same host", answers.redirect("http", False),
             options={"status": 302}),
    Scenario("redirect-host", "302 to another host", answers.redirect("https", True),
             options={"status": 302}),
    Scenario("redirect-same", "307 to the very same address", answers.redirect("https", False),
             options={"status": 307}),
    Scenario("html", "200 with a web page", answers.html),
    Scenario("empty", "200 with an empty body", answers.empty),
    Scenario("skewed-date", "good, the Date header 7 minutes off", answers.skewed_date,
             options={"seconds": 420}),
    Scenario("no-date", "good, without a Date header", answers.no_date),
    Scenario("as-text", "good, called text/plain", answers.as_text),
    Scenario("gzip", "good, compressed although nobody asked for it", answers.gzipped),

    # Token answers that are sound
    _token("opaque-token", "good, the access token is no JWT",
           answers.token_with(access_token=answers.opaque_token)),
    _token("bearer-lower-case", 'good, token_type is "bearer"',
           answers.token_with(token_type="bearer")),
    _token("extra-members", "good, with members that nobody knows",
           answers.token_with(ext={"list": [1, 2.5, None, True]}, note="é")),
    _token("no-scope", "good, without a scope", answers.token_with(scope=None)),

    # Token answers that are not
    _token("created", "a good token answer with status 201", answers.token_created),
    _token("no-token-type", "token_type is missing", answers.token_with(token_type=None)),
    _token("wrong-token-type", 'token_type is "mac"', answers.token_with(token_type="mac")),
    _token("no-expires-in", "expires_in is missing", answers.token_with(expires_in=None)),
    _token("expires-in-zero", "expires_in is 0", answers.token_with(expires_in=0)),
    _token("expires-in-negative", "expires_in is -900", answers.token_with(expires_in=-900)),
    _token("expires-in-huge", "expires_in is 2 to the 70th",
           answers.token_with(expires_in=2 ** 70)),
    _token("expires-in-long", "expires_in is a second more than a day",
           answers.token_with(expires_in=86401)),
    _token("expires-in-string", 'expires_in is "900"', answers.token_with(expires_in="900")),
    _token("expires-in-fraction", "expires_in is 900.5", answers.token_with(expires_in=900.5)),
    _token("no-access-token", "access_token is missing", answers.token_with(access_token=None)),
    _token("access-token-empty", 'access_token is ""', answers.token_with(access_token="")),
    _token("access-token-number", "access_token is 12345",
           answers.token_with(access_token=12345)),
    _token("access-token-long", "access_token has 16 Ki and 1 characters",
           answers.token_with(access_token=_TOO_LONG)),
    _token("access-token-characters", "access_token has a space and a line break in it",
           answers.token_with(access_token="abc def\r\nX-Evil: 1")),
    _text("array", "the token answer inside an array", answers.array),
    _text("damaged", "JSON cut in the middle, with the right Content-Length", answers.damaged),
    _text("deep-nesting", "a token, and 200,000 arrays in each other", answers.nested),
    _text("duplicate-keys", "a token answer with two access tokens", answers.duplicate_keys),
    _text("nul-character", "a token answer with \\u0000 in a string", answers.nul_character),
    _text("invalid-utf8", "a token answer that is not UTF-8", answers.invalid_utf8),
    _text("trailing-garbage", "a token answer and a brace too many", answers.trailing_garbage),
    _text("byte-order-mark", "a token answer after a byte order mark", answers.byte_order_mark),
    _text("too-large", "a token answer of 2 MiB", answers.padded),

    # Faults of delivery
    _delivery("delay", "good after 2 seconds", deliveries.whole, delay=2),
    _delivery("chunked", "good in chunks", deliveries.chunked),
    _delivery("until-close", "good, ended by the end of the connection", deliveries.until_close),
    _delivery("hang-after-tls", "reads the request, never answers", deliveries.hang),
    _delivery("hang-after-headers", "never a byte of the body", deliveries.hang_after_head),
    _delivery("hang-in-body", "stops in the middle of the body", deliveries.hang_in_body),
    _delivery("drip", "the body byte by byte, one every 0.2 s", deliveries.drip),
    _delivery("drip-headers", "the whole answer byte by byte", deliveries.drip_head),
    _delivery("reset-after-tls", "TCP reset instead of a reply", deliveries.reset),
    _delivery("reset-in-headers", "TCP reset in the headers", deliveries.reset_in_head),
    _delivery("reset-in-reply", "TCP reset in the middle of the body", deliveries.reset_in_body),
    _delivery("close-after-tls", "the end instead of a reply", deliveries.no_reply),
    _delivery("cut-body", "the body ends 100 bytes before its Content-Length", deliveries.cut),
    _delivery("torn-body", "half of the body, then the end without one of TLS", deliveries.torn),
    _delivery("endless-body", "a body without end", deliveries.endless_body),
    _delivery("header-flood", "headers without end", deliveries.header_flood),
    _delivery("long-header", "a header line of 2 MiB", deliveries.long_header),
    _delivery("not-http", "over TLS something else than HTTP", deliveries.not_http),

    # Faults before TLS
    _opening("hang-before-tls", "takes the connection, never says a byte",
             deliveries.hang_before_tls),
    _opening("hang-in-tls", "stops in the middle of the TLS handshake", deliveries.hang_in_tls),
    _opening("reset-at-accept", "TCP reset at once", deliveries.reset_at_accept),
    _opening("reset-in-tls", "TCP reset in the TLS handshake", deliveries.reset_in_tls),
    _opening("close-before-tls", "the end of the connection instead of TLS",
             deliveries.close_before_tls),
    _opening("plain-http", "plain HTTP where TLS should be", deliveries.plain_http),

    # Certificates and TLS
    _certificate("expired", "certificate expired three days ago", "expired"),
    _certificate("ending", "certificate that expires in ten days", "ending"),
    _certificate("not-yet-valid", "certificate valid from in three days", "not-yet-valid"),
    _certificate("wrong-host", "certificate for login.example.com", "wrong-host"),
    _certificate("self-signed", "certificate signed by itself", "self-signed"),
    _certificate("unknown-issuer", "certificate of a company that inspects TLS",
                 "unknown-issuer"),
    _certificate("weak-key", "certificate with an RSA key of 1024 bits", "weak-key"),
    _certificate("weak-signature", "certificate signed with SHA-1", "weak-signature"),
    _certificate("wrong-purpose", "certificate for clients only", "wrong-purpose"),
    Scenario("old-tls", "TLS 1.0 and 1.1 only", old_tls=True),
)

SCENARIOS = {scenario.name: scenario for scenario in _TABLE}

# Several in a row, one for each request; the last one stays.
SEQUENCES = {
    "server-error-then-good": ("server-error", "good"),
    "rate-limited-then-good": ("rate-limited", "good"),
    "hang-then-good": ("hang-before-tls", "good"),
    "no-reply-then-good": ("hang-after-tls", "good"),
    "reset-then-good": ("reset-after-tls", "good"),
}


def sequence(names):
    """The scenarios of a name, of a named sequence, or of a list of names."""
    if isinstance(names, str):
        names = SEQUENCES.get(names, (names,))
    if not names:
        raise ValueError("no scenario")
    unknown = [name for name in names if name not in SCENARIOS]
    if unknown:
        raise ValueError(f'no such scenario: {", ".join(map(str, unknown))}')
    return [SCENARIOS[name] for name in names]


def checked_options(options):
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise ValueError(f'no such option: {", ".join(unknown)}')
    return dict(options)


def summaries():
    """Every name with one line of what it does."""
    lines = {name: scenario.summary for name, scenario in SCENARIOS.items()}
    lines.update({name: ", then ".join(names) for name, names in SEQUENCES.items()})
    return lines
