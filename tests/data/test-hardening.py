# test-hardening.py: the programs are built as DESIGN says they are
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import subprocess
import unittest
from pathlib import Path

BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
PROGRAMS = [BUILD / "src" / "app" / "keyrack", BUILD / "src" / "cli" / "keyrack-cli"]


def readelf(program, *options):
    return subprocess.run(["readelf", "--wide", *options, program], check=True,
                          capture_output=True, text=True, env={"LC_ALL": "C", **os.environ}).stdout


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which("readelf") is None:
            raise unittest.SkipTest("readelf is not installed")
        if "__asan_init" in readelf(PROGRAMS[0], "--dyn-syms"):
            raise unittest.SkipTest("a build with sanitizers is not for use")

    def test_programs_move_in_memory(self):
        for program in PROGRAMS:
            with self.subTest(program.name):
                self.assertRegex(readelf(program, "--file-header"), r"Type: +DYN")
                self.assertRegex(readelf(program, "--dynamic"), r"\(FLAGS_1\).*\bPIE\b")

    def test_tables_are_read_only(self):
        for program in PROGRAMS:
            with self.subTest(program.name):
                self.assertIn("GNU_RELRO", readelf(program, "--program-headers"))
                self.assertRegex(readelf(program, "--dynamic"), r"\(FLAGS\).*\bBIND_NOW\b")

    def test_the_stack_is_not_code(self):
        for program in PROGRAMS:
            with self.subTest(program.name):
                headers = readelf(program, "--program-headers")
                self.assertRegex(headers, r"GNU_STACK .* RW +0x")
                self.assertNotRegex(headers, r" RWE ")

    def test_the_stack_is_guarded(self):
        for program in PROGRAMS:
            with self.subTest(program.name):
                self.assertIn("__stack_chk_fail", readelf(program, "--dyn-syms"))

    def test_every_source_is_compiled_with_care(self):
        commands = [entry["command"] for entry
                    in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
                    if "/src/" in entry["file"]]
        self.assertGreater(len(commands), 0)
        for flag in ("-D_FORTIFY_SOURCE=3", "-fstack-protector-strong", "-fstack-clash-protection"):
            self.assertEqual([command for command in commands if flag not in command], [], flag)


if __name__ == "__main__":
    unittest.main()
