"""What is due when, in Redis.

Owns `paperround:{due}:next`, a sorted set of wishes scored by when to look at them, and `paperround:{due}:since`, a
hash of the moment up to which each is dealt with. Neither expires.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.jobs import channel_at
from adapters.store.ledger import DueTimes, SubscriptionKey
from adapters.store.redis import keys, scripts

if TYPE_CHECKING:
    from adapters.store.redis.link import RedisLink

_NEXT, _SINCE = f"{keys.DUE}:next", f"{keys.DUE}:since"
_COMES_AGAIN = 15.0


class RedisDueTimes(DueTimes):
    """One transaction or one script each."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def plan(self, wish: SubscriptionKey, at: datetime, since: datetime) -> None:
        name = _name(wish)
        await self._link.whole([("ZADD", _NEXT, at.timestamp(), name), ("HSET", _SINCE, name, since.timestamp())])

    @override
    async def drop(self, wish: SubscriptionKey) -> None:
        name = _name(wish)
        await self._link.whole([("ZREM", _NEXT, name), ("HDEL", _SINCE, name)])

    @override
    async def take(self, now: datetime, most: int) -> tuple[tuple[SubscriptionKey, datetime], ...]:
        at = now.timestamp()
        found = await self._link.ask("EVAL", scripts.DUE_TAKE, 2, _NEXT, _SINCE, at, at + _COMES_AGAIN, most)
        return tuple((_wish(name), datetime.fromtimestamp(float(since), UTC)) for name, since in found)

    @override
    async def planned(self) -> frozenset[SubscriptionKey]:
        return frozenset(_wish(name) for name in await self._link.ask("ZRANGE", _NEXT, 0, -1))


def _name(wish: SubscriptionKey) -> str:
    return f"{keys.tag(wish.channel)} {keys.folded(wish.topic)}"


def _wish(name: bytes) -> SubscriptionKey:
    tag, _, topic = name.decode().partition(" ")
    return SubscriptionKey(channel=channel_at(tag), topic=topic)
