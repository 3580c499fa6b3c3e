"""Statements as text with structure: method names stand out, references lead to the papers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from adapters.chat import Span, strong

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.chat import Text
    from digest.model import Paper
    from digest.roundup import Listed, Roundup, Statement


class Citations:
    """Writes the references of one roundup."""

    def __init__(self, roundup: Roundup) -> None:
        self._listed = {listed.pick.paper.id: listed for listed in roundup.papers}

    def listed(self, ids: Iterable[str]) -> tuple[Listed, ...]:
        """Those of `ids` that the roundup lists, by their numbers."""
        known = {i: self._listed[i] for i in ids if i in self._listed}
        return tuple(sorted(known.values(), key=lambda listed: listed.number))

    def statement(self, statement: Statement) -> Text:
        """A statement with its method names and references."""
        names = {name for listed in self.listed(statement.cites) for name in listed.facts.names}
        told: list[Span] = []
        start = 0
        for at, marks in groupby(sorted(statement.marks, key=lambda mark: mark.at), key=lambda mark: mark.at):
            told += [*named(statement.text[start:at], names), *self.references(mark.paper for mark in marks)]
            start = at
        marked = {mark.paper for mark in statement.marks}
        rest = [cite for cite in statement.cites if cite not in marked]
        return (*told, *named(statement.text[start:], names), *self.references(rest))

    def references(self, ids: Iterable[str]) -> Text:
        """` [1] [4]`, each leading to its paper, with a space before each."""
        return tuple(span for listed in self.listed(ids) for span in (Span(text=" "), reference(listed)))


def reference(listed: Listed) -> Span:
    """`[3]`, leading to the paper."""
    return Span(text=f"[{listed.number}]", link=listed.pick.paper.url)


def named(text: str, names: Iterable[str]) -> Text:
    """Plain text in which whole occurrences of these names stand out."""
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return (Span(text=text),)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?!\w)"
    pieces = re.split(pattern, text)
    return tuple(strong(piece) if at % 2 else Span(text=piece) for at, piece in enumerate(pieces) if piece)


def entry(paper: Paper, venue: str | None = None) -> Text:
    """A paper in a list: its title, leading to it, then byline, venue and id."""
    behind = ", ".join(filter(None, (paper.byline, venue, paper.id)))
    return (Span(text=paper.title, link=paper.url), Span(text=f" — {behind}"))
