"""The book of jobs, on the real server."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from adapters.store.redis import keys
from adapters.store.redis.jobs import RedisJobs

if TYPE_CHECKING:
    from adapters.store.jobs import LeasedJob
    from adapters.store.redis.store import Store

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)


@pytest.fixture
def jobs(store: Store) -> RedisJobs:
    """A book whose jobs come back after a fifth of a second."""
    return RedisJobs(store.link, hold=0.2, untaken=0.2)


async def taken(jobs: RedisJobs) -> LeasedJob:
    """The one job that is ready, in our hands."""
    ((job, ticket),) = await jobs.ready(10)
    held = await jobs.take(job, ticket)
    assert held
    return held


async def test_a_job_stands_once_however_often_it_is_put(jobs: RedisJobs) -> None:
    """A thousand channels that want the same roundup make one job."""
    await jobs.put(["build a", "build a"])
    await jobs.put(["build a"])

    assert [job for job, _ in await jobs.ready(10)] == ["build a"]


async def test_of_two_workers_with_the_same_ticket_one_gets_the_job(jobs: RedisJobs) -> None:
    """A message that comes twice is one job."""
    await jobs.put(["deliver a"])
    ((job, ticket),) = await jobs.ready(10)

    held = await asyncio.gather(*(jobs.take(job, ticket) for _ in range(5)))

    assert sum(one is not None for one in held) == 1


async def test_a_message_of_an_earlier_time_does_not_start_a_job_that_waits(jobs: RedisJobs) -> None:
    """A platform's request to wait is kept even when an old message turns up."""
    await jobs.put(["deliver a"])
    ((job, ticket),) = await jobs.ready(10)
    held = await jobs.take(job, ticket)
    assert held
    await jobs.finish(held, 60)

    assert await jobs.take(job, ticket) is None
    assert await jobs.ready(10) == ()


async def test_a_job_whose_worker_fell_silent_is_given_to_another(jobs: RedisJobs) -> None:
    """The first one's hold ends, and it learns so when it asks."""
    await jobs.put(["deliver a"])
    first = await taken(jobs)
    await asyncio.sleep(0.25)

    second = await taken(jobs)

    assert second.tries == 2
    assert not await jobs.keep(first)
    await jobs.finish(first)
    assert await jobs.keep(second)


async def test_a_sign_of_life_keeps_a_job(jobs: RedisJobs) -> None:
    """A long job isn't taken from a living worker."""
    await jobs.put(["build a"])
    held = await taken(jobs)
    for _ in range(4):
        await asyncio.sleep(0.1)
        assert await jobs.keep(held)

    assert await jobs.ready(10) == ()


async def test_a_job_that_no_worker_took_is_sent_again_under_its_ticket(jobs: RedisJobs) -> None:
    """Either message may start it, and it keeps its place in line."""
    await jobs.put(["build a"])
    first = await jobs.ready(10)
    await asyncio.sleep(0.25)

    assert await jobs.ready(10) == first


async def test_a_job_that_is_done_leaves_nothing_behind(jobs: RedisJobs, store: Store) -> None:
    """Only the counter of tickets stays."""
    await jobs.put(["build a"])
    await jobs.finish(await taken(jobs))

    assert await jobs.waiting() == 0
    assert await store.link.ask("KEYS", "*") == [f"{keys.JOBS}:counter".encode()]


async def test_a_job_put_while_it_is_under_way_is_done_once_more(jobs: RedisJobs) -> None:
    """What came too late for the first run isn't forgotten."""
    await jobs.put(["deliver a"])
    held = await taken(jobs)
    await jobs.put(["deliver a"])
    assert await jobs.ready(10) == ()

    await jobs.finish(held)

    assert (await taken(jobs)).tries == 1


async def test_a_wait_is_not_cut_short_unless_the_worker_says_so(jobs: RedisJobs) -> None:
    """A channel that asked for a minute gets it though another roundup is due there."""
    await jobs.put(["deliver a", "deliver b"])
    patient, eager = [await jobs.take(job, ticket) for job, ticket in await jobs.ready(10)]
    assert patient
    assert eager
    await jobs.put(["deliver a", "deliver b"])

    await jobs.finish(patient, 60)
    await jobs.finish(eager, 60, heed=True)

    assert [job for job, _ in await jobs.ready(10)] == ["deliver b"]


async def test_an_event_wakes_those_who_wait_and_nobody_else(jobs: RedisJobs) -> None:
    """Also one that is about to fall asleep."""
    await jobs.put(["deliver a", "deliver b", "deliver c"])
    a, b, c = [await jobs.take(job, ticket) for job, ticket in await jobs.ready(10)]
    assert a
    assert b
    assert c
    for one in (a, b):
        await jobs.wait_for(one.job, "built x")
    await jobs.finish(a, 60, heed=True)
    await jobs.finish(c, 60, heed=True)

    await jobs.wake("built x")
    await jobs.finish(b, 60, heed=True)

    assert [job for job, _ in await jobs.ready(10)] == ["deliver a", "deliver b"]


async def test_a_buried_job_is_kept_with_its_reason_and_can_be_sent_again(jobs: RedisJobs) -> None:
    """Nothing tries it until somebody says so, and success clears it away."""
    await jobs.put(["deliver a"])
    await jobs.bury(await taken(jobs), "division by zero", NOON)

    (poison,) = await jobs.poisoned()
    assert (poison.job, poison.reason, poison.tries, poison.when) == ("deliver a", "division by zero", 1, NOON)
    assert await jobs.ready(10) == ()
    assert await jobs.again("deliver a")
    assert not await jobs.again("deliver a")
    await jobs.finish(await taken(jobs))
    assert await jobs.poisoned() == ()


async def test_tries_are_counted_until_one_leads_somewhere(jobs: RedisJobs) -> None:
    """Only tries in a row without progress make poison."""
    await jobs.put(["deliver a"])
    held = await taken(jobs)
    await jobs.finish(held, 0)
    held = await taken(jobs)
    assert held.tries == 2

    await jobs.progressed(held)
    await jobs.finish(held, 0)

    assert (await taken(jobs)).tries == 1


async def test_a_note_that_cannot_be_read_hides_no_other(jobs: RedisJobs, store: Store) -> None:
    """One bad value is passed over and logged."""
    await jobs.put(["deliver a"])
    await jobs.bury(await taken(jobs), "no", NOON)
    await store.link.ask("HSET", f"{keys.JOBS}:poison", "deliver b", "{")

    assert [one.job for one in await jobs.poisoned()] == ["deliver a"]
