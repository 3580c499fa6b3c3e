"""Roundups made once, and what happens when they can't be."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.errors import SourceAway
from adapters.sources.ports import unwatched
from adapters.store.ledger import BuildFailure, Superseded
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.builds import RedisBuildResults
from adapters.store.redis.jobs import RedisJobs
from bot.delivery.builds import BuildOrder, BuildPending, RoundupBuilder, order
from bot.delivery.running_job import RetryAt, RunningJob
from bot.due_dates import reading_window
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import PAPERS
from tests.bot.runtime import MONDAY, wish
from tests.clock import SetClock

if TYPE_CHECKING:
    from adapters.store.redis.store import Store
    from digest.roundup import Roundup

ORDER = order(wish(), reading_window(MONDAY, wish()), "", frozenset())


class Shop:
    """One process that makes roundups, and how often it did."""

    def __init__(self, store: Store) -> None:
        self.clock = SetClock(MONDAY)
        self.jobs = RedisJobs(store.link)
        self.made = 0
        self.away: SourceAway | None = None
        self.missing = ""
        self.released = asyncio.Event()
        self.released.set()
        self._service = RoundupService(InMemoryPapers(PAPERS), None, self.clock)
        self.builds = RoundupBuilder(RedisBuildResults(store.link), self.jobs, store.roundups, self._make, self.clock)

    async def _make(self, order: BuildOrder) -> Roundup:
        await self.released.wait()
        if self.away:
            raise self.away
        self.made += 1
        made = await self._service.roundup(order.as_topic, order.window, unwatched)
        return replace(made, missing=self.missing)

    async def work(self) -> RetryAt | None:
        """Do the job that stands for the order."""
        return await self.builds.make(ORDER.key, await self.running())

    async def running(self) -> RunningJob:
        """The job, in the hands of this process."""
        await self.jobs.put([f"build {ORDER.key}"])
        (leased,) = (await self.jobs.take(1)).jobs
        await self.jobs.done(leased)
        return RunningJob(self.jobs, leased, asyncio.Event())

    async def ask(self) -> tuple[str, Roundup] | BuildFailure | None:
        """What a delivery is told."""
        try:
            return await self.builds.get(ORDER, "deliver x")
        except BuildPending as not_yet:
            return not_yet.failure


async def test_an_order_becomes_one_roundup_for_all(store: Store) -> None:
    """Whoever asks later gets what was made."""
    shop = Shop(store)
    assert await shop.ask() is None
    assert await shop.work() is None
    assert await shop.work() is None

    first, second = await shop.ask(), await Shop(store).ask()
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert first[0] == second[0]
    assert shop.made == 1


async def test_a_maker_whose_job_was_given_to_another_keeps_nothing(store: Store) -> None:
    """It is told so, and what the newer one made stands."""
    shop, other = Shop(store), Shop(store)
    shop.released.clear()
    await shop.ask()
    slow = asyncio.create_task(shop.builds.make(ORDER.key, await shop.running()))

    assert await other.work() is None
    shop.released.set()
    with pytest.raises(Superseded):
        await slow
    assert isinstance(await shop.ask(), tuple)


async def test_what_stands_in_the_way_is_told_and_tried_again_for_two_days(store: Store) -> None:
    """No earlier than the source asks for."""
    shop = Shop(store)
    shop.away = SourceAway("arXiv can't be reached.", retry_after=1800)
    await shop.ask()
    assert await shop.work() == RetryAt(seconds=1800)
    failure = await shop.ask()
    assert isinstance(failure, BuildFailure)
    assert (failure.sentence, failure.first, failure.again) == (
        "arXiv can't be reached.",
        MONDAY,
        MONDAY + timedelta(minutes=30),
    )

    shop.clock.forward(timedelta(days=2))
    assert await shop.work() is None


async def test_a_partial_roundup_is_good_enough_after_six_hours_only(store: Store) -> None:
    """Until then the rest may come."""
    shop = Shop(store)
    shop.missing = "arXiv can't be reached."
    await shop.ask()
    assert await shop.work() == RetryAt(seconds=600)
    assert isinstance(await shop.ask(), BuildFailure)

    shop.clock.forward(timedelta(hours=6))
    assert await shop.work() is None
    found = await shop.ask()
    assert isinstance(found, tuple)
    assert found[1].missing == "arXiv can't be reached."


async def test_a_job_without_its_order_is_done(store: Store) -> None:
    """The order has expired: nobody waits for it any more."""
    assert await Shop(store).work() is None


@pytest.mark.parametrize("query", ["lora -vision", "adapters cat:cs.CL"])
def test_a_topic_of_ones_own_keeps_its_query(query: str) -> None:
    """Also where it bears a well-known name."""
    own = order(replace(wish(), topic="fine-tuning", query=query), ORDER.window, "", frozenset())

    assert own.as_topic.name == "fine-tuning"
    assert own.as_topic.query.text == query
    assert own.key != ORDER.key
