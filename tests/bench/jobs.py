"""How many jobs a second a worker does beside a plain list, and how long a quick workspace waits beside one that hangs."""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from redis.asyncio import Redis

from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.store import Store, open_store
from bot.clock import SystemClock
from bot.delivery.worker import JobWorker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.delivery.running_job import Handler, RunningJob

JOBS = 5_000
_BATCH = 100
_WORKSPACES = 50
_TIMES = 5
_ASKS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was measured, ours beside the reference."""

    jobs: tuple[float, float]
    """A second."""
    waits: tuple[float, float]
    """The longest wait for a quick workspace's job to begin, in seconds: beside one that hangs, and alone."""


def compare() -> Comparison:
    """Both on one embedded server, in turn."""
    return asyncio.run(_compare())


async def _compare() -> Comparison:
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        async with open_store(None, Path(folder)) as store:
            ours, plain = [], []
            for _ in range(_TIMES):
                ours.append(await _ours(store))
                plain.append(await _plain(store))
            alone, beside = await _longest_wait(store, stuck=0), await _longest_wait(store, stuck=1000)
    return Comparison(jobs=(JOBS / median(ours), JOBS / median(plain)), waits=(beside, alone))


def _names() -> list[str]:
    return [f"do bench/{number % _WORKSPACES}/{number}" for number in range(JOBS)]


def _batches() -> list[list[str]]:
    names = _names()
    return [names[at : at + _BATCH] for at in range(0, JOBS, _BATCH)]


async def _ours(store: Store) -> float:
    """Seconds for all jobs, put by one task while another works."""
    jobs, left, stop = RedisJobs(store.link), set(_names()), asyncio.Event()

    async def do(about: str, _running: RunningJob) -> None:
        left.discard(f"do {about}")
        if not left:
            stop.set()

    working = asyncio.create_task(JobWorker(jobs, {"do": do}, SystemClock()).work(stop))
    began = time.perf_counter()
    for batch in _batches():
        await jobs.put(batch)
    await working
    assert await jobs.count() == 0
    return time.perf_counter() - began


async def _plain(store: Store) -> float:
    """The same with a list and nothing else: no names that stand once, no lease, no second try."""
    client, left = Redis(unix_socket_path=store.url.removeprefix("unix://")), set(_names())

    async def work() -> None:
        while left:
            _, name = await client.execute_command("BRPOP", "bench", 0)  # type: ignore[no-untyped-call]
            left.discard(name.decode())

    working = asyncio.create_task(work())
    began = time.perf_counter()
    for batch in _batches():
        await client.execute_command("LPUSH", "bench", *batch)  # type: ignore[no-untyped-call]
    await working
    seconds = time.perf_counter() - began
    await client.aclose()
    return seconds


async def _longest_wait(store: Store, *, stuck: int) -> float:
    """Seconds until a job of a quick workspace begins, beside so many of one that hangs."""
    begun, hang = dict[str, asyncio.Event](), asyncio.Event()

    async def do(about: str, _running: RunningJob) -> None:
        if about in begun:
            begun[about].set()
        else:
            await hang.wait()

    waits = []
    async with _working(store, do) as jobs:
        await jobs.put([f"do bench/hanging/{number}" for number in range(stuck)])
        await asyncio.sleep(0.5)
        for number in range(_ASKS):
            about = f"bench/quick/{number}"
            begun[about] = asyncio.Event()
            began = time.perf_counter()
            await jobs.put([f"do {about}"])
            await begun[about].wait()
            waits.append(time.perf_counter() - began)
        hang.set()
    return max(waits)


@asynccontextmanager
async def _working(store: Store, do: Handler) -> AsyncIterator[RedisJobs]:
    stop, jobs = asyncio.Event(), RedisJobs(store.link)
    working = asyncio.create_task(JobWorker(jobs, {"do": do}, SystemClock()).work(stop))
    yield jobs
    while await jobs.count():  # noqa: ASYNC110 - what is waited for is on the server
        await asyncio.sleep(0.01)
    stop.set()
    await working
