"""What people say to the bot, and what it says: blocks of plain text with structure, escaped and drawn by each platform.

So nothing that a paper, a model or a person wrote can become a mention, a link or formatting.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime  # noqa: TC003 - what is kept in the store is read back by its annotations
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.present.picture import Illustration
    from adapters.whole_roundup import WholeRoundup

Style = Literal["plain", "strong", "emphasis", "code"]
EntryPoint = Literal["papers", "paper", "thread"]
"""How something comes in: `/papers`, `/paper`, or a reply in a thread."""
NO_WORKSPACE = "@me"
"""The workspace of direct messages that belong to none, as Discord's: they have no threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where things are posted: a platform, a workspace on it, and a channel in that."""

    platform: str
    workspace: str
    id: str

    @property
    def address(self) -> str:
        """All of it in one word without spaces or braces."""
        plain = self.platform + self.workspace + self.id
        if plain.isascii() and plain.isalnum():  # most are, and to ask costs a tenth of the quoting
            return f"{self.platform}/{self.workspace}/{self.id}"
        return "/".join(quote(part, safe="") for part in (self.platform, self.workspace, self.id))

    @property
    def tenant(self) -> str:
        """Within which people share what they have: the workspace, or the direct messages of one person where there is none."""
        return self.address if self.workspace == NO_WORKSPACE else replace(self, id="").address

    @classmethod
    def at(cls, address: str) -> Channel:
        """The channel of an address."""
        platform, workspace, id_ = (unquote(part) for part in address.split("/"))
        return cls(platform=platform, workspace=workspace, id=id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks.

    Attributes:
        zone: The IANA time zone where the platform tells it.
        may_manage: Whether the platform's rights and this installation's setting let them change subscriptions.
    """

    id: str
    name: str = ""
    zone: str | None = None
    may_manage: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing a person said to the bot.

    Attributes:
        entry_point: How it came in: `/papers`, `/paper`, or a reply in a thread.
        text: The words after the command's name or the mention, exactly as they came.
        thread: The id of the opening post in whose thread it was said; None outside of threads.
        above: What the message says that this one answers, for `explain this`; "" where there is none or it isn't known.
        is_direct: Whether nobody else reads there, so that words are for the bot and may be commands as well as questions.
        hears_all: Whether words in a roundup's thread reach the bot where they don't mention it.
    """

    entry_point: EntryPoint
    text: str
    channel: Channel
    person: Person
    thread: str | None = None
    above: str = ""
    is_direct: bool = False
    hears_all: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A way that something half typed could go on.

    Attributes:
        value: What is said when it is chosen.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of plain text in one style, perhaps leading somewhere.

    Attributes:
        link: An https URL that the bot itself made or checked, never one out of prose.
        moment: The time that the text tells, for platforms that show each reader their own.
    """

    text: str
    style: Style = "plain"
    link: str | None = None
    moment: datetime | None = None


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title line."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """Points of equal weight."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Papers by their reference numbers: (number, text); what follows the first link of a text says more of the paper."""

    items: tuple[tuple[int, Text], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and value, one pair a line."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text to copy as it stands, such as BibTeX."""

    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """A line in the background: coverage, footers, hints."""

    text: Text


Block = Heading | Paragraph | Bullets | Numbered | Rows | Verbatim | Small


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to press; pressing it says `text` through `entry_point`, so it needs no second code path.

    Attributes:
        group: Actions of one group form a menu with that name where the platform has menus; "" is a button.
    """

    label: str
    entry_point: EntryPoint
    text: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message of a posted roundup: the opening post, or one thread message.

    Attributes:
        illustration: Shown where the platform shows pictures and takes this one.
        links: The pages that it is about, as (label, https URL), for buttons that open them; the blocks link to them, too.
        group: Neighbours of one group may be told in one message under this title, where messages have room for them.
        whole: The roundup that it opens, for platforms that show it in one piece.
    """

    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    group: str = ""
    illustration: Illustration | None = None
    whole: WholeRoundup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the bot answers.

    Attributes:
        parts: The first is the answer; further ones belong in its thread (a roundup). Never empty.
        private: Only the asker sees it, where the platform can do that.
        roundup_id: The id under which a roundup is kept, so that the platform can tie a thread to it; "" if none.
        refused: What kept it from being done: the words said, or the place or moment; a form shows it at that field.
        subscriptions_changed: Whether the channel's subscriptions are others now, for pages that show them.
        posted: Since when the roundup stands in the channel for all; the reply takes the place of the message pressed.
        opening: The id of its opening post there; "" where it isn't known yet.
        fuller: Says the same in more detail, which takes a while to read, and takes this reply's place where the platform
            can do that; None where there is no more. Never fails.
    """

    parts: tuple[Part, ...]
    private: bool = True
    roundup_id: str = ""
    refused: Literal["", "words", "place"] = ""
    subscriptions_changed: bool = False
    posted: Literal["", "now", "before"] = ""
    opening: str = ""
    fuller: Callable[[], Awaitable[Reply | None]] | None = field(default=None, compare=False)


def plain(text: str) -> Text:
    """Text without styles."""
    return (Span(text=text),)


def strong(text: str) -> Span:
    """A run that stands out, such as a method's name."""
    return Span(text=text, style="strong")


def code(text: str) -> Span:
    """A run to type as it stands, such as a command."""
    return Span(text=text, style="code")


def flat(text: Text) -> str:
    """The words alone, for places without styles."""
    return "".join(span.text for span in text)
