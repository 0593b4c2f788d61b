# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of scenarios is complete, described and tested."""

import unittest

import test_answers
import test_connections
import test_deliveries
from stand_in import SCENARIOS, StandIn


class Table(unittest.TestCase):
    def test_every_scenario_has_a_test(self):
        tested = test_answers.TESTED | test_connections.TESTED | test_deliveries.TESTED
        self.assertEqual(tested, set(SCENARIOS))

    def test_every_scenario_has_a_line(self):
        for scenario in SCENARIOS.values():
            self.assertRegex(scenario.summary, r"\A\S.{3,70}\Z")

    def test_mistakes_are_refused(self):
        with StandIn() as stand_in:
            stand_in.add("acme", "eu", "id", "secret")
            for action in (
                    lambda: stand_in.set_scenario("acme", "eu", "no-such-scenario"),
                    lambda: stand_in.set_scenario("acme", "eu", []),
                    lambda: stand_in.set_scenario("acme", "eu", "drip", no_such_option=1),
                    lambda: stand_in.set_scenario("acme", "us", "good"),
                    lambda: stand_in.set_scenario("acme", "eu", "good", host="web"),
                    lambda: stand_in.set_instance_options("acme", "eu", delay=1),
                    lambda: stand_in.rotate("acme", "us", "id", "secret"),
                    lambda: stand_in.add_proxy("no-such-variant"),
                    lambda: stand_in.wait_for(seconds=0, no_such_count=1)):
                self.assertRaises(ValueError, action)


if __name__ == "__main__":
    unittest.main()
