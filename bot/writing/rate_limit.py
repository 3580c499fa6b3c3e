"""Who may have a turn: one at a time over all processes, or so many in an hour."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from adapters.store.ports import KeyValueStore

_LEASE = 60
"""Seconds after which the turn of a process that died is free again."""
_RENEW = 20.0


@asynccontextmanager
async def alone(notes: KeyValueStore, name: str, *, pause: float = 0.5) -> AsyncIterator[None]:
    """Wait until nobody else is in here under this name, in any process, and keep others out meanwhile."""
    me = secrets.token_hex(8)
    while not await notes.claim(name, me, _LEASE):  # noqa: ASYNC110 - the event would be in another process
        await asyncio.sleep(pause)
    renewing = asyncio.create_task(_renewed(notes, name, me))
    try:
        yield
    finally:
        renewing.cancel()
        await notes.drop(name)


async def _renewed(notes: KeyValueStore, name: str, me: str) -> None:
    while True:
        await asyncio.sleep(_RENEW)
        await notes.put(name, me, _LEASE)


class HourlyLimit:
    """So many in an hour for each name, counted over all processes."""

    def __init__(self, notes: KeyValueStore, *, most: int, kind: str) -> None:
        self._notes = notes
        self._most = most
        self._kind = kind

    async def take(self, name: str, now: datetime) -> bool:
        """Whether there is one left in this hour; if so, it is taken."""
        hour = f"turn:{self._kind}:{name}:{now:%Y%m%d%H}"
        me = secrets.token_hex(8)
        for turn in range(self._most):
            if await self._notes.claim(f"{hour}:{turn}", me, 3600):
                return True
        return False
