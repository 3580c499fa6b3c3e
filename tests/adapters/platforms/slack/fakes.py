"""What the adapter is given in tests: notes in a dictionary, a bot that answers from a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Action, Channel, Paragraph, Part, Reply, plain
from adapters.errors import StoreAway
from adapters.platforms.slack.ports import SlackPorts
from adapters.present.card import card_part
from adapters.present.parts import parts
from adapters.store.ports import KeyValueStore, Subscription, Subscriptions
from tests.adapters.present.documents import card, roundup

if TYPE_CHECKING:
    from adapters.chat import Request

NOON = datetime(2026, 5, 18, 12, tzinfo=UTC)
ROUNDUP = "r-77"


class FakeScratch(KeyValueStore):
    """Notes in a dictionary that never expire; away when told so."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self.away = False

    @override
    async def get(self, name: str) -> str | None:
        self._reach()
        return self.notes.get(name)

    @override
    async def put(self, name: str, note: str, seconds: int | None) -> None:
        self._reach()
        self.notes[name] = note

    @override
    async def claim(self, name: str, note: str, seconds: int) -> bool:
        self._reach()
        return self.notes.setdefault(name, note) == note

    @override
    async def drop(self, name: str) -> bool:
        self._reach()
        return self.notes.pop(name, None) is not None

    def _reach(self) -> None:
        if self.away:
            raise StoreAway("The store is away.")


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


def subscription(channel: str = "C1", topic: str = "fine-tuning", paused: str | None = None) -> Subscription:
    """One in the stand-in's workspace."""
    return Subscription(
        channel=Channel(platform="slack", workspace="T1", id=channel),
        topic=topic,
        query=topic,
        cadence="weekly",
        weekday=0,
        at=time(9),
        zone="Europe/Berlin",
        created=NOON,
        paused=paused,
    )


def says(text: str, *actions: Action, private: bool = True) -> Reply:
    """An answer of one sentence."""
    return Reply(parts=(Part(blocks=(Paragraph(plain(text)),), actions=actions),), private=private)


@dataclass
class FakeBot:
    """Answers from a table, and writes down what it was asked."""

    asked: list[Request] = field(default_factory=list)
    threads: dict[tuple[Channel, str], str] = field(default_factory=dict)
    removed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    delay: float = 0.0
    away: bool = False
    scratch: FakeScratch = field(default_factory=FakeScratch)
    subscriptions: FakeSubscriptions = field(default_factory=FakeSubscriptions)

    async def answer(self, request: Request) -> Reply:
        """What the table has, else what is usual."""
        self.asked.append(request)
        await asyncio.sleep(self.delay)
        if request.text in self.replies:
            return self.replies[request.text]
        if request.door == "paper":
            return Reply(parts=(card_part(card()),))
        verb = request.text.split(" ", 1)[0]
        if verb == "roundup":
            share = Action(label="Share", door="papers", text=f"share {ROUNDUP}")
            first, *others = parts(roundup())
            return Reply(parts=(Part(blocks=first.blocks, actions=(share, *first.actions)), *others), roundup=ROUNDUP)
        if verb == "share":
            return Reply(parts=parts(roundup()), private=False, roundup=ROUNDUP)
        return says(f"{request.door}: {request.text}", private=request.thread is None)

    async def shown(self, channel: Channel, thread: str, roundup_id: str) -> None:
        """Tie a thread."""
        self.threads[channel, thread] = roundup_id

    async def ours(self, channel: Channel, thread: str) -> bool:
        """Whether a thread was tied."""
        if self.away:
            raise StoreAway("The store is away.")
        return (channel, thread) in self.threads

    async def gone(self, workspace: str, reason: str) -> None:
        """A workspace that left."""
        self.removed.append((workspace, reason))

    async def back(self, workspace: str) -> None:
        """A workspace installed the app."""
        self.restored.append(workspace)

    @property
    def ports(self) -> SlackPorts:
        """As the adapter takes it."""
        return SlackPorts(
            answer=self.answer,
            shown=self.shown,
            ours=self.ours,
            removed=self.gone,
            restored=self.back,
            subscriptions=self.subscriptions,
            scratch=self.scratch,
            topics=lambda typed: [name for name in ("fine-tuning", "agents") if name.startswith(typed)],
            zones=lambda typed: [
                zone for zone in ("Europe/Berlin", "Asia/Tokyo") if typed.casefold() in zone.casefold()
            ],
            next_date=lambda _: NOON + timedelta(days=7),
            now=lambda: NOON,
        )
