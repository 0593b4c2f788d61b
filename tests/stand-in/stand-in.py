#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays Nexthink's login and API hosts by hand, for ./run --demo and for tests in C and shell.

The first line on standard output is a JSON object: where it listens, the CA to trust, the
control port, the environment for the program under test and the connections to try. It runs
until SIGTERM, SIGINT, or the end of the process that started it.
"""

import argparse
import ctypes
import json
import os
import pathlib
import signal
import sys

sys.dont_write_bytecode = True

from stand_in import StandIn, control, proxy, scenarios     # noqa: E402

PR_SET_PDEATHSIG = 1

SECRETS = {
    "acme": ("e7a4k2m9q1x8c5v3b6n0t2d7r", "j5w8z1s4g7h0p3f6y9u2l5i8o1a4e7kq"),
    "fabrikam": ("b3n6t9d2r5k8m1q4x7c0v3e6a", "u9y2o5l8i1p4w7z0s3g6h9j2f5d8a1tx"),
    "contoso": ("q1x4c7v0b3n6t9d2r5e8a1k4m", "z2s5g8h1j4f7p0w3y6u9o2l5i8e1k4mb"),
}


def add_demo(stand_in):
    """The three sample connections: one works, one was rotated, one has the wrong region."""
    places = {"acme": "eu", "fabrikam": "pac", "contoso": "us"}
    for instance, region in places.items():
        stand_in.add(instance, region, *SECRETS[instance])
    stand_in.rotate("fabrikam", "pac", SECRETS["fabrikam"][0], SECRETS["fabrikam"][1][::-1])
    return [{"name": name, "instance": instance, "region": region,
             "client_id": SECRETS[instance][0], "client_secret": SECRETS[instance][1]}
            for name, instance, region in (("Acme", "acme", "eu"),
                                           ("Fabrikam", "fabrikam", "pac"),
                                           ("Contoso", "contoso", "eu"))]


def add_table(stand_in, path):
    """A file with a list of instances, as POST /instances takes it."""
    text = sys.stdin.read() if path == "-" else pathlib.Path(path).read_text(encoding="utf-8")
    added = json.loads(text)
    for members in added:
        stand_in.add(**members)
    return [{"name": members["instance"].title(), "instance": members["instance"],
             "region": members["region"], "client_id": members["client_id"],
             "client_secret": members["secret"]} for members in added]


def die_with_parent():
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the parent is gone")


def parse_arguments():
    width = max(map(len, scenarios.summaries())) + 2
    lines = [f"  {name:{width}}{text}" for name, text in scenarios.summaries().items()]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(["control port:", control.__doc__.partition("\n\n")[2],
                          "scenarios:", *lines, "", "options of a scenario (default):",
                          *(f"  {name} ({value!r})" for name, value in
                            scenarios.OPTIONS.items())]))
    parser.add_argument("--demo", action="store_true", help="play the three sample connections")
    parser.add_argument("--instances", metavar="FILE",
                        help='play the instances of a JSON file ("-": standard input)')
    parser.add_argument("--folder", help="where keys and certificates are made (must be empty); "
                        "without it a temporary folder")
    parser.add_argument("--keep-running", action="store_true",
                        help="outlive the process that started this one")
    parser.add_argument("--list-scenarios", action="store_true", help="print them and leave")
    parser.add_argument("--json", action="store_true", help="with --list-scenarios: as JSON")
    return parser.parse_args()


def list_scenarios(as_json):
    lines = scenarios.summaries()
    if as_json:
        print(json.dumps({"scenarios": lines, "options": scenarios.OPTIONS,
                          "proxies": proxy.VARIANTS}, indent=2))
    else:
        for name, text in lines.items():
            print(f"{name}: {text}")


def serve(arguments):
    stops = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    if not arguments.keep_running:
        die_with_parent()
    with StandIn(arguments.folder) as stand_in:
        connections = add_demo(stand_in) if arguments.demo else []
        if arguments.instances:
            connections += add_table(stand_in, arguments.instances)
        steering = control.Control(stand_in)
        print(json.dumps({
            "address": stand_in.address,
            "ca_file": stand_in.ca_file,
            "control": steering.address,
            "refusing": stand_in.refusing_address(),
            "silent": stand_in.silent_address(),
            "pid": os.getpid(),
            "environment": stand_in.environment(),
            "connections": connections,
        }), flush=True)
        signal.sigwait(stops)
        steering.close()
        if stand_in.harmful:
            sys.exit("Requests other than for a token: " + ", ".join(stand_in.harmful))


def main():
    arguments = parse_arguments()
    if arguments.list_scenarios:
        list_scenarios(arguments.json)
    else:
        serve(arguments)


if __name__ == "__main__":
    main()
