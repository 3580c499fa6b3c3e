"""Roundups for the schedule: each made once and shared by every channel, of papers read for it or read for all."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from adapters.errors import SourceAway
from adapters.sources.ports import unwatched
from adapters.store.jobs import build
from adapters.store.ledger import BuildFailure
from bot.delivery.running_job import RetryAt
from bot.knowledge import topics
from digest.model import Topic, Window
from digest.query import parse

if TYPE_CHECKING:
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import BuildResults
    from adapters.store.ports import Roundups, Subscription
    from bot.clock import Clock
    from bot.delivery.daily_ingest import DailyIngest
    from bot.delivery.running_job import RunningJob
    from bot.delivery.shown_history import ShownHistory
    from bot.service.roundup_service import RoundupService
    from digest.brief.prompting import WritingOptions
    from digest.roundup import Roundup

_log = logging.getLogger(__name__)
_TRY_AGAIN = timedelta(minutes=10)
_PARTIAL_AFTER = timedelta(hours=6)
_GIVE_UP_AFTER = timedelta(days=2)
_NO_READING = timedelta(0)


class BuildOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What roundup is wanted; equal orders are one roundup.

    Attributes:
        after: The id of the roundup that its readers were shown last; what both have in common is left out.
        known: Further papers that its readers were shown already, sorted.
        style: Like `language`, "" where it is written as everything in the installation is.
    """

    topic: str
    query: str
    start: date
    end: date
    after: str = ""
    known: tuple[str, ...] = ()
    style: str = ""
    language: str = ""

    @property
    def key(self) -> str:
        """A name for it."""
        return sha256(msgspec.json.encode(self)).hexdigest()[:24]

    @property
    def as_topic(self) -> Topic:
        """The topic with its query."""
        curated = topics().resolve(self.topic)
        if curated.query.text == self.query:
            return curated
        return Topic(name=self.topic, query=parse(self.query))

    @property
    def window(self) -> Window:
        """The days that it covers."""
        return Window(start=self.start, end=self.end)


class _Result(msgspec.Struct):
    roundup_id: str = msgspec.field(name="roundup")
    missing: str = ""


Make = Callable[[BuildOrder], Awaitable["Roundup"]]
"""Makes the roundup of an order."""

_orders = msgspec.json.Decoder(BuildOrder)
_results = msgspec.json.Decoder(_Result)


def order(
    subscription: Subscription,
    window: Window,
    after: str,
    known_papers: frozenset[str],
    writing_options: WritingOptions | None = None,
) -> BuildOrder:
    """What a subscription wants for a window, with writing options of its own or the usual ones."""
    return BuildOrder(
        topic=subscription.topic,
        query=subscription.query,
        start=window.start,
        end=window.end,
        after=after,
        known=tuple(sorted(known_papers)),
        style=writing_options.style if writing_options else "",
        language=writing_options.language if writing_options else "",
    )


class BuildPending(Exception):  # noqa: N818 - it is no failure
    """Raised while a roundup is still to be made.

    Attributes:
        event: What is told when there is news.
        failure: What stands in the way, where something does.
    """

    def __init__(self, event: str, failure: BuildFailure | None) -> None:
        self.event = event
        self.failure = failure
        super().__init__(event)


class RoundupBuilder:
    """Orders roundups, and makes those that were ordered."""

    def __init__(
        self,
        built: BuildResults,
        jobs: Jobs,
        roundups: Roundups,
        make: Make,
        clock: Clock,
    ) -> None:
        self._built = built
        self._jobs = jobs
        self._roundups = roundups
        self._make = make
        self._clock = clock

    async def get(self, order: BuildOrder, job: str) -> tuple[str, Roundup]:
        """A roundup and its id; raises `BuildPending` after ordering it, and puts `job` again when there is news."""
        key = order.key
        found = await self._result(key)
        if isinstance(found, tuple):
            return found
        event = build(key)
        if found is None:
            await self._built.order(key, msgspec.json.encode(order).decode())
            await self._jobs.put([build(key)])
        await self._jobs.wake_on(job, event)
        found = await self._result(key)  # it may have been made just before we began to wait
        if isinstance(found, tuple):
            return found
        raise BuildPending(event, found)

    async def make(self, key: str, running: RunningJob) -> RetryAt | None:
        """Make what was ordered under a key; the handler of the jobs `build KEY`."""
        ordered = await self._built.ordered(key)
        if ordered is None or isinstance(await self._result(key), tuple):
            return None
        token = running.token
        try:
            made = await self._make(_orders.decode(ordered))
        except SourceAway as away:
            wait = timedelta(seconds=away.retry_after or 0)
            return await self._record_failure(key, token, str(away), wait, partial=None)
        if made.missing:
            return await self._record_failure(key, token, made.missing, _NO_READING, partial=made)
        await self._record_result(key, token, made)
        return None

    async def _record_failure(
        self, key: str, token: int, sentence: str, wait: timedelta, partial: Roundup | None
    ) -> RetryAt | None:
        """Say what is wrong and try again; in the end be content with what there is."""
        now, before = self._clock.now(), await self._built.result(key)
        first = before.first if isinstance(before, BuildFailure) else now
        if partial and now - first >= _PARTIAL_AFTER:
            await self._record_result(key, token, partial)
            return None
        wait = max(wait, _TRY_AGAIN)
        await self._built.fail(key, token, BuildFailure(sentence=sentence, first=first, again=now + wait))
        await self._jobs.wake(build(key))
        return RetryAt(seconds=wait.total_seconds()) if now - first < _GIVE_UP_AFTER else None

    async def _record_result(self, key: str, token: int, roundup: Roundup) -> None:
        result = _Result(roundup_id=await self._roundups.keep(replace(roundup, missing="")), missing=roundup.missing)
        await self._built.finish(key, token, msgspec.json.encode(result).decode())
        _log.info("a roundup was made", extra={"topic": roundup.topic.name, "roundup": result.roundup_id})
        await self._jobs.wake(build(key))

    async def _result(self, key: str) -> tuple[str, Roundup] | BuildFailure | None:
        found = await self._built.result(key)
        if not isinstance(found, str):
            return found
        result = _results.decode(found)
        roundup = await self._roundups.get(result.roundup_id)
        return (result.roundup_id, replace(roundup, missing=result.missing)) if roundup else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupServices:
    """Who makes roundups.

    Attributes:
        syncing: Reads what it lacks.
        offline: Makes do with what was read, for an installation that reads once for all topics.
    """

    syncing: RoundupService
    offline: RoundupService


class RoundupMaker:
    """Makes what is ordered, of papers that are read for it or were read for all."""

    def __init__(self, services: RoundupServices, daily_ingest: DailyIngest, shown_history: ShownHistory) -> None:
        self._services = services
        self._daily_ingest = daily_ingest
        self._shown_history = shown_history

    async def make(self, order: BuildOrder) -> Roundup:
        """The roundup of an order; what its readers know is found after reading, since papers change."""
        service, away = self._services.syncing, None
        if await self._daily_ingest.is_on():
            service, away = self._services.offline, await self._daily_ingest.bring_in(order.window)
        else:
            await service.sync(order.window, order.as_topic.query.categories, unwatched)  # making it says what is wrong
        # Read for itself, so that what it is compared with doesn't depend on which other topics were read, and when.
        await self._services.syncing.read_before(order.window, order.as_topic.query.categories)
        known = await self._shown_history.unchanged(order.after, order.window)
        writing_options, known = service.writing_options(order.style, order.language), known.union(order.known)
        made = await service.roundup(
            order.as_topic, order.window, unwatched, known_papers=known, writing_options=writing_options, compares=True
        )
        if away and not made.counts.found:
            raise away
        return replace(made, missing=str(away)) if away else made
