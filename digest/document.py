"""The public JSON form of a roundup and of a paper, there and back; `roundup.schema.json` beside this describes it.

The form leaves out what readers get from the source: abstracts, comments and the rest of the facts.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - msgspec reads the annotations
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from digest.model import UNAIDED, Facts, Paper, Pick, RankedBy, Resource, ResourceKind, ResourceRole, Topic, Window
from digest.query import parse
from digest.roundup import CheckReport, Counts, Listed, Roundup, Section, Trend, WrittenBy
from digest.statement_file import StatementForm, form_of, statement_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA: Literal["paperround.roundup/1"] = "paperround.roundup/1"
SCHEMA_FILE = "roundup.schema.json"
"""The JSON Schema's file in this package."""


class _Topic(Struct):
    name: str
    query: str


class _Window(Struct):
    start: date = msgspec.field(name="from")
    end: date = msgspec.field(name="to")


class _Counts(Struct):
    found: int
    matched: int
    selected: int
    cited: int


class _Resource(Struct):
    kind: ResourceKind
    name: str
    url: str | None
    cites: list[str]
    role: ResourceRole = "used"
    about: str | None = None


class _Section(Struct):
    kind: Literal["lead", "theme", "also", "resources", "outlook"]
    title: str
    papers: list[str]
    statements: list[StatementForm]
    resources: list[_Resource] | UnsetType = UNSET


class _Paper(Struct):
    rank: int
    number: int
    id: str
    title: str
    authors: list[str]
    affiliations: list[str]
    categories: list[str]
    published: date
    url: str
    names: list[str]
    venue: str | None
    code: list[str]
    score: float
    why: list[str]
    also: list[_Paper] | UnsetType = UNSET


class _WrittenBy(Struct, omit_defaults=True):
    kind: Literal["extract", "model"]
    model: str | None
    prompt: str | None
    why: str = ""
    language: str = ""


class _Check(Struct):
    statements: int
    refused: int
    repaired: int
    verifier: str | None = None


class _Trend(Struct):
    counts: list[int]
    rising: list[str]
    sentence: str


class _NearPaper(Struct):
    id: str
    title: str
    url: str
    published: date


class _Roundup(Struct):
    schema: Literal["paperround.roundup/1"]
    topic: _Topic
    window: _Window
    counts: _Counts
    headline: str
    sections: list[_Section]
    papers: list[_Paper]
    written_by: _WrittenBy
    check: _Check
    trend: _Trend | None
    generated_at: datetime
    ranked_by: RankedBy | UnsetType = UNSET
    near: list[_NearPaper] | UnsetType = UNSET


def to_json(roundup: Roundup) -> dict[str, Any]:
    """A roundup as plain dicts, lists, strings and numbers, dates in ISO form."""
    trend, counts, by, check = roundup.trend, roundup.counts, roundup.written_by, roundup.check
    return _plain(
        _Roundup(
            schema=SCHEMA,
            topic=_Topic(roundup.topic.name, roundup.topic.query.text),
            window=_Window(roundup.window.start, roundup.window.end),
            counts=_Counts(counts.found, counts.matched, counts.selected, counts.cited),
            headline=roundup.headline,
            sections=[_section(section) for section in roundup.sections],
            papers=[_paper(listed) for listed in roundup.papers],
            written_by=_WrittenBy(by.kind, by.model, by.prompt, by.why, by.language),
            check=_Check(check.statements, check.refused, check.repaired, check.verifier),
            trend=_Trend(list(trend.counts), list(trend.rising), trend.sentence) if trend else None,
            generated_at=roundup.generated_at,
            ranked_by=UNSET if roundup.ranked_by == UNAIDED else roundup.ranked_by,
            near=[_NearPaper(one.id, one.title, one.url, one.published) for one in roundup.near] or UNSET,
        )
    )


def from_json(document: object) -> Roundup:
    """The roundup of a document, its papers with what the form has of them: no abstract, and listed as published.

    Raises:
        msgspec.ValidationError: when it isn't a document of this form.
    """
    form = msgspec.convert(document, _Roundup)
    trend = form.trend
    return Roundup(
        topic=Topic(name=form.topic.name, query=parse(form.topic.query)),
        window=Window(start=form.window.start, end=form.window.end),
        counts=Counts(**msgspec.structs.asdict(form.counts)),
        headline=form.headline,
        sections=tuple(_section_of(section) for section in form.sections),
        papers=tuple(_listed_of(paper) for paper in form.papers),
        written_by=WrittenBy(**msgspec.structs.asdict(form.written_by)),
        check=CheckReport(**msgspec.structs.asdict(form.check)),
        generated_at=form.generated_at,
        trend=Trend(counts=tuple(trend.counts), rising=tuple(trend.rising), sentence=trend.sentence) if trend else None,
        ranked_by=form.ranked_by or UNAIDED,
        near=tuple(map(_near_of, form.near or ())),
    )


def _near_of(near: _NearPaper) -> Paper:
    known = msgspec.structs.asdict(near)
    return Paper(**known, abstract="", authors=(), categories=(), listed=near.published)


def paper_json(best: Listed, also: Sequence[Listed] = ()) -> dict[str, Any]:
    """A paper in the form that a roundup's `papers` have, with the next best matches under `also`."""
    form = _paper(best)
    form.also = [_paper(listed) for listed in also]
    return _plain(form)


def _plain(form: Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(form)
    return plain


def _section(section: Section) -> _Section:
    resources = [_Resource(r.kind, r.name, r.url, list(r.cites), r.role, r.about) for r in section.resources]
    return _Section(
        kind=section.kind,
        title=section.title,
        papers=list(section.papers),
        statements=[form_of(statement) for statement in section.statements],
        resources=resources if section.kind == "resources" else UNSET,
    )


def _paper(listed: Listed) -> _Paper:
    pick, paper, facts = listed.pick, listed.pick.paper, listed.facts
    return _Paper(
        rank=pick.rank,
        number=listed.number,
        id=paper.id,
        title=paper.title,
        authors=list(paper.authors),
        affiliations=list(paper.affiliations),
        categories=list(paper.categories),
        published=paper.published,
        url=paper.url,
        names=list(facts.names),
        venue=facts.venue,
        code=list(facts.code),
        score=pick.score,
        why=list(pick.why),
    )


def _section_of(form: _Section) -> Section:
    resources = () if form.resources is UNSET else form.resources
    return Section(
        kind=form.kind,
        title=form.title,
        papers=tuple(form.papers),
        statements=tuple(statement_of(s) for s in form.statements),
        resources=tuple(
            Resource(kind=r.kind, name=r.name, url=r.url, cites=tuple(r.cites), role=r.role, about=r.about)
            for r in resources
        ),
    )


def _listed_of(form: _Paper) -> Listed:
    paper = Paper(
        id=form.id,
        title=form.title,
        abstract="",
        authors=tuple(form.authors),
        categories=tuple(form.categories),
        published=form.published,
        listed=form.published,
        url=form.url,
        affiliations=tuple(form.affiliations),
    )
    code = tuple(Resource(kind="code", name=url, url=url, cites=(form.id,)) for url in form.code)
    facts = Facts(names=tuple(form.names), resources=code, venue=form.venue)
    pick = Pick(paper=paper, rank=form.rank, score=form.score, why=tuple(form.why))
    return Listed(number=form.number, pick=pick, facts=facts)
