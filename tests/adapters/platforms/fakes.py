"""What every platform is given in tests: notes in a dictionary, subscriptions in a list, and ports that can be changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from adapters.chat import Ports, Suggestion, Suggestions
from adapters.errors import StoreAway
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.ports import Subscription, Subscriptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel, Reply, Request

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)


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

    def reach(self) -> None:
        """Raise `StoreAway` while it is away."""
        if self.away:
            raise StoreAway("I can't reach my memory.")


class FakeSubscriptions(Subscriptions):
    """Subscriptions in a list."""

    def __init__(self) -> None:
        self.kept: list[Subscription] = []

    @override
    async def put(self, subscription: Subscription) -> bool:
        await self.remove(subscription.channel, subscription.topic)
        self.kept.append(subscription)
        return True

    @override
    async def of(self, channel: Channel) -> tuple[Subscription, ...]:
        return tuple(one for one in self.kept if one.channel == channel)

    @override
    async def remove(self, channel: Channel, topic: str) -> bool:
        before = len(self.kept)
        self.kept = [one for one in self.kept if (one.channel, one.topic) != (channel, topic)]
        return len(self.kept) < before

    @override
    async def every(self) -> tuple[Subscription, ...]:
        return tuple(self.kept)


async def _nobody(_request: Request) -> Reply:
    raise NotImplementedError


async def _unheard(*_words: object) -> None:
    """Told something, and forgets it."""


async def _not_ours(_channel: Channel, _thread: str) -> bool:
    return False


async def _topics(_channel: Channel, typed: str) -> Sequence[Suggestion]:
    return [Suggestion(label=name, value=name) for name in ("fine-tuning", "agents") if name.startswith(typed)]


async def _zones(_channel: Channel, typed: str) -> Sequence[Suggestion]:
    zones = ("Europe/Berlin", "Asia/Tokyo")
    return [Suggestion(label=zone, value=zone) for zone in zones if typed.casefold() in zone.casefold()]


async def _nothing(_channel: Channel, _typed: str) -> Sequence[Suggestion]:
    return []


def fake_ports(**changes: Any) -> Ports:  # noqa: ANN401 - whatever `Ports` has
    """The ports that a platform is given, all of them harmless but those that a test is about."""
    usual: dict[str, Any] = {
        "answer": _nobody,
        "link_thread": _unheard,
        "is_roundup_thread": _not_ours,
        "workspace_removed": _unheard,
        "workspace_restored": _unheard,
        "suggest": Suggestions(topics=_topics, zones=_zones, papers=_nothing, subscriptions=_nothing),
        "subscriptions": FakeSubscriptions(),
        "next_date": lambda _: NOON + timedelta(days=7),
        "key_values": FakeKeyValues(),
        "now": lambda: NOON,
    }
    return Ports(**{**usual, **changes})
