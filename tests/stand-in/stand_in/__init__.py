# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for Nexthink's login and API hosts, for tests and the demonstration."""

from .scenarios import SCENARIOS, SEQUENCES
from .server import StandIn

__all__ = ["SCENARIOS", "SEQUENCES", "StandIn"]
