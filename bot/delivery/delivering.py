"""Brings a channel what it is waiting for: the handler of the jobs `deliver CHANNEL`."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.chat import Channel
from adapters.errors import RightsLost, StoreAway, TryLater, Uncertain
from adapters.store.ledger import Delivery, Superseded
from adapters.store.ports import topic_key
from bot.answers import delivery_notices
from bot.delivery.builds import BuildPending
from bot.delivery.posting import CLOCKS_DIFFER_BY, PostAttempt, PostingStopped
from bot.delivery.running_job import RetryAt
from bot.due_dates import CATCH_UP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Publisher
    from adapters.store.ledger import BuildFailure, Ledger, StoreClock
    from adapters.store.ports import KeyValueStore, Subscription
    from bot.delivery.composing import ComposedDelivery, DeliveryComposer
    from bot.delivery.posting import DeliveryPoster
    from bot.delivery.running_job import RunningJob
    from bot.delivery.subscription_pauser import SubscriptionPauser

_log = logging.getLogger(__name__)

_NEWS_WITHIN_SECONDS = 60.0
_NO_SUCH_PLATFORM_SECONDS = 300.0
_MARGIN_SECONDS = 60
_UNFINISHED_FOR = timedelta(days=7)
_GRACE = timedelta(hours=1)
_ASKED_FOR = timedelta(hours=1)
"""After which nobody expects any more what they asked for."""


def maybe_claimed_before(slot: datetime, served_since: datetime) -> bool:
    """Whether a delivery that nobody knows of may have been known to a server that failed since it was due."""
    return slot <= served_since + CLOCKS_DIFFER_BY


def delivery(subscription: Subscription, slot: datetime, now: datetime, served_since: datetime) -> Delivery:
    """The delivery of one slot; its id is the same whoever asks."""
    name = f"{subscription.channel.address} {topic_key(subscription.topic)} {slot.timestamp():.0f}"
    return Delivery(
        id=blake2b(name.encode(), digest_size=8).hexdigest(),
        channel=subscription.channel,
        topic=subscription.topic,
        slot=slot,
        claimed=now,
        maybe_claimed_before=maybe_claimed_before(slot, served_since),
    )


class DeliveryObstacles:
    """What keeps a channel's deliveries waiting, for as long as it does; owns the notes `waits:CHANNEL`."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def keep(self, channel: Channel, why: str, seconds: float) -> None:
        """Keep the platform's own sentence until it was to be tried again, and a little longer."""
        await self._key_values.put(_waits(channel), why, int(seconds) + _MARGIN_SECONDS)

    async def of(self, channel: Channel) -> str:
        """The sentence; "" where nothing is in the way."""
        return await self._key_values.get(_waits(channel)) or ""


def _waits(channel: Channel) -> str:
    return f"waits:{channel.address}"


class DeliveryHandler:
    """Goes through a channel's open deliveries in their order."""

    def __init__(
        self,
        ledger: Ledger,
        pauser: SubscriptionPauser,
        platforms: Mapping[str, Publisher],
        composer: DeliveryComposer,
        poster: DeliveryPoster,
        obstacles: DeliveryObstacles,
        clock: StoreClock,
    ) -> None:
        self._obstacles = obstacles
        self._ledger = ledger
        self._pauser = pauser
        self._platforms = platforms
        self._composer = composer
        self._poster = poster
        self._clock = clock

    async def deliver(self, about: str, running: RunningJob) -> RetryAt | None:
        """Deliver what is open in the channel at an address."""
        channel = Channel.at(about)
        platform = self._platforms.get(channel.platform)
        if platform is None:
            return RetryAt(seconds=_NO_SUCH_PLATFORM_SECONDS)
        if running.stopping:
            return RetryAt(seconds=0)
        try:
            return await self._deliver_all(channel, platform, running)
        except (TryLater, Uncertain, RightsLost, PostingStopped) as refusal:
            return await self._handle_refusal(channel, refusal)

    async def _handle_refusal(self, channel: Channel, refusal: Exception) -> RetryAt | None:
        """What follows when a platform doesn't take a message now."""
        match refusal:
            case RightsLost():
                await self._pauser.pause(channel, refusal.reason)
                return None
            case TryLater():
                wait = self._poster.ask_again_after if refusal.retry_after is None else refusal.retry_after
                await self._obstacles.keep(channel, str(refusal), wait)
                return RetryAt(seconds=wait, refused=True)
            case Uncertain():
                wait = self._poster.uncertain_for if refusal.retry_after is None else refusal.retry_after
                return RetryAt(seconds=wait, refused=True)
            case _:
                return RetryAt(seconds=0)

    async def _deliver_all(self, channel: Channel, platform: Publisher, running: RunningJob) -> RetryAt | None:
        """Deliver one after the other; one that fails for reasons of its own doesn't hold up the next."""
        writer = await self._ledger.writer(channel, running.token)
        every, now = await self._ledger.open(channel), await self._clock.now()
        waiting: list[RetryAt] = []
        failed: list[Exception] = []
        for at, one in enumerate(every):
            try:
                attempt = PostAttempt(delivery=one, platform=platform, writer=writer, running=running)
                later = await self._deliver_one(attempt, every[at + 1 :], now)
            except (TryLater, Uncertain, RightsLost, PostingStopped, StoreAway, Superseded):
                raise
            except Exception as error:  # noqa: BLE001 - one delivery failing never stops the others
                failed.append(error)
            else:
                waiting += [later] if later else []
        if failed:
            raise failed[0]
        return min(waiting, key=lambda later: later.seconds, default=None)

    async def _deliver_one(self, attempt: PostAttempt, following: Sequence[Delivery], now: datetime) -> RetryAt | None:
        if attempt.delivery.asked_by:
            await self._deliver_asked_for(attempt, now)
            return None
        subscription = await self._pauser.behind(attempt.delivery)
        if subscription is not None and subscription.paused is not None:
            return None  # `resume` puts the job again
        over = _reason_to_give_up(attempt.delivery, subscription, following, now)
        if over:
            await self._give_up(attempt, over)
            return None
        if subscription is not None and not attempt.delivery.content:
            try:
                attempt = await self._compose(attempt, subscription)
            except BuildPending as not_yet:
                return await self._wait_for_build(attempt, subscription, not_yet.failure)
        await self._poster.finish(attempt)
        return None

    async def _deliver_asked_for(self, attempt: PostAttempt, now: datetime) -> None:
        """Post what somebody asked for; where that can't be and nothing of it stands, it may be asked for again."""
        delivery = attempt.delivery
        age = now - delivery.slot
        if age > (_UNFINISHED_FOR if delivery.posted or delivery.maybe_posted else _ASKED_FOR):
            await self._give_up_asked_for(attempt, "it couldn't be posted in time")
            return
        if not delivery.content:
            composed = await self._composer.compose_asked(delivery, attempt.platform)
            if composed is None:
                await self._give_up_asked_for(attempt, "the roundup is no longer kept")
                return
            attempt = await self._record_content(attempt, composed)
        try:
            await self._poster.finish(attempt)
        except RightsLost:
            await attempt.writer.withdraw(delivery)  # what has begun stays open, and goes on when it is asked for again
            raise

    async def _give_up_asked_for(self, attempt: PostAttempt, reason: str) -> None:
        if not await attempt.writer.withdraw(attempt.delivery):
            await attempt.writer.close(attempt.delivery, "given up", reason)
        _log.warning("given up: %s", reason, extra={"delivery": attempt.delivery.id})

    async def _give_up(self, attempt: PostAttempt, reason: str) -> None:
        if attempt.delivery.notices and reason == "missed":
            await self._poster.notice(attempt, "gave-up", delivery_notices.gave_up_notice(attempt.delivery.topic))
        await attempt.writer.close(attempt.delivery, "given up", reason)
        _log.warning("given up: %s", reason, extra={"delivery": attempt.delivery.id})

    async def _compose(self, attempt: PostAttempt, subscription: Subscription) -> PostAttempt:
        composed = await self._composer.compose(attempt.delivery, subscription, attempt.platform, attempt.running.job)
        return await self._record_content(attempt, composed)

    async def _record_content(self, attempt: PostAttempt, composed: ComposedDelivery) -> PostAttempt:
        await attempt.writer.record_content(attempt.delivery, content=composed.content, roundup_id=composed.roundup_id)
        maybe_posted = attempt.delivery.maybe_claimed_before
        recorded = replace(
            attempt.delivery, content=composed.content, roundup_id=composed.roundup_id, maybe_posted=maybe_posted
        )
        return replace(attempt, delivery=recorded, surely_unposted=not maybe_posted)

    async def _wait_for_build(
        self, attempt: PostAttempt, subscription: Subscription, failure: BuildFailure | None
    ) -> RetryAt:
        if failure:
            until = attempt.delivery.slot + CATCH_UP[subscription.cadence]
            await self._poster.notice(
                attempt,
                "away",
                delivery_notices.away_notice(subscription.topic, failure.sentence, failure.again, until),
            )
        return RetryAt(seconds=_NEWS_WITHIN_SECONDS, sooner=True)


def _reason_to_give_up(
    one: Delivery, subscription: Subscription | None, following: Sequence[Delivery], now: datetime
) -> str:
    """Why a delivery isn't to be brought any more; "" where it is."""
    age = now - one.slot
    if subscription is None and not one.posted and mail_address.origin(one.channel):
        return "unsubscribed"  # a mail is whole, so there is nothing to finish, and nobody wants a second copy
    if one.posted or one.maybe_posted:  # it has begun, so it is brought to its end
        return "it couldn't be finished within a week" if age > _UNFINISHED_FOR else ""
    if subscription is None:
        return "unsubscribed"
    if any(topic_key(other.topic) == topic_key(one.topic) and not other.asked_by for other in following):
        return "a newer one is due"
    return "missed" if age > CATCH_UP[subscription.cadence] + _GRACE else ""
