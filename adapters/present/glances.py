"""The themes at a glance, as the opening post has them: a line each that can be understood without the thread."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.chat import Span, strong
from adapters.present.citations import reference
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Text
    from adapters.present.citations import Citations
    from digest.roundup import Section, Statement

MOST_THEMES = 6
LONGEST = 340
"""Characters: a pair of sentences, what was made and what came of it, most often has fewer."""
# What a first sentence says that something is: `NAME is a tool that …`, `X et al. present NAME, a tool that …`.
_IS = re.compile(
    r"(?:^|\b(?:propose|present|introduce|develop|build|release|create|describe)s? )"
    r"(?P<name>[A-Z][\w.+/-]*(?: [A-Z\d][\w.+/-]*){0,5})(?: \([^()]*\))?(?: is|,) "
    r"(?P<kind>(?:an?|the first) [\w/-]+ [^,.;:()]{3,70}?)"
    r"(?=[,.;:(]| (?:that|which|where|who|consisting|designed|using|based|built|containing|covering|comprising|by|to|with)\b)"
)
_PLACES = re.compile(r"(?:On|In|For|Across|With|Over|At|Under|After|Against|Compared|When)\s")
_LEANS = re.compile(
    r"(?:It|They|Their|This|These|That|Its|The(?:se)?)\b|(?:[^;]{2,120}?, )(?:it|they|their|its|this|these|the\s\w+)\b"
)


def glances(themes: Sequence[Section], citing: Citations) -> tuple[Text, ...]:
    """A bullet a theme, with what happened in it: the first thing that is told of it shortly enough."""
    return tuple(_glance(section, citing) for section in themes[:MOST_THEMES])


def _glance(section: Section, citing: Citations) -> Text:
    if not section.papers:
        return (strong(section.title),)
    head = (strong(section.title), Span(text=f" ({papers(len(section.papers))}): "))
    single_first = sorted(section.statements, key=lambda statement: len(statement.cites) > 1)
    first_only = (_begun(statement) for statement in single_first)
    told = next(filter(None, (*map(_shortly, single_first), *first_only)), None)
    if told:
        return (*head, *citing.statement(told))
    cited = (paper for statement in section.statements for paper in statement.cites)
    first = citing.listed((*cited, *section.papers))[0]
    return (*head, Span(text=f"“{first.pick.paper.title}” "), reference(first))


def _begun(statement: Statement) -> Statement | None:
    """What a statement says first, which is what was made or looked at, where that is short enough."""
    text = split(statement.text)[0]
    return replace(statement, text=text, marks=()) if len(text) <= LONGEST else None


def _shortly(statement: Statement) -> Statement | None:
    """A statement that is short enough for one line, or what it says last of what it says first; else None."""
    if len(statement.text) <= LONGEST:
        return statement
    sentences = split(statement.text)
    first, last = sentences[0], sentences[-1]
    what = _IS.search(first)
    if what is None or first == last:
        return None
    name, kind = what["name"], what["kind"]
    if last.startswith("It "):
        last = f"{name}{last[2:]}"
    if _LEANS.match(last):
        return None
    subject = re.search(rf"(?:^|, ){re.escape(name)}(?= [a-z])", last)
    if subject:
        last = f"{last[: subject.end()]}, {kind},{last[subject.end() :]}"
    else:
        last = f"{name}, {kind}: {last[:1].lower() if _PLACES.match(last) else last[:1]}{last[1:]}"
    return replace(statement, text=last, marks=()) if len(last) <= LONGEST else None


def papers(count: int) -> str:
    """`1 paper`, `12 papers`."""
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"
