# on-screen.py: runs a test program on a private screen: on-screen.py PROGRAM [ARGUMENT…]
#
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desk.home import Home      # noqa: E402
from desk.screen import Screen  # noqa: E402

with Home() as home, Screen(home) as screen:
    # What widgets tell a screen reader stays inside the program, where a test can read it.
    done = subprocess.run(sys.argv[1:], check=False, env={
        **os.environ,
        **home.environment(),
        **screen.environment(),
        'GSETTINGS_BACKEND': 'memory',
        'GTK_A11Y': 'test',
    })

sys.exit(done.returncode)
