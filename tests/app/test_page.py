#!/usr/bin/python3
# test_page.py: the page of one connection: what it knows besides the credential
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from keyrack_window import KeyrackTest


class PageTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')

    def stored(self, name):
        done = self.cli('show', name, '--json')
        return json.loads(done.stdout)

    def test_more(self):
        """Typed, tidied, saved, and read again."""
        window = self.start()
        window.select('Acme')
        window.click('More', 'list item')
        window.type_into('Environment', 'Production')
        window.type_into('Tags', ' north ,North, south  sea')
        window.type_into('Note', 'Ask Kim')
        window.key('Tab')
        window.wait_for(lambda: window.text_of('Tags') == 'north, south sea', 'tidy tags')
        window.choose('Rotate every', '90 days')
        self.assertEqual(window.unnamed(), [])
        window.save()
        window.find('Production · 2 tags · note · credentials new today')
        self.assertEqual(window.test(), 'Works')
        window.quit()

        stored = self.stored('Acme')
        self.assertEqual((stored['environment'], stored['tags'], stored['note'],
                          stored['rotate_every_days']),
                         ('Production', ['north', 'south sea'], 'Ask Kim', 90))


if __name__ == '__main__':
    unittest.main(verbosity=2)
