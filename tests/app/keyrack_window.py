# keyrack_window.py: the real window, in the words of its person
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import re
import sys
import unittest
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True
sys.path[:0] = [str(_TESTS), str(_TESTS / 'stand-in')]

from desk import Desk, NotInTime  # noqa: E402
from stand_in import StandIn  # noqa: E402

BUILD = Path(os.environ.get('KEYRACK_BUILD_ROOT', 'build'))
PROGRAM = BUILD / 'src' / 'app' / 'keyrack'
CLI = BUILD / 'src' / 'cli' / 'keyrack-cli'
NAMES = _TESTS / 'desk' / 'names.py'

TESTING = 'Testing…'
WORKS = 'Works'
NOT_TESTED = 'Not tested'

#: A test gives up by itself after 10 s to connect and 30 s in all, and tries twice.
TEST_LIMIT = 100

REGIONS = {
    'us': 'United States — us',
    'eu': 'European Union — eu',
    'pac': 'Asia-Pacific — pac',
    'meta': 'Middle East, Turkey and Africa — meta',
}


class KeyrackWindow:
    """One run of the program on a desk."""

    def __init__(self, desk, environment=None, before=()):
        """Starts it; `before` are words to put in front of the command."""
        self.desk = desk
        self.program = desk.start(*before, PROGRAM, environment=environment)

    def __getattr__(self, name):
        return getattr(self.program, name)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        # A second one would only wake the first.
        self.program.stop()

    # The list

    def list(self):
        return self.program.find('Connections', 'list')

    def rows(self):
        """The shown rows by the names of their connections, in order."""
        return {next(part.name for part in row.below() if part.role == 'label'): row
                for row in self.program.find_all(role='row', inside=self.list())}

    def row(self, name):
        return self.program.wait_for(lambda: self.rows().get(name), f'the row of “{name}”')

    def select(self, name):
        """Clicks the row of a connection; in a long list it is searched for."""
        self.list()
        if name not in self.rows():
            self.program.type_into('Search Connections', name)
        self.program.click(self.row(name))
        self.program.wait_for(lambda: self.program.text_of('Connection name') == name,
                              f'the form of “{name}”')

    # The form

    def new_connection(self):
        self.program.click('New Connection', 'button')
        self.program.wait_for(lambda: self.program.text_of('Connection name') == '',
                              'an empty form')

    def fill(self, *, name=None, instance=None, region=None, client_id=None, secret=None):
        """Types what is given into the form, key by key."""
        for row, text in (('Connection name', name), ('Instance name', instance),
                          ('Client ID', client_id), ('Client secret', secret)):
            if text is not None:
                self.program.type_into(row, text)
        if region is not None:
            self.program.choose('Region', REGIONS[region])

    def form(self):
        """What stands in the form: name, instance, region, client ID."""
        return (self.program.text_of('Connection name'), self.program.text_of('Instance name'),
                self.program.chosen('Region'), self.program.text_of('Client ID'))

    def save(self):
        self.program.click('Save', 'button')
        # It goes when all is stored; meanwhile it says so.
        self.program.wait_gone(re.compile('^Sav'), 'button')

    # The test

    def headline(self):
        """The label that says the result: the first beside the button of the test."""
        for button in self.program.find_all(role='button'):
            if button.name in ('Test Connection', 'Cancel'):
                for parent in button.above():
                    for label in parent.below():
                        if label.role == 'label' and not any(map(is_button, label.above())):
                            return label
        return None

    def result(self):
        label = self.headline()
        return None if label is None else label.name

    def wait_result(self, wanted, seconds=TEST_LIMIT):
        """Waits for a result: a text, or a pattern found in it."""
        def look():
            result = self.result()
            return result is not None and (
                result == wanted if isinstance(wanted, str) else wanted.search(result))

        self.program.wait_for(look, f'the result “{wanted}”', seconds)

    def start_test(self):
        self.program.click('Test Connection', 'button')

    def finish_test(self, before):
        """Waits until a result other than `before` stands there, and returns it."""
        def look():
            result = self.result()
            return result if result not in (None, before, TESTING) else None

        return self.program.wait_for(look, 'a result', TEST_LIMIT)

    def test(self):
        """Tests the shown connection, whose result was another before, to the end."""
        before = self.result()
        self.start_test()
        return self.finish_test(before)

    # The end

    def quit(self):
        """Closes the window as the window manager does; nothing may be said on stderr."""
        status = self.program.quit()
        errors = self.program.errors()
        if status != 0 or without_notices(errors):
            raise AssertionError(f'ended with {status} and said:\n{errors}')


def is_button(node):
    return 'button' in node.role


def without_notices(errors):
    """What was said besides the line that every run against a stand-in has to say."""
    return ''.join(line for line in errors.splitlines(keepends=True)
                   if 'KEYRACK_CONNECT_TO' not in line and 'KEYRACK_CA_FILE' not in line)


class KeyrackTest(unittest.TestCase):
    """A test with a stand-in of its own and a desk of its own for each test."""

    keyring = 'unlocked'

    @classmethod
    def setUpClass(cls):
        cls.stand_in = cls.enterClassContext(StandIn())
        cls.addClassCleanup(cls.check_requests)

    @classmethod
    def check_requests(cls):
        """Whatever a test does: nothing but the request for a token may change a server."""
        if cls.stand_in.harmful:
            raise AssertionError(f'sent {cls.stand_in.harmful}')

    def setUp(self):
        self.desk = self.enterContext(Desk(keyring=self.keyring))

    def start(self, environment=None, before=()):
        return KeyrackWindow(self.desk, {**self.stand_in.environment(), **(environment or {})},
                             before)

    def cli(self, *words, stdin='', environment=None, seconds=300, before=()):
        """Runs the other program on the same home and the same keyring."""
        return self.desk.run(*before, CLI, *words, stdin=stdin, seconds=seconds,
                             environment={**self.stand_in.environment(), **(environment or {})})

    def add(self, name, instance, region='eu', client_id='client', secret='secret'):
        """Stores a connection by the other program."""
        done = self.cli('add', '--name', name, '--instance', instance, '--region', region,
                        '--client-id', client_id, stdin=secret)
        self.assertEqual(done.returncode, 0, done.stderr)

    def reports(self, *words, **more):
        """What `keyrack-cli test` finds, by name of the connection."""
        done = self.cli('test', *words, '--json', **more)
        reports = [json.loads(line) for line in done.stdout.splitlines()]
        return {report['name']: report for report in reports}


__all__ = ['CLI', 'Desk', 'KeyrackTest', 'KeyrackWindow', 'NAMES', 'NOT_TESTED', 'NotInTime',
           'PROGRAM', 'REGIONS', 'StandIn', 'TESTING', 'TEST_LIMIT', 'WORKS', 're',
           'without_notices']
