# test_names.py: names that are not found, look-ups that fail, and no network at all
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program is unchanged and is not redirected: it runs in a network of its own,
# in which this file plays the name server and the whole internet is 127.0.0.1.

import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from desk.waiting import wait_until
from desk_for_scripts import GOOD, ID, SECRET, UNDECIDED, ScriptsTest

INSIDE = 'KEYRACK_TEST_INSIDE'

_ADDRESSES = {'acme': '127.0.0.1', 'unreachable': '192.0.2.1'}
# A way to everywhere, so that the computer does not seem offline.
ROUTES = ['route add default via 10.9.9.2']

_NO_ERROR, _SERVER_FAILURE, _NO_SUCH_NAME = 0, 2, 3


def enter_own_network():
    """Starts this file again as root of a network of its own."""
    words = ['unshare', '--user', '--map-root-user', '--mount', '--net', '--kill-child']
    if subprocess.run([*words, 'true'], check=False, capture_output=True).returncode != 0:
        print('SKIP: this system does not let tests have a network of their own (unshare)')
        sys.exit(77)
    os.environ[INSIDE] = 'yes'
    os.execvp(words[0], [*words, sys.executable, *sys.argv])


def ip(*commands):
    for words in commands:
        subprocess.run(['ip', *words.split()], check=True)


def arrange_network():
    ip('link set lo up', 'link add near type veth peer name far', 'link set near up',
       'link set far up', 'address add 10.9.9.1/24 dev near', *ROUTES,
       'route add unreachable 192.0.2.0/24')
    folder = tempfile.mkdtemp(prefix='names-')
    for name, text in (('resolv.conf', 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n'),
                       ('nsswitch.conf', 'hosts: files dns\n'),
                       ('hosts', '127.0.0.1 localhost\n')):
        path = os.path.join(folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        subprocess.run(['mount', '--bind', path, os.path.realpath(f'/etc/{name}')], check=True)


class NameServer(threading.Thread):
    """Answers by the first label of the name; keeps quiet about "silent"."""

    def __init__(self):
        super().__init__(daemon=True)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(('127.0.0.1', 53))
        self.asked = []

    def run(self):
        while True:
            query, client = self._socket.recvfrom(4096)
            answer = self._answer(query)
            if answer:
                self._socket.sendto(answer, client)

    def _answer(self, query):
        labels, end = [], 12
        while query[end]:
            labels.append(query[end + 1:end + 1 + query[end]].decode())
            end += 1 + query[end]
        end += 5
        kind = struct.unpack('!H', query[end - 4:end - 2])[0]
        self.asked.append('.'.join(labels))
        place = labels[0].removesuffix('-login')
        if place == 'silent':
            return None
        code, records = _NO_SUCH_NAME, b''
        if place == 'broken':
            code = _SERVER_FAILURE
        elif place in _ADDRESSES:
            code = _NO_ERROR
            if kind == 1:
                records = struct.pack('!HHHIH', 0xC00C, 1, 1, 60, 4) + socket.inet_aton(
                    _ADDRESSES[place])
        return (query[:2] + struct.pack('!HHHHH', 0x8180 | code, 1, bool(records), 0, 0)
                + query[12:end] + records)


class Port443(threading.Thread):
    """Leads connections of the real port to the stand-in server."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self._port = port
        self._listener = socket.create_server(('127.0.0.1', 443))

    def run(self):
        while True:
            try:
                client = self._listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._lead, args=(client,), daemon=True).start()

    def _lead(self, client):
        with client, socket.create_connection(('127.0.0.1', self._port)) as server:
            back = threading.Thread(target=self._pour, args=(server, client), daemon=True)
            back.start()
            self._pour(client, server)
            back.join()

    @staticmethod
    def _pour(one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            pass    # The other side has ended the connection first.

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


class Names(ScriptsTest):
    backend = 'file'

    @classmethod
    def setUpClass(cls):
        cls.name_server = NameServer()
        cls.name_server.start()

    def assert_outcome(self, instance, outcome, words, status=UNDECIDED):
        self.scripts.add(name=instance, instance=instance)
        found, results = self.scripts.test(instance, KEYRACK_CONNECT_TO=None)
        self.assertEqual((results[0]['outcome'], found), (outcome, status), results)
        self.assertIn(words, results[0]['message'])
        return results[0]

    def test_without_any_redirection_it_works(self):
        self.server.add('acme', 'eu', ID, SECRET)
        port = Port443(self.server.port)
        port.start()
        self.addCleanup(port.close)
        result = self.assert_outcome('acme', 'ok', 'Works', GOOD)
        self.assertIn('resolve_ms', result['phases'])
        self.assertIn('acme-login.eu.nexthink.cloud', self.name_server.asked)

    def test_no_such_name(self):
        self.assert_outcome('gone', 'name-not-found', 'gone-login.eu.nexthink.cloud')

    def test_the_name_server_fails(self):
        self.assert_outcome('broken', 'name-lookup-failed', 'broken-login.eu.nexthink.cloud')

    def test_the_name_server_is_silent(self):
        self.assert_outcome('silent', 'name-lookup-failed', 'silent-login.eu.nexthink.cloud')

    def test_an_interrupt_does_not_wait_for_the_name_server(self):
        self.scripts.add(name='silent', instance='silent')
        before = len(self.name_server.asked)
        process = self.scripts.start('test', 'silent', KEYRACK_CONNECT_TO=None)
        wait_until(lambda: len(self.name_server.asked) > before, 'the look-up')
        begin = time.monotonic()
        process.terminate()
        process.communicate(timeout=60)
        print(f'# answered an interrupt within {(time.monotonic() - begin) * 1000:.0f} ms')
        self.assertEqual(process.returncode, UNDECIDED)

    def test_a_network_but_no_way_to_the_server(self):
        self.assert_outcome('unreachable', 'connection-failed', '')

    def test_no_network(self):
        ip('link set near down')
        self.addCleanup(ip, *ROUTES)
        self.addCleanup(ip, 'link set near up')
        self.assert_outcome('unreachable', 'offline', 'offline')


if __name__ == '__main__':
    if INSIDE not in os.environ:
        enter_own_network()
    arrange_network()
    unittest.main()
