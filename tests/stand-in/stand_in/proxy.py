# SPDX-License-Identifier: GPL-3.0-or-later
"""A forward proxy: every CONNECT leads to the stand-in, wherever it wanted to go."""

import base64
import contextlib
import select
import socket
import threading

from . import messages
from .listener import Listener

VARIANTS = {
    "works": "opens a tunnel",
    "sign-in": "407 until user and password of the options come",
    "refuses": "403",
    "bad-gateway": "502 with a web page",
    "html": "200 with a web page instead of a tunnel",
    "hangs": "never answers",
    "resets": "TCP reset instead of an answer",
    "drops-tunnel": "opens a tunnel and resets it",
}

_PAGE = b"<h1>Company proxy</h1>\n"
_STATUS = {"sign-in": b"407 Proxy Authentication Required", "refuses": b"403 Forbidden",
           "bad-gateway": b"502 Bad Gateway", "html": b"200 OK"}


class Proxy:
    """`requests` are the (method, target) that came; `address` is what to set as the proxy."""

    def __init__(self, port, variant="works", user="user", password="password"):
        self.set_variant(variant)
        self.requests = []
        self._port = port
        self._credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._lock = threading.Lock()
        self._listener = Listener(self._serve, "proxy")
        self.address = self._listener.address

    def set_variant(self, variant):
        if variant not in VARIANTS:
            raise ValueError(f"no such variant of a proxy: {variant}")
        self.variant = variant

    def targets(self):
        """How often each target was asked for."""
        with self._lock:
            return {target: sum(target == other for _, other in self.requests)
                    for _, target in self.requests}

    def close(self):
        self._listener.close()

    def _serve(self, connection):
        reader = messages.Reader(connection.sock)
        try:
            request = reader.read()
        except messages.BadMessage:
            return
        if request is None:
            return
        with self._lock:
            self.requests.append((request.method, request.path))
        variant = self.variant
        if variant == "sign-in" and self._signed_in(request):
            variant = "works"
        if variant == "hangs":
            connection.wait_gone()
        elif variant == "resets":
            connection.reset()
        elif variant in _STATUS or request.method != "CONNECT":
            _answer(connection, _STATUS.get(variant, b"400 Bad Request"))
        else:
            connection.sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            if variant == "drops-tunnel":
                connection.reset()
            else:
                self._tunnel(connection.sock)

    def _signed_in(self, request):
        return request.headers.get("proxy-authorization") == f"Basic {self._credentials}"

    def _tunnel(self, sock):
        with contextlib.closing(socket.create_connection(("127.0.0.1", self._port))) as other:
            other.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opposite = {sock: other, other: sock}
            while opposite:
                for source in select.select(list(opposite), [], [])[0]:
                    data = source.recv(65536)
                    if data:
                        opposite[source].sendall(data)
                    else:
                        opposite.pop(source).shutdown(socket.SHUT_WR)


def _answer(connection, status):
    connection.sock.sendall(
        b"HTTP/1.1 " + status + b'\r\nProxy-Authenticate: Basic realm="company"\r\n'
        b"Content-Type: text/html\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n" % len(_PAGE) + _PAGE)
    connection.shutdown(socket.SHUT_WR)
    connection.wait_gone(5)
