"""The themes at a glance, as the opening post has them: a line each, with the first thing that is told of it."""

from __future__ import annotations

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
LONGEST = 600
"""Characters: two sentences with their people and their title have fewer."""


def theme_bullets(themes: Sequence[Section], citing: Citations) -> tuple[Text, ...]:
    """A bullet a theme, with what happened in it."""
    return tuple(_bullet(section, citing) for section in themes[:MOST_THEMES])


def _bullet(section: Section, citing: Citations) -> Text:
    if not section.papers:
        return (strong(section.title),)
    head = (strong(section.title), Span(text=f" ({papers(len(section.papers))}): "))
    single_first = sorted(section.statements, key=lambda statement: len(statement.cites) > 1)
    whole = (statement for statement in single_first if len(statement.text) <= LONGEST)
    told = next(whole, None) or next(filter(None, map(_first_clause, single_first)), None)
    if told:
        return (*head, *citing.statement(told))
    first = citing.listed(section.papers)[0]
    return (*head, Span(text=f"“{first.pick.paper.title}” "), reference(first))


def _first_clause(statement: Statement) -> Statement | None:
    """What a statement says first, where that is short enough; else None."""
    first = split(statement.text)[0]
    return replace(statement, text=first, marks=()) if len(first) <= LONGEST else None


def papers(count: int) -> str:
    """`1 paper`, `12 papers`."""
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"
