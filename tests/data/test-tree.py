# test-tree.py: the rules that hold for every file of the tree
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("KEYRACK_SOURCE_ROOT", Path(__file__).parents[2]))

TOP_LEVEL = {
    "CONTRIBUTING.md", "COPYING", "NEWS.md", "README.md", "SECURITY.md",
    "check", "data", "flatpak", "meson.build", "meson_options.txt", "po", "run", "src", "tests",
}

# Who may include what, by the start of the file's name below src/.
ONLY = {
    "curl/": ["core/keyrack-http-client"],
    "libsecret/": ["core/keyrack-secret-store"],
    "gcrypt": ["core/keyrack-age"],
    "json-glib/": [
        "core/keyrack-access-token",
        "core/keyrack-journal",
        "core/keyrack-json",
        "core/keyrack-profile-document",
        "core/keyrack-profile-store",
        "core/keyrack-token-request",
    ],
    "gtk/": ["app/"],
    "adwaita": ["app/"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)
IDENTIFIER = "SPDX-License-Identifier: GPL-3.0-or-later"
COMMENTED = {".c", ".h", ".py", ".sh", ".ui", ".svg", ".yml", ".in"}
LONGEST = 500


def list_files():
    """Every file that git knows or would add."""
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files",
               "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()
                      and not re.match(r"\.git/|build/|_build", str(path.relative_to(ROOT))))
    return sorted(path for path in map(Path, listing.splitlines()) if (ROOT / path).is_file())


FILES = list_files()
SOURCES = [path for path in FILES if path.parts[0] == "src" and path.suffix in (".c", ".h")]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


class Tree(unittest.TestCase):
    def test_there_is_something_to_look_at(self):
        self.assertGreater(len(SOURCES), 10)

    def test_nothing_else_at_the_top(self):
        names = {path.parts[0] for path in FILES}
        self.assertEqual({name for name in names - TOP_LEVEL if not name.startswith(".")}, set())
        self.assertEqual(TOP_LEVEL - names, set())

    def test_every_file_says_its_licence(self):
        named = [path for path in FILES if path.suffix in COMMENTED
                 or path.name == "meson.build" or os.access(ROOT / path, os.X_OK)]
        silent = [str(path) for path in named if IDENTIFIER not in read(path)[:600]]
        self.assertEqual(silent, [])

    def test_every_source_says_what_it_is_for(self):
        wrong = [str(path) for path in SOURCES
                 if not re.match(rf"/\* {re.escape(path.name)}: \S", read(path))]
        self.assertEqual(wrong, [])

    def test_no_source_is_too_long(self):
        lengths = {str(path): read(path).count("\n") for path in SOURCES}
        self.assertEqual({name: lines for name, lines in lengths.items() if lines > LONGEST}, {})

    def test_text_is_clean(self):
        wrong = []
        for path in FILES:
            if path.suffix in (".png", ".po") or path.name == "COPYING" or "corpus" in path.parts:
                continue
            text = (ROOT / path).read_bytes()
            if b"\r" in text or b"\t" in text and path.suffix in (".c", ".h", ".py", ".ui"):
                wrong.append(f"{path}: tab or carriage return")
            if text and not text.endswith(b"\n"):
                wrong.append(f"{path}: no newline at the end")
            if re.search(rb"[ \t]+\n", text) and path.suffix != ".md":
                wrong.append(f"{path}: space at the end of a line")
        self.assertEqual(wrong, [])


class Includes(unittest.TestCase):
    def test_each_library_has_its_place(self):
        wrong = []
        for path in SOURCES:
            place = str(path.relative_to("src"))
            for header in INCLUDE.findall(read(path)):
                for start, allowed in ONLY.items():
                    if header.startswith(start) and not place.startswith(tuple(allowed)):
                        wrong.append(f"{path} includes {header}")
        self.assertEqual(wrong, [])

    def test_layers(self):
        """The core knows nobody; the window and the command know the core only."""
        home = {path.name: path.parts[1] for path in SOURCES if path.suffix == ".h"}
        wrong = []
        for path in SOURCES:
            for header in INCLUDE.findall(read(path)):
                layer = home.get(Path(header).name)
                if layer is not None and layer not in ("core", path.parts[1]):
                    wrong.append(f"{path} includes {header} of {layer}")
        self.assertEqual(wrong, [])

    def test_the_configuration_comes_first(self):
        first = {str(path): INCLUDE.findall(read(path))[:1] for path in SOURCES
                 if path.suffix == ".c"}
        self.assertEqual([name for name, header in first.items() if header != ["config.h"]], [])


if __name__ == "__main__":
    unittest.main()
