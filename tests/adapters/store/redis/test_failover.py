"""Primaries with replicas, behind Sentinel and in a cluster, which fail before the replicas have all that they took."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.store.redis import schema
from adapters.store.redis.store import Store, open_store
from tests.adapters.store.redis.samples import HERE, subscription
from tests.servers.valkey.cluster import ValkeyCluster
from tests.servers.valkey.sentinel import ValkeySentinels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.chat import Channel

GAP = 0.5


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


async def _fail_over(group: ValkeySentinels | ValkeyCluster) -> None:
    if isinstance(group, ValkeySentinels):
        await group.fail_over(gap=GAP, returns=False)
    else:
        await group.fail_over(await group.owner(schema.CHANNELS), gap=GAP)


@pytest.mark.parametrize("kind", ["sentinel", "cluster"])
async def test_what_was_acknowledged_outlives_a_failover_after_a_gap(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """While no replica has a write nobody is told that it was kept; unasked, hundreds were lost."""
    stop = asyncio.Event()
    kept: set[Channel] = set()
    servers = ValkeySentinels(tmp_path) if kind == "sentinel" else ValkeyCluster(tmp_path, replicas=1)
    async with servers as group, open_store(group.url, tmp_path) as store:
        tasks = [asyncio.create_task(_subscribe(store, number, kept, stop)) for number in range(8)]
        await _more_than(100, kept)
        served_since = [await store.clock.served_since(), await store.clock.served_since()]
        await _fail_over(group)
        before = len(kept)
        await _more_than(before + 50, kept)
        stop.set()
        await asyncio.gather(*tasks)

        served_since.append(await store.clock.served_since())
        standing = {one.channel for one in await store.subscriptions.every()}

    record_property("figure", f"{len(kept):,} acknowledged, {len(kept - standing)} lost")
    assert kept <= standing
    assert served_since[0] == served_since[1] < served_since[2]
