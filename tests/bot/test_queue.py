"""Jobs through taskiq on the real store: tried again, buried, taken over, and left in good order."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.errors import StoreAway
from adapters.store.ledger import Superseded
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.stream import StreamBroker
from bot.clock import SetClock
from bot.delivery.queue import JobWorker, QueueTimes, RetryAt
from tests.bot.runtime import MONDAY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from adapters.store.redis.store import Store
    from bot.delivery.queue import Handler, JobRenewal

QUICK = QueueTimes(at_once=8, tries=3, look=0.02, life=0.1, first_wait=0.02, drain=2.0)


@asynccontextmanager
async def working(store: Store, *handlers: Handler) -> AsyncIterator[tuple[RedisJobs, asyncio.Event]]:
    """A process for each handler, all on one store."""
    stop = asyncio.Event()
    jobs = RedisJobs(store.link, hold=0.4, untaken=0.4)
    processes = [
        asyncio.create_task(
            JobWorker(StreamBroker(store.link), jobs, {"do": handler}, SetClock(MONDAY), QUICK).work(stop)
        )
        for handler in handlers
    ]
    try:
        yield jobs, stop
    finally:
        stop.set()
        await asyncio.gather(*processes)


async def until(is_so: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for something to become so."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - what is waited for is in other tasks and on the server
            await asyncio.sleep(0.01)


async def test_every_job_is_done_once_by_one_of_many_processes(store: Store) -> None:
    """Two hundred jobs on two processes."""
    done: list[str] = []

    async def do(about: str, _hold: JobRenewal) -> None:
        await asyncio.sleep(0.005)
        done.append(about)

    async with working(store, do, do) as (jobs, _):
        await jobs.put([f"do {number}" for number in range(200)])
        await until(lambda: len(done) >= 200)
        await asyncio.sleep(0.1)

    assert sorted(done, key=int) == [str(number) for number in range(200)]
    assert await jobs.waiting() == 0


async def test_a_failing_job_is_tried_again_and_then_kept_with_its_reason(store: Store) -> None:
    """It stops after its tries, and goes on when somebody sends it again."""
    tries: list[str] = []
    broken = True

    async def do(about: str, _hold: JobRenewal) -> None:
        tries.append(about)
        if broken:
            raise ZeroDivisionError("no such thing")

    async with working(store, do) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(tries) == 3)
        await asyncio.sleep(0.2)
        (poison,) = await jobs.poisoned()
        assert (poison.job, poison.reason, poison.tries) == ("do it", "ZeroDivisionError: no such thing", 3)
        assert len(tries) == 3

        broken = False
        assert await jobs.again("do it")
        await until(lambda: len(tries) == 4)

    assert await jobs.poisoned() == ()


async def test_a_job_that_kills_its_workers_is_kept_with_that_reason(store: Store) -> None:
    """Nobody lives to say what was wrong, so the number of ends is the reason."""
    jobs = RedisJobs(store.link, hold=0.01, untaken=5)
    await jobs.put(["do it"])
    for _ in range(3):  # three workers take it and are never heard of again
        ((job, ticket),) = await jobs.ready(1)
        assert await jobs.take(job, ticket)
        await asyncio.sleep(0.03)

    async def do(_about: str, _hold: JobRenewal) -> None:
        raise AssertionError("it must not be tried once more")

    async with working(store, do):
        async with asyncio.timeout(5):
            while not await jobs.poisoned():  # noqa: ASYNC110 - see above
                await asyncio.sleep(0.02)

    (poison,) = await jobs.poisoned()
    assert poison.reason == "its worker ended 3 times before it was done"


async def test_a_stuck_job_is_reclaimed_and_its_first_holder_is_told(store: Store) -> None:
    """A worker that gives no sign of life in time loses its job to another."""
    holders: list[str] = []
    told: list[bool] = []

    async def stuck(_about: str, hold: JobRenewal) -> None:
        holders.append("stuck")
        await asyncio.sleep(1.0)
        told.append(hold.stopping)

    async def fine(_about: str, _hold: JobRenewal) -> None:
        holders.append("fine")

    jobs = RedisJobs(store.link, hold=0.3, untaken=5)
    pace = QueueTimes(at_once=1, tries=5, look=0.02, life=0.45, drain=2)
    stop = asyncio.Event()
    first = asyncio.create_task(
        JobWorker(StreamBroker(store.link), jobs, {"do": stuck}, SetClock(MONDAY), pace).work(stop)
    )
    await jobs.put(["do it"])
    await until(lambda: holders == ["stuck"])
    second = asyncio.create_task(
        JobWorker(StreamBroker(store.link), jobs, {"do": fine}, SetClock(MONDAY), pace).work(stop)
    )
    await until(lambda: holders == ["stuck", "fine"])
    await until(lambda: bool(told))
    stop.set()
    await asyncio.gather(first, second)

    assert told == [True]
    assert await jobs.waiting() == 0


async def test_a_job_that_goes_on_later_comes_back_and_is_no_poison(store: Store) -> None:
    """Waiting isn't failing, however often."""
    runs: list[str] = []

    async def do(about: str, _hold: JobRenewal) -> RetryAt | None:
        runs.append(about)
        return RetryAt(seconds=0.01) if len(runs) < 10 else None

    async with working(store, do) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(runs) == 10)
        await asyncio.sleep(0.1)

    assert await jobs.poisoned() == ()
    assert await jobs.waiting() == 0


async def test_a_job_left_by_its_worker_for_want_of_the_store_comes_again(store: Store) -> None:
    """The hold ends by itself, and the store's absence counts as nobody's fault but a try."""
    runs: list[str] = []

    async def do(about: str, _hold: JobRenewal) -> None:
        runs.append(about)
        if len(runs) == 1:
            raise StoreAway("away")
        if len(runs) == 2:
            raise Superseded

    async with working(store, do) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(runs) == 3)
        await asyncio.sleep(0.1)

    assert await jobs.waiting() == 0


async def test_a_process_that_ends_lets_jobs_come_to_a_good_point(store: Store) -> None:
    """What is under way learns of it, and the rest is left to others."""
    ends: list[bool] = []

    async def do(_about: str, hold: JobRenewal) -> RetryAt | None:
        while not hold.stopping:  # noqa: ASYNC110 - as deliveries look between two messages
            await asyncio.sleep(0.01)
        ends.append(hold.stopping)
        return RetryAt(seconds=0)

    async with working(store, do) as (jobs, stop):
        await jobs.put([f"do {number}" for number in range(8)])
        await asyncio.sleep(0.3)
        stop.set()

    assert ends == [True] * 8
    assert await jobs.waiting() == 8
