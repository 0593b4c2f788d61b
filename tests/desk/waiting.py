# waiting.py: waiting for a condition, with a time limit and words for its failure
#
# SPDX-License-Identifier: GPL-3.0-or-later

import time

#: Seconds; generous, because a loaded machine is not a broken program.
PATIENCE = 60.0

_INTERVAL = 0.01


class NotInTime(AssertionError):
    """A condition that did not come true before its time limit."""


def wait_until(condition, what, seconds=None, details=None, interval=_INTERVAL):
    """Asks `condition` until its answer is true, and returns that answer.

    `what` finishes the sentence "Waited 60 s for …"; `details`, called only
    on failure, adds what was there instead.
    """
    seconds = PATIENCE if seconds is None else seconds
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            message = f'Waited {seconds:g} s for {what}'
            if details is not None:
                message += '\n' + details()
            raise NotInTime(message)
        time.sleep(interval)
