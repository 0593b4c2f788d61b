# bare.py: this machine's Debian as one that has only some packages, to start commands in
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
from pathlib import Path

# What comes with the smallest Debian, whatever is asked for.
BASE = ('apt', 'debian-archive-keyring')
# Made when packages are installed, so in none of them.
MADE = ('alternatives', 'group', 'hosts', 'ld.so.cache', 'nsswitch.conf', 'passwd',
        'ssl/certs')
MERGED = ('bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32')
FORMAT = '\t'.join(f'${{{field}}}' for field in
                   ('db:Status-Status', 'Package', 'Architecture', 'Multi-Arch', 'Essential',
                    'Provides', 'Pre-Depends', 'Depends')) + '\n'
UNSHARE = ('unshare', '--user', '--map-root-user', '--mount')


class Impossible(Exception):
    """This machine can't show it, and why."""


class Packages:
    """What is installed, and who needs whom."""

    def __init__(self):
        if not shutil.which('dpkg-query'):
            raise Impossible('this is no Debian')
        listed = subprocess.run(['dpkg-query', '--show', '--showformat', FORMAT],
                                capture_output=True, text=True, check=True).stdout
        self.needs = {}
        self.files = {}
        self.providers = {}
        self.essential = []
        for line in listed.splitlines():
            self._add(*line.split('\t'))

    def _add(self, status, name, architecture, multi, essential, provides, *needs):
        if status != 'installed':
            return
        suffix = f':{architecture}' if multi == 'same' else ''
        self.files[name] = Path(f'/var/lib/dpkg/info/{name}{suffix}.list')
        self.needs[name] = [_names(each) for each in ','.join(needs).split(',') if each.strip()]
        if essential == 'yes':
            self.essential.append(name)
        for provided in (_names(each) for each in provides.split(',') if each.strip()):
            self.providers.setdefault(provided[0], []).append(name)

    def _choose(self, alternatives):
        """Who fills a need: the first that is here, as apt takes the first there is."""
        for name in alternatives:
            if name in self.needs:
                return name
            if name in self.providers:
                return self.providers[name][0]
        raise Impossible(f'nothing here is {" or ".join(alternatives)}')

    def closure(self, names):
        """The packages of the names and all that they need."""
        found = set()
        waiting = [*names]
        while waiting:
            name = self._choose([waiting.pop()])
            if name not in found:
                found.add(name)
                waiting += [self._choose(each) for each in self.needs[name]]
        return found


def _names(need):
    return [re.split(r'[ :(]', each.strip())[0] for each in need.split('|')]


class Bare:
    """A root folder of the files of some packages, and commands that see nothing else."""

    def __init__(self, folder, names):
        probe = subprocess.run([*UNSHARE, 'true'], capture_output=True, text=True, check=False)
        if probe.returncode != 0:
            raise Impossible(f'no mount namespaces: {probe.stderr.strip()}')
        self.root = Path(folder) / 'root'
        packages = Packages()
        self.packages = packages.closure([*packages.essential, *BASE, *names])
        self._make_folders()
        for name in MADE:
            self._add_made(Path('/etc') / name)
        for name in self.packages:
            for line in packages.files[name].read_text().splitlines():
                self._add(Path(line))
        self._write_status()

    def _make_folders(self):
        for name in ('usr', 'dev', 'proc', 'tmp', 'home', 'keyrack', 'var/lib/dpkg', 'etc'):
            (self.root / name).mkdir(parents=True)
        for name in MERGED:
            if Path('/', name).is_symlink():
                (self.root / name).symlink_to(f'usr/{name}')
                (self.root / 'usr' / name).mkdir()

    def _place(self, path):
        return self.root / path.relative_to('/')

    def _add(self, path):
        place = self._place(path)
        if path.is_symlink():
            if not place.is_symlink() and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(os.readlink(path))
        elif path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        elif path.is_file() and os.access(path, os.R_OK) and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(path, place)

    def _add_made(self, path):
        place = self._place(path)
        if path.is_dir():
            shutil.copytree(path, place, symlinks=True)
        elif path.exists():
            shutil.copy2(path, place)

    def _write_status(self):
        """dpkg knows only what is here."""
        known = Path('/var/lib/dpkg/status').read_text(encoding='utf-8').split('\n\n')
        kept = [each for each in known if each.partition('\n')[0].removeprefix('Package: ')
                in self.packages]
        place = self.root / 'var/lib/dpkg/status'
        place.write_text('\n\n'.join(kept) + '\n\n', encoding='utf-8')

    def command(self, source, home, words):
        """The words of a command that starts `words` in the folder `source` in here.

        `home` is the folder that stands for the home folder; it alone is kept.
        """
        script = ''.join(f'mount {each}\n' for each in (
            '--bind "$root" "$root"',
            '--rbind /dev "$root/dev"',
            '--rbind /proc "$root/proc"',
            '--bind "$source" "$root/keyrack"',
            '-o remount,bind,ro "$root/keyrack"',
            '--bind "$home" "$root/home"',
            '-t tmpfs tmpfs "$root/tmp"',
            '-o remount,bind,ro "$root"',
        ))
        if Path('/tmp/.X11-unix').is_dir():
            script += ('mkdir "$root/tmp/.X11-unix"\n'
                       'mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"\n')
        script = ('set -e; root=$1 source=$2 home=$3; shift 3\n' + script +
                  'cd "$root"\nexec chroot . sh -c \'cd /keyrack && exec "$@"\' sh "$@"')
        return [*UNSHARE, 'sh', '-c', script, 'sh', str(self.root), str(source), str(home),
                *words]


def environment(**more):
    """Of a person who has just signed in."""
    return {'HOME': '/home', 'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LANG': 'C.UTF-8', **more}


def _link(path, place):
    try:
        os.link(path, place)
    except OSError:   # on another disk, or not ours to link
        shutil.copy2(path, place)
