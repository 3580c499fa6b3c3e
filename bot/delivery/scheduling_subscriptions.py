"""Subscriptions that are kept together with the moments at which they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.jobs import deliver
from adapters.store.ledger import SubscriptionKey
from adapters.store.ports import Subscriptions, topic_key
from bot.due_dates import following

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.chat import Channel
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import DueTimes, StoreClock
    from adapters.store.ports import Subscription


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
