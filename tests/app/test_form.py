#!/usr/bin/python3
# test_form.py: pasting, undoing, testing by key, and never losing what was typed
#
# SPDX-License-Identifier: GPL-3.0-or-later

import re
import unittest

from keyrack_window import NOT_TESTED, REGIONS, TESTING, WORKS, KeyrackTest

QUESTION = 'Save Changes?'
STALE = re.compile('[Bb]efore your change')

# pasted text: instance and region that are taken from it
PASTED = {
    'https://nxdocs.data.eu.nexthink.cloud/': ('nxdocs', 'eu'),
    '  https://NXDOCS.us.nexthink.cloud/dashboards?id=7#top ': ('nxdocs', 'us'),
    'acme-login.pac.nexthink.cloud': ('acme', 'pac'),
    'https://acme.api.meta.nexthink.cloud/api/v1/token': ('acme', 'meta'),
}


class PasteTest(KeyrackTest):
    def test_addresses(self):
        window = self.start()
        window.new_connection()
        for text, (instance, region) in PASTED.items():
            with self.subTest(text=text):
                window.paste_into('Instance name', text)
                window.wait_for(lambda: window.text_of('Instance name') == instance
                                and window.chosen('Region') == REGIONS[region],
                                'what the address says')

    def test_undo(self):
        window = self.start()
        window.new_connection()
        window.fill(instance='before', region='pac')
        window.paste_into('Instance name', 'https://nxdocs.data.eu.nexthink.cloud/')
        window.wait_for(lambda: window.text_of('Instance name') == 'nxdocs', 'the instance')
        self.assertEqual(window.chosen('Region'), REGIONS['eu'])
        window.click('Undo', 'button')
        window.wait_for(lambda: window.chosen('Region') == REGIONS['pac'], 'the old region')
        window.wait_gone('Undo', 'button')
        self.assertNotEqual(window.text_of('Instance name'), 'nxdocs')

    def test_hostile_names_lead_nowhere(self):
        window = self.start()
        window.new_connection()
        window.fill(name='Evil', region='eu', client_id='client', secret='secret')
        for text in ('evil.example/', 'a@b', 'x#', '[::1]', '%2e', 'xn--acme', 'a' * 64):
            with self.subTest(text=text):
                window.fill(instance=text)
                window.key('Return')
                window.wait_for(lambda: window.result() != TESTING, 'no test')
        self.assertEqual(self.stand_in.connections, [])


class ResultTest(KeyrackTest):
    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.stand_in.add('slow', 'eu', 'client', 'secret', scenario='hang-after-tls')
        self.add('Acme', 'acme')
        self.add('Slow', 'slow')

    def test_stale_when_a_field_changes(self):
        window = self.start()
        window.select('Acme')
        self.assertEqual(window.test(), WORKS)
        self.assertFalse(any(map(STALE.search, window.labels())))
        window.fill(client_id='other')
        window.wait_for(lambda: any(map(STALE.search, window.labels())),
                        'the result to be called old')
        window.click('Discard', 'button')
        window.quit()

    def test_enter_tests_and_escape_cancels(self):
        window = self.start()
        window.select('Slow')
        window.click('Client ID', 'entry')
        window.key('Return')
        window.wait_result(TESTING)
        window.key('Escape')
        window.wait_result('Cancelled')
        window.quit()

    def test_unsaved_can_be_tested(self):
        window = self.start()
        window.new_connection()
        window.fill(name='Other', instance='acme', region='eu', client_id='client',
                    secret='secret')
        self.assertEqual(window.result(), NOT_TESTED)
        self.assertEqual(window.test(), WORKS)
        window.save()
        self.assertEqual(list(window.rows()), ['Acme', 'Other', 'Slow'])
        window.quit()

    def test_result_is_shown_in_the_list(self):
        window = self.start()
        window.select('Acme')
        window.test()
        window.wait_for(lambda: 'Works' in window.labels(inside=window.row('Acme')),
                        'the word in the list')
        self.assertIn(NOT_TESTED, window.labels(inside=window.row('Slow')))
        window.quit()


class QuestionTest(KeyrackTest):
    """What was typed is not lost without a question."""

    def setUp(self):
        super().setUp()
        self.stand_in.add('acme', 'eu', 'client', 'secret')
        self.add('Acme', 'acme')
        self.add('Beacon', 'beacon')
        self.window = self.start()
        self.window.select('Acme')
        self.window.fill(client_id='changed')

    def stored_id(self):
        found = re.search(r'changed|client\b', self.cli('show', 'Acme').stdout)
        return found and found[0]

    def answer(self, button):
        question = self.window.find(QUESTION, 'dialog')
        self.window.click(button, 'button', inside=question)
        self.window.wait_gone(QUESTION, 'dialog')

    def leave(self):
        self.window.click(self.window.row('Beacon'))

    def wait_name(self, name):
        self.window.wait_for(lambda: self.window.text_of('Connection name') == name,
                             f'the form of “{name}”')

    def test_cancel(self):
        self.leave()
        self.answer('Cancel')
        self.wait_name('Acme')
        self.assertEqual(self.window.text_of('Client ID'), 'changed')
        self.assertEqual(self.stored_id(), 'client')

    def test_discard(self):
        self.leave()
        self.answer('Discard')
        self.wait_name('Beacon')
        self.assertEqual(self.stored_id(), 'client')
        self.window.quit()

    def test_save(self):
        self.leave()
        self.answer('Save')
        self.wait_name('Beacon')
        self.assertEqual(self.stored_id(), 'changed')
        self.window.quit()

    def test_closing_asks_too(self):
        self.window.key('ctrl+q')
        self.answer('Cancel')
        self.assertTrue(self.window.process.running)
        self.desk.screen.ask_to_close(self.desk.screen.windows(self.window.pid)[0])
        self.answer('Save')
        self.assertEqual(self.window.process.wait(), 0)
        self.assertEqual(self.stored_id(), 'changed')

    def test_discard_button(self):
        self.window.click('Discard', 'button')
        self.window.wait_for(lambda: self.window.text_of('Client ID') == 'client',
                             'the stored client ID')
        self.window.quit()


if __name__ == '__main__':
    unittest.main(verbosity=2)
