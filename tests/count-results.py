# count-results.py: adds up what meson's test logs say
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: count-results.py [--failed] TESTLOG.json…

Names what did not pass, then prints the sum alone on the last line.
Fails when anything failed, when a log is missing or when nothing was run.
With --failed it only names the tests that failed, as meson wants them named.

What failed in TESTLOG.json and passed in an alone.json beside it has passed.
"""

import json
import sys
from collections import Counter
from pathlib import Path

KINDS = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def read_results(log):
    """Yields name and kind of each test; a log that is missing is one failure."""
    if not log.exists():
        yield str(log), "failed"
        return
    for line in log.read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        yield result["name"], KINDS.get(result["result"], "failed")


def read_all(log):
    """The same, with what was run once more on its own."""
    results = dict(read_results(log))
    alone = log.with_name("alone.json")
    if alone.exists():
        for name, kind in read_results(alone):
            if results[name] != kind:
                print(f"{kind} alone, {results[name]} among others: {name}")
            results[name] = kind
    return results


def print_failed(logs):
    for log in map(Path, logs):
        for name, kind in read_results(log):
            if kind == "failed":
                print(name.split(" / ")[-1])
    return 0


def main(logs):
    if logs[:1] == ["--failed"]:
        return print_failed(logs[1:])
    counts = Counter()
    for log in map(Path, logs):
        for name, kind in read_all(log).items():
            counts[kind] += 1
            if kind != "passed":
                print(f"{kind}: {name} ({log.parent.parent.name})")

    closing = f"{counts['passed']} passed, {counts['failed']} failed"
    if counts["skipped"]:
        closing += f", {counts['skipped']} skipped"
    print(closing)
    return 0 if counts["passed"] and not counts["failed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
