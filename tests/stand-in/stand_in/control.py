# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in steered over plain HTTP on the loopback, in JSON, by other processes.

    GET  /requests[?host=H]     every request so far
    GET  /connections           every connection so far, with failed TLS handshakes
    GET  /counts                totals and the same by host
    GET  /wait?requests=N       once so many came; also connections=N, in_flight=N, host=H and
                                seconds=S, after which it answers {"reached": false}
    GET  /scenarios             all scenarios, options and variants of a proxy
    GET  /proxies               what was asked of each proxy
    POST /instances             {"instance", "region", "client_id", "secret", "scenario"?,
                                 any option} or a list of such: adds or replaces
    POST /options               {"instance", "region", any option of an instance}
    POST /rotate                {"instance", "region", "client_id", "secret", "keep_old"?}
    POST /scenario              {"instance", "region", "scenario", "host"?: "login" or "api",
                                 any option} or {"host_name", "scenario", any option}
    POST /reset                 {}: forgets requests and counts
    POST /proxy                 {"variant"?, "user"?, "password"?}: starts one → {"address"}

An answer is an object or a list; a mistake is 400 with {"error"}.
"""

import http.server
import json
import threading
import urllib.parse

from . import places, proxy, scenarios


class Control:
    """The control port of one stand-in."""

    def __init__(self, stand_in):
        self.stand_in = stand_in
        self.proxies = []
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.control = self
        self.address = "127.0.0.1:%d" % self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,),
                                        name="control", daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def get(self, path, query):
        if path == "/requests":
            host = query.get("host")
            return [request.as_dict() for request in self.stand_in.requests
                    if host in (None, request.host)]
        if path == "/connections":
            return [connection.as_dict() for connection in self.stand_in.connections]
        if path == "/counts":
            return self.stand_in.counts()
        if path == "/wait":
            seconds, host = float(query.pop("seconds", "10")), query.pop("host", None)
            counts = {name: int(count) for name, count in query.items()}
            return {"reached": self.stand_in.wait_for(seconds, host, **counts)}
        if path == "/scenarios":
            return {"scenarios": scenarios.summaries(), "options": scenarios.OPTIONS,
                    "instance_options": places.INSTANCE_OPTIONS, "proxies": proxy.VARIANTS}
        if path == "/proxies":
            return [{"address": each.address, "variant": each.variant, "targets": each.targets()}
                    for each in self.proxies]
        return None

    def post(self, path, members):
        if path == "/instances":
            instances = members if isinstance(members, list) else [members]
            return [self._add(each) for each in instances]
        if path == "/options":
            self.stand_in.set_instance_options(**members)
        elif path == "/rotate":
            self.stand_in.rotate(**members)
        elif path == "/scenario":
            if "host_name" in members:
                self.stand_in.set_host_scenario(**members)
            else:
                self.stand_in.set_scenario(**members)
        elif path == "/reset":
            self.stand_in.reset_counts()
        elif path == "/proxy":
            self.proxies.append(self.stand_in.add_proxy(**members))
            return {"address": self.proxies[-1].address}
        else:
            return None
        return {}

    def _add(self, members):
        added = self.stand_in.add(**members)
        return {"login_host": added.login_host, "api_host": added.api_host}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(parts.query))
        self._answer(lambda: self.server.control.get(parts.path, query))

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self._answer(lambda: self.server.control.post(self.path, json.loads(body or b"{}")))

    def _answer(self, action):
        try:
            status, result = 200, action()
            if result is None:
                status, result = 404, {"error": f"no such path: {self.path}"}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            status, result = 400, {"error": f"{type(error).__name__}: {error}"}
        body = json.dumps(result).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
