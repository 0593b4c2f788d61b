# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in: one TCP port that plays every host, chosen by the name in the ClientHello."""

import contextlib
import shutil
import socket
import ssl
import tempfile

from . import answers, certificates, client_hello, deliveries, messages, places, proxy
from .listener import Listener


class Exchange:
    """A request that has been read and the answer that is on its way."""

    def __init__(self, all_places, turn, request):
        self.request = request
        self.place = turn.place
        self.options = turn.options
        self._places = all_places
        self._turn = turn
        self._connection = turn.connection

    def is_token_request(self):
        return self.place.kind == "login" and self.request.path == answers.TOKEN_PATH

    def write(self, data):
        self.request.sent += len(data)
        self._connection.sock.sendall(data)

    def finish(self, data):
        """Writes the last bytes. The turn ends before, for the client may be quicker."""
        self._places.end_turn(self._turn)
        self.write(data)

    def pause(self, seconds):
        """Waits, None: for ever; True when the client went away meanwhile."""
        return seconds != 0 and self._connection.wait_gone(seconds)

    def reset(self):
        self._connection.reset()

    def close(self, goodbye=True):
        """Says that nothing more comes, and leaves the connection to the client to end."""
        connection = self._connection
        if goodbye:
            connection.sock.setblocking(False)
            with contextlib.suppress(ssl.SSLError, OSError):
                connection.sock.unwrap()
        connection.shutdown(socket.SHUT_WR)
        connection.wait_gone(5)


class StandIn:
    """Plays Nexthink's hosts on one port of the loopback until it is closed.

    `folder` takes the throw-away keys and certificates; without one a temporary
    folder is used and removed at the end.
    """

    def __init__(self, folder=None):
        self._own_folder = None if folder else tempfile.mkdtemp(prefix="keyrack-stand-in-")
        self.folder = folder or self._own_folder
        try:
            self._certificates = certificates.Certificates(self.folder)
        except BaseException:
            self._remove_folder()
            raise
        self.ca_file = self._certificates.ca_file
        self.places = places.Places()
        self._closing = contextlib.ExitStack()
        self._listener = self._keep(Listener(self._serve, "stand-in"))
        self.port = self._listener.port
        self.address = self._listener.address

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends everything that runs; hanging connections too."""
        self._closing.close()
        self._remove_folder()

    def environment(self):
        """What the program under test needs in its environment."""
        return {"KEYRACK_CONNECT_TO": self.address, "KEYRACK_CA_FILE": self.ca_file}

    # What is played

    def add(self, instance, region, client_id, secret, scenario="good", **options):
        """Adds or replaces an instance. Returns it, with its two host names."""
        return self.places.add(instance, region, client_id, secret, scenario, options)

    def set_scenario(self, instance, region, scenario, host="login", **options):
        """Changes what the 'login' or the 'api' host of an instance does from now on."""
        found = self.places.instance(instance, region)
        names = {"login": found.login_host, "api": found.api_host}
        if host not in names:
            raise ValueError(f"no such host of an instance: {host}")
        self.set_host_scenario(names[host], scenario, **options)

    def set_host_scenario(self, host_name, scenario, **options):
        """The same for a host by its name, also for one that belongs to nobody."""
        self.places.set_scenario(host_name, scenario, options)

    def set_instance_options(self, instance, region, **options):
        """Changes `permissions`, `well_known`, `wording` or `refusal_status`."""
        self.places.set_instance_options(instance, region, options)

    def rotate(self, instance, region, client_id, secret, keep_old=False):
        """Makes this pair the valid one; all other pairs and all tokens stop working."""
        self.places.rotate(instance, region, client_id, secret, keep_old)

    # What happened

    @property
    def requests(self):
        """All requests so far, oldest first."""
        return self.places.requests

    @property
    def harmful(self):
        """Requests that change something at a server, all of them, whatever was reset."""
        return list(self.places.harmful)

    @property
    def connections(self):
        """All connections so far, with the reason when their TLS handshake failed."""
        return self.places.connections

    @property
    def most_in_flight(self):
        """The greatest number of requests that were under way at once."""
        return self.places.most_in_flight

    def counts(self):
        """Totals, and the same by host."""
        return self.places.counts()

    def wait_for(self, seconds=10, host=None, **counts):
        """Waits until so many `connections` or `requests` came, or exactly so many are
        `in_flight`, at the host or in all; False when the time ran out before."""
        return self.places.wait_for(seconds, host, counts)

    def reset_counts(self):
        """Forgets what happened, not what is played."""
        self.places.reset_counts()

    # Other ports

    def add_proxy(self, variant="works", **options):
        """Starts a forward proxy that leads here; see proxy.VARIANTS."""
        return self._keep(proxy.Proxy(self.port, variant, **options))

    def refusing_address(self):
        """An address that nobody listens at: connections are refused."""
        return "127.0.0.1:%d" % self._keep(_bound_socket()).getsockname()[1]

    def silent_address(self):
        """An address at which no connection is ever accepted nor refused."""
        return self._keep(_SilentPort()).address

    def _keep(self, thing):
        self._closing.callback(thing.close)
        return thing

    def _remove_folder(self):
        if self._own_folder:
            shutil.rmtree(self._own_folder, ignore_errors=True)

    # Serving

    def _serve(self, connection):
        tls = client_hello.is_tls(connection.sock)
        if tls:
            connection.server_name = client_hello.peek_server_name(connection.sock)
        self.places.record_connection(connection)
        if tls is None:
            return
        with self.places.turn(connection) as turn:
            if tls and not self._open(connection, turn):
                return
            reader = messages.Reader(connection.sock)
            keep = self._serve_request(connection, reader, turn)
        while keep and self.places.wait_for_request(connection, reader):
            with self.places.turn(connection) as turn:
                keep = self._serve_request(connection, reader, turn)

    def _open(self, connection, turn):
        """Speaks TLS, or does what the scenario does in its place; True when it succeeded."""
        scenario = turn.scenario
        context = self._certificates.context(scenario.certificate, connection.server_name,
                                             scenario.old_tls)
        if scenario.opening:
            scenario.opening(connection, context)
            return False
        if turn.options["tls_delay"] and connection.wait_gone(turn.options["tls_delay"]):
            return False
        connection.sock = context.wrap_socket(connection.sock, server_side=True,
                                              do_handshake_on_connect=False)
        try:
            connection.sock.do_handshake()
        except OSError as error:
            connection.fault = getattr(error, "reason", None) or str(error)
            return False
        connection.tls = connection.sock.version()
        return True

    def _serve_request(self, connection, reader, turn):
        """Reads one request and answers it; True when the connection can be kept."""
        try:
            request = reader.read()
        except messages.BadMessage:
            connection.sock.sendall(_BAD_REQUEST)
            return False
        if request is None:
            return False
        request.connection = connection.number
        request.server_name = connection.server_name
        request.tls = connection.tls
        request.scenario = turn.scenario.name
        self.places.record(request, turn)
        return self._answer(Exchange(self.places, turn, request), turn.scenario)

    def _answer(self, exchange, scenario):
        request = exchange.request
        deliver = scenario.deliver
        if not request.tls:
            answer, deliver = messages.html_answer(400, "HTTP where HTTPS is spoken"), _last
        elif request.host != request.server_name:
            answer, deliver = messages.html_answer(421, "Another host was asked for"), _last
        elif scenario.token_only and not exchange.is_token_request():
            answer = answers.regular(exchange)
        else:
            answer = scenario.answer(exchange)
        answer.headers.update(exchange.options["headers"])
        request.status = answer.status
        if exchange.pause(exchange.options["delay"]):
            return False
        return deliver(exchange, answer)


def _last(exchange, answer):
    """For a client that does something nobody should: told so, and no more."""
    deliveries.whole(exchange, answer)
    exchange.close(goodbye=exchange.request.tls)
    return False


_BAD_REQUEST = (b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n"
                b"Content-Length: 0\r\n\r\n")


def _bound_socket():
    """Bound, so that nobody else gets the port, but not listening: refuses."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    return sock


class _SilentPort:
    """A port whose queue is full: the kernel drops every further attempt to connect."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=0)
        address = self._socket.getsockname()
        self.address = f"127.0.0.1:{address[1]}"
        self._fillers = []
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(address)
            self._fillers.append(filler)

    def close(self):
        for sock in (self._socket, *self._fillers):
            sock.close()
