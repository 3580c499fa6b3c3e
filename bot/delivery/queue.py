"""Jobs through taskiq: sent to whichever process is free, held while they run, tried again, and buried when in vain."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taskiq.exceptions import TaskiqError
from taskiq.receiver import Receiver

from adapters.errors import StoreAway
from adapters.store.ledger import Superseded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from taskiq import AsyncBroker

    from adapters.store.jobs import Jobs, LeasedJob
    from bot.clock import Clock

_log = logging.getLogger(__name__)
_READ_ENDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryAt:
    """A job isn't done, and nothing is wrong with it.

    Attributes:
        heed: Whether it goes on at once when it is put meanwhile.
    """

    seconds: float
    heed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTimes:
    """How jobs are run.

    Attributes:
        at_once: Jobs under way in one process.
        tries: In a row without any progress, before a job is poison.
        look: Seconds between two looks for jobs whose time has come.
        life: Seconds between two signs of life; a job that gave none for twice as long stops by itself.
        first_wait: Seconds before the second try; each further wait is twice as long.
        drain: Seconds that jobs have to come to a good stopping point.
    """

    at_once: int = 64
    tries: int = 5
    look: float = 0.25
    life: float = 10.0
    first_wait: float = 5.0
    drain: float = 15.0


class JobRenewal:
    """What a job knows of its own standing."""

    def __init__(self, jobs: Jobs, held: LeasedJob, stop: asyncio.Event, good_for: float = 20.0) -> None:
        self._jobs = jobs
        self._held = held
        self._stop = stop
        self._lost = False
        self._good_for = good_for
        self._kept_at = time.monotonic()

    @property
    def job(self) -> str:
        """Its name."""
        return self._held.job

    @property
    def stopping(self) -> bool:
        """Whether to stop at the next good point: the process ends, or another one has the job, or may have it."""
        return self._lost or self._stop.is_set() or time.monotonic() - self._kept_at > self._good_for

    async def progressed(self) -> None:
        """Say that this try leads somewhere, so that earlier ones don't count."""
        await self._jobs.progressed(self._held)

    async def live(self, every: float) -> None:
        """Keep the job until it is over."""
        while not self._lost:
            await asyncio.sleep(every)
            began = time.monotonic()
            try:
                self._lost = not await self._jobs.keep(self._held)
                self._kept_at = began
            except StoreAway:
                _log.warning("no sign of life for %s, since the store is away", self.job)


Handler = Callable[[str, JobRenewal], Awaitable[RetryAt | None]]
"""What does one kind of job: told what the job is about, it says whether there is more to do later."""


class JobWorker:
    """Runs jobs in this process, and sends those whose time has come to all of them."""

    def __init__(
        self,
        broker: AsyncBroker,
        jobs: Jobs,
        handlers: Mapping[str, Handler],
        clock: Clock,
        pace: QueueTimes | None = None,
    ) -> None:
        self._broker = broker
        self._jobs = jobs
        self._handlers = handlers
        self._clock = clock
        self._pace = pace or QueueTimes()
        self._stop = asyncio.Event()

        async def job(name: str, ticket: int) -> None:  # taskiq takes functions only
            await self.run(name, ticket)

        self._task = broker.register_task(job, task_name="job")

    async def work(self, stop: asyncio.Event) -> None:
        """Run jobs until told to stop; those under way come to a good stopping point."""
        receiver = Receiver(
            self._broker, max_async_tasks=self._pace.at_once, validate_params=False, wait_tasks_timeout=self._pace.drain
        )
        self._stop = stop
        sending = asyncio.create_task(self._send_until(stop))
        listening = asyncio.create_task(receiver.listen(stop))
        try:
            await asyncio.wait({listening, sending}, return_when=asyncio.FIRST_COMPLETED)
            # A client library may swallow the cancelling of its read, so that listening wouldn't end by itself.
            await asyncio.wait_for(listening, self._pace.drain + _READ_ENDS)
        except TimeoutError:
            _log.warning("some jobs didn't come to a good point in time; others will go on with them")
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            await self._broker.shutdown()

    async def send(self) -> int:
        """Send the jobs whose time has come, and say how many."""
        ready = await self._jobs.ready(self._pace.at_once * 4)
        for job, ticket in ready:
            await self._task.kiq(job, ticket)
        return len(ready)

    async def _send_until(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                sent = await self.send()
            except (StoreAway, TaskiqError):
                _log.warning("no jobs can be sent, since the store is away")
                sent = 0
            if not sent:
                await _either(stop, self._pace.look)

    async def run(self, job: str, ticket: int) -> None:
        """Do a job that was sent with this ticket, unless somebody else does."""
        try:
            held = await self._jobs.take(job, ticket)
            if held and held.tries > self._pace.tries:
                await self._bury(held, f"its worker ended {held.tries - 1} times before it was done")
            elif held:
                async with self._living(held) as hold:
                    await self._tried(held, hold)
        except StoreAway:
            _log.warning("%s is left for later, since the store is away", job)
        except Superseded:
            _log.info("%s was taken over by another worker", job)

    @asynccontextmanager
    async def _living(self, held: LeasedJob) -> AsyncIterator[JobRenewal]:
        hold = JobRenewal(self._jobs, held, self._stop, self._pace.life * 2)
        life = asyncio.create_task(hold.live(self._pace.life))
        try:
            yield hold
        finally:
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)

    async def _tried(self, held: LeasedJob, hold: JobRenewal) -> None:
        kind, _, about = held.job.partition(" ")
        try:
            later = await self._handlers[kind](about, hold)
        except (StoreAway, Superseded):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary: one job failing never stops the others
            _log.exception("%s failed, try %s", held.job, held.tries)
            await self._failed(held, error)
        else:
            if later:
                await self._jobs.progressed(held)
            await self._jobs.finish(held, later.seconds if later else None, heed=bool(later and later.heed))

    async def _failed(self, held: LeasedJob, error: Exception) -> None:
        if held.tries >= self._pace.tries:
            await self._bury(held, f"{type(error).__name__}: {error}")
        else:
            await self._jobs.finish(held, self._pace.first_wait * 2 ** (held.tries - 1))

    async def _bury(self, held: LeasedJob, reason: str) -> None:
        _log.error("%s is given up: %s", held.job, reason)
        await self._jobs.bury(held, reason, self._clock.now())


async def _either(stop: asyncio.Event, seconds: float) -> None:
    """Wait for the event, but no longer than this."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
