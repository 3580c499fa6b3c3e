"""One reading of the sources a day that serves all topics, so that requests don't grow with channels or topics."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from adapters.errors import SourceAway
from adapters.store.leases import keeping
from bot.delivery.running_job import RetryAt
from digest import query
from digest.errors import Misunderstood
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from adapters.store.jobs import Jobs
    from adapters.store.ports import KeyValueStore, Subscription, Subscriptions
    from bot.clock import Clock
    from bot.delivery.running_job import RunningJob

    Ingest = Callable[[date, Window, Sequence[str], Sequence[str]], Awaitable[date]]
    """`RoundupService.ingest`."""

JOB = "ingest"
_log = logging.getLogger(__name__)
_MANY = 20
_DAYS = timedelta(days=18)
_NOT_OFTENER = timedelta(hours=3)
_DAILY = timedelta(hours=20)
_TRY_AGAIN = 600.0
_LEASE, _DONE = "ingest", "ingest:done"
_LEASE_SECONDS = 60.0
"""After which the reading of a process that died is taken up by another."""
_COUNTED_EVERY = timedelta(minutes=10)


class _LastIngest(msgspec.Struct):
    """The last reading that came to its end.

    Attributes:
        began: When, in UTC; long ago for none.
        as_of: The day, by the source's clock, from which the next one asks.
        categories: What the topics named, besides the configured categories.
    """

    as_of: date
    categories: tuple[str, ...]
    began: datetime = datetime.min.replace(tzinfo=UTC)


class DailyIngest:
    """Reads for everybody when there are many topics, or when it is set."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        key_values: KeyValueStore,
        jobs: Jobs,
        ingest: Ingest,
        clock: Clock,
        *,
        always: bool | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._subscriptions = subscriptions
        self._key_values = key_values
        self._jobs = jobs
        self._ingest = ingest
        self._clock = clock
        self._always = always
        self._sleep = sleep
        self._counted: tuple[datetime, tuple[Subscription, ...]] | None = None

    async def is_on(self) -> bool:
        """Whether one reading serves all: as it is set, else from twenty-one topics on."""
        if self._always is not None:
            return self._always
        return len({one.query for one in await self._active()}) > _MANY

    async def call(self) -> None:
        """Have the day's reading done; called often, and by every scheduler."""
        if await self.is_on() and not await self._is_fresh(self._clock.now() - _DAILY):
            await self._jobs.put([f"{JOB} sources"])

    async def do(self, _about: str, _running: RunningJob) -> RetryAt | None:
        """The day's reading; the handler of the job `ingest`."""
        away = await self._ensure_ingested_since(self._clock.now() - _DAILY)
        return RetryAt(seconds=max(away.retry_after or 0.0, _TRY_AGAIN)) if away else None

    async def bring_in(self, window: Window) -> SourceAway | None:
        """Make sure that the window was read when its days were over, by whichever process; wait for that one."""
        over = datetime.combine(window.end + timedelta(days=1), time(), UTC)
        return await self._ensure_ingested_since(min(over, self._clock.now() - _NOT_OFTENER))

    async def _ensure_ingested_since(self, since: datetime) -> SourceAway | None:
        """A reading not older than this."""
        while not await self._is_fresh(since):
            token = await self._key_values.acquire(_LEASE, _LEASE_SECONDS)
            if token is not None:
                async with keeping(self._key_values, _LEASE, token, _LEASE_SECONDS):
                    return await self._ingest_now()
            await self._sleep(2.0)
        return None

    async def _ingest_now(self) -> SourceAway | None:
        began, last = self._clock.now(), await self._last()
        wanted = tuple(sorted({category for one in await self._active() for category in _categories(one.query)}))
        window = Window(start=(began - _DAYS).date(), end=began.date())
        if last is None or last.as_of < window.start:
            last = _LastIngest(as_of=window.start, categories=wanted)  # all of the window changed since its start
        try:
            as_of = await self._ingest(last.as_of, window, last.categories, wanted)
        except SourceAway as away:
            return away
        done = _LastIngest(began=began.astimezone(UTC), as_of=as_of, categories=wanted)
        await self._key_values.put(_DONE, msgspec.json.encode(done).decode(), None)
        _log.info("read what changed, for all topics")
        return None

    async def _last(self) -> _LastIngest | None:
        note = await self._key_values.get(_DONE)
        try:
            return msgspec.json.decode(note, type=_LastIngest) if note else None
        except msgspec.DecodeError:
            return None  # as an earlier version of the program kept it

    async def _is_fresh(self, since: datetime) -> bool:
        last = await self._last()
        return last is not None and last.began >= since

    async def _active(self) -> Iterable[Subscription]:
        now = self._clock.now()
        if self._counted is None or now - self._counted[0] > _COUNTED_EVERY:
            every = await self._subscriptions.every()
            self._counted = (now, tuple(one for one in every if one.paused is None))
        return self._counted[1]


def _categories(text: str) -> Iterable[str]:
    try:
        return query.parse(text).categories
    except Misunderstood:
        return ()
