"""The queue of jobs, on the real server."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError  # noqa: A004 - the vendor's name
from typing_extensions import override

from adapters.store.jobs import LaneUse
from adapters.store.redis import schema
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.link import RedisLink, ServerMoved

if TYPE_CHECKING:
    from adapters.store.jobs import LeasedJob
    from adapters.store.redis.store import Store

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)


@pytest.fixture
def jobs(store: Store) -> RedisJobs:
    """A queue whose leases end after a fifth of a second."""
    return RedisJobs(store.link, lease=0.2)


async def taken(jobs: RedisJobs) -> LeasedJob:
    """The one job that is ready, in our hands."""
    (leased,) = (await jobs.take(10)).jobs
    return leased


async def names(jobs: RedisJobs) -> list[str]:
    """The jobs that are ready, taken."""
    return [one.job for one in (await jobs.take(10)).jobs]


async def test_a_job_stands_once_however_often_it_is_put(jobs: RedisJobs) -> None:
    """A thousand channels that want the same roundup make one job."""
    await jobs.put(["build a", "build a"])
    await jobs.put(["build a"], delay=0.01)
    await jobs.put(["build a"])

    assert await jobs.count() == 1
    assert await names(jobs) == ["build a"]


async def test_of_many_workers_one_gets_the_job(jobs: RedisJobs, store: Store) -> None:
    """However many ask at the same moment."""
    await jobs.put(["deliver a"])

    answers = await asyncio.gather(*(RedisJobs(store.link).take(10) for _ in range(5)))

    assert sum(len(one.jobs) for one in answers) == 1


async def test_a_batch_that_is_asked_for_twice_is_given_once(store: Store) -> None:
    """A connection that breaks after the server acted loses no job to nobody."""

    class Breaking(Redis):
        breaks = True

        @override
        async def execute_command(self, *args: object, **options: object) -> object:
            answer = await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]
            if self.breaks and isinstance(answer, list) and len(answer) > 4:
                self.breaks = False
                raise ConnectionError
            return answer

    class Back(ServerMoved):
        @override
        async def revive(self) -> bool:
            return True

    client = Breaking(unix_socket_path=store.url.removeprefix("unix://"))
    jobs = RedisJobs(RedisLink(client, Back("here")))
    await jobs.put(["do a", "do b"])

    answer = await jobs.take(10)

    assert not client.breaks
    assert [(one.job, one.tries) for one in answer.jobs] == [("do a", 1), ("do b", 1)]
    await client.aclose()


async def test_a_job_whose_worker_fell_silent_is_given_to_another(jobs: RedisJobs) -> None:
    """Under a higher token; the first one learns so when it asks, and what it says has no effect."""
    await jobs.put(["deliver a"])
    first = await taken(jobs)
    await asyncio.sleep(0.25)

    second = await taken(jobs)

    assert second.tries == 2
    assert second.token > first.token
    assert await jobs.renew([first]) == {"deliver a"}
    await jobs.progressed(first)
    await jobs.done(first)
    await jobs.retry(first, 0)
    await jobs.bury(first, "no", NOON)
    assert await jobs.renew([second]) == frozenset()
    assert await jobs.dead_letters() == ()
    await jobs.failed(second, 0)
    assert (await taken(jobs)).tries == 3


async def test_tokens_grow_also_when_the_counter_was_lost(jobs: RedisJobs, store: Store) -> None:
    """A server that came back without its last words gives out no number twice."""
    await jobs.put(["deliver a"])
    first = await taken(jobs)
    await jobs.done(first)
    await store.link.ask("FLUSHALL")
    await asyncio.sleep(0.002)
    await jobs.put(["deliver a"])

    assert (await taken(jobs)).token > first.token


async def test_a_renewal_keeps_a_job(jobs: RedisJobs) -> None:
    """A long job isn't taken from a living worker."""
    await jobs.put(["build a"])
    leased = await taken(jobs)
    for _ in range(4):
        await asyncio.sleep(0.1)
        assert await jobs.renew([leased]) == frozenset()

    assert await names(jobs) == []


async def test_a_job_that_is_done_leaves_nothing_behind(jobs: RedisJobs, store: Store) -> None:
    """Only the counter of tokens and the last change stay, and the last answer for a moment."""
    await jobs.put(["build a"])
    await jobs.done(await taken(jobs))
    await asyncio.sleep(0.25)

    assert await jobs.count() == 0
    assert sorted(await store.link.ask("KEYS", "*")) == [
        f"{schema.JOBS}:{key}".encode() for key in ("changes", "counter")
    ]


async def test_a_job_put_while_it_is_under_way_is_done_once_more(jobs: RedisJobs) -> None:
    """What came too late for the first run isn't forgotten, nor put off by a later ask with a delay."""
    await jobs.put(["deliver a"])
    leased = await taken(jobs)
    await jobs.put(["deliver a"])
    await jobs.put(["deliver a"], delay=60)
    assert await names(jobs) == []

    await jobs.done(leased)

    assert (await taken(jobs)).tries == 1


async def test_a_wait_is_not_cut_short_unless_the_worker_says_so(jobs: RedisJobs) -> None:
    """A channel that asked for a minute gets it though another roundup is due there."""
    await jobs.put(["do a", "do b"])
    patient, eager = (await jobs.take(10)).jobs
    await jobs.put(["do a", "do b"])

    await jobs.retry(patient, 60)
    await jobs.retry(eager, 60, sooner=True)

    assert await names(jobs) == ["do b"]


async def test_a_retry_is_no_failure(jobs: RedisJobs) -> None:
    """Only failures and silence are counted, until one try leads somewhere."""
    await jobs.put(["deliver a"])
    await jobs.failed(await taken(jobs), 0)
    leased = await taken(jobs)
    assert leased.tries == 2
    await jobs.progressed(leased)
    await jobs.failed(leased, 0)
    leased = await taken(jobs)
    assert leased.tries == 1
    await jobs.failed(leased, 0)
    await jobs.retry(await taken(jobs), 0)

    assert (await taken(jobs)).tries == 1


async def test_an_event_wakes_those_who_wait_and_nobody_else(jobs: RedisJobs) -> None:
    """Also one that is about to fall asleep, and none that is done."""
    await jobs.put(["do a", "do b", "do c", "do d"])
    a, b, c, d = (await jobs.take(10)).jobs
    for one in (a, b, d):
        await jobs.wake_on(one.job, "built x")
    await jobs.retry(a, 60, sooner=True)
    await jobs.retry(c, 60, sooner=True)
    await jobs.done(d)

    await jobs.wake("built x")
    await jobs.retry(b, 60, sooner=True)

    assert await names(jobs) == ["do a", "do b"]


async def test_a_dead_letter_is_kept_with_its_reason_and_can_be_sent_again(jobs: RedisJobs) -> None:
    """Nothing tries it until somebody says so, and success clears it away."""
    await jobs.put(["deliver a"])
    await jobs.bury(await taken(jobs), "division by zero", NOON)

    (letter,) = await jobs.dead_letters()
    assert (letter.job, letter.reason, letter.tries, letter.when) == ("deliver a", "division by zero", 1, NOON)
    assert await names(jobs) == []
    assert await jobs.resend("deliver a")
    assert not await jobs.resend("deliver a")
    await jobs.done(await taken(jobs))
    assert await jobs.dead_letters() == ()


async def test_burying_a_job_keeps_an_ask_that_came_during_its_last_run(jobs: RedisJobs) -> None:
    """It is tried afresh, and the letter stands until that succeeds."""
    await jobs.put(["deliver a"])
    leased = await taken(jobs)
    await jobs.put(["deliver a"])
    await jobs.bury(leased, "no", NOON)

    again = await taken(jobs)
    assert again.tries == 1
    assert len(await jobs.dead_letters()) == 1
    await jobs.done(again)
    assert await jobs.dead_letters() == ()


async def test_a_note_that_cannot_be_read_hides_no_other(jobs: RedisJobs, store: Store) -> None:
    """One bad value is passed over and logged."""
    await jobs.put(["deliver a"])
    await jobs.bury(await taken(jobs), "no", NOON)
    await store.link.ask("HSET", f"{schema.JOBS}:dead", "deliver b", "{")

    assert [one.job for one in await jobs.dead_letters()] == ["deliver a"]


async def test_lanes_share_places_and_leave_some_free(jobs: RedisJobs) -> None:
    """A workspace gets half of them alone, a third beside another; the earliest due comes first."""
    await jobs.put([f"deliver test/big/{number:04}" for number in range(1000)])
    alone = await jobs.take(12)
    await jobs.put([f"deliver test/small/{number}" for number in range(3)])

    beside = await jobs.take(6, [LaneUse(lane="deliver test/big", held=6, most=12)])

    assert [one.job for one in alone.jobs] == [f"deliver test/big/{number:04}" for number in range(6)]
    assert [one.lane for one in beside.jobs] == ["deliver test/small"] * 3
    assert beside.more
    assert not (await jobs.take(3, [LaneUse(lane="deliver test/big", held=1, most=1)])).jobs


async def test_lanes_take_turns(jobs: RedisJobs) -> None:
    """Of many workspaces with much to do, each gets the same, over many small batches."""
    await jobs.put([f"deliver test/{lane}/{number}" for lane in "abcdefg" for number in range(50)])

    took = Counter([one.lane for _ in range(35) for one in (await jobs.take(2)).jobs])

    assert set(took.values()) == {sum(took.values()) // 7}
