#!/usr/bin/python3
# test_permissions.py: what credentials may do, and what one lost in a rotation
#
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from keyrack_window import KeyrackTest

OLD = ('old-client-id', 'canary-of-the-old-secret')
NEW = ('new-client-id', 'canary-of-the-new-secret')
API = 'beacon.api.us.nexthink.cloud'


class PermissionsTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', *OLD, permissions={'workflows': 403})
        self.stand_in.add('beacon', 'us', *OLD)
        self.add('Acme', 'acme', 'eu', *OLD)
        self.add('Beacon', 'beacon', 'us', *OLD)

    def test_difference_after_a_rotation(self):
        window = self.start()
        window.click('Main Menu', 'button')
        window.click('Permissions…', 'menu item')
        window.find('Not checked yet', 'label')
        window.find('Acme, NQL: not checked', 'image')
        self.assertEqual([each for each in self.stand_in.requests if each.host == API], [])

        window.click('Check', 'button')
        window.find('Nothing is missing', 'label')
        window.find('Acme, Workflows: refused', 'image')
        window.find('Beacon, Workflows: granted', 'image')
        self.assertEqual(window.unnamed(), [])

        # Ticks are forgotten in the new credential.
        self.stand_in.rotate('beacon', 'us', *NEW)
        self.stand_in.set_instance_options('beacon', 'us', permissions={'remote-actions': 403})
        self.cli('rotate', 'Beacon', '--client-id', NEW[0], stdin=NEW[1])
        window.click('Check Again', 'button')
        window.find('1 connection lacks a permission', 'label')
        window.find('Beacon, Remote Actions: missing', 'image')
        window.click('Missing 1', 'button')
        window.find('Remote Actions missing since the rotation', 'label')
        self.assertEqual({(each.method, each.path.rpartition('/')[0]) for each in self.stand_in.requests
                          if each.host == API},
                         {('GET', '/api/v1/act'), ('GET', '/api/v1'), ('GET', '/api/v1/nql/status')})


if __name__ == '__main__':
    unittest.main()
