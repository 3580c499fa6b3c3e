"""Subscriptions in Redis, and when each is due.

Owns `paperround:channels`, the set of all channels that have subscriptions, and `paperround:{channel}:subscriptions`, a
hash from the topic's key to the subscription. The two may be on different servers of a cluster, so no script writes both.
A channel joins the set before a subscription is kept and again afterwards; it leaves the set when its last one is
removed, and joins it again where a look afterwards finds one. So whoever's steps come between whose, no subscription drops
out of `every`, and no address of somebody who left stays. And
`paperround:{due}:next`, a sorted set of subscriptions scored by when to look at them, with `paperround:{due}:since`, a hash
of the moment up to which each is dealt with. None expires.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from typing_extensions import override

from adapters.chat import Channel
from adapters.store.ledger import DueTimes, SubscriptionKey
from adapters.store.ports import Subscription, Subscriptions, topic_key
from adapters.store.redis import schema, scripts
from adapters.store.redis.schema import Unreadable, pack, report, unpack
from adapters.store.subscription_json import SubscriptionEntry, entry, subscription

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapters.store.redis.link import RedisLink

AT_ONCE = 500
"""Subscriptions or channels in one round trip; a script's words must stay below some thousands."""

T = TypeVar("T")
_entries = msgspec.json.Decoder(SubscriptionEntry)
_NEXT, _SINCE = f"{schema.DUE}:next", f"{schema.DUE}:since"
_COMES_AGAIN = 15.0


class RedisSubscriptions(Subscriptions):
    """Each command is whole or not done."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def put(self, subscription: Subscription) -> bool:
        address, value = subscription.channel.address, pack(entry(subscription))
        await self._link.ask("SADD", schema.CHANNELS, address)
        is_new = await self._link.ask("HSET", _hash(address), topic_key(subscription.topic), value, lasting=True)
        # In a cluster these two have replicas of their own, so neither lasts with the other.
        await self._link.ask("SADD", schema.CHANNELS, address, lasting=True)
        return bool(is_new)

    @override
    async def put_all(self, subscriptions: Sequence[Subscription]) -> int:
        added = 0
        for some in _batched(subscriptions):
            entries: dict[str, list[str | bytes]] = defaultdict(list)
            for one in some:
                entries[one.channel.address] += [topic_key(one.topic), pack(entry(one))]
            await self._link.ask("SADD", schema.CHANNELS, *entries)
            commands = (("HSET", _hash(address), *words) for address, words in entries.items())
            added += sum(await self._link.written(commands, lasting=True))
            await self._link.ask("SADD", schema.CHANNELS, *entries, lasting=True)
        return added

    @override
    async def of(self, channel: Channel) -> tuple[Subscription, ...]:
        key = _hash(channel.address)
        return _readable(key, await self._link.ask("HVALS", key))

    @override
    async def remove(self, channel: Channel, topic: str) -> bool:
        key = _hash(channel.address)
        was_there = await self._link.ask("HDEL", key, topic_key(topic), lasting=True)
        if not await self._link.ask("HLEN", key):
            await self._link.ask("SREM", schema.CHANNELS, channel.address, lasting=True)
            if await self._link.ask("HLEN", key):
                await self._link.ask("SADD", schema.CHANNELS, channel.address, lasting=True)
        return bool(was_there)

    @override
    async def every(self) -> tuple[Subscription, ...]:
        return await self._read(await self._addresses())

    @override
    async def within(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        before = Channel(platform=platform, workspace=workspace, id="").address
        return await self._read([address for address in await self._addresses() if address.startswith(before)])

    async def _addresses(self) -> list[str]:
        return sorted(address.decode() for address in await self._link.ask("SMEMBERS", schema.CHANNELS))

    async def _read(self, addresses: Sequence[str]) -> tuple[Subscription, ...]:
        names = [_hash(address) for address in addresses]
        found: list[Subscription] = []
        for some in _batched(names):
            for name, values in zip(some, await self._link.texts(("HVALS", name) for name in some), strict=True):
                found.extend(_readable(name, values))
        return tuple(sorted(found, key=_place))


def _hash(address: str) -> str:
    return schema.of_channel(address, "subscriptions")


def _readable(key: str, values: Iterable[bytes | str]) -> tuple[Subscription, ...]:
    found = []
    for value in values:
        try:
            found.append(subscription(unpack(value, _entries)))
        except (Unreadable, ValueError) as error:
            report(key, error)
    return tuple(sorted(found, key=_place))


def _place(one: Subscription) -> tuple[object, ...]:
    channel = one.channel
    return channel.platform, channel.workspace, channel.id, one.created, one.topic


class RedisDueTimes(DueTimes):
    """One script each; one for every so many where there are many."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    @override
    async def plan(self, key: SubscriptionKey, at: datetime, since: datetime) -> None:
        await self.plan_all([(key, at, since)])

    @override
    async def plan_all(self, plans: Sequence[tuple[SubscriptionKey, datetime, datetime]]) -> None:
        for some in _batched(plans):
            named = [(_name(key), at.timestamp(), since.timestamp()) for key, at, since in some]
            scores = (word for name, at, _ in named for word in (at, name))
            moments = (word for name, _, since in named for word in (name, since))
            await self._link.whole([("ZADD", _NEXT, *scores), ("HSET", _SINCE, *moments)])

    @override
    async def drop(self, *keys: SubscriptionKey) -> None:
        for some in _batched(keys):
            names = [_name(key) for key in some]
            await self._link.whole([("ZREM", _NEXT, *names), ("HDEL", _SINCE, *names)])

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
    async def all_due_times(self) -> Mapping[SubscriptionKey, datetime]:
        every = await self._link.ask("ZRANGE", _NEXT, 0, -1, "WITHSCORES")
        return {_key(name): datetime.fromtimestamp(float(at), UTC) for name, at in _pairs(every)}


def _batched(every: Sequence[T]) -> Iterable[Sequence[T]]:
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def _pairs(every: Sequence[Any]) -> Iterable[tuple[bytes, Any]]:
    """Members and scores, which come flat or by twos, as the protocol is."""
    return every if every and isinstance(every[0], list | tuple) else zip(every[::2], every[1::2], strict=True)


def _name(key: SubscriptionKey) -> str:
    return f"{key.channel.address} {topic_key(key.topic)}"


def _key(name: bytes) -> SubscriptionKey:
    address, _, topic = name.decode().partition(" ")
    return SubscriptionKey(channel=Channel.at(address), topic=topic)
