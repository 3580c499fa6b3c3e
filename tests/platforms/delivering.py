"""A roundup on its way to one place, carried by the delivery's own code from one worker to the next."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Publisher
from adapters.present.parts import parts
from adapters.store.jobs import deliver
from adapters.store.ledger import Delivery
from adapters.store.redis.builds import RedisPendingMessages
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.ledger import RedisLedger
from bot.clock import SystemClock
from bot.delivery.page_links import PageLinks
from bot.delivery.posting import DeliveryPoster, PostAttempt
from bot.delivery.running_job import RunningJob
from tests.adapters.present.documents import illustrated, roundup
from tests.bot.fake_platform import Killed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.store.redis.store import Store
    from tests.platforms.contract import Place

NEVER = 1_000


class Mortal(Publisher):
    """A worker's way to a platform; the worker dies before or after so many messages."""

    def __init__(self, platform: Publisher, *, before: int = NEVER, after: int = NEVER) -> None:
        self._platform = platform
        self._before = before
        self._after = after
        self._posts = -1

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return self._platform.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        self._posts += 1
        if self._posts == self._before:
            raise Killed
        message = await self._platform.post(channel, part, marker, thread=thread)
        if self._posts == self._after:
            raise Killed
        return message

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        return await self._platform.posted(channel, delivery, since=since, thread=thread)


class Delivering:
    """One claimed delivery, in the real store."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place
        self._ledger = RedisLedger(store.link)
        self._contents = RedisPendingMessages(store.link)
        opening, *thread = parts(roundup())
        self.parts = place.platform.fit((illustrated(opening), *thread))

    async def begin(self) -> None:
        """Claim it and settle what is posted."""
        now = SystemClock().now()
        claimed = Delivery(id="d-1", channel=self._place.channel, topic="fine-tuning", slot=now, claimed=now)
        await self._ledger.claim(claimed)
        writer = await self._ledger.writer(claimed.channel, 1)
        name = await self._store.roundups.keep(roundup())
        await writer.record_content(claimed, content=await self._contents.keep(self.parts), roundup_id=name)

    async def carry_on(self, platform: Publisher | None = None) -> None:
        """Post what is missing, as the next worker does; raises what the platform raises."""
        channel = self._place.channel
        (delivery,) = await self._ledger.open(channel)
        running = await self._running(deliver(channel))
        post = PostAttempt(
            delivery=delivery,
            platform=platform or self._place.platform,
            writer=await self._ledger.writer(channel, running.token),
            running=running,
        )
        store = self._store
        await DeliveryPoster(
            self._contents, store.roundups, store.seen, SystemClock(), PageLinks("", store.pages, SystemClock())
        ).finish(post)

    async def _running(self, job: str) -> RunningJob:
        jobs = RedisJobs(self._store.link, lease=0.001)
        await jobs.put([job])
        await asyncio.sleep(0.002)
        (leased,) = (await jobs.take(1)).jobs
        return RunningJob(jobs, leased, asyncio.Event())

    async def posted(self) -> dict[int, str]:
        """What the ledger says of it when it is done."""
        (done,) = await self._ledger.done(self._place.channel, 1)
        assert await self._ledger.open(self._place.channel) == ()
        return dict(done.posted)


def long_ago() -> datetime:
    """Before everything that a test does."""
    return SystemClock().now() - timedelta(days=1)


def later() -> datetime:
    """After everything that a test does."""
    return SystemClock().now() + timedelta(days=1)
