#!/usr/bin/python3
# test_list.py: a list of sixty connections, as one lives in it
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from keyrack_window import NOT_TESTED, WORKS, KeyrackTest

SIZE = 60
ENVIRONMENTS = ('Production', 'Test', '', 'Development')
SECRET = 'j5w8z1s4g7h0p3f6y9u2l5i8o1a4e7kq'


class ListTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.file = self.desk.home.data / 'keyrack' / 'profiles.json'
        self.add('Instance 0', 'instance-0', client_id='id', secret=SECRET)
        document = json.loads(self.file.read_text(encoding='utf-8'))
        [first] = document['profiles']
        document['profiles'] = [
            {**first, 'id': f'00000000-0000-4000-8000-{number:012}', 'name': f'Instance {number}',
             'instance': f'instance-{number}', 'environment': ENVIRONMENTS[number % 4],
             'tags': [f'customer {number % 3}'], 'note': 'ask Jane' if number == 17 else ''}
            for number in range(SIZE)]
        self.file.write_text(json.dumps(document), encoding='utf-8')
        self.desk.home.set_preferences(tag_intervals={'customer 1': 90})
        self.window = self.start()
        self.window.list()

    def stored(self):
        document = json.loads(self.file.read_text(encoding='utf-8'))
        return {profile['name']: profile for profile in document['profiles']}

    def wait_shown(self, *names):
        """Waits until the list begins with these."""
        self.window.wait_for(lambda: list(self.window.rows())[:len(names)] == list(names),
                             f'{names} at the top')

    def wait_stored(self, condition, what):
        self.window.wait_for(lambda: condition(self.stored()), what)

    def choose_from(self, submenu, name):
        self.window.click('Filter Connections', 'button')
        self.window.click(submenu, 'menu item')
        # Its page slides in over the one with the others, which may be called like an item.
        self.window.wait_gone('Status' if submenu != 'Status' else 'Tag', 'menu item')
        self.window.click(name, 'menu item')
        self.window.wait_gone(name, 'menu item')

    def test_find(self):
        window = self.window
        self.wait_shown('Instance 0', 'Instance 1', 'Instance 2')

        # Typing anywhere in the list searches; all words must be there.
        window.click(window.row('Instance 2'))
        window.type_text('jane prod')
        window.find('No connection matches “jane prod”', 'label')
        window.click('Clear Search', 'button')
        window.key('ctrl+f')
        window.type_text('JANE')
        window.wait_for(lambda: list(window.rows()) == ['Instance 17'], 'the one with the note')
        window.key('Return')
        window.wait_for(lambda: window.text_of('Connection name') == 'Instance 17', 'its form')
        window.key('Escape')

        self.choose_from('Environment', 'Production')
        window.find('Showing Production', 'label')
        self.choose_from('Status', 'Failed')
        window.find('No connection matches the filters', 'label')
        window.click('Clear Filters', 'button')

        self.choose_from('Group By', 'Environment')
        window.click(window.row('Instance 17'))
        window.key('Home')
        window.find('Development, 15 connections', 'heading')
        self.choose_from('Sort By', 'Region')
        self.choose_from('Tag', 'customer 1')
        window.quit()

        self.window = window = self.start()
        window.find('Showing customer 1', 'label')
        window.find('Development, 5 connections', 'heading')
        window.click('Clear', 'button')
        window.find('Development, 15 connections', 'heading')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.quit()

    def test_do(self):
        window = self.window
        self.stand_in.add('instance-1', 'eu', 'id', SECRET)
        self.stand_in.add('instance-3', 'eu', 'id', SECRET, scenario='hang-after-tls')

        # Favourites are on top.
        window.click(window.row('Instance 4'), button='right')
        window.click('Add to Favourites', 'menu item')
        self.wait_shown('Instance 4', 'Instance 0')
        self.wait_stored(lambda stored: stored['Instance 4'].get('favourite'), 'the favourite')

        # Several at once: test, tag, delete and back.
        window.click('Select Connections', 'button')
        window.click(window.row('Instance 1'))
        window.click(window.row('Instance 2'))
        window.find('2 selected', 'label')
        window.click('Test', 'button')
        window.find('1 works, 1 could not tell', 'label')
        window.find('Instance 2: Not found at this address', 'label')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click('Back', 'button')
        window.wait_for(lambda: WORKS in window.labels(window.row('Instance 1')), 'the result')
        self.assertEqual([str(node) for node in window.unnamed()], [])

        # To a file for others, by the file chooser itself.
        exported = self.desk.home.root / 'team.json'
        window.click('Export…', 'button')
        window.find('2 of 60 selected', 'label')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        dialog = window.find('Export', 'window')
        window.click('Export…', 'button', inside=dialog)
        window.type_into('Name:', str(exported))
        window.key('Return')
        window.wait_gone('Export', 'window')
        window.find('2 connections exported', 'label')
        names = [profile['name'] for profile in json.loads(exported.read_text())['profiles']]
        self.assertEqual(names, ['Instance 1', 'Instance 2'])

        # The days of rotation that a tag has them.
        calendar = self.desk.home.root / 'rotations.ics'
        window.click('Main Menu', 'button')
        window.click('Save Rotation Calendar…', 'menu item')
        window.type_into('Name:', str(calendar))
        window.key('Return')
        window.find('Rotation calendar saved', 'label')
        self.assertEqual(calendar.read_text().count('BEGIN:VEVENT'), SIZE // 3)

        window.click('Tag…', 'button')
        dialog = window.find('Tags', 'window')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.type_into('New tag', 'urgent')
        window.click('Apply', 'button', inside=dialog)
        self.wait_stored(lambda stored: stored['Instance 1']['tags'] == ['customer 1', 'urgent']
                         and stored['Instance 2']['tags'] == ['customer 2', 'urgent'], 'the tags')
        window.find('Undo', 'button')
        self.assertEqual([str(node) for node in window.unnamed()], [])
        window.click('Undo', 'button')
        self.wait_stored(lambda stored: stored['Instance 1']['tags'] == ['customer 1'], 'the tags before')

        # A third one hangs: it is given up, and nothing is said about it.
        window.click(window.row('Instance 3'))
        window.click('Test', 'button')
        window.find('2 of 3 tested', 'label')
        window.click('Cancel', 'button')
        window.find('Cancelled: 1 not tested', 'label')
        window.click('Back', 'button')
        window.wait_for(lambda: NOT_TESTED in window.labels(window.row('Instance 3')), 'no result')
        window.click(window.row('Instance 3'))

        window.click('More Actions', 'button')
        window.click('Add to Favourites', 'menu item')
        self.wait_shown('Instance 1', 'Instance 2', 'Instance 4')
        window.click('More Actions', 'button')
        window.click('Remove From Favourites', 'menu item')
        self.wait_shown('Instance 4', 'Instance 0', 'Instance 1', 'Instance 2')

        window.click('Delete', 'button')
        self.wait_shown('Instance 4', 'Instance 0', 'Instance 3')
        window.click('Undo', 'button')
        self.wait_shown('Instance 4', 'Instance 0', 'Instance 1', 'Instance 2')
        window.quit()

    def title(self):
        [main] = self.desk.screen.windows(self.window.pid)
        return self.desk.screen.title_of(main)

    def test_run_all(self):
        """All sixty, while one has to wait and the person looks elsewhere; then the rest."""
        window = self.window
        for number in range(SIZE):
            self.stand_in.add(f'instance-{number}', 'eu', 'id', SECRET)
        self.stand_in.set_scenario('instance-40', 'eu', 'rate-limited-seconds', seconds=60)
        window.click('Test All', 'button')
        window.find('59 of 60 tested', 'label')
        self.assertTrue(any('KEYRACK_CONNECT_TO' in label for label in window.labels()))
        window.wait_for(lambda: self.title() == '59 of 60 – Test All', 'the progress in the title')
        self.assertEqual([str(node) for node in window.unnamed()], [])

        # Looking elsewhere ends nothing.
        window.key('Escape')
        window.click(window.row('Instance 1'))
        window.find('59 of 60 tested', 'label')
        window.click('Results of the Last Run', 'button')
        window.click('Cancel', 'button')
        window.find('Cancelled: 1 not tested', 'label')
        window.wait_for(lambda: self.title() == 'Keyrack', 'the usual title')
        window.click('Not Tested 1', 'button')

        self.stand_in.set_scenario('instance-40', 'eu', 'client-secret-401')
        window.click('Test the Rest', 'button')
        window.find('59 work, 1 refused', 'label')
        window.find('Instance 40: The client secret was refused', 'label')
        self.stand_in.set_scenario('instance-40', 'eu', 'good')
        window.click('Test Failed Again', 'button')
        window.find('60 work', 'label')

        # The keyboard leads from a row to its connection.
        window.click('Work 60', 'button')
        window.click('Connection', 'button')
        tests = window.find('Tests', 'list')
        window.click(window.find_all(role='row', inside=tests)[0])
        window.key('Down', 'Down', 'Return')
        window.wait_for(lambda: window.text_of('Connection name') == 'Instance 10', 'its form')
        window.quit()

    def test_keyboard(self):
        """Find, choose, put and delete without a pointer."""
        window = self.window
        window.key('ctrl+f')
        window.type_text('customer 2')
        self.wait_shown('Instance 2', 'Instance 5', 'Instance 8')
        window.key('Return')
        window.wait_for(lambda: window.text_of('Connection name') == 'Instance 2', 'its form')

        # Down from the search into the list, two with Shift, and their menu.
        window.key('Tab', 'Tab', 'shift+Down')
        window.find('2 selected', 'label')
        window.key('Menu')
        window.find('Environment', 'menu item')
        window.key('Down', 'Down', 'Down', 'Return')
        window.find('Test', 'menu item')
        window.key('Down', 'Down', 'Down', 'Return')
        self.wait_stored(lambda stored: stored['Instance 2']['environment'] == 'Test'
                         and stored['Instance 5']['environment'] == 'Test', 'the environments')

        found = sum('2' in f'{number} {number % 3}' for number in range(SIZE))
        window.key('ctrl+a')
        window.find(f'{found} selected', 'label')
        window.key('Escape')
        window.wait_gone(f'{found} selected', 'label')

        # The next one takes the place of a deleted one, and the keyboard stays there.
        window.key('Delete')
        self.wait_shown('Instance 2', 'Instance 8')
        window.key('Delete')
        self.wait_shown('Instance 2', 'Instance 11')
        self.wait_stored(lambda stored: len(stored) == SIZE - 2, 'two less')
        window.quit()

    def drag(self, start, *ends, wait=lambda: None):
        """With the button held to one end after the other; `wait` is called before the last."""
        screen = self.desk.screen
        screen.xdotool('mousemove', *map(str, start), 'mousedown', '1')
        for end in ends:
            if end is not ends[0]:
                wait()
            for step in range(1, 11):
                screen.xdotool('mousemove',
                               *(str(a + (b - a) * step // 10) for a, b in zip(start, end)))
            start = end
        screen.xdotool('mouseup', '1')

    def test_drag(self):
        """The edge of the list, which stays there; onto a row of a group, which puts it there."""
        window = self.window
        self.choose_from('Group By', 'Environment')
        window.type_into('Search Connections', '-4')
        self.wait_shown('Instance 43', 'Instance 47', 'Instance 4', 'Instance 40')
        x, y = window.point_of('Width of the List', 'separator')
        width = window.list().extents()[2]
        self.drag((x, y), (x + 90, y + 30))
        window.wait_for(lambda: window.list().extents()[2] == width + 90, 'a wider list')
        self.drag(window.point_of(window.row('Instance 43')), window.point_of(window.row('Instance 40')))
        self.wait_stored(lambda stored: stored['Instance 43']['environment'] == 'Production',
                         'the environment')
        window.click('Undo', 'button')
        self.wait_stored(lambda stored: stored['Instance 43']['environment'] == 'Development',
                         'the environment before')

        # Held at the lower edge it comes to what was out of sight.
        window.key('ctrl+f')
        window.key('Escape')
        window.click(window.row('Instance 39'))
        x, y = window.point_of(window.row('Instance 39'))
        foot = window.point_of('Test All', 'button')[1]
        self.drag((x, y), (x, foot - 36), (x, foot - 200),
                  wait=lambda: window.wait_for(lambda: 'Instance 58' in window.rows(), 'the end'))
        self.wait_stored(lambda stored: stored['Instance 39']['environment'] == '', 'no environment')
        window.quit()

        window = self.start()
        self.assertEqual(window.list().extents()[2], width + 90)
        window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
