# SPDX-License-Identifier: GPL-3.0-or-later
"""A port on the loopback with a thread for each connection, which may hang as long as it likes."""

import itertools
import select
import socket
import struct
import threading


class Connection:
    """One accepted connection. `sock` is the TLS socket as soon as there is one."""

    def __init__(self, number, sock):
        self.number = number
        self.sock = sock
        self.thread = None
        self._descriptor = sock.fileno()    # the same when TLS takes the socket over
        self._closed = False
        self.server_name = ""   # as asked for in the ClientHello
        self.tls = None         # the version, None in clear or before the handshake
        self.fault = None       # why the handshake failed, in OpenSSL's words

    def as_dict(self):
        return {"number": self.number, "server_name": self.server_name,
                "tls": self.tls, "fault": self.fault}

    def wait_gone(self, seconds=None):
        """Waits for the client to go away, at most so long; True when it went."""
        if self._closed:
            return True
        poll = select.poll()
        poll.register(self._descriptor, select.POLLRDHUP)
        return bool(poll.poll(None if seconds is None else seconds * 1000))

    def close(self):
        self._closed = True
        self.sock.close()

    def reset(self):
        """Ends the connection with a TCP reset."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def shutdown(self, how=socket.SHUT_RDWR):
        """Ends the connection from any thread, past TLS; the owner's thread closes it."""
        try:
            socket.socket.shutdown(self.sock, how)
        except OSError:
            pass                # it was gone already


class Listener:
    """Accepts on a free port of 127.0.0.1 and calls `serve (connection)` in a new thread."""

    def __init__(self, serve, name):
        self._serve = serve
        self._name = name
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._open = set()
        self._closed = False
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self._socket.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._accept, name=name, daemon=True)
        self._thread.start()

    def close(self):
        """Ends every connection and waits for their threads."""
        with self._lock:
            self._closed = True
            connections = list(self._open)
        self._socket.shutdown(socket.SHUT_RDWR)
        for connection in connections:
            connection.shutdown()
        self._thread.join()
        for connection in connections:
            connection.thread.join()
        self._socket.close()

    def _accept(self):
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(next(self._numbers), sock)
            connection.thread = threading.Thread(target=self._run, args=(connection,),
                                                 name=self._name, daemon=True)
            with self._lock:
                if self._closed:
                    sock.close()
                    return
                self._open.add(connection)
                connection.thread.start()

    def _run(self, connection):
        try:
            self._serve(connection)
        except OSError:
            pass                # the client went away: its good right
        finally:
            with self._lock:
                self._open.discard(connection)
                connection.close()
