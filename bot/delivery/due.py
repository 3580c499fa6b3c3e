"""The look for what is due, by any number of processes, and what is on its way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.store.jobs import deliver
from adapters.store.ports import topic_key
from bot.delivery.delivering import delivery
from bot.delivery.scheduling_subscriptions import subscription_key
from bot.due_dates import CATCH_UP, SPREAD, following, missed, next_dates, spread
from bot.service.results import OnItsWay

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.jobs import Jobs
    from adapters.store.ledger import DueTimes, Ledger, StoreClock, SubscriptionKey
    from adapters.store.ports import Subscription, Subscriptions
    from bot.clock import Clock
    from bot.delivery.delivering import DeliveryObstacles

_AT_ONCE = 8
"""Seen to together; a person who asks meanwhile waits for no more of them than that."""
CROWD = 50
"""Roundups that may be due at one moment and all be seen to at once."""


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
