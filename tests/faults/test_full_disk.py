#!/usr/bin/python3
# test_full_disk.py: a disk with room for less and less: it is said, and nothing is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk  # noqa: E402
from puppet import Stores, command  # noqa: E402

INSIDE = 'KEYRACK_TEST_INSIDE'
SKIPPED = 77
PAGE = 4096
PAGES = 256

ZERO = ('client-0', 'secret-0')
ONE = ('client-1', 'secret-1')
TWO = ('client-2', 'secret-2')
# Enough of them to make the keyring file much larger than the profiles' one: the disk is
# then full in the middle of what libsecret writes, which leaves the file cut off.
BYSTANDERS = {f'bystander-{n}': (f'client-{n}', f'{n}' * 600) for n in range(25)}


class FullDiskTest(unittest.TestCase):
    def setUp(self):
        self.healed = 0
        self.desk = Desk(keyring='file', screen=False)
        self.addCleanup(self.desk.close)
        data = self.desk.home.data
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={PAGES * PAGE},mode=700', 'tmpfs', data],
                       check=True)
        self.addCleanup(subprocess.run, ['umount', data], check=True)
        self.stores = Stores(self.desk)
        self.stores.start_anew()
        self.stores.must('load', *(command('add', name, *pair) for name, pair in BYSTANDERS.items()))

    def leave_room(self, pages):
        """Fills the disk but for so many pages; returns what fills it."""
        ballast = self.desk.home.data / 'ballast'
        free = os.statvfs(self.desk.home.data).f_bavail
        ballast.write_bytes(bytes((free - pages) * PAGE))
        return ballast

    def shrink(self, after, *words, before=(ONE, None)):
        """The less room there is, until there is none; `before` and `after` are pairs, and those before."""
        outcomes = []
        for pages in range(24, -1, -1):
            self.stores.bring_about('one', *before)
            ballast = self.leave_room(pages)
            _, errors = self.stores.run('load', command(*words))
            ballast.unlink()
            pairs = self.stores.look()
            self.assertEqual((pairs.pop('one', None), self.stores.previous.get('one')),
                             before if errors else after, (pages, errors))
            self.assertEqual(pairs, BYSTANDERS, (pages, errors))
            for error in errors:
                self.assertEqual(error[3], 'The disk is full; nothing was changed.', pages)
            outcomes.append(not errors)
            healed = self.desk.file_backend.file.with_name('default.keyring.damaged')
            self.healed += healed.exists()
            healed.unlink(missing_ok=True)
        print(f'# {words[0]}: done with {outcomes.count(True)} amounts of room, refused with '
              f'{outcomes.count(False)}; the keyring file put back {self.healed} times', flush=True)
        return outcomes

    def test_new_secret(self):
        outcomes = self.shrink((TWO, None), 'edit', 'one', *TWO)
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])
        self.assertGreater(self.healed, 0)

    def test_edit(self):
        outcomes = self.shrink((('client-2', 'secret-1'), None), 'edit', 'one', 'client-2')
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])

    def test_replace(self):
        outcomes = self.shrink((TWO, ONE), 'replace', 'one', *TWO, before=(ONE, ZERO))
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])

    def test_restore_previous(self):
        outcomes = self.shrink((ONE, TWO), 'restore-previous', 'one', before=(TWO, ONE))
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])

    def test_bin(self):
        outcomes = self.shrink((None, None), 'bin', '600', 'one')
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])

    def test_remove(self):
        outcomes = self.shrink((None, None), 'remove', 'one')
        self.assertTrue(outcomes[0])
        self.assertFalse(outcomes[-1])


def main():
    if INSIDE in os.environ:
        unittest.main()
    # A user of one's own may mount a disk of one's own.
    unshare = ['unshare', '--user', '--map-root-user', '--mount']
    probe = subprocess.run([*unshare, 'true'], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        print('SKIP: no mount namespaces here:', probe.stderr.strip())
        sys.exit(SKIPPED)
    os.environ[INSIDE] = '1'
    os.execvp('unshare', [*unshare, sys.executable, *sys.argv])


if __name__ == '__main__':
    main()
