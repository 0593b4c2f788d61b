#!/usr/bin/python3
# test_kills.py: killed before every system call that changes something, nothing is lost
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk  # noqa: E402
from puppet import BUILD, PUPPET, Puppet, command, read_dump, read_items  # noqa: E402

KILLER = BUILD / 'kill-at-syscall'
NOT_ALLOWED = 77

# With everything, every system call is a point, not only those that change something.
EVERYTHING = bool(os.environ.get('KEYRACK_TEST_EXHAUSTIVE'))

#: Seconds for one operation on one backend; what does not fit is left out evenly, and said.
BUDGET = float('inf') if EVERYTHING else 12.0


def run(desk, *commands, limit=None):
    """Runs a puppet, under the killer if there is a limit; returns its lines."""
    argv = [str(PUPPET), str(desk.home.data / 'keyrack'), *commands]
    if limit is not None:
        argv = [str(KILLER), *(['--all'] if EVERYTHING else []), str(limit), *argv]
    done = subprocess.run(argv, text=True, capture_output=True, timeout=120, check=False,
                          env=desk.environment({'ASAN_OPTIONS': 'detect_leaks=0'}))
    if done.returncode == NOT_ALLOWED:
        raise unittest.SkipTest('tracing is not allowed here: ' + done.stderr)
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
    lines = [line.split('\t') for line in done.stdout.splitlines()]
    errors = [words for words in lines if words[0] == 'error']
    assert not errors, errors
    return lines


class State:
    """What is stored, looked at by a new process after its start."""

    def __init__(self, desk):
        lines = run(desk, 'load', 'drain', 'load', 'dump', 'items')
        self.profiles = read_dump(lines)
        self.items = read_items(lines)
        self.pairs = {id: (client, secret) for id, (client, _, secret) in self.profiles.items()}
        self.refs = sorted(ref for _, ref, _ in self.profiles.values() if ref)
        self.text = (desk.home.data / 'keyrack' / 'profiles.json').read_text()


class Operation:
    """One thing that is done to the profile "one", and what may be there after a kill."""

    def __init__(self, prepare, act):
        self.prepare = prepare
        self.act = act


class KillTest(unittest.TestCase):
    backend = None

    @classmethod
    def setUpClass(cls):
        if cls.backend is None:
            raise unittest.SkipTest('for its children')
        cls.desk = Desk(keyring=cls.backend, screen=False)
        cls.addClassCleanup(cls.desk.close)
        run(cls.desk, 'load', command('add', 'bystander', 'client-b', 'secret-b'))

    def check(self, allowed):
        """Whole, not mixed, nothing left over; returns what "one" is now."""
        state = State(self.desk)
        self.assertEqual(state.pairs.get('bystander'), ('client-b', 'secret-b'))
        pair = state.pairs.get('one')
        self.assertIn(pair, allowed)
        self.assertEqual(state.items, state.refs, 'orphans, or secrets that are gone')
        self.assertIn('"pending": []', state.text)
        self.assertLessEqual(set(state.pairs), {'bystander', 'one'})
        return pair

    def set_up_pair(self, pair, wanted):
        """Brings "one" into the state that the operation begins with."""
        if pair == wanted:
            return
        words = ['load']
        if wanted is None:
            words.append(command('remove', 'one'))
        elif pair is None:
            words.append(command('add', 'one', *wanted))
        else:
            words.append(command('edit', 'one', *wanted))
        run(self.desk, *words)

    def kill_everywhere(self, before, after, *words):
        """Does `words` and kills it at each point, until it comes to its end unharmed."""
        marked = [command('mark', 'begin'), command(*words), command('mark', 'end')]
        self.set_up_pair(self.check([before, after, None]), before)
        lines = run(self.desk, 'load', 'drain', *marked, limit=0)
        points = int(lines[-1][1])
        self.assertEqual(lines[-1][0], 'finished')
        self.assertGreater(points, 3)
        pair = self.check([after])

        tried, outcomes = 0, {before: 0, after: 0}
        started = time.monotonic()
        stride, point = 1, 1
        # A few more points than were counted: threads do not wake each other in the same way
        # each time.
        while point <= points + 5:
            self.set_up_pair(pair, before)
            lines = run(self.desk, 'load', 'drain', *marked, limit=point)
            pair = self.check([before, after])
            if lines[-1][0] == 'finished':
                break
            tried += 1
            outcomes[pair] += 1
            per_point = (time.monotonic() - started) / tried
            left = BUDGET - (time.monotonic() - started)
            stride = max(1, round((points - point) * per_point / max(left, per_point)))
            point += stride
        self.report(words[0], tried, points, outcomes, before, after)

    def report(self, what, tried, points, outcomes, before, after):
        print(f'# {self.backend}, {what}: killed at {tried} of {points} points; '
              f'{outcomes[before]} times the old state, {outcomes[after]} times the new one, '
              '0 times anything else', flush=True)

    def test_add(self):
        self.kill_everywhere(None, ('client-1', 'secret-1'), 'add', 'one', 'client-1', 'secret-1')

    def test_edit_with_secret(self):
        self.kill_everywhere(('client-1', 'secret-1'), ('client-2', 'secret-2'),
                             'edit', 'one', 'client-2', 'secret-2')

    def test_edit_without_secret(self):
        self.kill_everywhere(('client-1', 'secret-1'), ('client-2', 'secret-1'),
                             'edit', 'one', 'client-2')

    def test_remove(self):
        self.kill_everywhere(('client-1', 'secret-1'), None, 'remove', 'one')


class ServiceKillTest(KillTest):
    backend = 'unlocked'


class FileKillTest(KillTest):
    backend = 'file'


if __name__ == '__main__':
    unittest.main()
