"""A primary with replicas behind three sentinels, which fails before its replicas have all that it took."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.store.redis.store import Store, open_store
from tests.adapters.store.redis.samples import HERE, subscription
from tests.servers.valkey.sentinel import ValkeySentinels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.chat import Channel

PASSWORD, OTHER = "open sesame".replace(" ", "-"), "shut sesame".replace(" ", "-")


async def _subscribe(store: Store, number: int, kept: set[Channel], stop: asyncio.Event) -> None:
    for at in range(1_000_000):
        if stop.is_set():
            return
        channel = replace(HERE, id=f"C{number}-{at}")
        try:
            await store.subscriptions.put(subscription(channel=channel))
            kept.add(channel)
        except StoreAway:
            pass
        await asyncio.sleep(0.005)


async def _more_than(count: int, kept: set[Channel]) -> None:
    """Wait until more are acknowledged, however slow the machine."""
    async with asyncio.timeout(60):
        while len(kept) <= count:  # noqa: ASYNC110 - the writers know nothing of who waits
            await asyncio.sleep(0.05)


async def test_what_was_acknowledged_outlives_a_failover_after_a_gap(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """While no replica has a write nobody is told that it was kept; unasked, hundreds were lost."""
    stop = asyncio.Event()
    kept: set[Channel] = set()
    async with ValkeySentinels(tmp_path) as group, open_store(group.url, tmp_path) as store:
        tasks = [asyncio.create_task(_subscribe(store, number, kept, stop)) for number in range(8)]
        await _more_than(100, kept)
        served_since = [await store.clock.served_since(), await store.clock.served_since()]
        await group.fail_over(gap=0.5, returns=False)
        before = len(kept)
        await _more_than(before + 50, kept)
        stop.set()
        await asyncio.gather(*tasks)

        served_since.append(await store.clock.served_since())
        standing = {one.channel for one in await store.subscriptions.every()}

    record_property("figure", f"{len(kept):,} acknowledged, {len(kept - standing)} lost")
    assert kept <= standing
    assert served_since[0] == served_since[1] < served_since[2]


@pytest.mark.parametrize("said", [f"?sentinel_password={OTHER}", ""])
async def test_sentinels_may_have_a_password_of_their_own(said: str, tmp_path: Path) -> None:
    """It stands after a question mark; without it the refusal says so and repeats none."""
    async with ValkeySentinels(tmp_path, password=PASSWORD, sentinel_password=OTHER) as group:
        if said:
            async with open_store(f"{group.url}{said}", tmp_path) as store:
                assert await store.subscriptions.put(subscription())
            return
        with pytest.raises(StoreAway, match="refused the password") as caught:
            async with open_store(group.url, tmp_path):
                raise AssertionError("it can't be open")

    assert PASSWORD not in str(caught.value)


async def test_sentinels_may_be_asked_over_tls(tmp_path: Path) -> None:
    """The first byte that they are sent begins a handshake."""
    first: list[bytes] = []

    async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first.append(await reader.read(1))
        writer.close()

    async with await asyncio.start_server(asked, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(StoreAway, match="can't be reached"):
            async with open_store(f"rediss+sentinel://127.0.0.1:{port}/papers", tmp_path):
                raise AssertionError("it can't be open")

    assert set(first) == {b"\x16"}
