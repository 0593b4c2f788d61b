# accessibility.py: a private accessibility bus
#
# SPDX-License-Identifier: GPL-3.0-or-later

from .bus import Bus
from .driver import REGISTRY
from .process import Process


class AccessibilityBus(Bus):
    """A context manager: the bus and the registry of accessible programs.

    It is there before the first program, which otherwise would not join it.
    """

    def __init__(self, home, session, screen):
        self._registry = None
        super().__init__(home, 'a11y')
        self._registry = Process(['/usr/libexec/at-spi2-registryd'],
                                 {**home.environment(), **screen.environment(),
                                  **self.environment(),
                                  'DBUS_SESSION_BUS_ADDRESS': session.address},
                                 home.logs / 'registry')
        try:
            self.wait_for_owner(REGISTRY, details=self._registry.errors)
        except BaseException:
            self.close()
            raise

    def environment(self):
        return {'AT_SPI_BUS_ADDRESS': self.address}

    def close(self):
        if self._registry is not None:
            self._registry.stop()
        super().close()
