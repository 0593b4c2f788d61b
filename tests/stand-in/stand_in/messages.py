# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP/1.1 as far as it is needed: a request that came, an answer to give."""

import base64
import binascii
import dataclasses
import email.utils
import http
import json
import time
import urllib.parse

TOKEN_PATH = "/oauth2/default/v1/token"

MAX_HEAD = 64 * 1024
MAX_BODY = 1024 * 1024


class BadMessage(Exception):
    """What came is not HTTP."""


@dataclasses.dataclass
class Request:
    """What a client sent, and what became of it."""

    method: str
    path: str
    headers: dict               # names in lower case, values of one name joined
    body: str
    host: str = ""              # the Host header without the port
    client_id: str = None       # from Authorization: Basic
    client_secret: str = None
    bearer: str = None          # from Authorization: Bearer
    number: int = 0
    connection: int = 0
    server_name: str = ""
    tls: str = None             # the version, None in clear
    scenario: str = None
    status: int = None          # of the answer, None when there was none
    sent: int = 0               # bytes of the answer, head and body
    at: float = 0.0             # seconds since the epoch

    def is_harmless(self):
        """Whether it only reads, or asks for a token as documented."""
        if self.method in ("GET", "HEAD"):
            return not self.body
        return (self.method == "POST" and self.path == TOKEN_PATH
                and self.server_name.partition(".")[0].endswith("-login")
                and self.form == {"grant_type": "client_credentials",
                                  "scope": "service:integration"})

    @property
    def form(self):
        return dict(urllib.parse.parse_qsl(self.body, keep_blank_values=True))

    def as_dict(self):
        return {**vars(self), "form": self.form}


@dataclasses.dataclass
class Answer:
    """What is to be said. Headers with the value None are left out."""

    status: int
    headers: dict
    body: bytes = b""

    def head(self):
        """Status line and headers, without the empty line that ends them."""
        try:
            phrase = http.HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Unknown"
        headers = {"Date": date(), "Server": "nginx", "Content-Length": len(self.body),
                   **self.headers}
        lines = [f"HTTP/1.1 {self.status} {phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n"


def date(offset=0):
    return email.utils.formatdate(time.time() + offset, usegmt=True)


def json_answer(status, members, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, {"Content-Type": "application/json", **headers},
                  json.dumps(members, ensure_ascii=False).encode())


def html_answer(status, title):
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n" \
           f"<body><h1>{title}</h1></body></html>\n"
    return Answer(status, {"Content-Type": "text/html; charset=utf-8"}, page.encode())


class Reader:
    """Takes requests off a stream, one after the other."""

    def __init__(self, stream):
        self._stream = stream
        self._buffer = b""

    def wait(self):
        """Blocks until something is there; False at the end of the stream."""
        return bool(self._buffer) or self._more()

    def read(self):
        """The next whole request, None when the stream ends first."""
        while b"\r\n\r\n" not in self._buffer:
            if len(self._buffer) > MAX_HEAD:
                raise BadMessage("head too large")
            if not self._more():
                return None
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        request = _parse_head(head.decode("latin-1"))
        try:
            length = int(request.headers.get("content-length", "0"))
        except ValueError as error:
            raise BadMessage("bad Content-Length") from error
        if not 0 <= length <= MAX_BODY:
            raise BadMessage("body too large")
        while len(self._buffer) < length:
            if not self._more():
                return None
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        request.body = body.decode("utf-8", "replace")
        return request

    def _more(self):
        chunk = self._stream.recv(65536)
        self._buffer += chunk
        return bool(chunk)


def _parse_head(head):
    first, *lines = head.split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadMessage(f"no request line: {first[:80]!r}")
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise BadMessage("a header without a colon")
        name, value = name.lower(), value.strip()
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    request = Request(words[0], words[1], headers, "", at=time.time())
    request.host = headers.get("host", "").partition(":")[0].lower()
    _read_authorization(request, headers.get("authorization", ""))
    return request


def _read_authorization(request, value):
    scheme, _, rest = value.partition(" ")
    if scheme.lower() == "bearer":
        request.bearer = rest
    elif scheme.lower() == "basic":
        try:
            pair = base64.b64decode(rest, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            return
        request.client_id, colon, secret = pair.partition(":")
        request.client_secret = secret if colon else None
