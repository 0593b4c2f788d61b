# test-install.py: what is installed is whole, and its parts find each other
#
# SPDX-License-Identifier: GPL-3.0-or-later

import configparser
import os
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

BUILD = Path(os.environ["KEYRACK_BUILD_ROOT"])
ID = "io.github.keyrack.keyrack"


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if shutil.which("meson") is None:
            raise unittest.SkipTest("meson is not in the PATH")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        subprocess.run(["meson", "install", "-C", BUILD, "--no-rebuild", "--quiet",
                        "--destdir", folder.name], check=True, capture_output=True)
        cls.files = {path.name: path for path in Path(folder.name).rglob("*") if path.is_file()}

    def test_programs(self):
        for name in ("keyrack", "keyrack-cli"):
            self.assertEqual(self.files[name].parent.name, "bin")
            self.assertTrue(os.access(self.files[name], os.X_OK))

    def test_desktop_file(self):
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.read(self.files[f"{ID}.desktop"], encoding="utf-8")
        entry = desktop["Desktop Entry"]
        self.assertIn(entry["Exec"], self.files)
        self.assertIn(entry["Icon"] + ".svg", self.files)
        self.assertIn(entry["Icon"] + "-symbolic.svg", self.files)

    def test_metainfo(self):
        metainfo = ElementTree.parse(self.files[f"{ID}.metainfo.xml"])
        self.assertEqual(metainfo.findtext("id"), ID)
        self.assertIn(metainfo.findtext("launchable"), self.files)
        for binary in metainfo.findall("provides/binary"):
            self.assertIn(binary.text, self.files)

    def test_settings(self):
        schema = ElementTree.parse(self.files[f"{ID}.gschema.xml"]).find("schema")
        self.assertEqual(schema.get("id"), ID)
        self.assertEqual(schema.get("path"), "/" + ID.replace(".", "/") + "/")


if __name__ == "__main__":
    unittest.main()
