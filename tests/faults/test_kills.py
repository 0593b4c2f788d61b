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

# With this, every system call is a point, not only those that change something.
EVERYTHING = bool(os.environ.get('KEYRACK_TEST_EXHAUSTIVE'))

#: Seconds for one operation on one backend; what does not fit is left out evenly, and said.
BUDGET = float('inf') if EVERYTHING else 11.0

ONE = ('client-1', 'secret-1')
TWO = ('client-2', 'secret-2')
EDITED = ('client-2', 'secret-1')
BYSTANDER = ('client-b', 'secret-b')


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
            if time.monotonic() > end:
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

    def check(self, allowed):
        """Whole, not mixed, nothing left over; returns what "one" is now."""
        pairs = self.stores.look()
        pair = pairs.pop('one', None)
        self.assertIn(pair, allowed)
        self.assertEqual(pairs, self.others)
        return pair

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
        outcomes = {before: 0, after: 0}
        for point in points:
            attempt(point)
            outcomes[self.check([before, after])] += 1
        self.assertGreater(points.tried, 3)
        print(f'# {self.backend}, {name}: killed at {points.tried} of {points.count} points: '
              + (f'{outcomes[before]} times the old state, {outcomes[after]} times the new one'
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

    def test_remove(self):
        self.kill_everywhere('remove', ONE, None,
                             ['load', 'drain', *self.marked(command('remove', 'one'))])

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
