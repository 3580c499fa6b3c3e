"""Reads what a model answers: prose into a draft, whatever stands around the JSON; raises `Garbled` for anything else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import msgspec

from digest.brief.fencing import one_line
from digest.brief.tasks import MOST_THEMES
from digest.errors import MalformedAnswer
from digest.roundup import Draft, Evidence, ReferencePlace, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Brief, Resource
    from digest.roundup import WrittenBy

T = TypeVar("T")

MOST_STATEMENTS = 12
_LONGEST_TEXT = 700
_LONGEST_TITLE = 140
_TRIES = 40
_THOUGHT = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
_REFERENCES = re.compile(r"\s?\[#?\d{1,3}(?:\s?[,;–-]\s?#?\d{1,3})*\]|\s?\(?#\d{1,3}\)?(?=[\s.,;:!?]|\Z)")
_MARKUP = re.compile(r"\*\*|__|`+|^#{1,6}\s+|^[-*•]\s+")


class _AnsweredEvidence(msgspec.Struct):
    paper: int
    quote: str = ""


class _Statement(msgspec.Struct):
    text: str
    evidence: list[_AnsweredEvidence] = msgspec.field(default_factory=list)
    papers: list[int] = msgspec.field(default_factory=list)


class _Theme(msgspec.Struct):
    title: str
    story: list[_Statement]


class _AnsweredRoundup(msgspec.Struct):
    headline: str
    themes: list[_Theme]
    standfirst: list[_Statement] = msgspec.field(default_factory=list)
    under_the_hood: list[_Statement] = msgspec.field(default_factory=list)
    outlook: list[_Statement] = msgspec.field(default_factory=list)


class _Repaired(_Statement, kw_only=True):
    number: int


class _Repairs(msgspec.Struct):
    statements: list[_Repaired]


class _Statements(msgspec.Struct):
    statements: list[_Statement]


@dataclass(frozen=True, slots=True)
class _Numbering:
    """What the numbers of an answer mean; a number that was never given stands for no paper."""

    ids: tuple[str, ...]

    def statement(self, given: _Statement) -> Statement:
        text, marked = _split_references(given.text)
        quoted = [one for one in given.evidence if one.quote.strip()]
        marks = tuple(ReferencePlace(at=at, paper=self.id(number)) for at, number in marked)
        cites = (*given.papers, *(number for _, number in marked), *(one.paper for one in given.evidence))
        return Statement(
            text=text,
            cites=tuple(dict.fromkeys(map(self.id, cites))),
            evidence=tuple(Evidence(paper=self.id(one.paper), quote=one_line(one.quote)) for one in quoted),
            marks=marks if len({mark.at for mark in marks}) > 1 else (),
        )

    def id(self, number: int) -> str:
        return self.ids[number - 1] if 0 < number <= len(self.ids) else f"paper {number}"

    def statements(self, given: Sequence[_Statement]) -> tuple[Statement, ...]:
        read = map(self.statement, given[:MOST_STATEMENTS])
        return tuple(statement for statement in read if statement.text)


def draft(answer: str, brief: Brief, by: WrittenBy, resources: Sequence[Resource]) -> Draft:
    """The draft in an answer to `tasks.write`; the resources are code's own."""
    form = read(answer, _AnsweredRoundup)
    numbering = _Numbering(tuple(pick.paper.id for pick in brief.shortlist.picks))
    themes = [
        Section(kind="theme", title=title(theme.title), statements=numbering.statements(theme.story))
        for theme in form.themes[:MOST_THEMES]
    ]
    themes = _themes_with_papers([theme for theme in themes if theme.statements], brief)
    if not themes:
        raise MalformedAnswer("its answer tells of no theme")
    hood = numbering.statements(form.under_the_hood)
    sections = (
        Section(kind="lead", title="", statements=numbering.statements(form.standfirst)),
        *themes,
        _others(themes, brief),
        Section(kind="resources", title="Under the hood", statements=hood, resources=tuple(resources)),
        Section(kind="outlook", title="Where this is going", statements=numbering.statements(form.outlook)),
    )
    filled = tuple(one for one in sections if one.statements or one.resources or (one.kind == "also" and one.papers))
    return Draft(headline=title(form.headline), sections=filled, written_by=by)


def _others(themes: Sequence[Section], brief: Brief) -> Section:
    """The papers that the model didn't tell of: they stand under none of its themes."""
    told = {paper for theme in themes for paper in theme.papers}
    left = (pick.paper.id for pick in brief.shortlist.picks if pick.paper.id not in told)
    return Section(kind="also", title="Also this week", papers=tuple(left))


def repaired(answer: str, brief: Brief, count: int) -> tuple[Statement | None, ...]:
    """The statements in an answer to `tasks.repair`, None where one was given up."""
    numbering = _Numbering(tuple(pick.paper.id for pick in brief.shortlist.picks))
    mended: list[Statement | None] = [None] * count
    for one in read(answer, _Repairs).statements:
        statement = numbering.statement(one)
        if 0 < one.number <= count and statement.text:
            mended[one.number - 1] = statement
    return tuple(mended)


def statements(answer: str, ids: Sequence[str]) -> tuple[Statement, ...]:
    """The statements in an answer to `tasks.question` or `tasks.gist`."""
    return _Numbering(tuple(ids)).statements(read(answer, _Statements).statements)


def title(text: str) -> str:
    """A heading in one plain line, without a full stop."""
    return _split_references(text)[0][:_LONGEST_TITLE].rstrip(". ")


def _split_references(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Plain text, and the paper numbers that stood in it with the places where they stood."""
    line = one_line(_MARKUP.sub("", text.strip()))
    told, found, start = "", [], 0
    for match in _REFERENCES.finditer(line):
        told += line[start : match.start()]
        found += [(len(told), int(number)) for number in re.findall(r"\d+", match[0])]
        start = match.end()
    told = (told + line[start:])[:_LONGEST_TEXT]
    return told, tuple((min(at, len(told)), number) for at, number in found)


def _themes_with_papers(themes: list[Section], brief: Brief) -> list[Section]:
    """Themes with the papers that they tell of, best first, each counted where it is told first."""
    ranked = [pick.paper.id for pick in brief.shortlist.picks]
    homes: dict[str, int] = {}
    for at, theme in enumerate(themes):
        for cite in (cite for statement in theme.statements for cite in statement.cites):
            homes.setdefault(cite, at)
    return [replace(theme, papers=tuple(i for i in ranked if homes.get(i) == at)) for at, theme in enumerate(themes)]


def read(answer: str, form: type[T]) -> T:
    """The first JSON object of this form in an answer, in whatever it is wrapped."""
    text = _THOUGHT.sub("", answer)
    decoder = json.JSONDecoder()
    problems: list[str] = []
    at = text.find("{")
    while at >= 0 and len(problems) < _TRIES:
        try:
            return msgspec.convert(decoder.raw_decode(text, at)[0], form)
        except msgspec.ValidationError:
            problems.append("its JSON isn't of the form that was asked for")
        except (ValueError, RecursionError):
            problems.append("its JSON is cut off or broken")
        at = text.find("{", at + 1)
    raise MalformedAnswer(problems[0] if problems else "there is no JSON object in its answer")
