"""Costly things made once and kept for a while, so that people who ask at the same moment share one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Hashable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import timedelta

    from bot.clock import Clock

_log = logging.getLogger(__name__)
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
        self._renewal: asyncio.Task[None] | None = None

    async def get(self, key: K, make: Callable[[], Awaitable[V]]) -> V:
        """The value kept under this key, made now where there is none or it is too old."""
        async with self._making:
            entry = self._values.get(key)
            if entry is None or self._is_old(entry):
                entry = (self._clock.now(), await make())
            self._values.pop(key, None)
            self._values[key] = entry
            while len(self._values) > self._most:
                del self._values[next(iter(self._values))]
            return entry[1]

    async def at_hand(self, key: K, make: Callable[[], Awaitable[V]]) -> V:
        """The value kept under this key, however old; a new one of an old one is made meanwhile, for who comes next."""
        entry = self._values.get(key)
        if entry is None:
            return await self.get(key, make)
        if self._is_old(entry) and self._renewal is None:
            self._renewal = asyncio.create_task(self._renew(key, make))
        return entry[1]

    async def _renew(self, key: K, make: Callable[[], Awaitable[V]]) -> None:
        try:
            await self.get(key, make)
        except PaperroundError as away:
            _log.info("an old %s is used on: %s", key, away)
        finally:
            self._renewal = None

    def _is_old(self, entry: tuple[datetime, V]) -> bool:
        return self._clock.now() - entry[0] > self._lifetime

    def peek(self, key: K) -> V | None:
        """The value kept under this key, however old; None where there is none."""
        entry = self._values.get(key)
        return entry[1] if entry else None

    async def outdate(self, key: K) -> None:
        """Take the value under this key for too old, also one that is being made; `at_hand` and `peek` still have it."""
        async with self._making:
            if key in self._values:
                self._values[key] = (datetime.min.replace(tzinfo=UTC), self._values[key][1])

    async def forget(self, which: Callable[[K], bool]) -> None:
        """Forget the values under these keys, also one that is being made."""
        async with self._making:
            for key in [key for key in self._values if which(key)]:
                del self._values[key]
