# puppet.py: the program over the real stores, by its strings
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import wait_until  # noqa: E402

BUILD = Path(os.environ.get('KEYRACK_BUILD_ROOT', 'build')) / 'tests' / 'faults'
PUPPET = BUILD / 'store-puppet'

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


def read_dump(lines):
    """The profiles of "dump" by id: client ID, secret's name, secret."""
    return {words[1]: tuple(words[2:]) for words in lines if words[0] == 'profile'}


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
