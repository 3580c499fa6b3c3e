"""A platform that listens for as long as a test lasts, whichever it is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Platform

_PATIENCE = 10.0


async def connected(platform: Platform, listening: asyncio.Task[None]) -> None:
    """Wait until people are heard; raises what ended the listening."""
    async with asyncio.timeout(_PATIENCE):
        while not platform.is_connected:
            if listening.done():
                listening.result()
            await asyncio.sleep(0.01)


@asynccontextmanager
async def listening_on(platform: Platform) -> AsyncIterator[asyncio.Task[None]]:
    """Started, connected, and in the end told to stop; gives the listening, which a test may see end."""
    await platform.start()
    listening = asyncio.create_task(platform.listen())
    try:
        await connected(platform, listening)
        yield listening
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await platform.stop()
