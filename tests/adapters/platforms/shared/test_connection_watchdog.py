"""What is watched over a vendor's connection, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib

from adapters.platforms.shared.connection_watchdog import end


async def test_a_connection_that_swallows_a_cancellation_ends_all_the_same() -> None:
    """As on Python 3.11, where one that comes together with a failure is lost in `asyncio.wait_for`."""

    async def connect() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    connecting = asyncio.create_task(connect())
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await end(connecting)

    assert connecting.cancelled()


async def test_a_connection_that_failed_meanwhile_says_nothing_more() -> None:
    """Its failure is somebody else's to tell."""

    async def connect() -> None:
        raise OSError("gone")

    connecting = asyncio.create_task(connect())
    await end(connecting)

    assert connecting.done()
