"""Brings a channel what it is waiting for: the handler of the jobs `deliver CHANNEL`."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from adapters.errors import RightsLost, StoreAway, TryLater, Uncertain
from adapters.store.jobs import address, channel_at
from adapters.store.ledger import Delivery, Superseded
from bot.delivery import notices
from bot.delivery.builds import BuildPending
from bot.delivery.posting import PostingStopped, PostJob
from bot.delivery.queue import RetryAt
from bot.schedule import CATCH_UP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Publisher
    from adapters.store.ledger import BuildFailure, Ledger
    from adapters.store.ports import Subscription
    from bot.clock import Clock
    from bot.delivery.composing import DeliveryComposer
    from bot.delivery.posting import DeliveryPoster
    from bot.delivery.queue import JobRenewal
    from bot.delivery.subscription_pauser import SubscriptionPauser
    from bot.delivery.workspace_limiter import WorkspaceLimiter

_log = logging.getLogger(__name__)

_NEWS_WITHIN = 60.0
_NO_SUCH_PLATFORM = 300.0
_UNFINISHED_FOR = timedelta(days=7)
_GRACE = timedelta(hours=1)


def delivery(subscription: Subscription, slot: datetime, now: datetime) -> Delivery:
    """The delivery of one slot; its id is the same whoever asks."""
    name = f"{address(subscription.channel)} {subscription.topic.casefold()} {slot.timestamp():.0f}"
    return Delivery(
        id=blake2b(name.encode(), digest_size=8).hexdigest(),
        channel=subscription.channel,
        topic=subscription.topic,
        slot=slot,
        claimed=now,
    )


class DeliveryHandler:
    """Goes through a channel's open deliveries in their order."""

    def __init__(
        self,
        ledger: Ledger,
        wishes: SubscriptionPauser,
        platforms: Mapping[str, Publisher],
        composer: DeliveryComposer,
        poster: DeliveryPoster,
        clock: Clock,
        lanes: WorkspaceLimiter,
    ) -> None:
        self._ledger = ledger
        self._wishes = wishes
        self._platforms = platforms
        self._composer = composer
        self._poster = poster
        self._clock = clock
        self._lanes = lanes

    async def deliver(self, about: str, hold: JobRenewal) -> RetryAt | None:
        """Deliver what is open in the channel at an address."""
        channel = channel_at(about)
        platform = self._platforms.get(channel.platform)
        if platform is None:
            return RetryAt(seconds=_NO_SUCH_PLATFORM)
        wait = 0.0 if hold.stopping else self._lanes.wait(channel)
        if hold.stopping or wait:
            return RetryAt(seconds=wait)
        with self._lanes.inside(channel):
            try:
                return await self._all(channel, platform, hold)
            except (TryLater, Uncertain, RightsLost, PostingStopped) as hindrance:
                return await self._hindered(channel, hindrance)

    async def _hindered(self, channel: Channel, hindrance: Exception) -> RetryAt | None:
        """What follows when a platform doesn't take a message now."""
        match hindrance:
            case RightsLost():
                await self._wishes.pause(channel, hindrance.reason)
                return None
            case TryLater():
                self._lanes.went_wrong(channel)
                return RetryAt(seconds=self._poster.rests if hindrance.retry_after is None else hindrance.retry_after)
            case Uncertain():
                self._lanes.went_wrong(channel)
                return RetryAt(seconds=self._poster.settles)
            case _:
                return RetryAt(seconds=0)

    async def _all(self, channel: Channel, platform: Publisher, hold: JobRenewal) -> RetryAt | None:
        """Deliver one after the other; one that fails for reasons of its own doesn't hold up the next."""
        pen = await self._ledger.hold(channel)
        every = await self._ledger.open(channel)
        waiting: list[RetryAt] = []
        failed: list[Exception] = []
        for at, one in enumerate(every):
            try:
                later = await self._one(PostJob(delivery=one, platform=platform, pen=pen, hold=hold), every[at + 1 :])
            except (TryLater, Uncertain, RightsLost, PostingStopped, StoreAway, Superseded):
                raise
            except Exception as error:  # noqa: BLE001 - one delivery failing never stops the others
                failed.append(error)
            else:
                waiting += [later] if later else []
        if failed:
            raise failed[0]
        return min(waiting, key=lambda later: later.seconds, default=None)

    async def _one(self, post: PostJob, following: Sequence[Delivery]) -> RetryAt | None:
        wish = await self._wishes.behind(post.delivery)
        if wish is not None and wish.paused is not None:
            return None  # `resume` puts the job again
        over = self._over(post.delivery, wish, following)
        if over:
            await self._end(post, over)
            return None
        if wish is not None and not post.delivery.content:
            try:
                post = await self._composed(post, wish)
            except BuildPending as not_yet:
                return await self._wait(post, wish, not_yet.trouble)
        await self._poster.finish(post)
        self._lanes.went_well(post.delivery.channel)
        return None

    def _over(self, one: Delivery, wish: Subscription | None, following: Sequence[Delivery]) -> str:
        """Why a delivery isn't to be brought any more; "" where it is."""
        age = self._clock.now() - one.slot
        if one.posted or one.unsure:  # it has begun, so it is brought to its end
            return "it couldn't be finished within a week" if age > _UNFINISHED_FOR else ""
        if wish is None:
            return "unsubscribed"
        if any(other.topic == one.topic for other in following):
            return "a newer one is due"
        return "missed" if age > CATCH_UP[wish.cadence] + _GRACE else ""

    async def _end(self, post: PostJob, reason: str) -> None:
        if post.delivery.notices and reason == "missed":
            await self._poster.notice(post, "gave-up", notices.gave_up(post.delivery.topic))
        await post.pen.close(post.delivery, "given up", reason)
        _log.warning("given up: %s", reason, extra={"delivery": post.delivery.id})

    async def _composed(self, post: PostJob, wish: Subscription) -> PostJob:
        composed = await self._composer.compose(post.delivery, wish, post.platform, post.hold.job)
        await post.pen.compose(post.delivery, content=composed.content, roundup=composed.roundup)
        return replace(
            post, delivery=replace(post.delivery, content=composed.content, roundup=composed.roundup), fresh=True
        )

    async def _wait(self, post: PostJob, wish: Subscription, trouble: BuildFailure | None) -> RetryAt:
        if trouble:
            until = post.delivery.slot + CATCH_UP[wish.cadence]
            await self._poster.notice(post, "away", notices.away(wish.topic, trouble.sentence, trouble.again, until))
        return RetryAt(seconds=_NEWS_WITHIN, heed=True)
