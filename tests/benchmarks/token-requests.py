# token-requests.py: many token requests through the core and through curl
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""200 requests to 200 names, 50 at once, to one stand-in server, in turns; prints medians.

Both trust the system's authorities and the stand-in's, as the program does.
The time of the processor is the client's alone.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[1] / "stand-in"))

from stand_in import StandIn    # noqa: E402

BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
ROUNDS = int(os.environ.get("KEYRACK_BENCHMARK_ROUNDS", "5"))
TOTAL, AT_ONCE = 200, 50
SYSTEM_AUTHORITIES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]


def measure(command, **options):
    """Wall time and processor time of one child, in milliseconds, and what it printed."""
    start = time.monotonic()
    before = os.times()
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **options)
    wall, after = time.monotonic() - start, os.times()
    cpu = (after.children_user - before.children_user
           + after.children_system - before.children_system)
    return wall * 1000, cpu * 1000, result.stdout


def make_authorities(stand_in, folder):
    path = Path(folder) / "authorities.pem"
    system = next(filter(os.path.exists, SYSTEM_AUTHORITIES))
    path.write_text(Path(system).read_text(encoding="utf-8")
                    + Path(stand_in.ca_file).read_text(encoding="utf-8"), encoding="utf-8")
    return str(path)


def ask_with_curl(stand_in, authorities):
    addresses = "".join(
        f'url = "https://instance-{number}-login.eu.nexthink.cloud/oauth2/default/v1/token"\n'
        "output = /dev/null\n" for number in range(TOTAL))
    wall, cpu, output = measure(
        ["curl", "--no-progress-meter", "--http1.1", "--parallel", "--parallel-max", str(AT_ONCE),
         "--connect-to", "::" + stand_in.address, "--cacert", authorities,
         "--user", "id:secret", "--write-out", "%{http_code}\n",
         "--data", "grant_type=client_credentials&scope=service%3Aintegration", "--config", "-"],
        input=addresses)
    assert output.split() == ["200"] * TOTAL, output
    return wall, cpu


def ask_with_keyrack(stand_in):
    return measure([BUILD / "tests" / "benchmarks" / "token-requests", str(TOTAL), str(AT_ONCE)],
                   env={**os.environ, **stand_in.environment()})[:2]


def main():
    results = {"curl --parallel": [], "keyrack": []}
    with StandIn() as stand_in, tempfile.TemporaryDirectory() as folder:
        for number in range(TOTAL):
            stand_in.add(f"instance-{number}", "eu", "id", "secret")
        authorities = make_authorities(stand_in, folder)
        ask_with_keyrack(stand_in)      # the stand-in makes its certificates on demand
        for _ in range(ROUNDS):
            results["curl --parallel"].append(ask_with_curl(stand_in, authorities))
            results["keyrack"].append(ask_with_keyrack(stand_in))
        assert stand_in.most_in_flight <= AT_ONCE
        assert len(stand_in.requests) == TOTAL * (2 * ROUNDS + 1)

    base = None
    print(f"{'medians of ' + str(ROUNDS):20} {'wall':>9} {'':>7} {'processor':>11}")
    for name, values in results.items():
        wall, cpu = map(statistics.median, zip(*values))
        base = base or (wall, cpu)
        print(f"{name:20} {wall:6.0f} ms {wall / base[0]:6.2f}× {cpu:8.0f} ms {cpu / base[1]:6.2f}×")


if __name__ == "__main__":
    main()
