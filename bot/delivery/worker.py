"""The worker: takes jobs from the queue, keeps their leases while they run, and says how each ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.errors import StoreAway
from adapters.store.ledger import Superseded
from bot.delivery.running_job import LaneConcurrency, RunningJob

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.store.jobs import Jobs, LeasedJob
    from bot.clock import Clock
    from bot.delivery.running_job import Handler, RetryAt

_log = logging.getLogger(__name__)
_LONGEST_WAIT = 2.0
"""Seconds that an idle worker waits to be told of a change before it looks by itself."""
_STORE_AWAY = 1.0
"""Seconds before a store that is away is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerOptions:
    """How jobs are run.

    Attributes:
        places: Jobs under way in one process.
        tries: In a row without any progress, before a job is a dead letter.
        renewal: Seconds between two renewals of leases; a job that had none for twice as long stops by itself.
        first_wait: Seconds before the second try; each further wait is twice as long.
        drain: Seconds that jobs have to come to a good stopping point.
    """

    places: int = 128
    tries: int = 5
    renewal: float = 10.0
    first_wait: float = 5.0
    drain: float = 10.0


async def _always() -> bool:
    return True


class JobWorker:
    """Runs jobs in this process, as many at a time as it has places."""

    def __init__(
        self,
        jobs: Jobs,
        handlers: Mapping[str, Handler],
        clock: Clock,
        options: WorkerOptions | None = None,
        may_work: Callable[[], Awaitable[bool]] = _always,
    ) -> None:
        """While it may not work, nothing new is begun."""
        self._may_work = may_work
        self._jobs = jobs
        self._handlers = handlers
        self._clock = clock
        self._options = options or WorkerOptions()
        self._stop = asyncio.Event()
        self._ending = False
        self._running: dict[asyncio.Task[None], RunningJob] = {}
        self._lanes = LaneConcurrency(self._options.places)
        self._mark = ""
        self._has_more = False
        self._look = asyncio.Event()
        self._idle = asyncio.Event()

    async def work(self, stop: asyncio.Event) -> None:
        """Run jobs until told to stop; those under way come to a good stopping point."""
        self._stop = stop
        helpers = [
            asyncio.create_task(one()) for one in (self._wait_for_stop, self._watch_for_changes, self._renew_leases)
        ]
        try:
            while not stop.is_set():
                self._look.clear()
                wait = await self._take_jobs()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._look.wait(), wait)
            await self._drain()
        finally:
            self._ending = True
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def _take_jobs(self) -> float | None:
        """Take jobs for the free places; says after how many seconds to look again, None for when something happens."""
        free = self._options.places - len(self._running)
        self._has_more = True
        if free <= 0:
            return None
        try:
            if not await self._may_work():
                return _STORE_AWAY
            taken = await self._jobs.take(free, self._lanes.uses)
        except StoreAway:
            _log.warning("no jobs can be taken, since the store is away")
            return _STORE_AWAY
        for leased in taken.jobs:
            self._start(leased)
        self._has_more = taken.more
        self._mark = taken.mark
        if len(self._running) < self._options.places:
            self._idle.set()
        return taken.wait

    def _start(self, leased: LeasedJob) -> None:
        running = RunningJob(self._jobs, leased, self._stop, self._options.renewal * 2)
        task = asyncio.create_task(self.run(running))
        self._running[task] = running
        self._lanes.started(leased.lane)
        task.add_done_callback(self._on_task_done)

    def _on_task_done(self, task: asyncio.Task[None]) -> None:
        self._lanes.ended(self._running.pop(task).leased.lane)
        if self._has_more:
            self._look.set()
        if not task.cancelled() and (error := task.exception()):
            _log.error("a job ended the hard way", exc_info=error)

    async def _wait_for_stop(self) -> None:
        await self._stop.wait()
        self._look.set()

    async def _watch_for_changes(self) -> None:
        while not self._stop.is_set():  # a client library may swallow the cancelling of its read
            await self._idle.wait()
            self._idle.clear()
            try:
                await self._jobs.wait_for_change(self._mark, _LONGEST_WAIT)
            except StoreAway:
                await asyncio.sleep(_STORE_AWAY)
            self._look.set()

    async def _renew_leases(self) -> None:
        """Renew all leases in one go, also while jobs come to their stopping points."""
        while not self._ending:  # a client library may swallow the cancelling of its call
            await asyncio.sleep(self._options.renewal)
            began, running = time.monotonic(), list(self._running.values())
            try:
                lost = await self._jobs.renew([one.leased for one in running])
            except StoreAway:
                _log.warning("no lease can be renewed, since the store is away")
                continue
            for one in running:
                if one.job in lost:
                    one.lost()
                else:
                    one.renewed(began)

    async def _drain(self) -> None:
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=self._options.drain)
            if late:
                _log.warning("%s jobs didn't come to a good point in time; others will go on with them", len(late))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def run(self, running: RunningJob) -> None:
        """Do a job; what keeps it from its end is logged, and the job is left for later."""
        leased = running.leased
        try:
            if leased.tries > self._options.tries:
                await self._bury(leased, f"its worker ended {leased.tries - 1} times before it was done")
            else:
                await self._run_handler(running)
        except StoreAway:
            _log.warning("%s is left for later, since the store is away", leased.job)
        except Superseded:
            _log.info("%s was taken over by another worker", leased.job)

    async def _run_handler(self, running: RunningJob) -> None:
        leased = running.leased
        kind, _, about = leased.job.partition(" ")
        try:
            later = await self._handlers[kind](about, running)
        except (StoreAway, Superseded):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary: one job failing never stops the others
            _log.exception("%s failed, try %s", leased.job, leased.tries)
            await self._record_failure(leased, error)
        else:
            await self._record_outcome(leased, later)

    async def _record_outcome(self, leased: LeasedJob, later: RetryAt | None) -> None:
        if later is None:
            self._lanes.succeeded(leased.lane)
            await self._jobs.done(leased)
            return
        if later.refused:
            self._lanes.refused(leased.lane)
        await self._jobs.retry(leased, later.seconds, sooner=later.sooner)

    async def _record_failure(self, leased: LeasedJob, error: Exception) -> None:
        if leased.tries >= self._options.tries:
            await self._bury(leased, f"{type(error).__name__}: {error}")
        else:
            await self._jobs.failed(leased, self._options.first_wait * 2 ** (leased.tries - 1))

    async def _bury(self, leased: LeasedJob, reason: str) -> None:
        _log.error("%s is given up: %s", leased.job, reason)
        await self._jobs.bury(leased, reason, self._clock.now())
