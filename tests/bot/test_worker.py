"""The worker on the real store: jobs tried again, buried, taken over, and left in good order."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.errors import StoreAway
from adapters.store.ledger import Superseded
from adapters.store.redis.jobs import RedisJobs
from bot.delivery.running_job import RetryAt
from bot.delivery.worker import JobWorker, WorkerOptions
from tests.bot.runtime import MONDAY
from tests.clock import SetClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from adapters.store.redis.store import Store
    from bot.delivery.running_job import Handler, RunningJob

QUICK = WorkerOptions(places=16, tries=3, renewal=0.1, first_wait=0.02, drain=2.0)


@asynccontextmanager
async def working(
    store: Store, *handlers: Handler, lease: float = 30.0
) -> AsyncIterator[tuple[RedisJobs, asyncio.Event]]:
    """A process for each handler, all on one store."""
    stop = asyncio.Event()
    jobs = RedisJobs(store.link, lease=lease)
    processes = [
        asyncio.create_task(
            JobWorker(
                RedisJobs(store.link, lease=lease), {"do": handler, "deliver": handler}, SetClock(MONDAY), QUICK
            ).work(stop)
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

    async def do(about: str, _running: RunningJob) -> None:
        await asyncio.sleep(0.005)
        done.append(about)

    async with working(store, do, do) as (jobs, _):
        await jobs.put([f"do {number}" for number in range(200)])
        await until(lambda: len(done) >= 200)
        await asyncio.sleep(0.1)

    assert sorted(done, key=int) == [str(number) for number in range(200)]
    assert await jobs.count() == 0


async def test_a_failing_job_is_tried_again_and_then_kept_with_its_reason(store: Store) -> None:
    """It stops after its tries, and goes on when somebody sends it again."""
    tries: list[str] = []
    broken = True

    async def do(about: str, _running: RunningJob) -> None:
        tries.append(about)
        if broken:
            raise ZeroDivisionError("no such thing")

    async with working(store, do) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(tries) == 3)
        await asyncio.sleep(0.2)
        (letter,) = await jobs.dead_letters()
        assert (letter.job, letter.reason, letter.tries) == ("do it", "ZeroDivisionError: no such thing", 3)
        assert len(tries) == 3

        broken = False
        assert await jobs.resend("do it")
        await until(lambda: len(tries) == 4)

    assert await jobs.dead_letters() == ()


async def test_a_job_that_kills_its_workers_is_kept_with_that_reason(store: Store) -> None:
    """Nobody lives to say what was wrong, so the number of ends is the reason."""
    jobs = RedisJobs(store.link, lease=0.01)
    await jobs.put(["do it"])
    for _ in range(3):  # three workers take it and are never heard of again
        assert (await jobs.take(1)).jobs
        await asyncio.sleep(0.03)

    async def do(_about: str, _running: RunningJob) -> None:
        raise AssertionError("it must not be tried once more")

    async with working(store, do):
        async with asyncio.timeout(5):
            while not await jobs.dead_letters():  # noqa: ASYNC110 - see above
                await asyncio.sleep(0.02)

    (letter,) = await jobs.dead_letters()
    assert letter.reason == "its worker ended 3 times before it was done"


async def test_a_stuck_job_is_reclaimed_and_its_first_holder_is_told(store: Store) -> None:
    """A worker that gives no sign of life in time loses its job to another."""
    holders: list[str] = []
    told: list[bool] = []

    async def stuck(_about: str, running: RunningJob) -> None:
        holders.append("stuck")
        await asyncio.sleep(1.0)
        told.append(running.stopping)

    async def fine(_about: str, _running: RunningJob) -> None:
        holders.append("fine")

    jobs = RedisJobs(store.link, lease=0.3)
    options = WorkerOptions(places=1, tries=5, renewal=0.45, drain=2)
    stop = asyncio.Event()
    first = asyncio.create_task(JobWorker(jobs, {"do": stuck}, SetClock(MONDAY), options).work(stop))
    await jobs.put(["do it"])
    await until(lambda: holders == ["stuck"])
    second = asyncio.create_task(JobWorker(jobs, {"do": fine}, SetClock(MONDAY), options).work(stop))
    await until(lambda: holders == ["stuck", "fine"])
    await until(lambda: bool(told))
    stop.set()
    await asyncio.gather(first, second)

    assert told == [True]
    assert await jobs.count() == 0


async def test_a_job_that_goes_on_later_comes_back_and_is_no_dead_letter(store: Store) -> None:
    """Waiting isn't failing, however often."""
    runs: list[str] = []

    async def do(about: str, _running: RunningJob) -> RetryAt | None:
        runs.append(about)
        return RetryAt(seconds=0.01) if len(runs) < 10 else None

    async with working(store, do) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(runs) == 10)
        await asyncio.sleep(0.1)

    assert await jobs.dead_letters() == ()
    assert await jobs.count() == 0


async def test_a_job_left_by_its_worker_for_want_of_the_store_comes_again(store: Store) -> None:
    """The hold ends by itself, and the store's absence counts as nobody's fault but a try."""
    runs: list[str] = []

    async def do(about: str, _running: RunningJob) -> None:
        runs.append(about)
        if len(runs) == 1:
            raise StoreAway("away")
        if len(runs) == 2:
            raise Superseded

    async with working(store, do, lease=0.4) as (jobs, _):
        await jobs.put(["do it"])
        await until(lambda: len(runs) == 3)
        await asyncio.sleep(0.1)

    assert await jobs.count() == 0


async def test_a_process_that_ends_lets_jobs_come_to_a_good_point(store: Store) -> None:
    """What is under way learns of it, and the rest is left to others."""
    ends: list[bool] = []

    async def do(_about: str, running: RunningJob) -> RetryAt | None:
        while not running.stopping:  # noqa: ASYNC110 - as deliveries look between two messages
            await asyncio.sleep(0.01)
        ends.append(running.stopping)
        return RetryAt(seconds=0)

    async with working(store, do) as (jobs, stop):
        await jobs.put([f"do {number}" for number in range(8)])
        await asyncio.sleep(0.3)
        stop.set()

    assert ends == [True] * 8
    assert await jobs.count() == 8


async def test_a_workspace_that_hangs_does_not_hold_up_another(store: Store) -> None:
    """It never gets all places, however many of its jobs are ready; nor do two together."""
    begun: list[str] = []
    hang = asyncio.Event()

    async def do(about: str, _running: RunningJob) -> None:
        begun.append(about)
        if about.startswith("test/stuck"):
            await hang.wait()

    async with working(store, do) as (jobs, _):
        await jobs.put([f"deliver test/stuck{number % 2}/{number}" for number in range(100)])
        await until(lambda: len(begun) >= 10)
        for number in range(40):
            await jobs.put([f"deliver test/quick/{number}"])
        await until(lambda: sum(one.startswith("test/quick") for one in begun) == 40)
        stuck = sum(one.startswith("test/stuck") for one in begun)
        hang.set()
        await until(lambda: len(begun) == 140)

    assert stuck < QUICK.places


async def test_a_lane_whose_platform_refuses_gets_fewer_places_until_it_answers(store: Store) -> None:
    """One at a time in the end, and as many as before after some successes."""
    refusing, under_way, most = True, 0, 0

    async def do(_about: str, _running: RunningJob) -> RetryAt | None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return RetryAt(seconds=0, refused=True) if refusing else None

    async with working(store, do) as (jobs, _):
        await jobs.put([f"deliver test/lab/{number}" for number in range(100)])
        await until(lambda: most == 8)
        await asyncio.sleep(0.3)
        most = 0
        await asyncio.sleep(0.2)
        refused, refusing, most = most, False, 0
        async with asyncio.timeout(5):
            while await jobs.count():  # noqa: ASYNC110 - see above
                await asyncio.sleep(0.01)

    assert refused == 1
    assert most == 8


async def test_an_idle_worker_is_told_of_a_job_at_once(store: Store) -> None:
    """Also of one whose time is yet to come."""
    begun: list[str] = []

    async def do(about: str, _running: RunningJob) -> None:
        begun.append(about)

    async with working(store, do) as (jobs, _):
        await asyncio.sleep(0.1)
        async with asyncio.timeout(1):  # an idle worker looks by itself only after two seconds
            await jobs.put(["do now"])
            await until(lambda: begun == ["now"])
            await jobs.put(["do later"], delay=0.1)
            await until(lambda: begun == ["now", "later"])
