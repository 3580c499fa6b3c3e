"""People's commands go before those that nobody waits for."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from adapters.errors import StoreAway

if TYPE_CHECKING:
    from adapters.store.redis.store import Store

_WORK = 400


async def test_what_somebody_waits_for_comes_before_what_was_asked_earlier(store: Store) -> None:
    """All of an answer's commands, one after the other, are done before most of the work that was begun with it."""
    done: list[str] = []

    async def work(number: int) -> None:
        for step in range(4):
            await store.link.ask("SET", f"work:{number}:{step}", "1")
            done.append("work")

    async def answer() -> None:
        for step in range(8):
            await store.with_deadline().link.ask("SET", f"answer:{step}", "1")
        done.append("answer")

    await asyncio.gather(*(work(number) for number in range(_WORK)), answer())

    assert done.index("answer") < _WORK // 2
    assert done.count("work") == 4 * _WORK


async def test_people_who_never_stop_asking_stop_nothing(store: Store) -> None:
    """Each command of the work waits for a moment at most."""
    stop = asyncio.Event()

    async def ask() -> None:
        while not stop.is_set():
            with contextlib.suppress(StoreAway):
                await store.with_deadline().link.ask("PING")

    asking = [asyncio.create_task(ask()) for _ in range(4)]
    await asyncio.sleep(0)
    async with asyncio.timeout(20):
        for step in range(5):
            await store.link.ask("SET", f"work:{step}", "1")
    stop.set()
    await asyncio.gather(*asking)

    assert await store.link.ask("DBSIZE") == 5
