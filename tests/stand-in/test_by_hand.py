# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in as a program of its own."""

import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import unittest

from wire import LOGIN, TIME_LIMIT, Client, trusting
from stand_in import SCENARIOS, SEQUENCES

PROGRAM = pathlib.Path(__file__).resolve().parent / "stand-in.py"


class ByHand(unittest.TestCase):
    def start(self, *arguments):
        process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait, TIME_LIMIT)
        self.addCleanup(process.terminate)
        return process, json.loads(process.stdout.readline())

    def test_demo(self):
        process, greeting = self.start("--demo")
        self.assertEqual(greeting["environment"], {"KEYRACK_CONNECT_TO": greeting["address"],
                                                   "KEYRACK_CA_FILE": greeting["ca_file"]})
        statuses = {}
        for connection in greeting["connections"]:
            host = f"{connection['instance']}-login.{connection['region']}.nexthink.cloud"
            client = Client(greeting["address"], host, trusting(greeting["ca_file"]))
            self.addCleanup(client.close)
            response, body = client.ask_token(connection["client_id"],
                                              connection["client_secret"])
            statuses[connection["name"]] = response.status
        self.assertEqual(statuses, {"Acme": 200, "Fabrikam": 401, "Contoso": 404})

        client = Client(greeting["address"], "contoso-login.us.nexthink.cloud",
                        trusting(greeting["ca_file"]))
        self.addCleanup(client.close)
        self.assertEqual(client.ask_token(greeting["connections"][2]["client_id"],
                                          greeting["connections"][2]["client_secret"])[0].status,
                         200)

        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(TIME_LIMIT), 0)
        self.assertFalse(os.path.exists(os.path.dirname(greeting["ca_file"])))

    def test_harmful_request(self):
        """Whatever else is sent than what a test needs makes the end a failure."""
        process, greeting = self.start()
        client = Client(greeting["address"], LOGIN, trusting(greeting["ca_file"]))
        self.addCleanup(client.close)
        client.request("POST", "/oauth2/default/v1/revoke")
        client.getresponse().read()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(TIME_LIMIT), 1)

    def test_instances_from_standard_input(self):
        process = subprocess.Popen([PROGRAM, "--instances", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        process.stdin.write(json.dumps([{"instance": "acme", "region": "eu", "client_id": "id",
                                         "secret": "secret", "scenario": "html"}]))
        process.stdin.close()
        greeting = json.loads(process.stdout.readline())
        client = Client(greeting["address"], LOGIN, trusting(greeting["ca_file"]))
        self.addCleanup(client.close)
        self.assertIn(b"<html>", client.ask_token()[1])
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(TIME_LIMIT), 0)

    def test_dies_with_its_parent(self):
        reading, writing = os.pipe()
        self.addCleanup(os.close, reading)
        parent = f"""
import subprocess
child = subprocess.Popen([{str(PROGRAM)!r}], stdout=subprocess.PIPE, close_fds=False)
child.stdout.readline()
"""
        subprocess.run([sys.executable, "-c", parent], pass_fds=[writing], check=True)
        os.close(writing)
        self.assertTrue(select.select([reading], [], [], TIME_LIMIT)[0], "it is still running")
        self.assertEqual(os.read(reading, 1), b"")

    def test_list(self):
        done = subprocess.run([PROGRAM, "--list-scenarios", "--json"], capture_output=True,
                              check=True)
        self.assertEqual(set(json.loads(done.stdout)["scenarios"]), {*SCENARIOS, *SEQUENCES})
        done = subprocess.run([PROGRAM, "--list-scenarios"], capture_output=True, text=True,
                              check=True)
        self.assertEqual(len(done.stdout.splitlines()), len(SCENARIOS) + len(SEQUENCES))

    def test_help_names_all(self):
        done = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
        for name in (*SCENARIOS, *SEQUENCES):
            self.assertIn(f"  {name} ", done.stdout)


if __name__ == "__main__":
    unittest.main()
