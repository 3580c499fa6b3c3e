"""Checks every claim of a draft against its sources; nothing else makes a roundup of a draft."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.check import assembly
from digest.check.checker import Checker
from digest.check.naming import words
from digest.errors import NothingToShow
from digest.roundup import CheckReport, Draft, Refusal, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digest.model import Brief
    from digest.roundup import Roundup, Trend

_LEANING = re.compile(
    r"(?:this|that|these|those|it|its|they|their|both|such|the (?:former|latter|same|other|second|result|method)|by contrast"
    r"|in contrast|conversely|likewise|similarly|however|instead|here|there|another|also|too|so|but|and|yet)\b",
    re.IGNORECASE,
)
"""How a sentence begins that can't stand without the one before."""


def refusals(brief: Brief, draft: Draft) -> tuple[Refusal, ...]:
    """Everything in a draft that doesn't hold; the headline and titles count as statements on their papers."""
    checker = Checker.of(brief)
    headings = [(draft.headline, ()), *((section.title, section.papers) for section in draft.sections)]
    refused = [
        Refusal(statement=Statement(text=text, cites=papers), reason=reasons[0])
        for text, papers in headings
        if (reasons := checker.against_heading(text, papers))
    ]
    for section, verdicts in _judge(checker, draft):
        for statement, reason in zip(section.statements, verdicts, strict=True):
            if reason:
                nearest = checker.nearest(statement)
                refused.append(Refusal(statement=statement, reason=reason, nearest=nearest))
    return tuple(refused)


def with_evidence(brief: Brief, draft: Draft) -> Draft:
    """The draft with the passages that each statement rests on, where the writer named none."""
    checker = Checker.of(brief)
    return _with_evidence(checker, draft)


def checked_roundup(
    brief: Brief, draft: Draft, *, now: datetime, fallback: Draft | None = None, trend: Trend | None = None
) -> Roundup:
    """Make a roundup of what holds in a draft.

    A refused statement is left out with what leans on it, and so is one that says the same as an earlier one. A
    heading that doesn't hold gives way to the fallback's or to code's own. The report counts statements only: of
    `statements` written, `statements - refused + repaired` are shown.

    Raises:
        Refused: when no statement of a model remains although there are papers; an extract's papers are then listed.
    """
    checker = Checker.of(brief)
    sections = tuple(_holding(section, verdicts) for section, verdicts in _judge(checker, draft))
    written = sum(len(section.statements) for section in draft.sections)
    report = CheckReport(
        statements=written, refused=written - sum(len(section.statements) for section in sections), repaired=0
    )
    is_model = draft.written_by.kind == "model"
    if is_model and brief.shortlist.picks and not any(section.statements for section in sections):
        raise NothingToShow(f"Nothing that was written about {brief.shortlist.topic.name} holds against its sources.")
    held = _with_evidence(checker, replace(draft, sections=sections))
    return assembly.roundup(brief, checker, held, fallback, report, now=now, trend=trend)


def without(section: Section, refused: frozenset[Statement]) -> Section:
    """A section without some statements, and without those that lean on them."""
    return _holding(section, tuple("refused" if one in refused else None for one in section.statements))


def _judge(checker: Checker, draft: Draft) -> Iterator[tuple[Section, tuple[str | None, ...]]]:
    """Each section with what is wrong with each of its statements, None where it holds."""
    seen: set[str] = set()
    for section in draft.sections:
        yield section, tuple([_verdict(checker, statement, section, seen) for statement in section.statements])


def _verdict(checker: Checker, statement: Statement, section: Section, seen: set[str]) -> str | None:
    if reasons := checker.against(statement, section):
        return reasons[0]
    key = " ".join(words(statement.text))
    if key in seen:
        return "an earlier statement says the same"
    seen.add(key)
    return None


def _holding(section: Section, verdicts: tuple[str | None, ...]) -> Section:
    kept: list[Statement] = []
    gone = False
    for statement, reason in zip(section.statements, verdicts, strict=True):
        gone = bool(reason) or (gone and bool(_LEANING.match(statement.text)))
        if not gone:
            kept.append(statement)
    return replace(section, statements=tuple(kept))


def _with_evidence(checker: Checker, draft: Draft) -> Draft:
    sections = tuple(
        replace(section, statements=tuple(checker.evidenced(statement) for statement in section.statements))
        for section in draft.sections
    )
    return replace(draft, sections=sections)
