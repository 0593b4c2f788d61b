# first-window.py: time to the first window, memory and idle load of Keyrack
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts Keyrack and an empty libadwaita window in turns, prints medians and ratios.

The window counts from the moment the X server maps it. Work is the processor
time until two seconds later, when all connections are shown; memory is the
proportional set size then; the idle load is the processor time of the two
seconds after that. The last columns compare with the start that shows ten
connections.
"""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
ROUNDS = int(os.environ.get("KEYRACK_BENCHMARK_ROUNDS", "7"))
SETTLE = 2.0
FEW, LIMIT = 10, 30.0
REGIONS = ("us", "eu", "pac", "meta")
ENVIRONMENTS = ("Production", "Test", "")


class Display:
    """An X server of our own, and a watcher that says when a window is mapped."""

    def __init__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            self.name = ":" + pipe.readline().strip()
        self.watcher = subprocess.Popen(
            ["xev", "-root", "-event", "substructure"], env={**os.environ, "DISPLAY": self.name},
            stdout=subprocess.PIPE, text=True, bufsize=1)

    def wait_for_window(self):
        """Blocks till a window of a certain size is mapped: GTK also maps tiny helpers."""
        sizes = {}
        for line in self.watcher.stdout:
            if found := re.search(r"window (0x[0-9a-f]+), \(.*\), width (\d+), height (\d+)", line):
                sizes[found[1]] = int(found[2])
            elif line.startswith("MapNotify"):
                window = re.search(r"window (0x[0-9a-f]+)", next(self.watcher.stdout))
                if window and sizes.get(window[1], 0) >= 300:
                    return
        raise RuntimeError("the X server went away")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in (self.watcher, self.server):
            process.terminate()
            process.wait()


def read_memory(pid):
    """Proportional set size in MiB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"^Pss: +(\d+) kB", text, re.MULTILINE)[1]) / 1024


def read_load(pid):
    """Processor time so far, in milliseconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def give_up(*_):
    raise TimeoutError("no window came")


def measure(display, program, environment):
    signal.alarm(int(LIMIT))
    start = time.monotonic()
    process = subprocess.Popen([program], env={**environment, "DISPLAY": display.name})
    display.wait_for_window()
    first_window = (time.monotonic() - start) * 1000
    signal.alarm(0)

    time.sleep(SETTLE)
    memory, before = read_memory(process.pid), read_load(process.pid)
    time.sleep(SETTLE)
    idle = read_load(process.pid) - before
    process.terminate()
    process.wait()
    return first_window, before, memory, idle


def make_home(folder, connections):
    """A private home with that many connections in it, on libsecret's file backend."""
    home = Path(folder)
    environment = {
        **os.environ,
        "GSK_RENDERER": "cairo",
        "HOME": str(home),
        "SECRET_BACKEND": "file",
        "SECRET_FILE_TEST_PASSWORD": "benchmark",
        "SECRET_FILE_TEST_PATH": str(home / "keyring"),
    }
    for name in ("CACHE", "CONFIG", "DATA", "RUNTIME", "STATE"):
        path = home / name.lower()
        path.mkdir(mode=0o700, parents=True)
        environment[f"XDG_{name}_HOME" if name != "RUNTIME" else "XDG_RUNTIME_DIR"] = str(path)
    if connections:
        keep(environment, connections)
    return environment


def keep(environment, connections):
    """Lets the command write one connection, and makes many of what it wrote."""
    subprocess.run(
        [BUILD / "src" / "cli" / "keyrack-cli", "add", "--name", "Instance",
         "--instance", "instance", "--region", "eu", "--client-id", "id"],
        input=b"secret", env=environment, check=True, stdout=subprocess.DEVNULL)
    file = Path(environment["XDG_DATA_HOME"]) / "keyrack" / "profiles.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    [profile] = document["profiles"]
    document["profiles"] = [
        {**profile, "id": f"00000000-0000-4000-8000-{number:012}", "name": f"Instance {number}",
         "instance": f"instance-{number}", "region": REGIONS[number % 4], "client_id": f"id{number}",
         "environment": ENVIRONMENTS[number % 3], "tags": [f"customer {number % 20}"]}
        for number in range(connections)]
    file.write_text(json.dumps(document), encoding="utf-8")


def main():
    signal.signal(signal.SIGALRM, give_up)
    keyrack = BUILD / "src" / "app" / "keyrack"
    programs = [
        ("empty window", BUILD / "tests" / "benchmarks" / "empty-window", 0),
        ("keyrack, first start", keyrack, 0),
        *((f"keyrack, {number:,} connections", keyrack, number) for number in (FEW, 1000, 10000)),
    ]
    results = {name: [] for name, _, _ in programs}
    with tempfile.TemporaryDirectory() as folder, Display() as display:
        environments = {name: make_home(f"{folder}/{number}", connections)
                        for number, (name, _, connections) in enumerate(programs)}
        for turn in range(ROUNDS + 1):
            for name, program, _ in programs:
                result = measure(display, program, environments[name])
                if turn > 0:  # the first turn only warms the caches
                    results[name].append(result)

    medians = {name: tuple(map(statistics.median, zip(*values))) for name, values in results.items()}
    empty, few = (medians[programs[number][0]] for number in (0, 2))
    print(f"{'medians of ' + str(ROUNDS):27} {'window':>9} {'':>7} {'work':>8} {'memory':>11} {'':>7} "
          f"{'idle':>7}   beside {FEW}: window    work")
    for name, _, connections in programs:
        window, work, memory, idle = medians[name]
        beside = f"{window / few[0]:18.2f}× {work / few[1]:6.2f}×" if connections else ""
        print(f"{name:27} {window:6.0f} ms {window / empty[0]:6.2f}× {work:5.0f} ms {memory:7.1f} MiB "
              f"{memory / empty[2]:6.2f}× {idle:4.0f} ms {beside}")
    return 0


if __name__ == "__main__":
    if "KEYRACK_PRIVATE_BUS" not in os.environ:
        os.environ["KEYRACK_PRIVATE_BUS"] = "yes"
        os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])
    sys.exit(main())
