"""Reads what a model answers: prose into a draft, whatever stands around the JSON; raises `Garbled` for anything else."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import msgspec

from digest.brief.fencing import one_line
from digest.errors import Garbled
from digest.roundup import Draft, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Brief, Resource
    from digest.roundup import WrittenBy

T = TypeVar("T")

MOST_THEMES = 6
MOST_STATEMENTS = 12
_LONGEST_TEXT = 700
_LONGEST_TITLE = 140
_TRIES = 40
_THOUGHT = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
_BRACKETED = re.compile(r"\s?\[#?(\d{1,3}(?:\s?[,;–-]\s?#?\d{1,3})*)\]")
_HASHED = re.compile(r"\s?\(?#(\d{1,3})\)?(?=[\s.,;:!?]|\Z)")
_MARKUP = re.compile(r"\*\*|__|`+|^#{1,6}\s+|^[-*•]\s+")


class _Statement(msgspec.Struct):
    text: str
    papers: list[int] = msgspec.field(default_factory=list)


class _Theme(msgspec.Struct):
    title: str
    story: list[_Statement]


class _Roundup(msgspec.Struct):
    headline: str
    themes: list[_Theme]
    standfirst: list[_Statement] = msgspec.field(default_factory=list)
    under_the_hood: list[_Statement] = msgspec.field(default_factory=list)
    outlook: list[_Statement] = msgspec.field(default_factory=list)


class _Repaired(msgspec.Struct):
    number: int
    text: str
    papers: list[int] = msgspec.field(default_factory=list)


class _Repairs(msgspec.Struct):
    statements: list[_Repaired]


class _Statements(msgspec.Struct):
    statements: list[_Statement]


@dataclass(frozen=True, slots=True)
class _Numbering:
    """What the numbers of an answer mean; a number that was never given stands for no paper."""

    ids: tuple[str, ...]

    def statement(self, text: str, papers: Sequence[int]) -> Statement:
        bare, mentioned = _bare(text)
        return Statement(text=bare, cites=tuple(dict.fromkeys(map(self.id, (*papers, *mentioned)))))

    def id(self, number: int) -> str:
        return self.ids[number - 1] if 0 < number <= len(self.ids) else f"paper {number}"

    def statements(self, given: Sequence[_Statement]) -> tuple[Statement, ...]:
        read = (self.statement(one.text, one.papers) for one in given[:MOST_STATEMENTS])
        return tuple(statement for statement in read if statement.text)


def draft(answer: str, brief: Brief, by: WrittenBy, resources: Sequence[Resource]) -> Draft:
    """The draft in an answer to `brief.write`; the resources are code's own."""
    form = _read(answer, _Roundup)
    numbering = _Numbering(tuple(pick.paper.id for pick in brief.shortlist.picks))
    themes = [
        Section(kind="theme", title=title(theme.title), statements=numbering.statements(theme.story))
        for theme in form.themes[:MOST_THEMES]
    ]
    themes = _housed([theme for theme in themes if theme.statements], brief)
    if not themes:
        raise Garbled("its answer tells of no theme")
    hood = numbering.statements(form.under_the_hood)
    sections = (
        Section(kind="lead", title="", statements=numbering.statements(form.standfirst)),
        *themes,
        Section(kind="resources", title="Under the hood", statements=hood, resources=tuple(resources)),
        Section(kind="outlook", title="Where this is going", statements=numbering.statements(form.outlook)),
    )
    filled = tuple(section for section in sections if section.statements or section.resources)
    return Draft(headline=title(form.headline), sections=filled, written_by=by)


def repaired(answer: str, brief: Brief, count: int) -> tuple[Statement | None, ...]:
    """The statements in an answer to `brief.repair`, None where one was given up."""
    numbering = _Numbering(tuple(pick.paper.id for pick in brief.shortlist.picks))
    mended: list[Statement | None] = [None] * count
    for one in _read(answer, _Repairs).statements:
        statement = numbering.statement(one.text, one.papers)
        if 0 < one.number <= count and statement.text:
            mended[one.number - 1] = statement
    return tuple(mended)


def statements(answer: str, ids: Sequence[str]) -> tuple[Statement, ...]:
    """The statements in an answer to `brief.question` or `brief.gist`."""
    return _Numbering(tuple(ids)).statements(_read(answer, _Statements).statements)


def title(text: str) -> str:
    """A heading in one plain line, without a full stop."""
    return _bare(text)[0][:_LONGEST_TITLE].rstrip(". ")


def _bare(text: str) -> tuple[str, tuple[int, ...]]:
    """Plain text, and the paper numbers that stood in it."""
    found: list[int] = []

    def taken(match: re.Match[str]) -> str:
        found.extend(int(number) for number in re.findall(r"\d+", match[1]))
        return ""

    line = one_line(_MARKUP.sub("", text.strip()))
    for pattern in (_BRACKETED, _HASHED):
        line = pattern.sub(taken, line)
    return line[:_LONGEST_TEXT], tuple(found)


def _housed(themes: list[Section], brief: Brief) -> list[Section]:
    """Themes with their papers, each in one: where it is told first, or else where its kin are."""
    homes: dict[str, int] = {}
    for at, theme in enumerate(themes):
        for statement in theme.statements:
            for cite in statement.cites:
                homes.setdefault(cite, at)
    for group in brief.themes:
        told = [homes[pick.paper.id] for pick in group.picks if pick.paper.id in homes]
        if told:
            nearest = max(sorted(set(told)), key=told.count)
            for pick in group.picks:
                homes.setdefault(pick.paper.id, nearest)
    ranked = [pick.paper.id for pick in brief.shortlist.picks]
    return [replace(theme, papers=tuple(i for i in ranked if homes.get(i) == at)) for at, theme in enumerate(themes)]


def _read(answer: str, form: type[T]) -> T:
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
    raise Garbled(problems[0] if problems else "there is no JSON object in its answer")
