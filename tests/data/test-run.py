# test-run.py: ./run --demo, as somebody without an instance starts it on a bare system
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["KEYRACK_SOURCE_ROOT"])
BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
sys.dont_write_bytecode = True
sys.path.insert(0, str(SOURCE / "tests"))

import bare  # noqa: E402

OUTCOMES = {"Acme": "ok", "Fabrikam": "invalid-client", "Contoso": "not-found"}
TITLE = "Keyrack"
LIMIT = 840


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Beside the build, where its files can be links to the system's.
        folder = tempfile.mkdtemp(prefix="bare-", dir=BUILD)
        cls.addClassCleanup(shutil.rmtree, folder)
        # What is built in there is found again the next time.
        cls.home = BUILD / "bare-home"
        cls.home.mkdir(exist_ok=True)
        try:
            cls.system = bare.Bare(folder, cls.packages())
        except bare.Impossible as reason:
            print("SKIP: the package list of ./run is not tried on a bare system:", reason)
            cls.system = None

    @staticmethod
    def packages():
        return (SOURCE / "data" / "packages.debian").read_text().split() + ["git"]

    def command(self, *words):
        if self.system is None:
            return [SOURCE / "run", "--demo", *words]
        return self.system.command(SOURCE, self.home, ["./run", "--demo", *words])

    def environment(self, **more):
        if self.system is not None:
            return bare.environment(**more)
        return {**{name: value for name, value in os.environ.items()
                   if name not in ("DISPLAY", "WAYLAND_DISPLAY")}, **more}

    def run_demo(self, *words):
        return subprocess.run(self.command(*words), env=self.environment(), capture_output=True,
                              text=True, timeout=LIMIT, check=False)

    def test_three_connections(self):
        """One works, one has a secret that was rotated, one the wrong region."""
        done = self.run_demo("--cli", "test", "--all", "--json")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("Installing", done.stderr)
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

    def test_window(self):
        """With a display the window stands there, and goes without a word on request."""
        try:
            from desk import wait_until
            from desk.home import Home
            from desk.screen import Screen
        except ImportError as missing:
            self.skipTest(str(missing))
        with Home() as home, Screen(home) as screen:
            started = subprocess.Popen(self.command(),
                                       env=self.environment(**screen.environment()),
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                       start_new_session=True)
            try:
                wait_until(lambda: any(map(screen.title_of, screen.windows())) or
                           started.poll() is not None, "the window", seconds=LIMIT)
                for window in screen.windows():
                    self.assertIn(TITLE, screen.title_of(window))
                    screen.ask_to_close(window)
                said = started.communicate(timeout=60)
            except BaseException:
                os.killpg(started.pid, signal.SIGKILL)
                raise
        self.assertEqual(started.returncode, 0, said)
        self.assertNotRegex(said[1], "WARNING|CRITICAL")


if __name__ == "__main__":
    unittest.main(verbosity=2)
