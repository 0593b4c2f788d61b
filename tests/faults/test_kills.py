#!/usr/bin/python3
# test_kills.py: killed before every system call that changes something, nothing is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk  # noqa: E402
from puppet import BUILD, NOT_ALLOWED, Stores, command  # noqa: E402

KILLER = BUILD / 'kill-at-syscall'

# With this, nothing is left out; with "all", every system call is a point, not only those
# that change something. The first takes ten minutes, the second some hours.
EXHAUSTIVE = os.environ.get('KEYRACK_TEST_EXHAUSTIVE', '')
EVERYTHING = EXHAUSTIVE == 'all'

#: Seconds for one operation on one backend; what does not fit is left out evenly, and said.
BUDGET = float('inf') if EXHAUSTIVE else 7.0
#: Points that are tried however slow the machine is.
AT_LEAST = 4

ONE = ('client-1', 'secret-1')
TWO = ('client-2', 'secret-2')
EDITED = ('client-2', 'secret-1')
ZERO = ('client-0', 'secret-0')
BYSTANDER = ('client-b', 'secret-b')

# In the list, and in the bin.
LISTED = (ONE, None)
HELD = (None, ONE)
RELEASED = (None, (ONE[0], ''))


class Points:
    """The points to be tried: all, or as many as the time allows, from everywhere."""

    def __init__(self, count):
        self.count = count
        self.tried = 0

    def __iter__(self):
        end = time.monotonic() + BUDGET
        bits = self.count.bit_length()
        # Halves, quarters, eighths: whenever the time is over, what was tried is spread evenly.
        for point in sorted(range(1, self.count + 1), key=lambda n: f'{n:0{bits}b}'[::-1]):
            if self.tried >= AT_LEAST and time.monotonic() > end:
                break
            self.tried += 1
            yield point


class KillTest(unittest.TestCase):
    backend = None

    @classmethod
    def setUpClass(cls):
        if cls.backend is None:
            raise unittest.SkipTest('its children are run')
        cls.desk = Desk(keyring=cls.backend, screen=False)
        cls.addClassCleanup(cls.desk.close)
        cls.stores = Stores(cls.desk)

    def setUp(self):
        self.stores.start_anew()
        self.stores.must('load', command('add', 'bystander', *BYSTANDER))
        self.others = {'bystander': BYSTANDER}

    def see_one(self):
        """What "one" is now; the others are as they were."""
        pairs = self.stores.look()
        pair = pairs.pop('one', None)
        self.assertEqual(pairs, self.others)
        return pair

    def see_one_and_bin(self):
        """What "one" is in the list and what in the bin."""
        return self.see_one(), self.stores.binned.get('one')

    see = see_one

    def check(self, allowed):
        """Whole, not mixed, nothing left over; returns the state."""
        state = self.see()
        self.assertIn(state, allowed)
        return state

    def bring_about(self, wanted):
        """Brings "one" into the state that the operation begins with."""
        pair = self.stores.look().get('one')
        if pair == wanted:
            return
        if wanted is None:
            self.stores.must('load', command('remove', 'one'))
        else:
            self.stores.must('load', command('edit' if pair else 'add', 'one', *wanted))

    def kill_everywhere(self, name, before, after, words, prepare=None):
        """Does `words` and kills it at each point, until it comes to its end unharmed."""
        def attempt(limit):
            (prepare or self.bring_about)(before)
            wrapper = [KILLER, *(['--all'] if EVERYTHING else []), str(limit)]
            lines, errors = self.stores.run(*words, wrapper=wrapper)
            self.assertEqual(errors, [])
            return lines[-1]

        how, count = attempt(0)
        self.assertEqual(how, 'finished')
        self.check([after])
        points = Points(int(count))
        outcomes = [0, 0]
        for point in points:
            attempt(point)
            outcomes[self.check([before, after]) == after] += 1
        self.assertGreaterEqual(points.tried, min(AT_LEAST, points.count))
        print(f'# {self.backend}, {name}: killed at {points.tried} of {points.count} points: '
              + (f'{outcomes[0]} times the old state, {outcomes[1]} times the new one'
                 if before != after else 'always the same state'), flush=True)

    def marked(self, *commands):
        return [command('mark', 'begin'), *commands, command('mark', 'end')]

    def test_add(self):
        self.kill_everywhere('add', None, ONE,
                             ['load', 'drain', *self.marked(command('add', 'one', *ONE))])

    def test_edit_with_secret(self):
        self.kill_everywhere('new secret', ONE, TWO,
                             ['load', 'drain', *self.marked(command('edit', 'one', *TWO))])

    def test_edit_without_secret(self):
        self.kill_everywhere('edit', ONE, EDITED,
                             ['load', 'drain', *self.marked(command('edit', 'one', EDITED[0]))])

    def bring_about_bin(self, wanted):
        """The same for states of list and bin; no hold leaves a secret over."""
        self.stores.end_holds()
        pair = self.stores.look().get('one')
        words = ['load', 'erase']
        if pair != ONE:
            words.append(command('edit' if pair else 'add', 'one', *ONE))
        if wanted != LISTED:
            words.append(command('bin', '600', 'one'))
        self.stores.must(*words)

    def kill_in_bin(self, name, before, after, *words):
        self.see = self.see_one_and_bin
        self.kill_everywhere(name, before, after,
                             ['load', 'drain', *self.marked(command(*words))], self.bring_about_bin)

    def test_remove(self):
        self.kill_in_bin('remove', LISTED, RELEASED, 'remove', 'one')

    def test_bin(self):
        self.kill_in_bin('to the bin', LISTED, HELD, 'bin', '600', 'one')

    def test_restore(self):
        self.kill_in_bin('out of the bin', HELD, LISTED, 'restore', 'one')

    def test_release(self):
        self.kill_in_bin('end of the undo', HELD, RELEASED, 'release', 'one')

    def test_erase(self):
        self.kill_in_bin('empty the bin', HELD, (None, None), 'erase')

    def test_time_for_undo_is_over(self):
        """Killed at the start that lets go of what an earlier process held."""
        self.see = self.see_one_and_bin

        def hold_in_vain(_state):
            self.bring_about_bin(HELD)
            self.stores.end_holds()

        self.kill_everywhere('end of the time for an undo', RELEASED, RELEASED,
                             self.marked('load', 'drain'), hold_in_vain)

    def see_one_and_previous(self):
        """What "one" has in use, and what it had before."""
        return self.see_one(), self.stores.previous.get('one')

    def bring_about_previous(self, wanted):
        self.stores.bring_about('one', *wanted)

    def kill_in_rotation(self, name, before, after, *words):
        """Whenever it ends, one pair is in use, whole, and what was before is kept or gone."""
        self.see = self.see_one_and_previous
        self.kill_everywhere(name, before, after,
                             ['load', 'drain', *self.marked(command(*words))], self.bring_about_previous)

    def test_replace(self):
        """The older pair is let go of along with it."""
        self.kill_in_rotation('rotation', (ONE, ZERO), (TWO, ONE), 'replace', 'one', *TWO)

    def test_restore_previous(self):
        self.kill_in_rotation('back to the pair before', (TWO, ONE), (ONE, TWO), 'restore-previous', 'one')

    @unittest.skipUnless(EXHAUSTIVE, 'only with KEYRACK_TEST_EXHAUSTIVE: much like the others')
    def test_replace_for_the_first_time(self):
        self.kill_in_rotation('first rotation', (ONE, None), (TWO, ONE), 'replace', 'one', *TWO)

    @unittest.skipUnless(EXHAUSTIVE, 'only with KEYRACK_TEST_EXHAUSTIVE: much like the others')
    def test_let_go(self):
        self.kill_in_rotation('end of a rotation', (ONE, ZERO), (ONE, None), 'let-go', 'one')

    @unittest.skipUnless(EXHAUSTIVE, 'only with KEYRACK_TEST_EXHAUSTIVE: much like the others')
    def test_kept_long_enough(self):
        self.see = self.see_one_and_previous

        def keep_in_vain(_state):
            self.bring_about_previous((ONE, ZERO))
            self.stores.end_keeping()

        self.kill_everywhere('end of the time that a pair is kept', (ONE, None), (ONE, None),
                             self.marked('load', 'drain'), keep_in_vain)

    def test_save_many(self):
        self.others = {}
        self.see = self.stores.look
        before = {'bystander': BYSTANDER, 'one': ONE}
        after = {'bystander': ('client-m', BYSTANDER[1]), 'one': ('client-m', ONE[1])}

        def bring_about_both(_state):
            self.stores.must('load', 'erase', command('remove', 'one'), command('remove', 'bystander'),
                             command('add', 'bystander', *BYSTANDER), command('add', 'one', *ONE))

        self.kill_everywhere('many at once', before, after,
                             ['load', 'drain', *self.marked(command('save-many', 'client-m', 'one', 'bystander'))],
                             bring_about_both)

    def see_imported(self):
        """What all of them are; of "one" what it had before, too."""
        return self.stores.look(), self.stores.previous.get('one')

    def kill_around_import(self, name, before, after, words, prepare):
        self.see = self.see_imported
        self.kill_everywhere(name, before, after, words, prepare)

    BEFORE_IMPORT = ({'bystander': BYSTANDER, 'one': ONE}, None)
    AFTER_IMPORT = ({'bystander': BYSTANDER, 'one': TWO, 'new-1': TWO, 'new-2': TWO}, ONE)
    IMPORT = ('import', '600', *TWO, 'one', 'new-1', 'new-2')

    def bring_about_import(self, wanted):
        state = self.see_imported()
        if state == wanted:
            return
        if state == self.AFTER_IMPORT:
            self.stores.must('load', 'undo-import')
        elif state[0].get('one') != ONE:
            self.bring_about(ONE)
        if wanted == self.AFTER_IMPORT:
            self.stores.must('load', command(*self.IMPORT))

    def test_import(self):
        """All of it or nothing, and the pair before is kept."""
        self.kill_around_import('import', self.BEFORE_IMPORT, self.AFTER_IMPORT,
                                ['load', 'drain', *self.marked(command(*self.IMPORT))], self.bring_about_import)

    def test_undo_import(self):
        self.kill_around_import('undo of an import', self.AFTER_IMPORT, self.BEFORE_IMPORT,
                                ['load', 'drain', *self.marked('undo-import')], self.bring_about_import)

    def test_restore_backup(self):
        backups = self.stores.folder / 'backups'
        self.bring_about(ONE)
        backups.mkdir(exist_ok=True)
        (backups / 'profiles-2020-01-01.json').write_bytes(self.stores.file.read_bytes())

        def see():
            """Whenever the copy has taken its place, the file that stood there is kept."""
            pair = self.see_one()
            aside = [path.read_text() for path in backups.glob('profiles-*-*-*-*.json')]
            if pair == ONE:
                self.assertEqual(['client-2' in text for text in aside], [True])
            return pair

        def bring_about_later(_pair):
            for path in backups.glob('profiles-*-*-*-*.json'):
                path.unlink()
            if self.see_one() != EDITED:
                self.stores.must('load', command('edit', 'one', EDITED[0]))

        self.see = see
        self.kill_everywhere('back to a copy', EDITED, ONE,
                             ['load', 'drain', *self.marked(command('restore-backup', 'profiles-2020-01-01.json'))],
                             bring_about_later)

    def test_start_with_something_left_over(self):
        def leave_over(pair):
            self.bring_about(pair)
            self.stores.must(command('store', 'left-1', 'secret'), command('store', 'left-2', 'secret'))
            document = json.loads(self.stores.file.read_text())
            document['pending'] = ['left-1', 'never-stored', 'left-2']
            self.stores.file.write_text(json.dumps(document))

        self.kill_everywhere('start', ONE, ONE, self.marked('load', 'drain'), leave_over)

    def test_first_start(self):
        def first_day(_pair):
            self.stores.start_anew()
            if self.desk.file_backend is not None:
                self.desk.file_backend.file.unlink()

        self.others = {}
        self.kill_everywhere('first start and first connection', None, ONE,
                             self.marked('load', 'drain', command('add', 'one', *ONE)), first_day)


class ServiceKillTest(KillTest):
    backend = 'unlocked'

    def count_of_daemon(self):
        """How many points there are, near enough."""
        self.bring_about(ONE)
        count = int(self.kill_daemon(0).split('\t')[1])
        self.assertEqual(self.check([TWO]), TWO)
        return count

    def kill_daemon(self, point):
        """Replaces a secret while the keyring is traced; returns what the killer says."""
        argv = [KILLER, '--attach', str(self.desk.keyring.pid), str(point)]
        with subprocess.Popen(argv, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as killer:
            if killer.stdout.readline() != 'attached\n':
                self.assertEqual(killer.wait(), NOT_ALLOWED)
                self.skipTest('tracing is not allowed here: ' + killer.stderr.read())
            self.stores.run('load', command('edit', 'one', *TWO))
            killer.terminate()
            return killer.stdout.read()

    def test_daemon(self):
        """The keyring itself is killed while a secret is replaced."""
        points = Points(self.count_of_daemon())
        outcomes = {ONE: 0, TWO: 0}
        for point in points:
            self.bring_about(ONE)
            self.kill_daemon(point)
            self.desk.keyring.restart()
            outcomes[self.check([ONE, TWO])] += 1
        self.assertGreater(points.tried, 2)
        print(f'# the keyring itself, new secret: killed at {points.tried} of {points.count} points: '
              f'{outcomes[ONE]} times the old state, {outcomes[TWO]} times the new one', flush=True)


class FileKillTest(KillTest):
    backend = 'file'


if __name__ == '__main__':
    unittest.main()
