# test-analysis.py: the static analysers have nothing to say about the sources
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shlex
import shutil
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
ROOT = Path(os.environ["KEYRACK_SOURCE_ROOT"])
HERE = Path(__file__).parent


def analyse(entry):
    """Compiles one source once more, for what gcc sees on every path through it."""
    words = shlex.split(entry["command"])
    command = [word for word, before in zip(words, [""] + words)
               if word not in ("-o", "-MF", "-MQ", "-MD", "-c")
               and before not in ("-o", "-MF", "-MQ")]
    command += ["-fanalyzer", "-fdiagnostics-color=never", "-S", "-o", os.devnull]
    return subprocess.run(command, cwd=entry["directory"], capture_output=True, text=True).stderr


class Analysis(unittest.TestCase):
    maxDiff = None

    def test_gcc(self):
        entries = [entry for entry
                   in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8"))
                   if entry["output"].startswith("src/core/")]
        self.assertGreater(len(entries), 1)
        compiler = shlex.split(entries[0]["command"])[0]
        version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
        if "Free Software Foundation" not in version:
            self.skipTest("only gcc has -fanalyzer")

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            complaints = "".join(pool.map(analyse, entries))
        self.assertEqual(complaints, "")

    @unittest.skipIf(shutil.which("cppcheck") is None, "cppcheck is not installed")
    def test_cppcheck(self):
        result = subprocess.run(
            ["cppcheck", "--quiet", "--enable=warning,performance,portability", "--std=c11",
             "--library=gtk,posix", "-DG_DEFINE_QUARK(name,function)=",
             "-DG_GNUC_PRINTF(format,arguments)=", "--inline-suppr", f"-j{os.cpu_count()}",
             f"--suppressions-list={HERE / 'cppcheck.supp'}", str(ROOT / "src")],
            capture_output=True, text=True)
        self.assertEqual((result.stdout, result.stderr, result.returncode), ("", "", 0))


if __name__ == "__main__":
    unittest.main()
