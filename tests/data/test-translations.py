# test-translations.py: nothing that people read escapes translation
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ.get("KEYRACK_SOURCE_ROOT", Path(__file__).parents[2]))
PO = ROOT / "po"

MARKED_C = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|dngettext)\s*\(\s*"')
BROKEN_C = re.compile(r'\b(?:_|N_)\s*\(\s*"(?:[^"\\]|\\.)*"\s*(?:G_\w+_FORMAT|PRI\w+)\b')
MARKED_UI = 'translatable="yes"'


def words(path):
    """The lines of a list such as POTFILES, without comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_marked(path):
    if path.name.endswith((".desktop.in", ".metainfo.xml.in")):
        return True
    text = path.read_text(encoding="utf-8") if path.suffix in (".c", ".h", ".ui") else ""
    return bool(MARKED_UI in text if path.suffix == ".ui" else MARKED_C.search(text))


def entries(catalogue):
    """Each message of a .po file as the lines that belong to it."""
    blocks = catalogue.read_text(encoding="utf-8").split("\n\n")
    return [block for block in blocks if re.search(r'^msgid (?!""\n(?!"))', block, re.MULTILINE)]


def texts_of(entry, keyword):
    """The joined strings after each msgid, or each msgstr with or without a number."""
    found = re.findall(rf'^{keyword}(?:\[\d\])? ((?:".*"\n?)+)', entry, re.MULTILINE)
    return ["".join(re.findall(r'"(.*)"', lines)) for lines in found]


def text_of(entry):
    """What stands in the source."""
    return texts_of(entry, "msgid")[0]


class Translations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool in ("xgettext", "msgmerge", "msgfmt"):
            if shutil.which(tool) is None:
                raise unittest.SkipTest(f"{tool} is not installed")
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.template = Path(cls.folder.name) / "keyrack.pot"

        options = re.findall(r"'(--[^']+)'", (PO / "meson.build").read_text(encoding="utf-8"))
        cls.extraction = subprocess.run(
            ["xgettext", *options, "--files-from=" + str(PO / "POTFILES"),
             "--directory=" + str(ROOT), "--output=" + str(cls.template)],
            capture_output=True, text=True)

    def test_the_list_of_files_is_whole_and_sorted(self):
        listed = words(PO / "POTFILES")
        marked = sorted(str(path.relative_to(ROOT)) for folder in ("data", "src")
                        for path in (ROOT / folder).rglob("*") if path.is_file() and is_marked(path))
        self.assertEqual(listed, marked)

    def test_the_template_can_be_made(self):
        self.assertEqual((self.extraction.returncode, self.extraction.stderr), (0, ""))
        self.assertGreater(len(entries(self.template)), 5)

    def test_no_macro_cuts_a_string(self):
        """xgettext does not know what G_GINT64_FORMAT stands for."""
        broken = [path.name for path in (ROOT / "src").rglob("*.c")
                  if BROKEN_C.search(path.read_text(encoding="utf-8"))]
        self.assertEqual(broken, [])

    def test_every_placeholder_is_explained(self):
        bare = [text_of(entry) for entry in entries(self.template)
                if re.search(r"^#, .*\bc-format", entry, re.MULTILINE)
                and re.search(r"%[^%]", text_of(entry))
                and not re.search(r"^#\. ", entry, re.MULTILINE)]
        self.assertEqual(bare, [])

    def test_the_english_is_typographic(self):
        plain = [text for entry in entries(self.template)
                 if "..." in (text := text_of(entry))
                 or re.search(r"\w'\w", text) or '\\"' in text]
        self.assertEqual(plain, [])

    def test_every_language_is_complete(self):
        languages = words(PO / "LINGUAS")
        self.assertGreater(len(languages), 0)
        for language in languages:
            with self.subTest(language):
                self.check_language(PO / f"{language}.po")

    def check_language(self, catalogue):
        check = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", str(catalogue)],
                               capture_output=True, text=True)
        self.assertEqual((check.returncode, check.stderr), (0, ""))

        merged = Path(self.folder.name) / catalogue.name
        subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged}",
                        str(catalogue), str(self.template)], check=True)
        missing = [text_of(entry) for entry in entries(merged)
                   if "" in texts_of(entry, "msgstr")
                   or re.search("^#, .*fuzzy", entry, re.MULTILINE)]
        self.assertEqual(missing, [])

    def test_german_quotes(self):
        """„…“ stand in pairs, and English ” is not among them."""
        wrong = [text for entry in entries(PO / "de.po") for text in texts_of(entry, "msgstr")
                 if "”" in text or text.count("„") != text.count("“")]
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
