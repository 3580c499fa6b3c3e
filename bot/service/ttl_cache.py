"""Costly things made once and kept for a while, so that people who ask at the same moment share one."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

    from bot.clock import Clock

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class TtlCache(Generic[K, V]):
    """A few values by key, the longest unused forgotten first."""

    def __init__(self, clock: Clock, *, most: int, lifetime: timedelta) -> None:
        self._clock = clock
        self._most = most
        self._lifetime = lifetime
        self._values: dict[K, tuple[datetime, V]] = {}
        # One at a time: making two indexes at once would only take twice the memory.
        self._making = asyncio.Lock()

    async def get(self, key: K, make: Callable[[], Awaitable[V]]) -> V:
        """The value kept under this key, made now where there is none or it is too old."""
        async with self._making:
            entry = self._values.pop(key, None)
            if entry is None or self._clock.now() - entry[0] > self._lifetime:
                entry = (self._clock.now(), await make())
            self._values[key] = entry
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]
            return entry[1]

    def peek(self, key: K) -> V | None:
        """The value kept under this key, however old; None where there is none."""
        entry = self._values.get(key)
        return entry[1] if entry else None

    async def forget(self, which: Callable[[K], bool]) -> None:
        """Forget the values under these keys, also one that is being made."""
        async with self._making:
            for key in [key for key in self._values if which(key)]:
                del self._values[key]
