# SPDX-License-Identifier: GPL-3.0-or-later
"""The first bytes of a connection, looked at and left where they are."""

import socket
import struct

HANDSHAKE = 0x16
_SERVER_NAME = 0
_PEEK = socket.MSG_PEEK | socket.MSG_WAITALL


def is_tls(sock):
    """True: a TLS handshake; False: something else; None: the client went away in silence."""
    first = sock.recv(1, socket.MSG_PEEK)
    return first[0] == HANDSHAKE if first else None


def peek_server_name(sock):
    """The name in the ClientHello (RFC 8446 section 4, RFC 6066 section 3), '' without one."""
    header = sock.recv(5, _PEEK)
    if len(header) < 5:
        return ""
    length = struct.unpack("!H", header[3:5])[0]
    return server_name(sock.recv(5 + length, _PEEK)[5:])


def server_name(hello):
    """The server name in the handshake message `hello`, in lower case, or ''."""
    try:
        at = 4 + 2 + 32                                     # header, version, random
        at += 1 + hello[at]                                 # session ID
        at += 2 + struct.unpack_from("!H", hello, at)[0]    # cipher suites
        at += 1 + hello[at]                                 # compression methods
        end = at + 2 + struct.unpack_from("!H", hello, at)[0]
        at += 2
        while at + 4 <= end:
            kind, length = struct.unpack_from("!HH", hello, at)
            if kind == _SERVER_NAME:
                size = struct.unpack_from("!H", hello, at + 7)[0]
                return hello[at + 9:at + 9 + size].decode("ascii", "replace").lower()
            at += 4 + length
    except (IndexError, struct.error):
        pass
    return ""
