"""What comes of a subscription: its next dates, how it stands, and what its next roundup would be about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers.subscription_answers import SubscriptionStatus
from bot.commands import when
from bot.due_dates import SPREAD, next_dates
from digest.errors import PaperroundError
from digest.model import Topic
from digest.query import parse

if TYPE_CHECKING:
    from adapters.sources.ports import Progress
    from adapters.store.ports import Roundups, Subscription
    from bot.clock import Clock
    from bot.service.results import OnItsWay, Preview
    from bot.service.roundup_service import RoundupService

_LONGEST = 300.0
"""Seconds that an answer is added to; its platform may forget it after fifteen minutes."""

Awaited = Callable[["Subscription"], Awaitable["OnItsWay | None"]]
"""The roundup of a subscription that was due and isn't posted yet; None where nothing is on its way."""


async def nothing_awaited(_subscription: Subscription) -> None:
    """Nothing comes by itself."""


class SubscriptionOutlook:
    """Says what comes."""

    def __init__(
        self,
        service: RoundupService,
        roundups: Roundups,
        clock: Clock,
        progress: Progress,
        awaited: Awaited,
        *,
        patience: float,
    ) -> None:
        """`patience` is how many seconds an answer waits for its preview, which is added to it later."""
        self._service = service
        self._roundups = roundups
        self._clock = clock
        self._progress = progress
        self._awaited = awaited
        self._patience = patience
        self._readings: set[asyncio.Future[Preview | str]] = set()

    def dates(self, subscription: Subscription) -> SubscriptionStatus:
        """The next dates, without a look at what came before."""
        dates = next_dates(subscription, self._clock.now())
        return SubscriptionStatus(subscription=subscription, dates=dates, has_model=self._service.has_model)

    async def status(self, subscription: Subscription) -> SubscriptionStatus:
        """How it stands: the last roundup too, and one that is on its way."""
        roundup_id = await self._roundups.last(subscription.channel, subscription.topic)
        last = await self._roundups.get(roundup_id) if roundup_id else None
        return replace(self.dates(subscription), last=last, on_its_way=await self._on_its_way(subscription))

    async def _on_its_way(self, subscription: Subscription) -> str:
        awaited = await self._awaited(subscription)
        if awaited is None:
            return ""
        slot = awaited.slot.astimezone(ZoneInfo(subscription.zone))
        latest = slot + SPREAD
        if awaited.obstacle:
            return f"on its way, was due on {when.moment(slot)}. {awaited.obstacle}"
        if self._clock.now() < latest:
            return f"on its way, by {latest:%H:%M}"
        return f"on its way, was due on {when.moment(slot)}"

    def reading(self, subscription: Subscription) -> asyncio.Future[Preview | str]:
        """Its preview, or why there is none, which goes on though nobody waits: who asks next finds the papers read."""
        reading = asyncio.ensure_future(self._read(subscription))
        self._readings.add(reading)
        reading.add_done_callback(self._readings.discard)
        return reading

    async def _read(self, subscription: Subscription) -> Preview | str:
        window = self._service.window_if_posted_now(subscription.cadence, subscription.zone)
        try:
            return await self._service.preview(topic_of(subscription), window, self._progress)
        except PaperroundError as away:
            return str(away)

    async def at_once(self, reading: asyncio.Future[Preview | str]) -> Preview | str | None:
        """What is read within a moment; None where that takes longer."""
        await asyncio.wait([reading], timeout=self._patience)
        return reading.result() if reading.done() else None

    async def at_last(self, reading: asyncio.Future[Preview | str]) -> Preview | str:
        """What is read as long as anybody may look at the answer."""
        await asyncio.wait([reading], timeout=_LONGEST)
        if reading.done():
            return reading.result()
        return "I am still reading last week's papers; /papers roundup shows them when I have."


def topic_of(subscription: Subscription) -> Topic:
    """The topic of a subscription as this channel means it."""
    return Topic(name=subscription.topic, query=parse(subscription.query))
