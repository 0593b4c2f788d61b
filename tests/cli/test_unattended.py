# test_unattended.py: run by cron and by scripts, where nobody looks and little is there
#
# SPDX-License-Identifier: GPL-3.0-or-later

import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import time
import unittest

from desk.waiting import wait_until
from desk_for_scripts import CLI, GOOD, ID, SECRET, UNDECIDED, USAGE, ScriptsTest

ADD = ['add', '--name', 'Acme', '--instance', 'acme', '--region', 'eu', '--client-id', ID]
LIMIT = 60  # seconds, far above what it takes without a sanitizer


def has_read_all(pipe):
    """Whether the other end took everything out of the pipe, and so waits for more."""
    left = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return struct.unpack('i', left)[0] == 0


def catches(process, number):
    """Whether the signal does not simply end the process any more."""
    with open(f'/proc/{process.pid}/status', encoding='ascii') as status:
        caught = next(line for line in status if line.startswith('SigCgt:'))
    return bool(int(caught.split()[1], 16) >> number - 1 & 1)


def read_until(terminal, ending):
    screen = b''
    while not screen.rstrip().endswith(ending):
        screen += os.read(terminal, 4096)
    return screen


class Files(ScriptsTest):
    """Standard files that are closed, full, or have nobody at their other end."""

    backend = 'file'

    def setUp(self):
        super().setUp()
        self.server.add('acme', 'eu', ID, SECRET)
        self.scripts.add()

    def shell(self, command):
        return subprocess.run(['sh', '-c', command, 'sh', str(CLI)], text=True, timeout=LIMIT,
                              capture_output=True, check=False, env=self.scripts.environment())

    def read_files(self):
        return b''.join(path.read_bytes() for path in self.scripts.home.home.rglob('*')
                        if path.is_file())

    def test_output_that_is_lost_is_no_success(self):
        for words in ('list', 'list --json', 'show Acme', 'test --all', 'token Acme', '--help'):
            for place in ('>/dev/full', '>&-'):
                with self.subTest(words=words, place=place):
                    done = self.shell(f'exec "$1" {words} {place}')
                    self.assert_status(done, UNDECIDED)
                    self.assertIn('could not be written', done.stderr)

    def test_a_token_is_never_printed_into_a_file_of_ours(self):
        token = self.scripts.run('token', 'Acme').stdout.strip().encode()
        begin = token[:12]  # the header, the same in each
        self.shell('exec "$1" token Acme >&- 2>&- <&-')
        self.shell('exec "$1" token Acme >&-')
        self.assertNotIn(begin, self.read_files())

    def test_a_closed_input_holds_no_secret(self):
        done = self.shell(f'exec "$1" {" ".join(ADD)} <&-')
        self.assert_status(done, USAGE)
        self.assertIn('Bad file descriptor', done.stderr)
        self.assertEqual(len(self.scripts.list()), 1)

    def test_nobody_reads_any_more(self):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([str(CLI), 'test', '--all'], stdin=subprocess.DEVNULL, stdout=writing,
                              stderr=subprocess.PIPE, check=False, timeout=LIMIT,
                              env=self.scripts.environment(), text=True)
        os.close(writing)
        self.assertIn(done.returncode, (UNDECIDED, -signal.SIGPIPE), done.stderr)


class Words(ScriptsTest):
    backend = 'file'

    def test_names_need_no_locale(self):
        plain = {'LANG': None, 'LC_ALL': 'C'}
        self.scripts.add(name='Büro – Zürich', instance='\u00a0acme\u200b', **plain)
        self.assertIn('Büro – Zürich', self.scripts.run('list', **plain).stdout)
        done = self.scripts.run('test', '--tag', 'Büro', **plain)
        self.assertIn('No connection has this tag', done.stderr)
        done = self.scripts.run('show', 'Nö', **plain)
        self.assertIn('“Nö”', done.stderr)

    def test_what_was_typed_can_not_steer_the_terminal(self):
        for words in (['show', 'a\x1b[31mb'], ['list', '--\x1b]0;title\x07'], ['\x1b[2J'],
                      ['test', 'a\x9bb'.encode('latin-1').decode('utf-8', 'surrogateescape')],
                      ['show', 'a\udce2'], ['add', '--instance', 'x\x1bc', '--name', 'x']):
            with self.subTest(words=words):
                done = self.scripts.run(*words)
                self.assert_status(done, USAGE)
                self.assertFalse([c for c in done.stderr if c < ' ' and c != '\n'], done.stderr)

    def test_a_name_may_begin_with_a_hyphen(self):
        self.scripts.add(name='-x')
        self.assertIn('-x', self.scripts.run('show', '--', '-x').stdout)
        self.assert_status(self.scripts.run('edit', '--name=-y', '--', '-x'), GOOD)
        self.assert_status(self.scripts.run('remove', '--', '-y'), GOOD)


class Ends(ScriptsTest):
    backend = 'file'

    def test_a_signal_ends_it_while_it_reads_a_secret(self):
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                process = subprocess.Popen([str(CLI), *ADD], stdin=subprocess.PIPE,
                                           stderr=subprocess.DEVNULL,
                                           env=self.scripts.environment(),
                                           # Who starts the tests may ignore it for them.
                                           preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
                self.addCleanup(process.stdin.close)
                self.addCleanup(process.kill)
                os.write(process.stdin.fileno(), b'half')
                wait_until(lambda: has_read_all(process.stdin), 'it to read')
                process.send_signal(number)
                self.assertEqual(process.wait(LIMIT), -number)

    def test_a_signal_at_the_prompt_leaves_a_terminal_that_echoes(self):
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            with self.subTest(signal=number.name):
                pid, terminal = pty.fork()
                if pid == 0:
                    signal.signal(number, signal.SIG_DFL)
                    os.execve(CLI, [str(CLI), *ADD], self.scripts.environment(TERM='dumb'))
                read_until(terminal, b':')
                self.assertFalse(termios.tcgetattr(terminal)[3] & termios.ECHO)
                os.kill(pid, number)
                status = os.waitpid(pid, 0)[1]
                self.assertEqual(os.WTERMSIG(status), number)
                self.assertTrue(termios.tcgetattr(terminal)[3] & termios.ECHO)
                os.close(terminal)

    def test_an_interrupt_amid_many_handshakes_ends_well(self):
        for number in range(20):
            self.server.add(f'i{number}', 'eu', ID, SECRET)
            self.scripts.add(name=f'i{number}', instance=f'i{number}')
        statuses = set()
        end = time.monotonic() + 15
        for _ in range(30):
            self.server.reset_counts()
            process = self.scripts.start('test', '--all', '--jobs', '50')
            # A request may still be one of the process before.
            wait_until(lambda: (process.poll() is not None or
                                self.server.requests and catches(process, signal.SIGINT)),
                       'a request', LIMIT)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=LIMIT)
            statuses.add(process.returncode)
            if time.monotonic() > end:
                break
        self.assertLessEqual(statuses, {GOOD, UNDECIDED})


if __name__ == '__main__':
    unittest.main()
