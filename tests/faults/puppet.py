# puppet.py: the program over the real stores, by its strings
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from gi.repository import GLib

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import wait_until  # noqa: E402

BUILD = Path(os.environ.get('KEYRACK_BUILD_ROOT', 'build')) / 'tests' / 'faults'
PUPPET = BUILD / 'store-puppet'

#: What kill-at-syscall ends with where it may not trace.
NOT_ALLOWED = 77

# In the order of KeyrackSecretStoreError and of KeyrackSecretStoreState.
ERRORS = ('locked', 'dismissed', 'absent', 'silent', 'died', 'not-found', 'not-kept', 'damaged',
          'disk-full', 'failed')
STATES = ('unknown', 'ready', 'locked', 'absent', 'silent', 'died', 'damaged')

_DOMAIN = 'keyrack-secret-store-error-quark'


def command(*words):
    return '\t'.join(words)


class Failure(Exception):
    """What the puppet was told to do did not work."""

    def __init__(self, domain, code, sentence):
        super().__init__(sentence)
        self.code = ERRORS[int(code)] if domain == _DOMAIN else f'{domain}:{code}'


def read_dump(lines, kind='profile'):
    """The profiles of "dump" by id: client ID, secret's name, secret. Or the "binned" or "previous" ones."""
    return {words[1]: tuple(words[2:]) for words in lines if words[0] == kind}


def read_items(lines):
    """The names of the secrets of "items"."""
    return sorted(words[1] for words in lines if words[0] == 'item')


class Puppet:
    """A context manager around one running puppet."""

    def __init__(self, folder, environment):
        self._process = subprocess.Popen(
            [PUPPET, str(folder)], env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.states = []
        self._answers = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            words = line.rstrip('\n').split('\t')
            if words[0] == 'state':
                self.states.append(STATES[int(words[1])])
            else:
                self._answers.append(words)

    def tell(self, *words):
        """Tells, and does not wait for the answer."""
        self._answers.clear()
        self._process.stdin.write(command(*words) + '\n')
        self._process.stdin.flush()

    def wait(self, seconds=60):
        """The answer: lists of words. Raises Failure where one says so."""
        wait_until(lambda: ['end'] in self._answers or self._process.poll() is not None,
                   'the puppet', seconds)
        assert ['end'] in self._answers, f'the puppet ended with {self._process.returncode}'
        answer = self._answers[:-1]
        for words in answer:
            if words[0] == 'error':
                raise Failure(*words[1:4])
        return answer

    def do(self, *words):
        self.tell(*words)
        return self.wait()

    def lookup(self, ref):
        return self.do('lookup', ref)[0][1]

    def probe(self):
        return STATES[int(self.do('probe')[0][1])]

    def close(self):
        self._process.stdin.close()
        status = self._process.wait(timeout=60)
        self._reader.join()
        self._process.stdout.close()
        assert status == 0, f'the puppet ended with {status}'

    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        if kind is None:
            self.close()
        else:
            self._process.kill()
            self._process.wait()


def write_quick_keyring(path):
    """An empty keyring file whose key is derived in no time, to be opened thousands of times."""
    content = GLib.Variant('(uayutua(a{say}ay))', (32, bytes(range(32)), 1, 1600000000, 0, []))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(b'GnomeKeyring\n\r\0\n\1\0' + content.get_data_as_bytes().get_data())


class Stores:
    """A home with connections, on one of the backends, and puppets that run to their end."""

    def __init__(self, desk):
        self.desk = desk
        self.folder = desk.home.data / 'keyrack'
        self.file = self.folder / 'profiles.json'
        self.binned = {}
        self.previous = {}

    def start_anew(self):
        """As on the first day: neither connections nor secrets."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.desk.keyring is not None:
            self.desk.keyring.clear()
        else:
            shutil.rmtree(self.desk.file_backend.file.parent, ignore_errors=True)
            write_quick_keyring(self.desk.file_backend.file)

    def run(self, *commands, wrapper=(), environment=None):
        """Does the commands; returns the lines of the answer, and the errors among them."""
        # Neither traced nor preloaded programs can look for leaks.
        more = {'ASAN_OPTIONS': 'detect_leaks=0:verify_asan_link_order=0', **(environment or {})}
        done = subprocess.run([*wrapper, PUPPET, self.folder, *commands], text=True,
                              capture_output=True, timeout=120, check=False,
                              env=self.desk.environment(more))
        if done.returncode == NOT_ALLOWED:
            raise unittest.SkipTest('tracing is not allowed here: ' + done.stderr)
        assert done.returncode == 0, (done.returncode, done.stdout, done.stderr)
        lines = [line.split('\t') for line in done.stdout.splitlines()]
        return lines, [words for words in lines if words[0] == 'error']

    def must(self, *commands):
        lines, errors = self.run(*commands)
        assert not errors, errors
        return lines

    def bring_about(self, name, pair, previous):
        """This pair is in use, and that one (or none) kept as the one before."""
        known = name in self.look()
        first = command('edit' if known else 'add', name, *(previous or pair))
        again = [command('replace', name, *pair)] if previous else []
        self.must('load', *([command('let-go', name)] if known else []), first, *again)

    def look(self):
        """What a new process finds after its start: pairs of client ID and secret by name.

        Nothing may be left over: the secrets that are stored are those that are named, be
        it in the bin or as the pair before, of which "binned" and "previous" tell the same.
        """
        lines = self.must('load', 'drain', 'load', 'dump', 'items')
        profiles = read_dump(lines)
        binned = read_dump(lines, 'binned')
        previous = read_dump(lines, 'previous')
        named = sorted(ref for _, ref, _ in [*profiles.values(), *binned.values(), *previous.values()] if ref)
        stored = read_items(lines)
        assert stored == named, f'stored are {stored}, named are {named}'
        pending = json.loads(self.file.read_text())['pending'] if self.file.exists() else []
        assert pending == [], f'still pending: {pending}'
        self.binned = {name: (client, secret) for name, (client, _, secret) in binned.items()}
        self.previous = {name: (client, secret) for name, (client, _, secret) in previous.items()}
        return {name: (client, secret) for name, (client, _, secret) in profiles.items()}

    def end_holds(self):
        """As if the time for an undo were over for all that is in the bin."""
        document = json.loads(self.file.read_text())
        for entry in document.get('bin', []):
            if 'held_until' in entry:
                entry['held_until'] = '2020-01-01T00:00:00Z'
        self.file.write_text(json.dumps(document))

    def end_keeping(self):
        """As if every pair before the one in use had been kept long enough."""
        document = json.loads(self.file.read_text())
        for entry in document['profiles']:
            if 'previous' in entry:
                entry['previous']['keep_until'] = '2020-01-01T00:00:00Z'
        self.file.write_text(json.dumps(document))
