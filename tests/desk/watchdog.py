# watchdog.py: how long the main loop of a program does not answer
#
# SPDX-License-Identifier: GPL-3.0-or-later

import select
import threading
import time

import Xlib.display
from Xlib import X
from Xlib.protocol.event import ClientMessage

_INTERVAL = 0.01
_LAST_ANSWER = 15.0


class Watchdog:
    """A context manager: pings a window every 10 ms and times the answers.

    The ping is _NET_WM_PING, which GTK answers from its main loop.

    `longest_ms` is the longest time that an answer took, on a busy machine also
    because somebody had to wait for a processor. `longest_busy_ms` is without such
    waits of the program, the screen and ourselves, as the kernel counts them; they
    can overlap, so the truth lies between the two.
    """

    def __init__(self, screen, window):
        self._display = Xlib.display.Display(screen.name)
        self._root = self._display.screen().root
        self._window = self._display.create_resource_object('window', window)
        self._protocols = self._display.intern_atom('WM_PROTOCOLS')
        self._ping = self._display.intern_atom('_NET_WM_PING')
        # The pong goes to the root window.
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._display.flush()
        self._sent = {}
        self._number = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._schedules = [f'/proc/{pid}/task/{pid}/schedstat'
                           for pid in (screen.pid_of(window), screen.pid)]
        self.answers = 0
        self.longest_ms = 0.0
        self.longest_busy_ms = 0.0

    def _run(self):
        self._schedules.append(f'/proc/self/task/{threading.get_native_id()}/schedstat')
        following = time.monotonic()
        while not self._stop.is_set():
            self._send()
            following = max(following + _INTERVAL, time.monotonic())
            self._receive(following)
        # Who does not answer at all is found by the time since the oldest ping.
        deadline = time.monotonic() + _LAST_ANSWER
        while self._sent and time.monotonic() < deadline:
            self._receive(time.monotonic() + _INTERVAL)
        for sent, waited in self._sent.values():
            self._count(sent, waited)

    def _waited(self):
        """How long the three have waited for a processor until now, in seconds."""
        total = 0
        for file in self._schedules:
            try:
                with open(file) as stat:
                    # time on a processor, time waiting for one, in ns; how often
                    total += int(stat.read().split()[1])
            except (OSError, IndexError):
                pass    # The program ended, or this kernel does not count.
        return total / 1e9

    def _count(self, sent, waited):
        took = time.monotonic() - sent
        busy = took - (self._waited() - waited)
        self.longest_ms = max(self.longest_ms, took * 1000)
        self.longest_busy_ms = max(self.longest_busy_ms, busy * 1000)

    def _send(self):
        self._number += 1
        self._sent[self._number] = (time.monotonic(), self._waited())
        event = ClientMessage(window=self._window, client_type=self._protocols,
                              data=(32, [self._ping, self._number, self._window.id, 0, 0]))
        self._window.send_event(event)
        self._display.flush()

    def _receive(self, until):
        while True:
            while self._display.pending_events():
                self._take(self._display.next_event())
            left = until - time.monotonic()
            if left <= 0:
                return
            select.select([self._display], [], [], left)

    def _take(self, event):
        if event.type != X.ClientMessage or event.client_type != self._protocols:
            return
        _, values = event.data
        if values[0] != self._ping or values[2] != self._window.id:
            return
        sent = self._sent.pop(values[1], None)
        if sent is not None:
            self.answers += 1
            self._count(*sent)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exception):
        self._stop.set()
        self._thread.join()
        self._display.close()
