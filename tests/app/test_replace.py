#!/usr/bin/python3
# test_replace.py: a new credential in the place of the old one, and back
#
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import unittest

from keyrack_window import KeyrackTest, re

OLD = ('old-client-id', 'canary-of-the-old-secret')
NEW = ('new-client-id', 'canary-of-the-new-secret')
NEWER = ('newer-client-id', 'canary-of-the-newest-secret')
WRONG = 'canary-that-never-was-a-secret'


class ReplaceTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', *OLD)
        self.add('Acme', 'acme', 'eu', *OLD)

    def stored_id(self):
        return json.loads(self.cli('show', 'Acme', '--json').stdout)['client_id']

    def outcome(self):
        return self.reports('Acme')['Acme']['outcome']

    def open(self, window):
        window.click('Connection Menu', 'button')
        window.click('Replace Credentials…', 'menu item')
        return window.find('Replace Credentials', 'window')

    def check(self, window, dialog, headline, advice):
        """Tests what was entered, to its end."""
        window.click(re.compile('^Test( Again)?$'), 'button', inside=dialog)
        window.find(headline, 'label', inside=dialog)
        window.find(advice, 'label', inside=dialog)

    def replace(self, window, dialog):
        window.click('Replace', 'button', inside=dialog)
        window.find('Done', 'button', inside=dialog)

    def test_answers(self):
        """Each of the side-by-side answers, what follows from it, and the way back."""
        window = self.start()
        window.select('Acme')

        # Both work: whole lines, pasted into the wrong field.
        self.stand_in.rotate('acme', 'eu', *NEW, keep_old=True)
        dialog = self.open(window)
        window.paste_into('Client secret', 'Secret key\n%s\nClient ID\n%s\n' % NEW[::-1],
                          inside=dialog)
        self.check(window, dialog, 'New works · old still works',
                   'You can delete the old credential in Nexthink once it is replaced.')
        self.assertEqual(window.unnamed(), [])
        self.assertEqual(self.stored_id(), OLD[0])
        self.replace(window, dialog)
        self.assertEqual(self.stored_id(), NEW[0])
        self.assertEqual(self.outcome(), 'ok')
        self.assertEqual(sorted(self.desk.keyring.secrets()), sorted([OLD[1], NEW[1]]))
        window.click('Done', 'button', inside=dialog)
        window.wait_gone('Replace Credentials', 'window')

        # One click back, which tests.
        window.find(re.compile('^The pair before is kept until '))
        window.click('Restore', 'button')
        window.wait_for(lambda: window.text_of('Client ID') == OLD[0], 'the old client ID')
        window.wait_result('Works')
        self.assertEqual(self.stored_id(), OLD[0])

        # Only the old one works: nothing is changed, and nothing typed is lost by a key.
        dialog = self.open(window)
        window.type_into('Client ID', NEW[0], inside=dialog)
        window.type_into('Client secret', WRONG, inside=dialog)
        self.check(window, dialog, 'New refused · old still works',
                   'Don’t delete the old credential. Nothing was changed.')
        window.click('Save Anyway…', 'button', inside=dialog)
        question = window.find('Save Without a Successful Test?', 'dialog')
        window.click('Cancel', 'button', inside=question)
        window.wait_gone('Save Without a Successful Test?', 'dialog')
        window.type_into('Client secret', NEW[1], inside=dialog)
        window.find('Not tested', 'label', inside=dialog)
        window.key('Escape')
        question = window.find('Discard the New Credential?', 'dialog')
        window.click('Discard', 'button', inside=question)
        window.wait_gone('Replace Credentials', 'window')
        self.assertEqual(self.stored_id(), OLD[0])

        # Only the new one works, and the keyring is locked when it is to be stored.
        self.stand_in.rotate('acme', 'eu', *NEWER)
        self.assertEqual(re.search('refused', window.test()) is None, False)
        window.click('Replace Credentials…', 'button')
        dialog = window.find('Replace Credentials', 'window')
        window.paste_into('Client ID', '%s\n%s' % NEWER[::-1], inside=dialog)
        self.check(window, dialog, 'New works · old refused', 'Replace now.')
        self.desk.keyring.lock()
        window.click('Replace', 'button', inside=dialog)
        window.click('Unlock', 'button', inside=dialog)
        self.desk.prompt.answer(self.desk.keyring.password)
        window.find('Done', 'button', inside=dialog)
        window.click('Done', 'button', inside=dialog)
        window.wait_gone('Replace Credentials', 'window')
        self.assertEqual(self.stored_id(), NEWER[0])
        self.assertEqual(self.outcome(), 'ok')

        # Let go, nothing of it stays.
        window.click('Let It Go', 'button')
        window.wait_gone(re.compile('^The pair before is kept'))
        self.assertEqual(self.desk.keyring.secrets(), [NEWER[1]])
        window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
