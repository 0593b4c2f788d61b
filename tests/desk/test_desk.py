#!/usr/bin/python3
# test_desk.py: the desk itself, on a toy window and with real secret-tool
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk import Desk, NotInTime, wait_until  # noqa: E402
from desk.driver import plain_name  # noqa: E402
from desk.process import is_alive  # noqa: E402

NAMES = Path(__file__).resolve().parent / 'names.py'
TOY = Path(os.environ.get('KEYRACK_BUILD_ROOT', 'build')) / 'tests' / 'desk' / 'desk-toy'

STORE = ('store', '--label=Toy', 'application', 'toy')
LOOKUP = ('lookup', 'application', 'toy')


class HomeTest(unittest.TestCase):
    def test_folders_are_private_and_go_away(self):
        with Desk(screen=False, keyring='absent') as desk:
            root = desk.home.root
            for folder in [root, *(path for path in root.rglob('*') if path.is_dir())]:
                self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700, folder)
        self.assertFalse(root.exists())

    def test_environment_has_nothing_of_the_host(self):
        os.environ['KEYRACK_LEAK'] = 'leak'
        with Desk(screen=False, keyring='absent') as desk:
            words = desk.run('env').stdout
        self.assertNotIn('KEYRACK_LEAK', words)
        for line in words.splitlines():
            name, _, value = line.partition('=')
            if name == 'HOME' or name.startswith('XDG_') and name != 'XDG_DATA_DIRS':
                self.assertTrue(value.startswith(str(desk.home.root)), line)

    def test_nothing_outlives_the_desk(self):
        with Desk() as desk:
            desk.start(TOY)
            desk.keyring.tool(*STORE, stdin='one')
            desk.keyring.lock()
            waiting = threading.Thread(target=desk.keyring.tool, args=STORE,
                                       kwargs={'stdin': 'two'})
            waiting.start()
            desk.prompt.wait()
            desk.keyring.fall_silent()
            pids = desk.processes()
            self.assertGreaterEqual(len(pids), 8)
        waiting.join()
        self.assertEqual([pid for pid in pids if is_alive(pid)], [])

    def test_nothing_outlives_a_killed_test(self):
        script = ('import sys; sys.path.insert(0, sys.argv[1])\n'
                  'from desk import Desk\n'
                  'desk = Desk()\n'
                  'desk.start(sys.argv[2])\n'
                  'print(desk.home.root, *desk.processes(), flush=True)\n'
                  'sys.stdin.read()\n')
        child = subprocess.Popen([sys.executable, '-c', script,
                                  Path(__file__).resolve().parents[1], TOY],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with child:
            root, *pids = child.stdout.readline().split()
            self.assertGreaterEqual(len(pids), 7)
            child.send_signal(signal.SIGKILL)
        wait_until(lambda: not any(map(is_alive, pids)),
                   'every process to end', 10)
        subprocess.run(['rm', '-r', root], check=True)


class KeyringTest(unittest.TestCase):
    def test_store_and_read(self):
        with Desk(screen=False) as desk:
            self.assertEqual(desk.keyring.tool(*STORE, stdin='söcret').returncode, 0)
            self.assertEqual(desk.keyring.tool(*LOOKUP).stdout, 'söcret')
            ((label, attributes, secret),) = desk.keyring.items()
            self.assertEqual((label, secret), ('Toy', 'söcret'))
            self.assertEqual(attributes['application'], 'toy')
            self.assertTrue(desk.keyring.file.exists())
            desk.keyring.clear()
            self.assertEqual(desk.keyring.items(), [])

    def test_lock_and_unlock(self):
        with Desk(screen=False) as desk:
            desk.keyring.tool(*STORE, stdin='one')
            desk.keyring.lock()
            self.assertTrue(desk.keyring.is_locked())
            # RELIABILITY: a locked keyring looks like an empty one.
            self.assertEqual(desk.keyring.tool(*LOOKUP).stdout, '')
            desk.keyring.unlock()
            self.assertEqual(desk.keyring.tool(*LOOKUP).stdout, 'one')

    def test_locked_from_the_start(self):
        with Desk(screen=False, keyring='locked') as desk:
            self.assertTrue(desk.keyring.is_locked())

    def test_kill_and_restart(self):
        with Desk(screen=False) as desk:
            desk.keyring.tool(*STORE, stdin='one')
            desk.keyring.kill()
            self.assertNotEqual(desk.keyring.tool(*LOOKUP).stderr, '')
            desk.keyring.start(unlocked=False)
            self.assertEqual(desk.keyring.tool(*LOOKUP).stdout, '')
            desk.keyring.restart()
            self.assertEqual(desk.keyring.secrets(), ['one'])

    def test_bus_starts_a_killed_daemon_again(self):
        with Desk(screen=False) as desk:
            desk.keyring.tool(*STORE, stdin='one')
            desk.keyring.offer()
            desk.keyring.kill()
            done = desk.keyring.tool(*LOOKUP)
            self.assertEqual((done.stdout, done.stderr), ('', ''))
            self.assertTrue(desk.keyring.is_locked())
            desk.keyring.unlock()
            self.assertEqual(desk.keyring.secrets(), ['one'])

    def test_silence(self):
        with Desk(screen=False) as desk:
            desk.keyring.tool(*STORE, stdin='one')
            desk.keyring.fall_silent()
            with self.assertRaises(subprocess.TimeoutExpired):
                desk.run('secret-tool', *LOOKUP, seconds=0.5)
            desk.keyring.speak_again()
            self.assertEqual(desk.keyring.secrets(), ['one'])

    def test_absent(self):
        with Desk(screen=False, keyring='absent') as desk:
            done = desk.run('secret-tool', *LOOKUP)
            self.assertEqual(done.returncode, 1)
            self.assertIn('org.freedesktop.secrets', done.stderr)

    def test_file_backend(self):
        with Desk(screen=False, keyring='file') as desk:
            self.assertEqual(desk.run('secret-tool', *STORE, stdin='one').returncode, 0)
            self.assertEqual(desk.run('secret-tool', *LOOKUP).stdout, 'one')
            self.assertTrue(desk.file_backend.file.exists())

    def test_prompt_answered_and_dismissed(self):
        with Desk() as desk:
            desk.keyring.lock()
            results = []

            def store():
                results.append(desk.keyring.tool(*STORE, stdin='one').returncode)

            for act in (desk.prompt.dismiss, lambda: desk.prompt.answer(desk.keyring.password)):
                thread = threading.Thread(target=store)
                thread.start()
                act()
                thread.join()
            self.assertEqual(results, [1, 0])
            self.assertEqual(desk.keyring.secrets(), ['one'])

    def test_prompt_refuses_a_wrong_password(self):
        with Desk() as desk:
            desk.keyring.lock()
            thread = threading.Thread(target=desk.keyring.tool, args=STORE,
                                      kwargs={'stdin': 'one'})
            thread.start()
            desk.prompt.answer('wrong')
            # It asks again, and is still locked.
            desk.prompt.dismiss()
            thread.join()
            self.assertTrue(desk.keyring.is_locked())


class NamesTest(unittest.TestCase):
    ASK = """
import gi
from gi.repository import Gio, GLib
print(Gio.NetworkMonitor.get_default().get_network_available())
try:
    Gio.Resolver.get_default().lookup_by_name('acme.example.org')
except GLib.Error as error:
    print(error.code == Gio.ResolverError.NOT_FOUND,
          error.code == Gio.ResolverError.TEMPORARY_FAILURE)
"""

    def ask(self, fault, *argv, seconds=60):
        with Desk(screen=False, keyring='absent') as desk:
            done = desk.run(NAMES, fault, *argv, seconds=seconds)
        if done.returncode == 77:
            self.skipTest(done.stderr)
        return done.stdout.split()

    def test_unknown(self):
        self.assertEqual(self.ask('unknown', sys.executable, '-c', self.ASK),
                         ['True', 'True', 'False'])

    def test_failing(self):
        self.assertEqual(self.ask('failing', sys.executable, '-c', self.ASK),
                         ['True', 'False', 'True'])

    def test_silent(self):
        with self.assertRaises(subprocess.TimeoutExpired):
            self.ask('silent', 'getent', 'ahosts', 'acme.example.org', seconds=1)

    def test_offline(self):
        script = self.ASK.partition('try:')[0]
        self.assertEqual(self.ask('offline', sys.executable, '-c', script), ['False'])


class DriverTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        begin = time.monotonic()
        cls.desk = cls.enterClassContext(Desk())
        cls.start_up = time.monotonic() - begin

    def setUp(self):
        self.toy = self.desk.start(TOY)
        self.addCleanup(self.toy.stop)

    def answer(self, text):
        return self.toy.find(text, 'label')

    def test_start_up_is_quick(self):
        print(f'# a desk stands after {self.start_up * 1000:.0f} ms')
        self.assertLess(self.start_up, 20)

    def test_names_without_mnemonics(self):
        self.assertEqual(plain_name('_Save Save'), 'Save')
        self.assertEqual(plain_name('Save Save'), 'Save')
        self.assertEqual(plain_name('Copy _API API'), 'Copy _API API')
        self.assertEqual(plain_name('Save'), 'Save')
        self.assertEqual(plain_name(''), '')

    def test_click_waits_for_a_late_answer(self):
        self.toy.click('Later', 'button')
        self.answer('Soon')
        self.answer('Late')

    def test_real_keys(self):
        self.toy.type_into('Your name', 'Ada Lovelace-1815')
        self.toy.click('Greet', 'button')
        self.answer('Hello Ada Lovelace-1815')
        self.toy.type_into('Your name', 'Zoë “x”')
        self.toy.wait_for(lambda: self.toy.text_of('Your name') == 'Zoë “x”', 'the text')
        self.toy.key('Return')
        self.answer('Applied')

    def test_set_text(self):
        self.toy.set_text('Your secret', 'pässword')
        self.assertEqual(self.toy.text_of('Your secret'), 'pässword')
        self.toy.set_text('Your secret', '')
        self.assertEqual(self.toy.text_of('Your secret'), '')

    def test_paste(self):
        self.toy.set_text('Your name', 'before')
        self.toy.paste_into('Your name', 'https://example.org/ü')
        self.toy.wait_for(lambda: self.toy.text_of('Your name') == 'https://example.org/ü',
                          'the pasted text')

    def test_choose(self):
        self.assertEqual(self.toy.chosen('Colour'), 'Red')
        self.toy.choose('Colour', 'Blue')
        self.assertEqual(self.toy.chosen('Colour'), 'Blue')
        self.toy.choose('Colour', re.compile('^Gr'))
        self.answer('Green')

    def test_switch(self):
        self.assertFalse(self.toy.find('Light', 'check box').checked)
        self.toy.click('Light', 'check box')
        self.answer('On')
        self.assertTrue(self.toy.find('Light', 'check box').checked)

    def test_menu(self):
        self.toy.click('Toy Menu', 'button')
        self.toy.click('From the Menu', 'menu item')
        self.answer('From the menu')

    def test_dialog(self):
        self.toy.click('Ask…', 'button')
        dialog = self.toy.find('Really?', 'dialog')
        self.toy.click('Agree', 'button', inside=dialog)
        self.answer('agree')
        self.toy.wait_gone('Really?', 'dialog')
        self.toy.click('Ask…', 'button')
        self.toy.find('Really?', 'dialog')
        self.toy.key('Escape')
        self.answer('cancel')

    def test_scrolls_to_a_row(self):
        self.toy.click('Row 20', 'row')
        self.answer('Row 20')
        self.toy.click('Row 1', 'row')
        self.answer('Row 1')

    def test_insensitive_button_is_not_clicked(self):
        self.assertFalse(self.toy.find('Off', 'button').sensitive)

    def test_hidden_things_are_not_found(self):
        self.assertFalse(self.toy.has('Hidden', 'label'))
        with self.assertRaisesRegex(NotInTime, '(?s)Waited 0.1 s for label “Hidden”.*Greet'):
            self.toy.find('Hidden', 'label', seconds=0.1)

    def test_one_thing_in_place_of_another(self):
        self.toy.click('Swap', 'button')
        self.toy.find('Hidden', 'label')
        self.assertFalse(self.toy.has('Swap'))

    def test_finds_what_has_no_name(self):
        names = [(node.role, node.name) for node in self.toy.unnamed()]
        self.assertIn(('push button', 'GtkImage'), names)
        self.assertIn(('list', 'GtkListBox'), names)
        self.assertNotIn(('push button', 'Greet'), names)

    def test_resize(self):
        window = self.desk.screen.windows(self.toy.pid)[0]
        self.desk.screen.resize(window, 700, 500)
        self.toy.wait_for(lambda: self.desk.screen.geometry(window)[2:] == (700, 500),
                          'the new size')
        self.toy.click('Later', 'button')
        self.answer('Soon')

    def test_watchdog_sees_a_block(self):
        with self.desk.watch(self.toy) as free:
            self.toy.wait_for(lambda: free.answers > 20, 'answers')
        with self.desk.watch(self.toy) as blocked:
            self.toy.click('Block', 'button')
            self.answer('Blocked')
        print(f'# longest free {free.longest_busy_ms:.1f} ms of {free.longest_ms:.1f} ms, '
              f'blocked {blocked.longest_busy_ms:.1f} ms of {blocked.longest_ms:.1f} ms')
        self.assertGreater(blocked.longest_ms, 250)
        self.assertLess(free.longest_busy_ms, blocked.longest_busy_ms)
        self.assertLessEqual(free.longest_busy_ms, free.longest_ms)

    def test_text_scale(self):
        plain = self.toy.find('Later', 'button').extents()
        self.desk.screen.set_text_scale(2)
        self.addCleanup(self.desk.screen.set_text_scale, 1)
        large = self.desk.start(TOY)
        self.addCleanup(large.stop)
        self.assertGreater(large.find('Later', 'button').extents()[2], 1.5 * plain[2])

    def test_closes_on_request(self):
        status = self.toy.quit()
        self.assertEqual((status, self.toy.errors()), (0, ''))

    def test_an_ended_program_shows_nothing(self):
        self.toy.find('Greet', 'button')
        self.toy.quit()
        self.toy.wait_gone('Greet', 'button')

    def test_picture(self):
        file = self.desk.home.root / 'toy.png'
        self.desk.screen.picture(file)
        self.assertEqual(file.read_bytes()[:8], b'\x89PNG\r\n\x1a\n')

    def test_a_program_without_a_window(self):
        with self.assertRaisesRegex(AssertionError, 'ended with 1'):
            self.desk.start('/bin/false')


if __name__ == '__main__':
    unittest.main(verbosity=2)
