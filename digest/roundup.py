"""The nouns of what is written: statements, drafts and roundups, all frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from digest.model import UNAIDED, RankedBy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from digest.full_text import FullText
    from digest.model import Facts, Paper, Pick, Resource, Topic, Window

SectionKind = Literal["lead", "theme", "also", "resources", "outlook"]
WriterKind = Literal["extract", "model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim passage of a paper's title or abstract."""

    paper: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePlace:
    """The place of a reference: after so many characters of the text."""

    at: int
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence or bullet in plain text, with the ids of the papers it rests on.

    Attributes:
        evidence: Passages of those papers that say so.
        marks: Where in the text the reference of a paper belongs: beside what it did. Papers without one stand at the end.
    """

    text: str
    cites: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    marks: tuple[ReferencePlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a roundup.

    Attributes:
        papers: The ids of all papers that belong here, cited in a statement or not, best first.
    """

    kind: SectionKind
    title: str
    papers: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBy:
    """Who wrote a roundup: `extract`, or `model` with the model's name and the prompt's version.

    Attributes:
        why: Why it is extracted where a model was asked for, in words; "" otherwise.
        language: The language that it is written in, by its name; "" for English.
    """

    kind: WriterKind
    model: str | None = None
    prompt: str | None = None
    why: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a writer gives; nothing but the check makes a roundup of it."""

    headline: str
    sections: tuple[Section, ...]
    written_by: WrittenBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A statement that the check refused, and why.

    Attributes:
        nearest: What its papers say nearest to it.
    """

    statement: Statement
    reason: str
    nearest: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """How many statements were checked, how many refused, and how many of those repaired or replaced.

    Attributes:
        verifier: The model that held each statement against its evidence, besides code; None where there was none.
    """

    statements: int
    refused: int
    repaired: int
    verifier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a topic's volume compares with earlier weeks.

    Attributes:
        counts: On-topic papers a week, oldest first, the roundup's own week last.
        rising: Terms that are more frequent than before, the strongest first.
        sentence: The same in words.
    """

    counts: tuple[int, ...]
    rising: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A paper as a roundup lists it.

    Attributes:
        number: Its reference in the text, from 1, in order of first mention; papers not cited follow by rank.
    """

    number: int
    pick: Pick
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The coverage line: papers read, on topic, selected, and cited in a statement."""

    found: int
    matched: int
    selected: int
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roundup:
    """The finished, checked document, the same for every platform.

    Attributes:
        generated_at: When it was made, in UTC.
        ranked_by: The models that had a say in which papers are on topic.
        near: Where little is on topic, the best papers that are near it and not on it; of no use to what is written.
        missing: Why not all papers of the window were at hand, as a sentence; "" where they were.
    """

    topic: Topic
    window: Window
    counts: Counts
    headline: str
    sections: tuple[Section, ...]
    papers: tuple[Listed, ...]
    written_by: WrittenBy
    check: CheckReport
    generated_at: datetime
    trend: Trend | None = None
    ranked_by: RankedBy = UNAIDED
    near: tuple[Paper, ...] = ()
    missing: str = ""
    numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", {listed.pick.paper.id: listed.number for listed in self.papers})

    def numbered(self, number: int) -> Listed | None:
        """The paper with this reference number, or None."""
        return next((listed for listed in self.papers if listed.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One paper explained.

    Attributes:
        gist: One line: what it is.
        new: What is new, in whole sentences.
        results: What it reports, in whole sentences.
        related: The papers nearest to it, nearest first.
        full_text: What was read on the page of the whole paper, or None.
    """

    paper: Paper
    facts: Facts
    gist: str
    new: tuple[str, ...]
    results: tuple[str, ...]
    related: tuple[Paper, ...]
    written_by: WrittenBy
    full_text: FullText | None = None
