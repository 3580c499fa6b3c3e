"""What the adapter is given in tests: notes in a dictionary, a bot that answers from a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING

from adapters.chat import Action, Channel, Paragraph, Part, Reply, plain
from adapters.errors import StoreAway
from adapters.present.card import card_part
from adapters.present.parts import parts
from adapters.store.ports import PauseReason, Subscription
from bot.answers.roundup_answers import shared
from tests.adapters.platforms.fakes import NOON, fake_ports
from tests.adapters.present.documents import card, roundup
from tests.platforms.sharing import FakeSharing
from tests.stores import FakeKeyValues, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Ports, Request

ROUNDUP = "r-77"


def subscription(channel: str = "C1", topic: str = "fine-tuning", paused: PauseReason | None = None) -> Subscription:
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


def _sharing() -> FakeSharing:
    roundups = FakeRoundups()
    roundups.kept[ROUNDUP] = roundup()
    return FakeSharing(roundups)


@dataclass
class FakeBot:
    """Answers from a table, and writes down what it was asked."""

    asked: list[Request] = field(default_factory=list)
    sharing: FakeSharing = field(default_factory=_sharing)
    removed: list[tuple[str, str]] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    delay: float = 0.0
    away: bool = False
    key_values: FakeKeyValues = field(default_factory=FakeKeyValues)
    subscriptions: FakeSubscriptions = field(default_factory=FakeSubscriptions)

    async def answer(self, request: Request) -> Reply:
        """What the table has, else what is usual."""
        self.asked.append(request)
        await asyncio.sleep(self.delay)
        if request.text in self.replies:
            return self.replies[request.text]
        if request.entry_point == "paper":
            return Reply(parts=(card_part(card()),))
        verb = request.text.split(" ", 1)[0]
        if verb == "roundup":
            share = Action(label="Share", entry_point="papers", text=f"share {ROUNDUP}")
            first, *others = parts(roundup())
            return Reply(
                parts=(Part(blocks=first.blocks, actions=(share, *first.actions)), *others), roundup_id=ROUNDUP
            )
        if verb == "share":
            shared_now = await self.sharing.post(request.channel, ROUNDUP, "fine-tuning", "Ada")
            assert shared_now
            return shared(roundup(), ROUNDUP, "Shared by @Ada", is_new=shared_now.is_new)
        said = says(f"{request.entry_point}: {request.text}", private=request.thread is None)
        return replace(said, subscriptions_changed=verb in {"subscribe", "follow", "pause"})

    async def link_thread(self, channel: Channel, thread: str, roundup_id: str) -> None:
        """Tie a thread."""
        await self.sharing.roundups.link_thread(channel, thread, roundup_id)

    async def is_roundup_thread(self, channel: Channel, thread: str) -> bool:
        """Whether a thread was tied."""
        if self.away:
            raise StoreAway("The store is away.")
        return (channel, thread) in self.threads

    @property
    def threads(self) -> dict[tuple[Channel, str], str]:
        """The roundups whose threads these are."""
        return self.sharing.roundups.threads

    async def gone(self, platform: str, workspace: str, reason: str) -> None:
        """A workspace that left."""
        assert platform == "slack"
        self.removed.append((workspace, reason))

    async def back(self, platform: str, workspace: str) -> None:
        """A workspace installed the app."""
        assert platform == "slack"
        self.restored.append(workspace)

    @property
    def ports(self) -> Ports:
        """As the adapter takes it."""
        return fake_ports(
            answer=self.answer,
            link_thread=self.link_thread,
            is_roundup_thread=self.is_roundup_thread,
            workspace_removed=self.gone,
            workspace_restored=self.back,
            subscriptions=self.subscriptions,
            key_values=self.key_values,
        )
