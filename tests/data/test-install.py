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


def guess_type(data_home, name, data):
    """What GIO says, which reads the database once in each process."""
    program = ("import sys; from gi.repository import Gio; "
               "print(Gio.content_type_guess(sys.argv[1], sys.stdin.buffer.read())[0])")
    return subprocess.run(["/usr/bin/python3", "-c", program, name], input=data, check=True, capture_output=True,
                          env=os.environ | {"XDG_DATA_HOME": str(data_home)}).stdout.decode().strip()


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
        program, *words = entry["Exec"].split()
        self.assertIn(program, self.files)
        self.assertEqual(words, ["%F"])
        self.assertIn(entry["Icon"] + ".svg", self.files)
        self.assertIn(entry["Icon"] + "-symbolic.svg", self.files)

    @unittest.skipUnless(shutil.which("update-mime-database"), "update-mime-database is not installed")
    def test_file_types(self):
        """A desktop knows our files by their names, and those of age by what they hold."""
        package = self.files[f"{ID}.xml"]
        self.assertEqual(package.parent.name, "packages")
        folder = package.parent.parent
        subprocess.run(["update-mime-database", folder], check=True, capture_output=True)
        desktop = configparser.ConfigParser(interpolation=None)
        desktop.read(self.files[f"{ID}.desktop"], encoding="utf-8")
        opened = desktop["Desktop Entry"]["MimeType"].rstrip(";").split(";")

        for name, data, expected in (
                ("team.keyrack.json", b"{}", "application/x-keyrack-profiles"),
                ("team.keyrack.json.age", b"", "application/x-age-encryption"),
                ("team", b"age-encryption.org/v1\n-> X25519", "application/x-age-encryption"),
                ("team", b"-----BEGIN AGE ENCRYPTED FILE-----\n", "application/x-age-encryption")):
            with self.subTest(name=name, data=data):
                self.assertEqual(guess_type(folder.parent, name, data), expected)
                self.assertIn(expected, opened)

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
