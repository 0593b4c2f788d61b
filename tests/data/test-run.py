# test-run.py: ./run --demo, as somebody without an instance starts it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import unittest
from pathlib import Path

RUN = Path(os.environ["KEYRACK_SOURCE_ROOT"]) / "run"
OUTCOMES = {"Acme": "ok", "Fabrikam": "invalid-client", "Contoso": "not-found"}
LIMIT = 840


class Demo(unittest.TestCase):
    def run_demo(self, *words):
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run([RUN, "--demo", *words], env=environment, capture_output=True,
                              text=True, timeout=LIMIT, check=False)

    def test_three_connections(self):
        """One works, one has a secret that was rotated, one the wrong region."""
        done = self.run_demo("--cli", "test", "--all", "--json")
        self.assertEqual(done.returncode, 1, done.stderr)
        reports = {report["name"]: report for report in map(json.loads, done.stdout.splitlines())}
        self.assertEqual({name: report["outcome"] for name, report in reports.items()}, OUTCOMES)
        for name in ("Fabrikam", "Contoso"):
            self.assertTrue(reports[name]["message"] and reports[name]["advice"], name)

    def test_without_a_display(self):
        """It says what is missing, and shows in words what the window would."""
        done = self.run_demo()
        self.assertIn("There is no display", done.stderr)
        for name in OUTCOMES:
            self.assertIn(name, done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
