"""The seam between the bot and every chat platform: what a platform is given, and all that it offers.

Read it to add another one; `docs/adding-a-platform.md` walks through it. A platform turns what people do into a
`Request`, gives it to the bot, and shows the `Reply`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from adapters.finding import Finding
from adapters.message import (
    Action,
    Block,
    Bullets,
    Channel,
    EntryPoint,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Person,
    Reply,
    Request,
    Rows,
    Small,
    Span,
    Style,
    Suggestion,
    Text,
    Verbatim,
    code,
    flat,
    plain,
    strong,
)

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.command import SlashCommands
    from adapters.settings import Setting, Settings
    from adapters.store.ports import KeyValueStore, Subscription, Subscriptions
    from digest.roundup import Roundup

__all__ = [
    "Action",
    "Answer",
    "Block",
    "Bullets",
    "Channel",
    "EntryPoint",
    "Finding",
    "Heading",
    "LinkThread",
    "Marker",
    "Numbered",
    "Paragraph",
    "Part",
    "Person",
    "Platform",
    "PlatformDeclaration",
    "Ports",
    "Publisher",
    "Reply",
    "Request",
    "Rows",
    "Small",
    "Span",
    "Style",
    "Suggest",
    "Suggestion",
    "Suggestions",
    "Text",
    "Verbatim",
    "code",
    "flat",
    "plain",
    "strong",
]

Answer = Callable[[Request], Awaitable[Reply]]
"""What a platform is given: it never fails; whatever goes wrong inside is a reply that says so."""

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
        link_thread: Of a roundup that one person was shown alone; with `record_shown` it is the channel's last one.
        is_roundup_thread: Whether a thread belongs to a roundup: (channel, thread).
        is_addressed: Whether words said in a roundup's thread are plainly for the bot: (words, whether it is mentioned).
            Where nobody else listens, everything counts as a mention. What isn't for it gets no answer at all.
        is_beyond_roundup: Whether words are numbers alone, none of them a paper's of the thread's roundup: (channel, thread,
            words). Where the bot isn't mentioned they are talk.
        is_about_above: Whether words are about the message above, as `explain this` is; then `Request.above` is wanted.
        linked_papers: The ids of the papers that a text links to or names as their source does, each once.
        hello: What to say in a channel that the bot was invited to, and `next_step` to who installed it; None a second time.
        workspace_removed: Told that a workspace removed the bot: (platform, workspace, reason); its subscriptions are paused.
        workspace_restored: Told that a workspace has the bot again: (platform, workspace); what its removal paused goes on.
        commands: All that can follow a slash, for vendors that show a menu of them.
        next_date: When a subscription is due next, in its own zone.
        roundup: A roundup by the id that `Part.whole` has; None where it is no longer kept.
        key_values: Small things to remember; raises `StoreAway`.
    """

    answer: Answer
    link_thread: LinkThread
    record_shown: LinkThread
    is_roundup_thread: Callable[[Channel, str], Awaitable[bool]]
    is_addressed: Callable[[str, bool], bool]
    is_beyond_roundup: Callable[[Channel, str, str], Awaitable[bool]]
    is_about_above: Callable[[str], bool]
    linked_papers: Callable[[str], Sequence[str]]
    hello: Callable[[Channel], Awaitable[Part | None]]
    next_step: Callable[[str, str], Awaitable[Part | None]]
    workspace_removed: Callable[[str, str, str], Awaitable[None]]
    workspace_restored: Callable[[str, str], Awaitable[None]]
    suggest: Suggestions
    commands: SlashCommands
    subscriptions: Subscriptions
    next_date: Callable[[Subscription], datetime | None]
    roundup: Callable[[str], Awaitable[Roundup | None]]
    key_values: KeyValueStore
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Which message of which delivery, told where only programs look.

    Attributes:
        announces: It opens what the channel subscribed to.
        topic: That of the subscription it is for, as the subscription names it; "" where it is for none.
    """

    delivery: str
    part: int
    announces: bool = False
    topic: str = ""


class Publisher(Protocol):
    """What the delivery asks of a platform.

    `post` and `posted` raise `RightsLost` (pause the subscription), `OpeningDeleted` (this roundup ends here), `TryLater`
    (nothing was posted) or `Uncertain` (it may have been posted: look for the marker first).
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

    async def start(self) -> None:
        """Get ready to publish, which takes no connection; a process that answers nobody calls no more than this."""
        ...

    async def listen(self) -> None:
        """Connect, and answer what people say until cancelled; may be called again when it ended.

        Raises `PlatformAway` when the connection is gone and the platform's own means don't bring it back, and
        `PlatformRefused` where somebody has to mend something first. What is in hand when it ends goes on.
        """
        ...

    async def stop(self) -> None:
        """Let what is in hand come to its end, and let go of everything; nobody listens any more."""
        ...

    @property
    def is_connected(self) -> bool:
        """Whether what people say reaches the bot at present."""
        ...

    async def ensure_can_post(self, channel: Channel) -> str:
        """What keeps it from posting and how to grant that, in sentences; "" once it may, having joined where all may."""
        ...

    async def may_post(self, channel: Channel, person: Person) -> bool:
        """Whether the platform lets a person post in a channel themselves.

        Raises what the platform's API raises: a platform that doesn't say has allowed nothing.
        """
        ...

    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """Say something about a channel to whoever runs it, privately; raises what `post` raises."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformDeclaration:
    """A platform as the registry lists it; nothing of its vendor's is imported before `connect` or `examine` is called.

    Attributes:
        name: Its folder, its role of `paperround run`, its `--format`, and `Channel.platform`.
        title: Its name as people write it.
        guide: The page that says how to set it up.
        variables: What has to be set, as words that follow "Set".
        loggers: Its vendor's loggers, which are heard only when something is wrong.
        hidden_form: A regular expression for what its vendor's secrets look like in a log; "" where they have no form.
        connect: The platform as these settings reach it, not started; None where it isn't set up.
        examine: What is wrong with its settings and the way there, nothing posted; None where it isn't set up.
        document: A roundup as it would be posted: text, or what JSON has.
    """

    name: str
    title: str
    guide: str
    variables: str
    settings: tuple[Setting[Any], ...]
    connect: Callable[[Settings, Ports], Platform | None]
    examine: Callable[[Settings], AsyncIterator[Finding] | None]
    document: Callable[[Roundup], object]
    loggers: tuple[str, ...] = ()
    hidden_form: str = ""
