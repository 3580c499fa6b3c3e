"""Holds this process's clock against the store's: one that is wrong schedules and posts nothing."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from adapters.store.ledger import CLOCKS_AGREE_WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.store.ledger import StoreClock
    from bot.clock import Clock

_log = logging.getLogger(__name__)
_LOOK_EVERY = 5.0
_UNITS = ((86_400.0, "days"), (3_600.0, "hours"), (60.0, "minutes"))


class ClockWatch:
    """What this process's clock says, beside what the store's does."""

    def __init__(self, clock: Clock, store: StoreClock, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._store = store
        self._monotonic = monotonic
        self._looked = float("-inf")
        self._ahead = 0.0

    async def ahead(self) -> float:
        """By how many seconds this clock is ahead, asked for every few seconds; raises `StoreAway`."""
        if self._monotonic() - self._looked >= _LOOK_EVERY:
            theirs = await self._store.now()
            was_right, self._ahead = self._is_right, (self._clock.now() - theirs).total_seconds()
            self._looked = self._monotonic()
            if was_right and not self._is_right:
                _log.error(
                    "this machine's clock is %s the store's, so nothing is scheduled or posted from here; "
                    "set the one that is wrong",
                    self._difference(),
                )
            elif self._is_right and not was_right:
                _log.warning("this machine's clock is right again")
        return self._ahead

    async def is_right(self) -> bool:
        """Whether this process may decide by its clock; raises `StoreAway`."""
        await self.ahead()
        return self._is_right

    @property
    def _is_right(self) -> bool:
        return abs(self._ahead) <= CLOCKS_AGREE_WITHIN

    def _difference(self) -> str:
        off = abs(self._ahead)
        size, unit = next(((size, unit) for size, unit in _UNITS if off >= 2 * size), (1.0, "seconds"))
        return f"{off / size:.0f} {unit} {'ahead of' if self._ahead > 0 else 'behind'}"
