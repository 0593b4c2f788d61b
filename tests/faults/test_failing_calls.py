#!/usr/bin/python3
# test_failing_calls.py: each call on a file fails in turn: it is said, and nothing is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import errno
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk  # noqa: E402
from puppet import BUILD, Stores, command  # noqa: E402

SHIM = BUILD / 'fault-shim.so'
CALLS = ('write', 'fsync', 'close', 'rename', 'link', 'unlink')

ZERO = ('client-0', 'secret-0')
ONE = ('client-1', 'secret-1')
TWO = ('client-2', 'secret-2')
EDITED = ('client-2', 'secret-1')
BYSTANDER = ('client-b', 'secret-b')


class FailingCallsTest(unittest.TestCase):
    backend = None

    @classmethod
    def setUpClass(cls):
        if cls.backend is None:
            raise unittest.SkipTest('its children are run')
        cls.desk = Desk(keyring=cls.backend, screen=False)
        cls.addClassCleanup(cls.desk.close)
        cls.stores = Stores(cls.desk)
        cls.stores.start_anew()
        cls.stores.must('load', command('add', 'bystander', *BYSTANDER))

    def bring_about_one(self, pair):
        if pair != ONE or 'one' in self.stores.previous:
            self.stores.bring_about('one', ONE, None)

    def attempt(self, words, environment):
        """Does `words` while a call fails; returns whether one did, and the errors."""
        log = self.desk.home.runtime / 'fault-log'
        log.unlink(missing_ok=True)
        _, errors = self.stores.run(
            'load', 'drain', command('mark', 'begin'), command(*words), command('mark', 'end'),
            environment={'LD_PRELOAD': str(SHIM), 'FAULT_LOG': str(log), **environment})
        return log.exists(), errors

    def bring_about_held(self, pair):
        """In the bin, with its secret."""
        self.bring_about_one(pair)
        self.stores.must('load', command('bin', '600', 'one'))

    def let_each_fail(self, number, after, words, lasting=False, before=ONE, prepare=None,
                      previous=(None, None)):
        """Every call of every kind fails once, or from then on.

        `previous` are the pairs that are kept before it and after it.
        """
        tried = said = 0
        pair = self.stores.look().get('one')
        for call in CALLS:
            at, struck = 0, True
            while struck:
                at += 1
                (prepare or self.bring_about_one)(pair)
                environment = {'FAULT_CALL': call, 'FAULT_AT': str(at), 'FAULT_ERRNO': str(number)}
                struck, errors = self.attempt(words, {**environment, 'FAULT_LASTING': '1'}
                                              if lasting else environment)
                pairs = self.stores.look()
                pair = pairs.get('one')
                where = f'{call} {at}: {errors}'
                self.assertEqual(pairs.get('bystander'), BYSTANDER, where)
                # What is said is true: after an error the old state, else the new one.
                self.assertEqual(pair, before if errors else after, where)
                self.assertEqual(self.stores.previous.get('one'), previous[0 if errors else 1], where)
                held = self.stores.binned.get('one', pair)
                self.assertIn(held, (ONE, TWO, EDITED, (ONE[0], '')), where)
                self.assertFalse(errors and not struck, where)
                for error in errors:
                    self.assertRegex(error[3], r'[Nn]othing was changed|the old one is still in use')
                tried += struck
                said += bool(errors)
        self.assertGreater(said, 2)
        print(f'# {self.backend}, {words[0]}: {tried} calls failed with {errno.errorcode[number]}'
              f'{" and all after it" if lasting else ""}: {said} times it was said, '
              f'{tried - said} times it did no harm', flush=True)

    def test_new_secret(self):
        self.let_each_fail(errno.EIO, TWO, ('edit', 'one', *TWO))

    def test_new_secret_on_a_dying_disk(self):
        self.let_each_fail(errno.ENOSPC, TWO, ('edit', 'one', *TWO), lasting=True)

    def test_remove(self):
        self.let_each_fail(errno.EIO, None, ('remove', 'one'))

    def test_bin(self):
        self.let_each_fail(errno.EIO, None, ('bin', '600', 'one'))

    def test_restore(self):
        self.let_each_fail(errno.EIO, ONE, ('restore', 'one'), before=None,
                           prepare=self.bring_about_held)

    def test_replace(self):
        self.let_each_fail(errno.EIO, TWO, ('replace', 'one', *TWO), previous=(ZERO, ONE),
                           prepare=lambda _pair: self.stores.bring_about('one', ONE, ZERO))

    def test_replace_on_a_dying_disk(self):
        self.let_each_fail(errno.ENOSPC, TWO, ('replace', 'one', *TWO), lasting=True, previous=(ZERO, ONE),
                           prepare=lambda _pair: self.stores.bring_about('one', ONE, ZERO))

    def test_restore_previous(self):
        self.let_each_fail(errno.EIO, ONE, ('restore-previous', 'one'), before=TWO, previous=(ONE, TWO),
                           prepare=lambda _pair: self.stores.bring_about('one', TWO, ONE))

    def test_restore_backup(self):
        backups = self.stores.folder / 'backups'
        self.bring_about_one(self.stores.look().get('one'))
        backups.mkdir(exist_ok=True)
        (backups / 'profiles-2020-01-01.json').write_bytes(self.stores.file.read_bytes())

        def bring_about_later(_pair):
            # Each is read when the copies are listed: without an end there would be ever more calls.
            for path in backups.glob('profiles-*-*-*-*.json'):
                path.unlink()
            self.stores.must('load', command('edit', 'one', EDITED[0]))

        self.let_each_fail(errno.EIO, ONE, ('restore-backup', 'profiles-2020-01-01.json'), before=EDITED,
                           prepare=bring_about_later)


class FileFailingCallsTest(FailingCallsTest):
    backend = 'file'


class ServiceFailingCallsTest(FailingCallsTest):
    backend = 'unlocked'


if __name__ == '__main__':
    unittest.main()
