"""The store's subscriptions with their due times, for everybody who changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.store.redis.due import RedisDueTimes
from adapters.store.redis.jobs import RedisJobs
from bot.delivery.due import PlannedSubscriptions

if TYPE_CHECKING:
    from adapters.store.redis.store import Store
    from bot.clock import Clock


def planned(store: Store, clock: Clock) -> PlannedSubscriptions:
    """Subscriptions that are looked at from the moment they are made."""
    return PlannedSubscriptions(store.subscriptions, RedisDueTimes(store.link), RedisJobs(store.link), clock)
