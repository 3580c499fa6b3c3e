"""The commands as every platform offers them: their names, their options, and the words that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from adapters.store.ports import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import EntryPoint

COMMANDS: Mapping[str, EntryPoint] = {"papers": "papers", "paper": "paper"}
"""The slash commands by name, without the slash."""

SHARE = "share"
"""The verb that has a roundup posted where it is said, as the delivery posts; the roundup's id follows."""

CHANGE = "change"
"""The verb that opens a window on one of the channel's subscriptions, where a platform has windows; its topic follows."""

Suggested = Literal["topics", "zones", "papers", "subscriptions"]
"""Which of `Suggestions` completes an option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A field of a command.

    Attributes:
        words: What it adds to the command's words, such as `on {}`.
        choices: All that it takes, where that is a short list.
        longest: Characters that it takes at most.
    """

    name: str
    meaning: str
    words: str = "{}"
    choices: tuple[str, ...] = ()
    suggested: Suggested | None = None
    required: bool = False
    longest: int = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command, or a subcommand of `/papers`.

    Attributes:
        verb: What its words begin with; "" for `/paper`, whose words are the paper alone.
    """

    name: str
    meaning: str
    options: tuple[Option, ...] = ()
    entry_point: EntryPoint = "papers"
    verb: str = ""

    def words(self, given: Mapping[str, str | None]) -> str:
        """One line as somebody would type it; `given` is what was filled in, by option."""
        filled = ((option.words, " ".join((given.get(option.name) or "").split())) for option in self.options)
        return " ".join([*([self.verb] if self.verb else []), *(words.format(one) for words, one in filled if one)])


_A_TOPIC = 'A well-known topic, or a query of your own: words, "phrases", OR, -without, cat:cs.CL'
_WHICH = "One of this channel's topics"
_A_PAPER = "An arXiv id or link, a title, or the name of a method"
_ONE_OF_OURS = Option(name="topic", meaning=_WHICH, suggested="subscriptions", required=True)
_ONE_OR_ALL = Option(name="topic", meaning=f"{_WHICH}; all of them unless you name one", suggested="subscriptions")


def _papers(verb: str, meaning: str, *options: Option) -> Command:
    return Command(name=verb, meaning=meaning, options=options, verb=verb)


PAPERS = "Roundups of what is new on arXiv, for this channel"
"""What `/papers` is for."""

SUBCOMMANDS = (
    _papers(
        "subscribe",
        "Subscribe this channel to a topic",
        Option(name="topic", meaning=_A_TOPIC, suggested="topics", required=True),
        Option(
            name="day",
            meaning="The day of the week; Monday unless you say otherwise",
            words="on {}",
            choices=WEEKDAYS,
        ),
        Option(name="time", meaning="The time of day, such as 09:00", words="at {}", longest=40),
        Option(
            name="cadence",
            meaning="How often; weekly unless you say otherwise",
            choices=("daily", "weekly", "biweekly"),
        ),
        Option(
            name="timezone",
            meaning="The time zone of day and time, such as Europe/Berlin",
            words="tz {}",
            suggested="zones",
            longest=100,
        ),
    ),
    _papers(
        "list",
        "This channel's subscriptions and their next dates",
        Option(name="topic", meaning=f"{_WHICH}, to see it alone", suggested="subscriptions"),
    ),
    _papers("status", "What comes when, and what is paused and why"),
    _papers(
        "also",
        "Count something more as on a topic of this channel",
        Option(name="words", meaning="What shall count, such as low-rank adaptation", required=True),
        Option(name="topic", meaning=_WHICH, words="in {}", suggested="subscriptions"),
    ),
    _papers(
        "not",
        "Leave something out of a topic of this channel",
        Option(name="words", meaning="What papers shall not say", required=True),
        Option(name="topic", meaning=_WHICH, words="in {}", suggested="subscriptions"),
    ),
    _papers(CHANGE, "Change when a subscription comes", _ONE_OF_OURS),
    _papers("unsubscribe", "End a subscription of this channel", _ONE_OF_OURS),
    _papers("pause", "Hold a subscription, or all of this channel's", _ONE_OR_ALL),
    _papers("resume", "Go on with a subscription, or with all of this channel's", _ONE_OR_ALL),
    _papers(
        "roundup",
        "A roundup now, which only you see until you share it",
        Option(name="topic", meaning=_A_TOPIC, suggested="topics"),
    ),
    _papers(
        "search",
        "Papers of the last weeks that match",
        Option(name="query", meaning='Words, "phrases", OR, -without, cat:cs.CL, author:"Ada Lovelace"', required=True),
    ),
    _papers(
        "why",
        "Why a paper was, or was not, in the last roundup",
        Option(name="paper", meaning=_A_PAPER, suggested="papers", required=True),
    ),
    _papers(
        "pages",
        "Where this channel's web pages and feed are, and who may see them",
        Option(name="do", meaning="What to do with them", choices=("public", "private", "revoke")),
    ),
    _papers(
        "mail",
        "This channel's roundups by mail, for who confirms it",
        Option(name="address", meaning="The mail address; without one I say who gets some", longest=320),
        Option(name="topic", meaning=f"{_WHICH}; all of them unless you name one", suggested="subscriptions"),
        Option(name="time", meaning="The time of day; 09:00 unless you say otherwise", words="at {}", longest=40),
        Option(
            name="timezone",
            meaning="The time zone of the time, such as Europe/Berlin",
            words="tz {}",
            suggested="zones",
            longest=100,
        ),
        Option(name="do", meaning="To end what the address gets", choices=("stop",)),
    ),
    _papers(
        "topics",
        "Well-known topics, or what is understood of any words",
        Option(name="topic", meaning="One of them, or your own words, to see what they find", suggested="topics"),
    ),
    _papers("help", "What I can do, short"),
)
"""What can follow `/papers`."""

PAPER = Command(
    name="paper",
    meaning="One paper explained",
    entry_point="paper",
    options=(Option(name="reference", meaning=f"{_A_PAPER}, such as EndPrompt", suggested="papers", required=True),),
)


def as_command(entry_point: EntryPoint, text: str) -> tuple[EntryPoint, str]:
    """Words that begin with a command's name mean that command: `@Paperround paper EndPrompt`.

    In a thread, where such a word may be meant as a word, only one with its slash does.
    """
    word, _, rest = text.partition(" ")
    named = COMMANDS.get(word.removeprefix("/").casefold())
    if named and (entry_point == "papers" or word.startswith("/")):
        return named, rest.strip()
    return entry_point, text
