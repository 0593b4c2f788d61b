# test-flatpak.py: the manifest asks for what the program needs and no more
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import unittest
from pathlib import Path

import yaml

ROOT = Path(os.environ.get("KEYRACK_SOURCE_ROOT", Path(__file__).parents[2]))
MANIFEST = ROOT / "flatpak" / "io.github.keyrack.keyrack.yml"

PERMISSIONS = [
    "--device=dri",
    "--share=ipc",
    "--share=network",
    "--socket=fallback-x11",
    "--socket=wayland",
]


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))

    def test_identity(self):
        self.assertEqual(self.manifest["id"], MANIFEST.stem)
        self.assertEqual(self.manifest["command"], "keyrack")
        self.assertEqual(self.manifest["runtime"], "org.gnome.Platform")
        self.assertEqual(self.manifest["sdk"], "org.gnome.Sdk")
        self.assertRegex(self.manifest["runtime-version"], r"^[0-9]+$")

    def test_permissions_are_exactly_these(self):
        self.assertEqual(sorted(self.manifest["finish-args"]), PERMISSIONS)

    def test_it_builds_this_tree(self):
        modules = {module["name"]: module for module in self.manifest["modules"]}
        self.assertEqual(modules["keyrack"]["buildsystem"], "meson")
        self.assertEqual(modules["keyrack"]["sources"], [{"type": "dir", "path": ".."}])
        self.assertIn("-Dprofile=release", modules["keyrack"]["config-opts"])


if __name__ == "__main__":
    unittest.main()
