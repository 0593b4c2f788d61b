#!/usr/bin/python3
# test_main_job.py: type a connection, test it, keep it; then a rotated secret
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import unittest

from keyrack_window import REGIONS, WORKS, KeyrackTest

PASTED = 'https://nxdocs.data.eu.nexthink.cloud/'
CLIENT_ID = 'e7a4k2m9q1x8c5v3b6n0t2d7r'
OLD, NEW = 'j5w8z1s4g7h0p3f6y9u2l5i8o1a4e7kq', 'u9y2o5l8i1p4w7z0s3g6h9j2f5d8a1tx'
REFUSED = re.compile('refused')


class MainJobTest(KeyrackTest):
    def stored(self):
        """The secrets that the program keeps in the real store."""
        return self.desk.keyring.secrets()

    def test_main_job(self):
        self.stand_in.add('nxdocs', 'eu', CLIENT_ID, OLD)

        window = self.start()
        window.new_connection()
        window.fill(name='Docs')
        window.paste_into('Instance name', PASTED)
        window.wait_for(lambda: window.text_of('Instance name') == 'nxdocs',
                        'the instance of the address')
        window.fill(client_id=CLIENT_ID, secret=OLD)
        self.assertEqual(window.form(), ('Docs', 'nxdocs', REGIONS['eu'], CLIENT_ID))
        self.assertEqual(window.test(), WORKS)
        window.save()
        self.assertEqual(self.stored(), [OLD])
        window.quit()

        window = self.start()
        self.assertEqual(list(window.rows()), ['Docs'])
        window.select('Docs')
        self.assertEqual(window.form(), ('Docs', 'nxdocs', REGIONS['eu'], CLIENT_ID))
        asked = len(self.stand_in.requests)
        window.start_test()
        window.wait_for(lambda: len(self.stand_in.requests) > asked, 'a request')
        window.wait_result(WORKS)

        self.stand_in.rotate('nxdocs', 'eu', CLIENT_ID, NEW)
        window.start_test()
        window.wait_result(REFUSED)
        self.assertEqual(self.stored(), [OLD])

        window.fill(secret=NEW)
        window.start_test()
        window.wait_result(WORKS)
        window.save()
        self.assertEqual(self.stored(), [NEW])
        window.quit()

        self.assertEqual(self.cli('test', 'Docs').returncode, 0)
        self.assertEqual({request.host for request in self.stand_in.requests},
                         {'nxdocs-login.eu.nexthink.cloud'})


class FileBackendTest(MainJobTest):
    """The same with the other backend of libsecret, the one of a Flatpak."""

    keyring = 'file'

    def stored(self):
        done = self.desk.run('secret-tool', 'lookup', 'application', 'io.github.keyrack.keyrack',
                             'instance', 'nxdocs', 'region', 'eu')
        return [done.stdout]


if __name__ == '__main__':
    unittest.main(verbosity=2)
