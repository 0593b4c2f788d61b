# SPDX-License-Identifier: GPL-3.0-or-later
"""A private computer for a test, and hands and eyes for the windows on it."""

from .desk import Desk
from .driver import Node, Program
from .waiting import PATIENCE, NotInTime, wait_until

__all__ = ['Desk', 'Node', 'NotInTime', 'PATIENCE', 'Program', 'wait_until']
