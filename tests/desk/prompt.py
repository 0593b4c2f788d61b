# prompt.py: answering the question of the keyring, in its own window
#
# SPDX-License-Identifier: GPL-3.0-or-later

from .waiting import wait_until

_CLASS = 'gcr-prompter'


class Prompt:
    """The window of gcr-prompter, which is a GTK 3 program of its own."""

    def __init__(self, screen):
        self._screen = screen

    def window(self):
        """The id of the window, or None while nothing is asked."""
        return next((window for window in self._screen.windows()
                     if self._screen.class_of(window).lower() == _CLASS), None)

    def wait(self, seconds=None):
        window = wait_until(self.window, 'the question of the keyring', seconds)
        self._screen.activate(window)
        return window

    def answer(self, password):
        """Types a password and accepts."""
        self.wait()
        self._screen.type_text(password)
        self._screen.press('Return')

    def dismiss(self):
        window = self.wait()
        self._screen.press('Escape')
        wait_until(lambda: self.window() != window, 'the question to be gone')
