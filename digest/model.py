"""The nouns of the engine: papers, topics, windows, shortlists and briefs, all frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from digest.source_profiles import SourceProfiles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from digest.query import Query

ResourceKind = Literal["model", "dataset", "benchmark", "tool", "code", "page"]
ResourceRole = Literal["introduced", "used", "announced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLink:
    """A further page of a paper, under the word that a reader sees, such as `HTML`."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One work, in plain Unicode text (TeX is gone by now), with all that its source says of where it is.

    Attributes:
        id: Canonical and without a version, such as `2605.13162` or `cs/0112017`; unique over all sources.
        published: The day the first version was submitted, in UTC.
        listed: The day its source listed it, in UTC; equal to `published` where the source doesn't say.
        version: The newest version that the source knows, from 1.
        tex_title: The title as the source has it, where it differs from `title`; else "".
        source: Where it comes from, as people write it, such as the name of an archive; "" where nobody says.
        url: The page to link to; "" where there is none.
        pdf: The newest version as a PDF; "" where there is none.
        links: Where else it can be read.
        area: What people call its field in a word or two, such as `Robotics`; "" unless it stands in a roundup.
    """

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: date
    listed: date
    affiliations: tuple[str, ...] = ()
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    version: int = 1
    withdrawn: bool = False
    tex_title: str = ""
    source: str = ""
    url: str = ""
    pdf: str = ""
    links: tuple[PaperLink, ...] = ()
    area: str = field(default="", compare=False)

    @property
    def pages(self) -> tuple[str, ...]:
        """All addresses under which its source has it."""
        return tuple(filter(None, (self.url, self.pdf, *(link.url for link in self.links))))

    @property
    def byline(self) -> str:
        """The first author, and whether there are more: `Ada Lovelace et al.`."""
        if not self.authors:
            return "unknown authors"
        return " and ".join(self.authors) if len(self.authors) <= 2 else f"{self.authors[0]} et al."  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A name that people use and the query behind it."""

    name: str
    query: Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The stretch of days that a roundup covers, in UTC, both ends included; papers belong by their listing day."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> tuple[date, ...]:
        """All of them, in order."""
        return tuple(self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1))

    @property
    def label(self) -> str:
        """As people write it: `11–15 May 2026`, `27 April – 1 May 2026`, `29 December 2025 – 2 January 2026`."""
        end = f"{self.end.day} {self.end:%B %Y}"
        if self.start == self.end:
            return end
        if self.start.year != self.end.year:
            return f"{self.start.day} {self.start:%B %Y} – {end}"
        if self.start.month != self.end.month:
            return f"{self.start.day} {self.start:%B} – {end}"
        return f"{self.start.day}–{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something a reader can use: a model, a dataset, a benchmark, a tool, code or a project page.

    Attributes:
        role: Whether its papers introduce it, use it, or only announce it.
        about: What they say it is, `a benchmark of 200 tasks`, or None.
        cites: The ids of the papers that offer or use it.
    """

    kind: ResourceKind
    name: str
    url: str | None
    cites: tuple[str, ...]
    role: ResourceRole = "used"
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What code, never a model, reads out of one paper.

    Attributes:
        names: What the paper calls its own method, dataset or benchmark, the chief one first.
        resources: Links found in abstract and comment, and named models, datasets and benchmarks it builds or uses.
        venue: Where it was accepted, as written, or None.
        numbers: The results as the abstract writes them, such as `44.5%` or `8.3×`.
    """

    names: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    venue: str | None = None
    numbers: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[str, ...]:
        """The links to code, in the order found."""
        return tuple(r.url for r in self.resources if r.kind == "code" and r.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A paper on a shortlist.

    Attributes:
        rank: From 1, most relevant first.
        score: Relevance in (0, 1], comparable within one shortlist only.
        why: Reasons in words, the strongest first.
    """

    paper: Paper
    rank: int
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedBy:
    """The models that had a say in which papers are on topic, by name; "" where none had.

    Attributes:
        embeddings: Whose vectors told how near papers are to the topic.
        judge: Who read the titles of those in doubt.
    """

    embeddings: str = ""
    judge: str = ""


UNAIDED = RankedBy()
"""No model had a say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The papers selected for a topic and a window, ranked.

    Attributes:
        found: How many papers the window holds, all read.
        matched: How many of them are on topic.
        near: The best of those that are not, but touch the subject; for offers, never for padding.
        ranked_by: The models that had a say in it.
    """

    topic: Topic
    window: Window
    found: int
    matched: int
    picks: tuple[Pick, ...]
    near: tuple[Pick, ...] = ()
    ranked_by: RankedBy = UNAIDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Papers of a shortlist that belong together, under a label a researcher would use; best first."""

    label: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a writer may use: the shortlist, its themes and the facts of each paper by id.

    Attributes:
        themes: They needn't hold every paper.
        sources: How the places that the papers come from write ids.
    """

    shortlist: Shortlist
    themes: tuple[Theme, ...]
    facts: Mapping[str, Facts]
    sources: SourceProfiles = field(default_factory=SourceProfiles)
