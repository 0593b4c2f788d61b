#!/usr/bin/python3
# names.py: runs a program on a network of its own, whose name server has a fault
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: names.py FAULT PROGRAM [ARGUMENT…]

FAULT is what happens to a question for a name:

    unknown   the name server says that there is no such name
    failing   the name server says that it can't find out now
    silent    the name server never answers
    offline   there is no route to anywhere

The program sees a network with nothing else on it. Sockets in the file system, such as
those of a private screen and of private buses, still lead out. Needs a kernel that lets
anybody make name spaces; without it the exit status is 77.
"""

import ctypes
import os
import signal
import socket
import sys
import tempfile

SKIPPED = 77

_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x20000, 0x10000000, 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_PR_SET_PDEATHSIG = 1

_ANSWERED, _RECURSION = 0x8100, 0x80
_RCODES = {'unknown': 3, 'failing': 2, 'silent': None, 'offline': None}

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def _die_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _replace(path, text):
    """Lays other contents over a file of the system, for this name space only."""
    with tempfile.NamedTemporaryFile('w', delete=False) as file:
        file.write(text)
    os.chmod(file.name, 0o644)
    try:
        _check(_libc.mount(file.name.encode(), os.path.realpath(path).encode(), None,
                           _MS_BIND, None), f'mount over {path}')
    finally:
        os.unlink(file.name)


def _enter(fault):
    uid, gid = os.getuid(), os.getgid()
    _check(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNS | _CLONE_NEWNET), 'unshare')
    # The ids stay as they are, so that the buses outside still know us.
    for file, text in (('setgroups', 'deny'), ('uid_map', f'{uid} {uid} 1'),
                       ('gid_map', f'{gid} {gid} 1')):
        with open(f'/proc/self/{file}', 'w') as handle:
            handle.write(text)
    _check(_libc.mount(b'none', b'/', None, _MS_REC | _MS_PRIVATE, None), 'mount /')
    _replace('/etc/resolv.conf', 'nameserver 127.0.0.1\n')
    _replace('/etc/nsswitch.conf', 'hosts: files dns\n')
    _replace('/etc/hosts', '127.0.0.1 localhost\n')
    # Only the process itself has the rights, not what it starts: so no ip(8).
    _set_up_loopback()
    if fault != 'offline':
        _add_default_route()


def _set_up_loopback():
    siocsifflags, iff_up, iff_running = 0x8914, 1, 0x40
    request = b'lo'.ljust(16, b'\0') + (iff_up | iff_running).to_bytes(2, sys.byteorder)
    _ioctl(siocsifflags, request.ljust(40, b'\0'))


def _add_default_route():
    """A way to everywhere that ends here, so that the computer does not seem offline."""
    siocaddrt, rtf_up = 0x890B, 1
    nowhere = socket.AF_INET.to_bytes(2, sys.byteorder).ljust(16, b'\0')
    device = ctypes.create_string_buffer(b'lo')
    # struct rtentry of <net/route.h>, on a machine of 64 bits
    request = (bytes(8) + nowhere * 3 + rtf_up.to_bytes(2, sys.byteorder) + bytes(30)
               + ctypes.addressof(device).to_bytes(8, sys.byteorder))
    _ioctl(siocaddrt, request.ljust(120, b'\0'))


def _ioctl(number, request):
    buffer = ctypes.create_string_buffer(request, len(request))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        _check(_libc.ioctl(sock.fileno(), ctypes.c_ulong(number), buffer), f'ioctl {number:#x}')


def _answer_names(sock, rcode):
    while True:
        question, peer = sock.recvfrom(4096)
        if rcode is not None and len(question) > 12:
            flags = (_ANSWERED | _RECURSION | rcode).to_bytes(2, 'big')
            end = question.index(b'\0', 12) + 5
            sock.sendto(question[:2] + flags + b'\0\1' + bytes(6) + question[12:end], peer)


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in _RCODES:
        sys.exit(__doc__)
    fault, *argv = sys.argv[1:]
    try:
        _enter(fault)
    except PermissionError as error:
        print(f'no name spaces here: {error}', file=sys.stderr)
        sys.exit(SKIPPED)
    # The change of rights has switched this off.
    _die_with_parent()
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(('127.0.0.1', 53))
    parent = os.getpid()
    if os.fork() == 0:
        _die_with_parent()
        if os.getppid() == parent:
            _answer_names(sock, _RCODES[fault])
        os._exit(0)
    sock.close()
    os.execvp(argv[0], argv)


if __name__ == '__main__':
    main()
