"""Everything that runs by itself, on a real store, a set clock and a platform that breaks as it is told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.store.jobs import deliver
from adapters.store.ports import Subscription
from adapters.tracing import UNTRACED
from bot.composition.delivery import DeliveryRuntime, RuntimeOptions, RuntimeTimes, compose_delivery
from bot.delivery.builds import RoundupServices
from bot.delivery.running_job import RetryAt, RunningJob
from bot.service.roundup_service import RoundupService
from bot.writing.roundup_writer import extracted
from tests.bot.fake_platform import FakePlatform, Killed
from tests.bot.fakes import NOW, FakeSource
from tests.clock import SetClock
from tests.stores import FakeStoreClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Part, Publisher
    from adapters.store.jobs import LeasedJob
    from adapters.store.redis.store import Store
    from adapters.tracing import Tracer
    from bot.writing.roundup_writer import WriteRoundup
    from digest.brief import prompting

MONDAY = NOW
"""Nine o'clock in Berlin."""
LAB = Channel(platform="test", workspace="lab", id="reading")


def wish(channel: Channel = LAB, topic: str = "fine-tuning", created: datetime | None = None) -> Subscription:
    """Mondays at nine, for a week already."""
    return Subscription(
        channel=channel,
        topic=topic,
        query=topic,
        cadence="weekly",
        weekday=0,
        at=time(9),
        zone="Europe/Berlin",
        created=created or MONDAY - timedelta(days=6),
    )


@dataclass
class Rig:
    """A store with one process's works on it, and a way to run jobs until nothing is left for now."""

    store: Store
    clock: SetClock = field(default_factory=lambda: SetClock(MONDAY - timedelta(days=6)))
    source: FakeSource = field(default_factory=FakeSource)
    daily_ingest: bool | None = None
    public_url: str = ""
    write: WriteRoundup = extracted
    tracer: Tracer = UNTRACED
    usual: prompting.WritingOptions | None = None
    told: list[tuple[Channel, Part]] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    platforms: Mapping[str, Publisher] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.platform = FakePlatform(self.clock)
        self.servers = FakeStoreClock(self.clock)
        self.store = replace(self.store, clock=self.servers)
        self.runtime = self.process()

    def process(self) -> DeliveryRuntime:
        """Another process on the same store."""
        reading = RoundupService(
            self.store.papers,
            self.source,
            self.clock,
            categories=("cs.*",),
            write=self.write,
            usual=self.usual,
            tracer=self.tracer,
        )
        services = RoundupServices(syncing=reading, offline=RoundupService(self.store.papers, None, self.clock))
        options = RuntimeOptions(
            tell=self._tell,
            times=RuntimeTimes(lease=5, uncertain_for=0, interactive_deadline=10),
            daily_ingest=self.daily_ingest,
            public_url=self.public_url,
            tracer=self.tracer,
        )
        return compose_delivery(self.store, services, {"test": self.platform, **self.platforms}, self.clock, options)

    async def subscribe(self, *wishes: Subscription) -> None:
        """Put these, as a person does."""
        for one in wishes:
            await self.runtime.subscriptions.put(one)

    async def monday(self, weeks: int = 0) -> None:
        """Let it be five past nine, and look."""
        self.clock.moment = MONDAY + timedelta(minutes=5, weeks=weeks)
        await self.runtime.due_scan.look()

    async def run(self, runtime: DeliveryRuntime | None = None) -> None:
        """Do jobs until none is ready; a process that is killed leaves its job to the next one."""
        runtime = runtime or self.runtime
        for _ in range(60):
            ready = await runtime.jobs.take(100)
            if not ready.jobs:
                return
            for leased in ready.jobs:
                try:
                    await runtime.worker.run(self._running(leased))
                except Killed:
                    await self._freed(leased.job)

    async def build(self) -> None:
        """Make the roundups that were ordered."""
        for leased in (await self.runtime.jobs.take(100)).jobs:
            if leased.job.startswith("build"):
                await self.runtime.worker.run(self._running(leased))
            else:
                await self.runtime.jobs.retry(leased, 0)

    async def now(self, channel: Channel = LAB) -> RetryAt | None:
        """Do a channel's job now, whatever it waits for; says what it would wait for next."""
        await self._freed(deliver(channel))
        every = (await self.runtime.jobs.take(100)).jobs
        for leased in every:
            if leased.job != deliver(channel):
                await self.runtime.jobs.retry(leased, 0)
        (leased,) = [one for one in every if one.job == deliver(channel)]
        later = await self.runtime.delivery_handler.deliver(leased.job.partition(" ")[2], self._running(leased))
        await (self.runtime.jobs.retry(leased, later.seconds) if later else self.runtime.jobs.done(leased))
        return later

    def _running(self, leased: LeasedJob) -> RunningJob:
        return RunningJob(self.runtime.jobs, leased, self.stop)

    async def builds_again(self) -> None:
        """Let the time pass after which a roundup that couldn't be made is tried again."""
        await self.released("build")

    async def released(self, kind: str = "") -> None:
        """Let the time pass that the jobs of a kind wait for."""
        for job in await self.store.link.ask("ZRANGE", "paperround:{jobs}:times", 0, -1):
            if job.startswith(kind.encode()):
                await self._freed(job.decode())

    async def _freed(self, job: str) -> None:
        """Let the time pass after which a waiting job, or a dead worker's, comes again."""
        for key in ("times", "leases"):
            await self.store.link.ask("ZADD", f"paperround:{{jobs}}:{key}", "XX", 1, job)

    async def _tell(self, channel: Channel, note: Part) -> None:
        self.told.append((channel, note))
