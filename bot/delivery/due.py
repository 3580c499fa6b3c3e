"""What is due: planned as subscriptions change, looked for by any number of processes, and on its way until it stands."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.jobs import deliver
from adapters.store.ledger import SubscriptionKey
from adapters.store.ports import Subscriptions, topic_key
from bot.delivery.delivering import delivery
from bot.due_dates import CATCH_UP, SPREAD, following, missed, next_dates, spread
from bot.service.results import OnItsWay

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import DueTimes, Ledger, StoreClock
    from adapters.store.ports import Subscription
    from bot.clock import Clock
    from bot.delivery.delivering import DeliveryObstacles

_AT_ONCE = 8
"""Seen to together; a person who asks meanwhile waits for no more of them than that."""
CROWD = 50
"""Roundups that may be due at one moment and all be seen to at once."""


class SchedulingSubscriptions(Subscriptions):
    """Subscriptions that are looked at from the moment they are made or resumed, and not while paused."""

    def __init__(self, subscriptions: Subscriptions, due: DueTimes, jobs: Jobs, clock: StoreClock) -> None:
        self._subscriptions = subscriptions
        self._due = due
        self._jobs = jobs
        self._clock = clock

    @override
    async def put(self, subscription: Subscription) -> bool:
        before = await self._plan_changed([subscription], await self._subscriptions.of(subscription.channel))
        is_new = await self._subscriptions.put(subscription)
        await self._drop_paused_and_wake_resumed([subscription], before)
        return is_new

    @override
    async def put_all(self, subscriptions: Sequence[Subscription]) -> int:
        before = await self._plan_changed(subscriptions, await self._subscriptions.every())
        added = await self._subscriptions.put_all(subscriptions)
        await self._drop_paused_and_wake_resumed(subscriptions, before)
        return added

    @override
    async def of(self, channel: Channel) -> tuple[Subscription, ...]:
        return await self._subscriptions.of(channel)

    @override
    async def remove(self, channel: Channel, topic: str) -> bool:
        was_there = await self._subscriptions.remove(channel, topic)
        await self._due.drop(SubscriptionKey(channel=channel, topic=topic_key(topic)))
        return was_there

    @override
    async def every(self) -> tuple[Subscription, ...]:
        return await self._subscriptions.every()

    @override
    async def within(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        return await self._subscriptions.within(platform, workspace)

    async def _plan_changed(
        self, subscriptions: Iterable[Subscription], kept: Iterable[Subscription]
    ) -> Mapping[SubscriptionKey, Subscription]:
        """Plan those whose dates are new, before they are kept; says what is kept so far."""
        before = {subscription_key(one): one for one in kept}
        keyed = [(subscription_key(one), one) for one in subscriptions if one.paused is None]
        anew = [(key, one) for key, one in keyed if _is_new_rhythm(before.get(key), one)]
        since = await self._clock.now()
        dates = following((one for _, one in anew), since)
        await self._due.plan_all([(key, date, since) for (key, _), date in zip(anew, dates, strict=True)])
        return before

    async def _drop_paused_and_wake_resumed(
        self, subscriptions: Sequence[Subscription], before: Mapping[SubscriptionKey, Subscription]
    ) -> None:
        await self._due.drop(*(subscription_key(one) for one in subscriptions if one.paused is not None))
        paused = {key for key, one in before.items() if one.paused is not None}
        active = (one for one in subscriptions if paused and one.paused is None)
        resumed = {one.channel for one in active if subscription_key(one) in paused}
        await self._jobs.put([deliver(channel) for channel in resumed])  # what had begun goes on


def subscription_key(subscription: Subscription) -> SubscriptionKey:
    """The name of a subscription in the list of what is due."""
    return SubscriptionKey(channel=subscription.channel, topic=topic_key(subscription.topic))


def _is_new_rhythm(before: Subscription | None, now: Subscription) -> bool:
    return before is None or before.paused is not None or _rhythm(before) != _rhythm(now)


def _rhythm(subscription: Subscription) -> tuple[object, ...]:
    return subscription.cadence, subscription.weekday, subscription.at, subscription.zone, subscription.created


class DueScan:
    """The look for due work; what one process sees, no other does."""

    def __init__(
        self,
        due: DueTimes,
        subscriptions: Subscriptions,
        ledger: Ledger,
        jobs: Jobs,
        clock: StoreClock,
        *,
        crowd: int = CROWD,
    ) -> None:
        """More subscriptions than `crowd` due at one moment are drawn out over some minutes."""
        self._crowd = crowd
        self._due = due
        self._subscriptions = subscriptions
        self._ledger = ledger
        self._jobs = jobs
        self._clock = clock

    async def look(self) -> int:
        """Open a delivery for every slot that is due, and say how many; costs nothing for what isn't due."""
        opened, served_since = 0, await self._clock.served_since()
        while True:
            now = await self._clock.now()
            taken = await self._due.take(now, _AT_ONCE)
            seen_to = (self._see_to(key, since, now, served_since) for key, since in taken)
            opened += sum(await asyncio.gather(*seen_to))
            if len(taken) < _AT_ONCE:
                return opened

    async def mend(self) -> int:
        """Plan subscriptions anew that nobody looks at, or only later than they can be due; says how many.

        The former were put by an older version, the latter under a clock that was wrong.
        """
        planned, now, mended = await self._due.all_due_times(), await self._clock.now(), 0
        active = [one for one in await self._subscriptions.every() if one.paused is None]
        for subscription, due in zip(active, following(active, now), strict=True):
            at = planned.get(subscription_key(subscription))
            if at is None:
                await self._due.plan(subscription_key(subscription), due, now)
            elif at > due + SPREAD:
                # What came due meanwhile is caught up; what was delivered of it is known.
                worth = now - CATCH_UP[subscription.cadence]
                await self._due.plan(subscription_key(subscription), now, min(now, max(worth, subscription.created)))
            else:
                continue
            mended += 1
        return mended

    async def _see_to(self, key: SubscriptionKey, since: datetime, now: datetime, served_since: datetime) -> bool:
        subscriptions = await self._subscriptions.of(key.channel)
        subscription = next(
            (each for each in subscriptions if subscription_key(each) == key and each.paused is None), None
        )
        if subscription is None:
            await self._due.drop(key)
            return False
        slot = missed(subscription, since, now)
        if slot is not None and now < slot + spread(subscription) and await self._is_crowded(slot):
            await self._due.plan(key, slot + spread(subscription), since)
            return False
        is_new = slot is not None and await self._ledger.claim(delivery(subscription, slot, now, served_since))
        if slot is not None:
            # Also where another process claimed it: that one may have ended before it put the job.
            await self._jobs.put([deliver(subscription.channel)])
        await plan(self._due, subscription, max(now, since))
        return is_new

    async def _is_crowded(self, slot: datetime) -> bool:
        return await self._due.count(slot, slot + SPREAD) > self._crowd


class AwaitedDeliveries:
    """What was due and isn't posted yet, whether its delivery was opened or not."""

    def __init__(self, due: DueTimes, ledger: Ledger, obstacles: DeliveryObstacles, clock: Clock) -> None:
        self._due = due
        self._ledger = ledger
        self._obstacles = obstacles
        self._clock = clock

    async def on_its_way(self, subscription: Subscription) -> OnItsWay | None:
        """What is on its way, and what it waits for; None where nothing is."""
        slot = await self.slot(subscription)
        return OnItsWay(slot=slot, obstacle=await self._obstacles.of(subscription.channel)) if slot else None

    async def slot(self, subscription: Subscription) -> datetime | None:
        """The moment that it was due at; None where nothing is on its way."""
        if subscription.paused is not None:
            return None
        since = await self._due.since(subscription_key(subscription))
        due = missed(subscription, since, self._clock.now()) if since else None
        if due is not None:
            return due
        every = await self._ledger.open(subscription.channel)
        due_here = [
            delivery
            for delivery in every
            if topic_key(delivery.topic) == topic_key(subscription.topic) and not delivery.asked_by
        ]
        return due_here[-1].slot if due_here else None


async def plan(due: DueTimes, subscription: Subscription, since: datetime) -> None:
    """Look at a subscription when it is due next after a moment."""
    (at,) = next_dates(subscription, since, 1)
    await due.plan(subscription_key(subscription), at, since)
