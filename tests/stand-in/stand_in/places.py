# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is played: instances, their hosts, what each is told to do, and what happened there."""

import contextlib
import dataclasses
import threading

from . import listener, scenarios

# These belong to an instance, all others to the scenario of one of its hosts.
INSTANCE_OPTIONS = {
    "permissions": {},          # name of a permission request: status of its answer
    "well_known": 200,          # status of the authorization server's metadata
    "wording": "newer",         # of a refusal: 'newer', or 'older', which tells ID from secret
    "refusal_status": 401,
}


class Instance:
    """An instance with its valid credentials and the tokens it has given out."""

    def __init__(self, name, region, client_id, secret, options):
        self.name = name
        self.region = region
        self.credentials = {client_id: secret}
        self.tokens = set()
        self.options = {**INSTANCE_OPTIONS, **options}
        self.login_host = f"{name}-login.{region}.nexthink.cloud"
        self.api_host = f"{name}.api.{region}.nexthink.cloud"


class Place:
    """One host: what it is, what it is told to do, and how often it was asked."""

    def __init__(self, host, kind, instance=None):
        self.host = host
        self.kind = kind                # 'login', 'api' or 'unknown'
        self.instance = instance
        self.idle = set()
        self.set_scenario("good", {})
        self.reset_counts()

    def set_scenario(self, names, options):
        self._sequence = scenarios.sequence(names)
        self._options = scenarios.checked_options(options)
        self._turn = 0

    def next_turn(self):
        """The scenario of the next request with its options: the last one stays."""
        scenario = self._next_scenario()
        self._turn += 1
        return scenario, {**scenarios.OPTIONS, **scenario.options, **self._options}

    def wants_new_connection(self):
        """The next request needs a connection of its own to meet its fate."""
        return self._next_scenario().wants_new_connection()

    def _next_scenario(self):
        return self._sequence[min(self._turn, len(self._sequence) - 1)]

    def reset_counts(self):
        self.connections = 0
        self.requests = 0
        self.in_flight = set()
        self.most_in_flight = 0

    def counts(self):
        return {"connections": self.connections, "requests": self.requests,
                "in_flight": len(self.in_flight), "most_in_flight": self.most_in_flight}


@dataclasses.dataclass(eq=False)
class Turn:
    """One request from its first sign, a ClientHello or a first byte, to the end of its answer."""

    place: Place
    connection: listener.Connection
    scenario: scenarios.Scenario
    options: dict


class Places:
    """All hosts. A host that nobody added is a wrong place: it answers 404."""

    def __init__(self):
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._instances = {}
        self._places = {}
        self.requests = []
        self.connections = []
        self.harmful = []
        self.in_flight = set()
        self.most_in_flight = 0

    def add(self, name, region, client_id, secret, scenario, options):
        with self._lock:
            mine = {key: value for key, value in options.items() if key in INSTANCE_OPTIONS}
            rest = {key: value for key, value in options.items() if key not in INSTANCE_OPTIONS}
            instance = Instance(name, region, client_id, secret, mine)
            login = Place(instance.login_host, "login", instance)
            login.set_scenario(scenario, rest)
            self._instances[name, region] = instance
            self._places[instance.login_host] = login
            self._places[instance.api_host] = Place(instance.api_host, "api", instance)
            return instance

    def instance(self, name, region):
        with self._lock:
            if (name, region) not in self._instances:
                raise ValueError(f"no such instance: {name} in {region}")
            return self._instances[name, region]

    def _place(self, host):
        if host not in self._places:
            self._places[host] = Place(host, "unknown")
        return self._places[host]

    def set_instance_options(self, name, region, options):
        unknown = sorted(set(options) - set(INSTANCE_OPTIONS))
        if unknown:
            raise ValueError(f'no such option of an instance: {", ".join(unknown)}')
        with self._lock:
            self.instance(name, region).options.update(options)

    def rotate(self, name, region, client_id, secret, keep_old):
        with self._lock:
            instance = self.instance(name, region)
            old = instance.credentials if keep_old else {}
            instance.credentials = {**old, client_id: secret}
            if not keep_old:
                instance.tokens.clear()

    def set_scenario(self, host, names, options):
        """Idle connections end when the next request could not meet its fate on them."""
        with self._lock:
            place = self._place(host)
            place.set_scenario(names, options)
            if place.wants_new_connection():
                for connection in place.idle:
                    connection.shutdown()

    @contextlib.contextmanager
    def turn(self, connection):
        """A turn from here to the end of the block, or to an earlier end_turn()."""
        with self._lock:
            place = self._place(connection.server_name)
            turn = Turn(place, connection, *place.next_turn())
            place.most_in_flight = _enter(turn, place.in_flight, place.most_in_flight)
            self.most_in_flight = _enter(turn, self.in_flight, self.most_in_flight)
            self._changed.notify_all()
        try:
            yield turn
        finally:
            self.end_turn(turn)

    def end_turn(self, turn):
        with self._lock:
            turn.place.in_flight.discard(turn)
            self.in_flight.discard(turn)
            self._changed.notify_all()

    def wait_for_request(self, connection, reader):
        """Waits between two requests; False when there will be no further one."""
        with self._lock:
            place = self._place(connection.server_name)
            if place.wants_new_connection():
                return False
            place.idle.add(connection)
        try:
            return reader.wait()
        finally:
            with self._lock:
                place.idle.discard(connection)

    def record_connection(self, connection):
        with self._lock:
            self._place(connection.server_name).connections += 1
            self.connections.append(connection)
            self._changed.notify_all()

    def record(self, request, turn):
        with self._lock:
            turn.place.requests += 1
            self.requests.append(request)
            request.number = len(self.requests)
            if not request.is_harmless():
                self.harmful.append(f"{request.method} https://{request.server_name}{request.path}")
            self._changed.notify_all()

    def wait_for(self, seconds, host, counts):
        unknown = sorted(set(counts) - {"connections", "requests", "in_flight"})
        if unknown:
            raise ValueError(f'no such count: {", ".join(unknown)}')

        def reached():
            now = self._place(host).counts() if host else self.counts()
            return all(now[name] == count if name == "in_flight" else now[name] >= count
                       for name, count in counts.items())

        with self._changed:
            return self._changed.wait_for(reached, seconds)

    def counts(self):
        with self._lock:
            return {
                "connections": sum(place.connections for place in self._places.values()),
                "requests": sum(place.requests for place in self._places.values()),
                "in_flight": len(self.in_flight),
                "most_in_flight": self.most_in_flight,
                "hosts": {host: place.counts() for host, place in self._places.items()
                          if place.connections or place.requests},
            }

    def reset_counts(self):
        with self._lock:
            self.requests = []
            self.connections = []
            self.in_flight = set()
            self.most_in_flight = 0
            for place in self._places.values():
                place.reset_counts()


def _enter(turn, in_flight, most):
    """Counts a turn in and returns the new maximum.

    A client that gave up on one request may begin the next before the thread of
    the first has noticed, so at a new maximum those that were left are not counted.
    """
    in_flight.add(turn)
    if len(in_flight) > most:
        present = sum(other is turn or not other.connection.wait_gone(0) for other in in_flight)
        most = max(most, present)
    return most
