# token-requests.py: many token requests through the core and through curl
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""200 requests to 200 names, 50 at once, to one stand-in server, in turns; prints medians.
Then 1,000 to 1,000 names: at most five times the processor time, which is the client's
alone, while the wall is the server's as well; and at most 30 MB more memory.

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
TOTAL, MANY, AT_ONCE = 200, 1000, 50
MOST_MEMORY = 30 * 1024      # KiB
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


def ask_with_keyrack(stand_in, total=TOTAL):
    """Wall time and processor time in milliseconds, and the most memory in KiB."""
    wall, cpu, output = measure(
        [BUILD / "tests" / "benchmarks" / "token-requests", str(total), str(AT_ONCE)],
        env={**os.environ, **stand_in.environment()})
    return wall, cpu, int(output)


def compare_sizes(stand_in):
    """Many more of them: neither the time nor the memory runs away."""
    medians = {}
    for total in (TOTAL, MANY):
        ask_with_keyrack(stand_in, total)
        rounds = [ask_with_keyrack(stand_in, total) for _ in range(ROUNDS)]
        medians[total] = [statistics.median(values) for values in zip(*rounds)]
        wall, cpu, memory = medians[total]
        print(f"{total:4} connections     {wall:6.0f} ms {'':7} {cpu:8.0f} ms {memory / 1024:6.1f} MB")
    wall_ratio, ratio = (medians[MANY][which] / medians[TOTAL][which] for which in (0, 1))
    more = medians[MANY][2] - medians[TOTAL][2]
    print(f"{MANY} against {TOTAL}    {wall_ratio:6.2f}× {'':7} {ratio:10.2f}× {more / 1024:+6.1f} MB")
    assert ratio <= MANY / TOTAL, f"{ratio} times the time"
    assert more <= MOST_MEMORY, f"{more} KiB more"


def main():
    results = {"curl --parallel": [], "keyrack": []}
    with StandIn() as stand_in, tempfile.TemporaryDirectory() as folder:
        for number in range(MANY):
            stand_in.add(f"instance-{number}", "eu", "id", "secret")
        authorities = make_authorities(stand_in, folder)
        ask_with_keyrack(stand_in)      # the stand-in makes its certificates on demand
        for _ in range(ROUNDS):
            results["curl --parallel"].append(ask_with_curl(stand_in, authorities))
            results["keyrack"].append(ask_with_keyrack(stand_in)[:2])
        assert stand_in.most_in_flight <= AT_ONCE
        assert len(stand_in.requests) == TOTAL * (2 * ROUNDS + 1)
        compare_sizes(stand_in)

    base = None
    print(f"{'medians of ' + str(ROUNDS):20} {'wall':>9} {'':>7} {'processor':>11}")
    for name, values in results.items():
        wall, cpu = map(statistics.median, zip(*values))
        base = base or (wall, cpu)
        print(f"{name:20} {wall:6.0f} ms {wall / base[0]:6.2f}× {cpu:8.0f} ms {cpu / base[1]:6.2f}×")


if __name__ == "__main__":
    main()
