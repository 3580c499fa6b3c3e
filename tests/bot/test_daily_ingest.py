"""One reading for all topics."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.running_job import RetryAt
from tests.bot.runtime import LAB, MONDAY, Rig, wish

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


async def many(store: Store, topics: int) -> Rig:
    """A channel with so many topics, on Monday."""
    rig = Rig(store)
    await rig.subscribe(*(wish(topic=f"fine-tuning w{number}") for number in range(topics)))
    return rig


@pytest.mark.parametrize(("topics", "is_on"), [(20, False), (21, True)])
async def test_it_is_on_by_itself_above_twenty_topics(store: Store, topics: int, is_on: bool) -> None:  # noqa: FBT001 - a table
    """Below, reading for each is less."""
    rig = await many(store, topics)

    assert await rig.runtime.daily_ingest.is_on() is is_on


async def test_requests_do_not_grow_with_topics(store: Store) -> None:
    """Thirty topics are made of one reading, and of one of each week before it, which several processes share."""
    rig = await many(store, 30)
    await rig.monday()
    await rig.run()
    await rig.run(rig.process())

    assert len(rig.source.asked) == len(set(rig.source.asked)) == 4
    assert len(await rig.runtime.ledger.done(LAB, 100)) == 30


async def test_the_daily_reading_is_done_once_by_whichever_process(store: Store) -> None:
    """All schedulers call for it, one job does it, and the next comes the next day."""
    rig = await many(store, 21)
    for process in (rig.runtime, rig.process()):
        await process.daily_ingest.call()
    await rig.run()
    await rig.runtime.daily_ingest.call()
    await rig.run()
    assert len(rig.source.asked) == 1

    rig.clock.forward(timedelta(days=1))
    await rig.runtime.daily_ingest.call()
    await rig.run()
    assert len(rig.source.asked) == 2


async def test_categories_that_topics_name_are_read_with_the_rest(store: Store) -> None:
    """A topic in physics isn't left out of the common reading."""
    rig = await many(store, 21)
    await rig.subscribe(wish(topic="plasma cat:physics.plasm-ph"))
    await rig.runtime.daily_ingest.call()
    await rig.run()

    ((_, categories),) = rig.source.asked
    assert "physics.plasm-ph" in categories


async def test_while_arxiv_is_away_it_is_tried_again_later(store: Store) -> None:
    """The job waits, and the channels are told by their own deliveries."""
    rig = await many(store, 21)
    rig.source.away = True
    assert await _called(rig) == ["ingest sources"]

    assert await rig.runtime.daily_ingest.do("sources", None) == RetryAt(seconds=600)  # type: ignore[arg-type]

    rig.clock.moment = MONDAY + timedelta(minutes=5)
    await rig.runtime.due_scan.look()
    await rig.run()
    text = [part for message in rig.platform.messages[LAB] for part in message.marker.delivery.split(".")[1:]]
    assert text == ["away"] * 21


async def _called(rig: Rig) -> list[str]:
    await rig.runtime.daily_ingest.call()
    return [one.job for one in (await rig.runtime.jobs.take(10)).jobs]
