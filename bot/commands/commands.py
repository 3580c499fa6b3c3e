"""What people can ask for, as frozen values; `str()` of each is its canonical text, which parses to it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from adapters.store.ports import WEEKDAYS
from bot.commands.mail_command import Mail
from bot.commands.paper_commands import AskQuestion, OfPaper, SeveralPapers

if TYPE_CHECKING:
    from datetime import time

    from adapters.chat import EntryPoint
    from adapters.store.ports import Cadence
    from digest.brief.prompting import Style


LONGEST_WINDOW = 31
"""Days that a roundup on demand covers at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribe:
    """Subscribe this channel to a topic; what wasn't said is None."""

    entry_point: ClassVar[EntryPoint] = "papers"
    topic: str
    cadence: Cadence | None = None
    weekday: int | None = None
    at: time | None = None
    zone: str | None = None
    style: Style | None = None
    language: str | None = None

    @override
    def __str__(self) -> str:
        day = None if self.weekday is None else f"on {WEEKDAYS[self.weekday]}"
        at = None if self.at is None else f"at {self.at:%H:%M}"
        zone = self.zone and f"tz {self.zone}"
        style, language = self.style and f"style={self.style}", self.language and f"language={self.language}"
        return " ".join(filter(None, ["subscribe", self.topic, day, at, self.cadence, zone, style, language]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnTopic:
    """Something done with one of the channel's topics."""

    entry_point: ClassVar[EntryPoint] = "papers"
    verb: ClassVar[str]
    topic: str | None = None

    @override
    def __str__(self) -> str:
        return f"{self.verb} {self.topic}" if self.topic else self.verb


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToChange(_OnTopic):
    """Say how a subscription is changed, where the platform has no window for that."""

    verb: ClassVar[str] = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsubscribe(_OnTopic):
    """End a subscription; without a topic, the only one."""

    verb: ClassVar[str] = "unsubscribe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(_OnTopic):
    """Hold a subscription, or all of them."""

    verb: ClassVar[str] = "pause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(_OnTopic):
    """Go on with a subscription, or with all of them."""

    verb: ClassVar[str] = "resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupNow(_OnTopic):
    """A roundup at once, for the asker; what wasn't said is as the channel has it.

    Attributes:
        days: How many days it covers, up to yesterday; `LONGEST_WINDOW` at most.
    """

    verb: ClassVar[str] = "roundup"
    days: int | None = None
    style: Style | None = None
    language: str | None = None

    @override
    def __str__(self) -> str:
        days = f"last {self.days} days" if self.days else None
        style, language = self.style and f"style={self.style}", self.language and f"language={self.language}"
        return " ".join(filter(None, [self.verb, self.topic, days, style, language]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bare:
    """Something that needs no further words."""

    entry_point: ClassVar[EntryPoint] = "papers"
    verb: ClassVar[str]

    @override
    def __str__(self) -> str:
        return self.verb


@dataclass(frozen=True, slots=True, kw_only=True)
class List(_OnTopic):
    """This channel's subscriptions, or one of them; `status` says the same."""

    verb: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTopics(_OnTopic):
    """The well-known topics, or the query of one."""

    verb: ClassVar[str] = "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(_Bare):
    """What can be asked for."""

    verb: ClassVar[str] = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks(_Bare):
    """A courtesy."""

    verb: ClassVar[str] = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Something asked in words of one's own.

    Attributes:
        words: Never empty.
    """

    entry_point: ClassVar[EntryPoint] = "papers"
    verb: ClassVar[str]
    words: str

    @override
    def __str__(self) -> str:
        return f"{self.verb} {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(_About):
    """Papers of the last weeks that match."""

    verb: ClassVar[str] = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(_About):
    """Why a paper was, or was not, in the last roundup."""

    verb: ClassVar[str] = "why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Also(_About):
    """Count more as on a topic of this channel: `<words> [in <topic>]`."""

    verb: ClassVar[str] = "also"


@dataclass(frozen=True, slots=True, kw_only=True)
class Not(_About):
    """Leave something out of a topic of this channel: `<words> [in <topic>]`."""

    verb: ClassVar[str] = "not"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRoundup(_About):
    """Show a kept roundup, named by its id, to the whole channel."""

    verb: ClassVar[str] = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPages(_OnTopic):
    """Where this channel's web pages and feeds are; `topic` is what is to be done with them, in the asker's words."""

    verb: ClassVar[str] = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainPaper:
    """The card of a paper, by id, link, title or name."""

    entry_point: ClassVar[EntryPoint] = "paper"
    ref: str

    @override
    def __str__(self) -> str:
        return self.ref


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyThese(_Bare):
    """Why the papers of this roundup were selected."""

    entry_point: ClassVar[EntryPoint] = "thread"
    verb: ClassVar[str] = "why"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperList(_Bare):
    """The papers of this roundup by number."""

    entry_point: ClassVar[EntryPoint] = "thread"
    verb: ClassVar[str] = "papers"


SubscriptionChange = Subscribe | Unsubscribe | Pause | Resume | Also | Not
ChannelQuery = List | HowToChange | RoundupNow | Search | Why | ExplainPaper
Distribution = ShareRoundup | WebPages | Mail
"""Who else reads a roundup: the whole channel, the web, by mail."""
OnRoundup = WhyThese | PaperList | AskQuestion
"""What only makes sense where there is a roundup to ask about."""
OnPapers = OfPaper | SeveralPapers
InThread = OnPapers | OnRoundup
Command = SubscriptionChange | ChannelQuery | Distribution | InThread | ListTopics | Help | Thanks
