"""What is due when, in Redis.

Owns `paperround:{due}:next`, a sorted set of subscriptions scored by when to look at them, and `paperround:{due}:since`, a
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
    """One script each."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def plan(self, key: SubscriptionKey, at: datetime, since: datetime) -> None:
        name = _name(key)
        await self._link.whole([("ZADD", _NEXT, at.timestamp(), name), ("HSET", _SINCE, name, since.timestamp())])

    @override
    async def drop(self, key: SubscriptionKey) -> None:
        name = _name(key)
        await self._link.whole([("ZREM", _NEXT, name), ("HDEL", _SINCE, name)])

    @override
    async def take(self, now: datetime, most: int) -> tuple[tuple[SubscriptionKey, datetime], ...]:
        at = now.timestamp()
        found = await self._link.script(scripts.DUE_TAKE, (_NEXT, _SINCE), at, at + _COMES_AGAIN, most)
        return tuple((_key(name), datetime.fromtimestamp(float(since), UTC)) for name, since in found)

    @override
    async def since(self, key: SubscriptionKey) -> datetime | None:
        since = await self._link.ask("HGET", _SINCE, _name(key))
        return datetime.fromtimestamp(float(since), UTC) if since else None

    @override
    async def count(self, start: datetime, end: datetime) -> int:
        return int(await self._link.ask("ZCOUNT", _NEXT, start.timestamp(), end.timestamp()))

    @override
    async def planned(self) -> frozenset[SubscriptionKey]:
        return frozenset(_key(name) for name in await self._link.ask("ZRANGE", _NEXT, 0, -1))


def _name(key: SubscriptionKey) -> str:
    return f"{keys.tag(key.channel)} {keys.folded(key.topic)}"


def _key(name: bytes) -> SubscriptionKey:
    tag, _, topic = name.decode().partition(" ")
    return SubscriptionKey(channel=channel_at(tag), topic=topic)
