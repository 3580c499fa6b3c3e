"""A cluster of real nodes, with replicas and without, used while nodes restart and slots move."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel
from adapters.errors import StoreAway
from adapters.store.redis import schema
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.store import Store, open_store
from tests.adapters.store.redis.samples import HERE, NOON, subscription
from tests.servers.valkey.cluster import NODES, ValkeyCluster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

_LANE = "deliver slack/T1"
WRITERS = 8
SOON = 20.0
"""Seconds: more than one piece of work may take with all its retries."""


@pytest.fixture(params=[0, 1], ids=["alone", "copied"])
async def cluster(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ValkeyCluster]:
    """Three primaries with an append-only file each, which are alone or have a replica each."""
    async with ValkeyCluster(tmp_path, replicas=request.param) as running:
        yield running


class _Writers:
    """Tasks that put jobs and ask for notes all the time.

    Attributes:
        kept: The jobs that were acknowledged.
        away: How often the store was away.
        longest: Seconds that one of them waited at most.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._jobs = RedisJobs(store.link)
        self._stop = False
        self.kept: set[str] = set()
        self.away = 0
        self.longest = 0.0

    async def work(self, number: int) -> None:
        """Until told to stop; whatever else than `StoreAway` is raised ends it."""
        for at in range(1_000_000):
            if self._stop:
                return
            began = time.monotonic()
            job = f"deliver slack/T{number}/C{at}"
            try:
                await self._jobs.put([job])
                self.kept.add(job)
                await self._store.link.each([("GET", f"paperround:note:{number} {at + more}") for more in range(9)])
            except StoreAway:
                self.away += 1
            self.longest = max(self.longest, time.monotonic() - began)
            await asyncio.sleep(0.005)

    async def are_refused(self) -> None:
        """Wait until the store is away for one of them, once more."""
        before = self.away
        async with asyncio.timeout(SOON):
            while self.away == before:  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.01)

    async def go_on(self) -> None:
        """Wait until as many more jobs are acknowledged as there are writers."""
        before = len(self.kept)
        async with asyncio.timeout(SOON):
            while len(self.kept) < before + WRITERS:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)

    def stop(self) -> None:
        """Let each come to its end."""
        self._stop = True


@pytest.mark.parametrize("cluster", [0], indirect=True)
async def test_restarts_and_slot_moves_lose_nothing_and_hang_nobody(
    cluster: ValkeyCluster, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Its client fails in many ways meanwhile; whoever uses the store sees one of them."""
    async with open_store(cluster.url, tmp_path) as store:
        writers = _Writers(store)
        tasks = [asyncio.create_task(writers.work(number)) for number in range(WRITERS)]
        for number in range(NODES):
            async with cluster.without(number):  # for so long that the client's own patience can't hide it
                await writers.are_refused()
            await writers.go_on()
            owner = await cluster.owner("paperround:{jobs}:times")
            await cluster.move_slot("paperround:{jobs}:times", await cluster.another(owner))
        writers.stop()
        async with asyncio.timeout(SOON):
            await asyncio.gather(*tasks)

        standing = await RedisJobs(store.link).count()
        lost = max(0, len(writers.kept) - standing)
        record_property(
            "figure",
            f"{len(writers.kept)} acknowledged, {lost} lost; refused {writers.away} times in {NODES} restarts, "
            f"{writers.longest:.1f} s waited at most",
        )
        assert writers.away >= NODES
        assert len(await store.link.of_primaries("INFO", "replication")) == NODES
        assert standing >= len(writers.kept) > 100


async def test_no_script_runs_on_a_slot_that_is_half_moved(cluster: ValkeyCluster, tmp_path: Path) -> None:
    """With all of its declared keys moved and a lane left behind, it would begin a second lane and lose one of the two."""
    async with open_store(cluster.url, tmp_path) as store:
        jobs = RedisJobs(store.link)
        await jobs.put([f"{_LANE}/C{number}" for number in range(5)])
        taken = await jobs.take(6)
        await jobs.put([taken.jobs[0].job])
        await jobs.bury(taken.jobs[1], "tried", NOON)
        await jobs.put(["ingest"], 60.0)
        waiting = await jobs.count()

        async with cluster.half_moved("paperround:{jobs}:times", left=f"paperround:{{jobs}}:lanes:{_LANE}"):
            with pytest.raises(StoreAway):
                await jobs.put([f"{_LANE}/C9"])

        await jobs.put([f"{_LANE}/C9"])
        assert await jobs.count() == waiting + 1


async def test_what_is_written_to_a_slot_on_its_way_is_kept_where_it_goes(
    cluster: ValkeyCluster, tmp_path: Path
) -> None:
    """Each node that is asked sends what it hasn't any more to the one that takes over."""
    async with open_store(cluster.url, tmp_path) as store:
        await store.subscriptions.put(subscription())

        async with cluster.half_moved(schema.of_channel(HERE.address, "subscriptions"), left=""):
            await store.subscriptions.put(subscription(topic="agents"))
            await store.seen.add(HERE, ["a"], NOON)

        assert {one.topic for one in await store.subscriptions.every()} == {subscription().topic, "agents"}
        assert await store.seen.unseen(HERE, ["a", "b"], NOON) == ("b",)


@pytest.mark.parametrize("cluster", [1], indirect=True)
async def test_many_subscriptions_are_kept_on_all_nodes(cluster: ValkeyCluster, tmp_path: Path) -> None:
    """They come in one go, and their channels lie in as many slots."""
    channels = [Channel(platform="slack", workspace="T", id=f"C{number}") for number in range(600)]
    given = {subscription(channel=channel) for channel in channels}
    async with open_store(cluster.url, tmp_path) as store:
        added = await store.subscriptions.put_all(tuple(given))

        assert added == len(given)
        assert set(await store.subscriptions.every()) == given
