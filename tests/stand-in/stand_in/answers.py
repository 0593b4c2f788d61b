# SPDX-License-Identifier: GPL-3.0-or-later
"""What is answered: the hosts as they are when all is well, and everything else they may say.

An answer is a function of an exchange (its request, its place, its options) to an Answer.
The wording of refusals is Okta's, whose authorization server the login host is.
"""

import base64
import gzip as gzip_module
import json
import secrets
import time

from .messages import TOKEN_PATH, Answer, date, html_answer, json_answer

WELL_KNOWN_PATH = "/oauth2/default/.well-known/oauth-authorization-server"
SCOPE = "service:integration"

PERMISSIONS = {
    "remote-actions": "/api/v1/act/remote-action",
    "workflows": "/api/v1/workflows",
    "nql": "/api/v1/nql/status/",
}

SUMMARIES = {
    "E0000006": "You do not have permission to perform the requested action",
    "E0000007": "Not found: Resource not found: default (AuthorizationServer)",
    "E0000009": "Internal Server Error",
    "E0000011": "Invalid token provided",
    "E0000022": "The endpoint does not support the provided HTTP method",
    "E0000047": "API call exceeded rate limit due to too many requests.",
    "invalid_client": "Invalid value for 'client_id' parameter.",
}

DESCRIPTIONS = {
    "invalid_client": "Client authentication failed. Either the client or the client "
                      "credentials are invalid.",
    "invalid_secret": "The client secret supplied for a confidential client is invalid.",
    "invalid_scope": "One or more scopes are not configured for the authorization server "
                     "resource.",
    "unauthorized_client": "The client is not authorized to use the provided grant type. "
                           "Configured grant types: [authorization_code].",
    "access_denied": "Policy evaluation failed for this request, please check the policy "
                     "configurations.",
    "invalid_request": "The request is missing a required parameter, includes an invalid "
                       "parameter value, or is otherwise malformed.",
    "unsupported_grant_type": "The authorization grant type is not supported by the "
                              "authorization server.",
}


# The two shapes of an error

def _common(**more):
    return {"X-Okta-Request-Id": secrets.token_urlsafe(20), "Cache-Control": "no-cache, no-store",
            **more}


def oauth_error(status, error, description=None):
    return json_answer(status, {
        "error": error,
        "error_description": description or DESCRIPTIONS[error],
    }, **_common())


def okta_error(status, code, summary=None, **headers):
    return json_answer(status, {
        "errorCode": code,
        "errorSummary": summary or SUMMARIES.get(code) or DESCRIPTIONS[code],
        "errorLink": code,
        "errorId": "oae" + secrets.token_urlsafe(18),
        "errorCauses": [],
    }, **_common(**headers))


def refusal(error):
    """An answer that refuses with `error` in the shape and with the status of the options."""
    def answer(exchange):
        status = exchange.options["status"]
        code = "invalid_client" if error == "invalid_secret" else error
        if exchange.options["shape"] == "okta":
            return okta_error(status, code, SUMMARIES.get(error) or DESCRIPTIONS[error])
        return oauth_error(status, code, DESCRIPTIONS[error])
    return answer


def echo(exchange):
    """A refusal that repeats the credential, as a careless server or proxy might."""
    request = exchange.request
    return oauth_error(401, "invalid_client",
                       f"No client {request.client_id} with {request.client_secret} "
                       f"({request.headers.get('authorization')})")


# When all is well

def regular(exchange):
    """What a real host would say to this request."""
    return {"login": _login, "api": _api}.get(exchange.place.kind, not_found)(exchange)


def not_found(exchange):
    return okta_error(404, "E0000007")


def _login(exchange):
    path, method = exchange.request.path, exchange.request.method
    if path == TOKEN_PATH:
        return _token(exchange) if method == "POST" else okta_error(405, "E0000022")
    if path == WELL_KNOWN_PATH:
        return _well_known(exchange) if method == "GET" else okta_error(405, "E0000022")
    return okta_error(404, "E0000007", f"Not found: Resource not found: {path} (Endpoint)")


def _token(exchange):
    request, instance = exchange.request, exchange.place.instance
    known = request.client_id in instance.credentials
    if not known or instance.credentials[request.client_id] != request.client_secret:
        return _refuse(instance, known)
    if request.headers.get("content-type") != "application/x-www-form-urlencoded":
        return oauth_error(400, "invalid_request")
    if "grant_type" not in request.form:
        return oauth_error(400, "invalid_request")
    if request.form["grant_type"] != "client_credentials":
        return oauth_error(400, "unsupported_grant_type")
    if request.form.get("scope") != SCOPE:
        return oauth_error(400, "invalid_scope")
    return json_answer(200, token_members(exchange), **_common())


def _refuse(instance, known):
    status = instance.options["refusal_status"]
    if instance.options["wording"] == "newer":
        return oauth_error(status, "invalid_client")
    if known:
        return oauth_error(status, "invalid_client", DESCRIPTIONS["invalid_secret"])
    return okta_error(status, "invalid_client")


def _well_known(exchange):
    status = exchange.place.instance.options["well_known"]
    if status != 200:
        return okta_error(status, "E0000007")
    issuer = f"https://{exchange.place.host}/oauth2/default"
    return json_answer(200, {
        "issuer": issuer,
        "token_endpoint": f"{issuer}/v1/token",
        "jwks_uri": f"{issuer}/v1/keys",
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "scopes_supported": [SCOPE],
    })


def _api(exchange):
    request, instance = exchange.request, exchange.place.instance
    for name, path in PERMISSIONS.items():
        if request.path == path or path.endswith("/") and request.path.startswith(path):
            break
    else:
        return okta_error(404, "E0000007", "Not found")
    if request.method != "GET":
        return okta_error(405, "E0000022")
    if request.bearer not in instance.tokens:
        return okta_error(401, "E0000011")
    status = instance.options["permissions"].get(name, 404 if name == "nql" else 200)
    if status == 200:
        return json_answer(200, [])
    code = {401: "E0000011", 403: "E0000006", 404: "E0000007", 429: "E0000047"}
    return okta_error(status, code.get(status, "E0000009"))


# Tokens, sound and unsound

def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def make_jwt(place, client_id, lifetime):
    """A token as Okta makes them, but signed by nobody."""
    now = int(time.time())
    header = {"kid": secrets.token_urlsafe(32), "alg": "RS256"}
    claims = {
        "ver": 1,
        "jti": "AT." + secrets.token_urlsafe(32),
        "iss": f"https://{place.host}/oauth2/default",
        "aud": "api://default",
        "iat": now,
        "exp": now + lifetime,
        "cid": client_id,
        "scp": [SCOPE],
        "sub": client_id,
    }
    parts = [json.dumps(part, separators=(",", ":")).encode() for part in (header, claims)]
    return ".".join(_base64url(part) for part in (*parts, secrets.token_bytes(256)))


def token_members(exchange):
    """The members of a good token answer; the token is valid at the API host from now on."""
    token = make_jwt(exchange.place, exchange.request.client_id, 900)
    if exchange.place.instance:
        exchange.place.instance.tokens.add(token)
    return {"token_type": "Bearer", "expires_in": 900, "access_token": token, "scope": SCOPE}


def token_with(**members):
    """A token answer in which some members are others; None leaves a member out."""
    def answer(exchange):
        made = {**token_members(exchange), **members}
        made = {name: value(exchange) if callable(value) else value
                for name, value in made.items() if value is not None}
        return json_answer(200, made, **_common())
    return answer


def token_text(change):
    """A good token answer whose bytes are changed by a function of bytes and options."""
    def answer(exchange):
        good = json_answer(200, token_members(exchange), **_common())
        good.body = change(good.body, exchange.options)
        return good
    return answer


def token_created(exchange):
    return json_answer(201, token_members(exchange), **_common())


def opaque_token(exchange):
    return secrets.token_urlsafe(30)


def nested(body, options):
    depth = options["depth"]
    return body[:-1] + b', "nested": ' + b"[" * depth + b"]" * depth + b"}"


def damaged(body, options):
    return body[:len(body) // 2]


def array(body, options):
    return b"[" + body + b"]"


def duplicate_keys(body, options):
    return body[:-1] + b', "access_token": "other"}'


def nul_character(body, options):
    return body[:-1] + b', "note": "a\\u0000b"}'


def invalid_utf8(body, options):
    return body[:-1] + b', "note": "\xff\xfe"}'


def trailing_garbage(body, options):
    return body + b" }"


def byte_order_mark(body, options):
    return b"\xef\xbb\xbf" + body


def padded(body, options):
    return body + b" " * max(0, options["size"] - len(body))


# Other answers

def empty(exchange):
    return Answer(exchange.options["status"], {"Content-Type": "application/json"})


def html(exchange):
    status = exchange.options["status"]
    titles = {200: "Welcome to the guest network", 404: "404 Not Found", 502: "502 Bad Gateway"}
    return html_answer(status, titles.get(status, f"Error {status}"))


def server_error(exchange):
    return okta_error(exchange.options["status"], "E0000009")


def some_status(exchange):
    return Answer(exchange.options["status"], {})


def redirect(scheme, other_host):
    """Sends the client on to `scheme`, on this host or on the one of the option `target`."""
    def answer(exchange):
        host = exchange.options["target"] if other_host else exchange.place.host
        status = exchange.options["status"]
        return Answer(status, {"Location": f"{scheme}://{host}{exchange.request.path}"})
    return answer


def rate_limited(*hints):
    """Status 429, with the headers named telling when to come back."""
    def answer(exchange):
        seconds = exchange.options["seconds"]
        reset = int(time.time()) + seconds
        headers = {
            "seconds": {"Retry-After": seconds},
            "date": {"Retry-After": date(seconds)},
            "reset": {"X-Rate-Limit-Limit": 600, "X-Rate-Limit-Remaining": 0,
                      "X-Rate-Limit-Reset": reset},
        }
        chosen = {name: value for hint in hints for name, value in headers[hint].items()}
        return okta_error(429, "E0000047", **chosen)
    return answer


def unavailable(exchange):
    answer = html_answer(503, "503 Service Unavailable")
    answer.headers["Retry-After"] = exchange.options["seconds"]
    return answer


def proxy_sign_in(exchange):
    answer = html_answer(407, "407 Proxy Authentication Required")
    answer.headers["Proxy-Authenticate"] = 'Basic realm="company"'
    return answer


def skewed_date(exchange):
    answer = regular(exchange)
    answer.headers["Date"] = date(exchange.options["seconds"])
    return answer


def no_date(exchange):
    answer = regular(exchange)
    answer.headers["Date"] = None
    return answer


def gzipped(exchange):
    answer = regular(exchange)
    answer.headers["Content-Encoding"] = "gzip"
    answer.body = gzip_module.compress(answer.body)
    return answer


def as_text(exchange):
    answer = regular(exchange)
    answer.headers["Content-Type"] = "text/plain"
    return answer


