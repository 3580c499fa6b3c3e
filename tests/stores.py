"""The store's ports in memory, for tests without a store; the contract tests hold them against the real one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.ledger import StoreClock
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.pages import ChannelPages, PageAddresses
from adapters.store.ports import MOST_PRIVATE, Roundups, Subscription, Subscriptions, topic_key
from digest.document import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.chat import Channel
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from digest.roundup import Roundup


class FakeSubscriptions(Subscriptions):
    """Subscriptions in a dictionary; away or broken when told so."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Channel, str], Subscription] = {}
        self.away = False
        self.broken = False

    def have(self, *subscriptions: Subscription) -> None:
        """Hold these and no others."""
        self.kept = {(one.channel, topic_key(one.topic)): one for one in subscriptions}

    @override
    async def put(self, subscription: Subscription) -> bool:
        self._reach()
        key = (subscription.channel, topic_key(subscription.topic))
        is_new = key not in self.kept
        self.kept[key] = subscription
        return is_new

    @override
    async def put_all(self, subscriptions: Sequence[Subscription]) -> int:
        return sum([await self.put(one) for one in subscriptions])

    @override
    async def of(self, channel: Channel) -> tuple[Subscription, ...]:
        return tuple(one for one in await self.every() if one.channel == channel)

    @override
    async def remove(self, channel: Channel, topic: str) -> bool:
        self._reach()
        return self.kept.pop((channel, topic_key(topic)), None) is not None

    @override
    async def every(self) -> tuple[Subscription, ...]:
        self._reach()
        return tuple(sorted(self.kept.values(), key=_place))

    @override
    async def within(self, platform: str, workspace: str) -> tuple[Subscription, ...]:
        every = await self.every()
        return tuple(one for one in every if (one.channel.platform, one.channel.workspace) == (platform, workspace))

    def _reach(self) -> None:
        if self.away:
            raise StoreAway("The store is away.")
        if self.broken:
            raise ZeroDivisionError


class FakeRoundups(Roundups):
    """Roundups in a dictionary, never forgotten."""

    def __init__(self) -> None:
        self.kept: dict[str, Roundup] = {}
        self.private: dict[str, str] = {}
        self.threads: dict[tuple[Channel, str], str] = {}
        self._shown: dict[tuple[Channel, str | None], list[tuple[datetime, str]]] = defaultdict(list)

    @override
    async def keep(self, roundup: Roundup) -> str:
        content = {name: value for name, value in to_json(roundup).items() if name != "generated_at"}
        name = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
        self.kept[name] = roundup
        return name

    @override
    async def keep_private(self, roundup: Roundup, tenant: str) -> str:
        name = f"{await self.keep(roundup)}-{tenant}"
        self.private.pop(name, None)
        self.private[name] = tenant
        self.kept[name] = roundup
        older = [one for one, where in self.private.items() if where == tenant and one != name]
        for one in older[: 1 - MOST_PRIVATE]:
            del self.private[one], self.kept[one]
        return name

    @override
    async def get_private(self, roundup_id: str, tenant: str) -> Roundup | None:
        return self.kept.get(roundup_id) if self.private.get(roundup_id) == tenant else None

    @override
    async def get(self, roundup_id: str) -> Roundup | None:
        return self.kept.get(roundup_id)

    @override
    async def link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        self.threads[channel, thread] = roundup_id

    @override
    async def record_shown(self, channel: Channel, thread: str, roundup_id: str, when: datetime) -> None:
        await self.link_thread(channel, thread, roundup_id)
        self._shown[channel, None].append((when, roundup_id))
        if roundup_id in self.kept:
            self._shown[channel, topic_key(self.kept[roundup_id].topic.name)].append((when, roundup_id))

    @override
    async def in_thread(self, channel: Channel, thread: str) -> str | None:
        return self.threads.get((channel, thread))

    @override
    async def last(self, channel: Channel, topic: str | None) -> str | None:
        shown = self._shown.get((channel, None if topic is None else topic_key(topic)))
        return max(shown)[1] if shown else None


class FakeKeyValues(InMemoryKeyValue):
    """Those in memory, away when told so."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False

    @override
    async def get(self, name: str) -> str | None:
        self.reach()
        return await super().get(name)

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        self.reach()
        await super().put(name, note, seconds)

    @override
    async def drop(self, name: str) -> bool:
        self.reach()
        return await super().drop(name)

    @override
    async def acquire(self, name: str, seconds: float) -> int | None:
        self.reach()
        return await super().acquire(name, seconds)

    @override
    async def renew(self, name: str, token: int, seconds: float) -> bool:
        self.reach()
        return await super().renew(name, token, seconds)

    @override
    async def release(self, name: str, token: int) -> None:
        self.reach()
        await super().release(name, token)

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        self.reach()
        return await super().claim(name, note, seconds)

    @override
    async def add(self, name: str, amount: int, seconds: int, *, most: int | None = None) -> bool:
        self.reach()
        return await super().add(name, amount, seconds, most=most)

    def reach(self) -> None:
        """Raise `StoreAway` while it is away."""
        if self.away:
            raise StoreAway("I can't reach my memory.")


class FakeStoreClock(StoreClock):
    """A store whose clock is the one that a test sets, served by the same servers since long ago."""

    def __init__(self, clock: Clock, since: datetime = datetime(2020, 1, 1, tzinfo=UTC)) -> None:
        self._clock = clock
        self.since = since

    @override
    async def now(self) -> datetime:
        return self._clock.now()

    @override
    async def served_since(self) -> datetime:
        return self.since


def by_clock(store: Store, clock: Clock) -> Store:
    """A store that goes by a test's clock."""
    return replace(store, clock=FakeStoreClock(clock))


def _place(one: Subscription) -> tuple[object, ...]:
    channel = one.channel
    return channel.platform, channel.workspace, channel.id, one.created, one.topic


class FakePageAddresses(PageAddresses):
    """Addresses in memory that can be read: the first feed of all is `feed0`."""

    def __init__(self) -> None:
        self._public: set[Channel] = set()
        self._tokens: dict[Channel, dict[str, str]] = defaultdict(dict)
        self._drawn: Counter[str] = Counter()

    @override
    async def addresses(self, channel: Channel, topics: Iterable[str]) -> ChannelPages:
        tokens = self._tokens[channel]
        for name in ("", *(topic_key(topic) for topic in topics)):
            kind = "archive" if name else "feed"
            if name not in tokens:
                tokens[name] = f"{kind}{self._drawn[kind]}"
                self._drawn[kind] += 1
        return ChannelPages(
            channel=channel,
            feed=tokens[""],
            archives={name: token for name, token in tokens.items() if name},
            public=channel in self._public,
            gone=False,
            pages=(),
        )

    @override
    async def publish(self, channel: Channel, *, public: bool) -> None:
        (self._public.add if public else self._public.discard)(channel)

    @override
    async def revoke(self, channel: Channel) -> None:
        self._tokens[channel].clear()
        self._public.discard(channel)
