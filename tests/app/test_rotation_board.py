#!/usr/bin/python3
# test_rotation_board.py: twenty connections get new credentials in one evening
#
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import json
import unittest

from keyrack_window import KeyrackTest, re

N = 20
CUT_OFF = 3      # its secret was not copied whole
ELSEWHERE = 7    # its pair is for another instance
LATER = 19       # its pair comes after the restart


def name(number):
    return f'Client {number:02}'


def instance(number):
    return f'client-{number:02}'


def old(number):
    return f'old-id-{number:02}', f'canary-old-{number:02}'


def new(number):
    return f'new-id-{number:02}', f'canary-new-{number:02}'


class RotationBoardTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        for number in range(N):
            self.stand_in.add(instance(number), 'eu', *old(number))
            self.add(name(number), instance(number), 'eu', *old(number))

    def stored_ids(self):
        done = self.cli('list', '--json')
        return {profile['name']: profile['client_id'] for profile in json.loads(done.stdout)}

    def open(self, window):
        window.click('Main Menu', 'button')
        window.click('Rotation of Many…', 'menu item')
        window.find('Rotation', 'label')

    def table_of_pairs(self):
        """What the evening's table holds; two of its rows are no good."""
        lines = [('Name', 'Instance', 'Region', 'Client ID', 'Client secret')]
        for number in range(N):
            client_id, secret = new(number)
            place = instance(number) + ('-test' if number == ELSEWHERE else '')
            secret = secret[:-3] if number == CUT_OFF else secret
            if number != LATER:
                lines.append((name(number), place, 'eu', client_id, secret))
        return ''.join('\t'.join(line) + '\n' for line in lines)

    def test_evening(self):
        window = self.start()
        self.open(window)
        window.find(f'0 of {N} stored', 'label')

        # The table of the evening, looked at before anything is entered.
        self.desk.screen.set_clipboard(self.table_of_pairs())
        window.click('Add Pairs', 'button')
        window.click('Paste From Table', 'menu item')
        dialog = window.find('New Pairs', 'window')
        window.find('19 of 19 pairs found their connection', 'label', inside=dialog)
        window.find('Pair is for client-07-test, not client-07', 'label', inside=dialog)
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click('Enter 19', 'button', inside=dialog)
        window.wait_gone('New Pairs', 'window')

        # In Nexthink the new credentials are there, beside the old ones but for one.
        for number in range(N):
            self.stand_in.rotate(instance(number), 'eu', *new(number), keep_old=number != 0)
        window.click('Test and Store 18', 'button')
        window.find(f'17 of {N} stored, 2 need attention', 'label')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        bad = (CUT_OFF, ELSEWHERE, LATER)
        expected = {name(i): (old(i) if i in bad else new(i))[0] for i in range(N)}
        self.assertEqual(self.stored_ids(), expected)

        # Two secrets that Nexthink shows no more would go with the window: it asks.
        window.key('ctrl+q')
        window.find('Discard 2 New Credentials?', 'label')
        window.key('Escape')
        window.wait_gone('Discard 2 New Credentials?', 'label')
        window.key('ctrl+q')
        window.click('Discard', 'button')
        self.assertEqual(window.process.wait(), 0)

        # What was entered and not stored is nowhere after a restart; what was stored is.
        window = self.start()
        self.open(window)
        window.find(f'17 of {N} stored', 'label')
        for secret in (new(CUT_OFF)[1][:-3], new(ELSEWHERE)[1]):
            self.assertNotIn(secret, self.desk.keyring.secrets())
        window.click(re.compile('^To Do 3'), 'button')
        window.click(re.compile(f'^{name(CUT_OFF)}, Enter the new pair again'), 'list item')
        window.paste_into('Client ID', 'Client ID: %s\nClient secret: %s\n' % new(CUT_OFF))
        window.click('Enter', 'button')

        # On to the next one by itself.
        window.find(f'{name(ELSEWHERE)}: Enter the new pair again', 'label')
        window.paste_into('Client ID', '%s\n%s' % new(ELSEWHERE))
        window.click('Enter', 'button')
        window.click('Test and Store 2', 'button')
        window.find(f'19 of {N} stored', 'label')

        # The old ones are deleted, which is tested.
        for number in range(N):
            if number != LATER:
                self.stand_in.rotate(instance(number), 'eu', *new(number))
        window.click('Test 18 Old Ones', 'button')
        window.find(re.compile('^Done 19'), 'button')

        # The change ticket, without secrets.
        window.click('More Actions', 'button')
        window.click(re.compile(r'Table \(CSV\)'), 'menu item')
        report = self.desk.home.root / 'report.csv'
        window.type_into('Name:', str(report))
        window.key('Return')
        window.wait_for(report.exists, 'the report')
        with report.open(newline='', encoding='utf-8') as file:
            lines = {line['connection']: line for line in csv.DictReader(file)}
        self.assertEqual(len(lines), N)
        self.assertEqual(lines[name(LATER)]['stage'], 'to-do')
        self.assertEqual({line['stage'] for key, line in lines.items() if key != name(LATER)},
                         {'old-deleted'})
        self.assertTrue(all(line['old_refused_at'] or key == name(LATER)
                            for key, line in lines.items()))
        self.assertNotIn('canary', report.read_text(encoding='utf-8'))
        window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
