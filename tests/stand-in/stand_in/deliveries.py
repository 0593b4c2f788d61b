# SPDX-License-Identifier: GPL-3.0-or-later
"""How bytes go out, well and badly.

A delivery gets an exchange and its answer and returns True when the connection can be kept.
An opening gets a connection whose ClientHello is still unread, and what TLS would be spoken
with; it ends the connection in some way, so nothing comes after it.
"""

import ssl

_CHUNK = b"x" * 16384


# After the request

def whole(exchange, answer):
    exchange.finish(answer.head() + b"\r\n" + answer.body)
    return exchange.request.headers.get("connection", "").lower() != "close"


def chunked(exchange, answer):
    answer.headers.update({"Transfer-Encoding": "chunked", "Content-Length": None})
    exchange.write(answer.head() + b"\r\n")
    for at in range(0, len(answer.body), 100):
        chunk = answer.body[at:at + 100]
        exchange.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
    exchange.finish(b"0\r\n\r\n")
    return True


def until_close(exchange, answer):
    """Without a length: the end of the connection ends the body."""
    answer.headers.update({"Content-Length": None, "Connection": "close"})
    exchange.finish(answer.head() + b"\r\n" + answer.body)
    exchange.close()
    return False


def drip(exchange, answer):
    exchange.write(answer.head() + b"\r\n")
    return _drip(exchange, answer.body)


def drip_head(exchange, answer):
    return _drip(exchange, answer.head() + b"\r\n" + answer.body)


def _drip(exchange, data):
    for at in range(len(data) - 1):
        exchange.write(data[at:at + 1])
        if exchange.pause(exchange.options["interval"]):
            return False
    exchange.finish(data[-1:])
    return True


def hang(exchange, answer):
    exchange.pause(None)
    return False


def hang_after_head(exchange, answer):
    exchange.write(answer.head() + b"\r\n")
    return hang(exchange, answer)


def hang_in_body(exchange, answer):
    exchange.write(answer.head() + b"\r\n" + _half(answer.body))
    return hang(exchange, answer)


def reset(exchange, answer):
    exchange.reset()
    return False


def reset_in_head(exchange, answer):
    exchange.write(_half(answer.head()))
    return reset(exchange, answer)


def reset_in_body(exchange, answer):
    exchange.write(answer.head() + b"\r\n" + _half(answer.body))
    return reset(exchange, answer)


def no_reply(exchange, answer):
    exchange.close()
    return False


def cut(exchange, answer):
    """Promises more than it sends and says goodbye properly."""
    answer.headers["Content-Length"] = len(answer.body) + exchange.options["missing"]
    exchange.finish(answer.head() + b"\r\n" + answer.body)
    exchange.close()
    return False


def torn(exchange, answer):
    """Half of the body, then the end of the connection without one of TLS."""
    exchange.finish(answer.head() + b"\r\n" + _half(answer.body))
    exchange.close(goodbye=False)
    return False


def endless_body(exchange, answer):
    answer.headers.update({"Content-Length": None, "Connection": "close"})
    exchange.write(answer.head() + b"\r\n" + answer.body[:-1])
    while True:
        exchange.write(_CHUNK)


def header_flood(exchange, answer):
    exchange.write(answer.head())
    line = b"X-Flood-%d: " + b"y" * 1000 + b"\r\n"
    number = 0
    while True:
        exchange.write(b"".join(line % (number + i) for i in range(16)))
        number += 16


def long_header(exchange, answer):
    """One header line of the option `size`, else a good answer."""
    exchange.write(answer.head() + b"X-Long: " + b"y" * exchange.options["size"] + b"\r\n")
    exchange.finish(b"\r\n" + answer.body)
    return True


def not_http(exchange, answer):
    exchange.finish(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n")
    exchange.close()
    return False


def _half(data):
    return data[:len(data) // 2]


# Before TLS

def hang_before_tls(connection, context):
    connection.wait_gone()


def hang_in_tls(connection, context):
    connection.sock.sendall(_half(_server_flight(connection, context)))
    connection.wait_gone()


def reset_at_accept(connection, context):
    connection.reset()


def reset_in_tls(connection, context):
    connection.sock.sendall(_half(_server_flight(connection, context)))
    connection.reset()


def close_before_tls(connection, context):
    connection.sock.recv(65536)         # what is unread would make the end a reset


def plain_http(connection, context):
    connection.sock.recv(65536)
    connection.sock.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n"
                            b"Content-Length: 16\r\nConnection: close\r\n\r\n"
                            b"<h1>Welcome</h1>")


def _server_flight(connection, context):
    """What TLS would answer to the ClientHello that is waiting."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_side=True)
    incoming.write(connection.sock.recv(65536))
    try:
        tls.do_handshake()
    except ssl.SSLError:
        pass                            # it waits for the client's turn, or sends an alert
    return outgoing.read()
