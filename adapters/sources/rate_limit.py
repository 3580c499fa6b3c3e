"""Pacing of the requests to a source within one process."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.sources.ports import PAUSE, SourceRateLimit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


class LocalSourceRateLimit(SourceRateLimit):
    """That of an installation that is one process."""

    def __init__(
        self,
        *,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._free_at = clock()
        self._busy = asyncio.Lock()

    @override
    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        async with self._busy:
            wait = self._free_at - self._clock()
            if wait > 0:
                await self._sleep(wait)
            self._free_at = self._clock() + self._pause
            yield
