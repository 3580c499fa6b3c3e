"""The seam between the bot and every chat platform: what a platform is given, and all that it offers.

Read it to add another one; `docs/adding-a-platform.md` walks through it. A platform turns what people do into a
`Request`, gives it to the bot, and shows the `Reply`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.message import (
    Action,
    Block,
    Bullets,
    Door,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Reply,
    Rows,
    Small,
    Span,
    Style,
    Text,
    Verbatim,
    code,
    flat,
    plain,
    strong,
)

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.ports import KeyValueStore, Subscription, Subscriptions

__all__ = [
    "Action",
    "Answer",
    "Block",
    "Bullets",
    "Channel",
    "Door",
    "Heading",
    "LinkThread",
    "Marker",
    "Numbered",
    "Paragraph",
    "Part",
    "Person",
    "Platform",
    "Ports",
    "Publisher",
    "Reply",
    "Request",
    "Rows",
    "Small",
    "Span",
    "Style",
    "Suggestion",
    "Suggestions",
    "Text",
    "Verbatim",
    "code",
    "flat",
    "plain",
    "strong",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where things are posted: a platform, a workspace on it, and a channel in that."""

    platform: str
    workspace: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks.

    Attributes:
        zone: The person's IANA time zone where the platform tells it.
        may_manage: Whether the platform's rights and this installation's setting let them change subscriptions.
    """

    id: str
    name: str = ""
    zone: str | None = None
    may_manage: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing a person said to the bot.

    Attributes:
        door: How it came in: `/papers`, `/paper`, or a reply in a thread.
        text: The words after the command's name or the mention, exactly as they came.
        thread: The id of the opening post in whose thread it was said; None outside of threads.
    """

    door: Door
    text: str
    channel: Channel
    person: Person
    thread: str | None = None


Answer = Callable[[Request], Awaitable[Reply]]
"""What a platform is given: it never fails; whatever goes wrong inside is a reply that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A way that something half typed could go on.

    Attributes:
        value: What is said when it is chosen.
    """

    label: str
    value: str


Suggest = Callable[[Channel, str], Awaitable[Sequence[Suggestion]]]
"""Given the channel and what was typed so far, says what could be meant, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """What to offer while somebody types, for each kind of option."""

    topics: Suggest
    zones: Suggest
    papers: Suggest
    subscriptions: Suggest


LinkThread = Callable[[Channel, str, str], Awaitable[None]]
"""Told that a thread belongs to a roundup: (channel, thread, roundup id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """All that a platform is given, the same for each.

    Attributes:
        is_roundup_thread: Whether a thread belongs to a roundup: (channel, thread).
        workspace_removed: Told that a workspace removed the bot: (platform, workspace, reason); its subscriptions are paused.
        workspace_restored: Told that a workspace has the bot again: (platform, workspace); what its removal paused goes on.
        next_date: When a subscription is due next, in its own zone.
        key_values: Small things to remember; raises `StoreAway`.
    """

    answer: Answer
    link_thread: LinkThread
    is_roundup_thread: Callable[[Channel, str], Awaitable[bool]]
    workspace_removed: Callable[[str, str, str], Awaitable[None]]
    workspace_restored: Callable[[str, str], Awaitable[None]]
    suggest: Suggestions
    subscriptions: Subscriptions
    next_date: Callable[[Subscription], datetime | None]
    key_values: KeyValueStore
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Which message of which delivery this is; it travels with the message, where people don't see it."""

    delivery: str
    part: int


class Publisher(Protocol):
    """What the delivery asks of a platform.

    `post` and `posted` raise `RightsLost` (pause the subscription), `TryLater` (nothing was posted) or `Uncertain`
    (it may have been posted: look for the marker first).
    """

    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """The same parts, split so that each fits one message here; the opening post stays the first."""
        ...

    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        """Post one fitting part, in the thread of an opening post where one is named; says the message's id."""
        ...

    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        """The parts of a delivery that stand in the channel, or in the thread: the message's id by part."""
        ...


class Platform(Publisher, Protocol):
    """A chat platform from its first connection to its last answer."""

    async def start(self, *, listens: bool = True) -> None:
        """Connect and return; without `listens` only what publishing needs, for a process that answers nobody.

        Raises a `PaperroundError` that says what to do where the platform won't have the bot.
        """
        ...

    async def stop(self) -> None:
        """Take nothing more, and let what is in hand come to its end."""
        ...

    @property
    def is_connected(self) -> bool:
        """Whether what people say reaches the bot at present."""
        ...

    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """Say something about a channel to whoever runs it, privately; raises what `post` raises."""
        ...
