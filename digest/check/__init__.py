"""Checks every claim of a draft against its sources; nothing else makes a roundup of a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.check import assembly
from digest.check.naming import words
from digest.check.witnesses import Witnesses
from digest.errors import Refused
from digest.roundup import CheckReport, Draft, Refusal, Section, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from digest.model import Brief
    from digest.roundup import Roundup, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A section with a verdict on each of its statements, None where it holds."""

    section: Section
    verdicts: tuple[tuple[Statement, str | None], ...]


def refusals(brief: Brief, draft: Draft) -> tuple[Refusal, ...]:
    """Everything in a draft that doesn't hold; the headline and titles count as statements on their papers."""
    witnesses = Witnesses.of(brief)
    headings = [(draft.headline, ()), *((section.title, section.papers) for section in draft.sections)]
    refused = [
        Refusal(statement=Statement(text=text, cites=papers), reason=reasons[0])
        for text, papers in headings
        if (reasons := witnesses.against_heading(text, papers))
    ]
    for judged in _judge(witnesses, draft):
        refused += [Refusal(statement=s, reason=reason) for s, reason in judged.verdicts if reason]
    return tuple(refused)


def check(
    brief: Brief, draft: Draft, *, now: datetime, fallback: Draft | None = None, trend: Trend | None = None
) -> Roundup:
    """Make a roundup of what holds in a draft.

    A refused statement gives way to the fallback's on the same papers or in the same section, or is left out; so is
    one that says the same as an earlier one. The report counts statements only: of `statements` written,
    `statements - refused + repaired` are shown.

    Raises:
        Refused: when no statement remains although there are papers.
    """
    witnesses = Witnesses.of(brief)
    judged = _judge(witnesses, draft)
    spare = _Spare(witnesses, fallback, kept=[s for j in judged for s, reason in j.verdicts if not reason])
    sections = tuple(_mended(j, spare) for j in judged)
    verdicts = [reason for j in judged for _, reason in j.verdicts]
    refused = len(verdicts) - verdicts.count(None)
    report = CheckReport(statements=len(verdicts), refused=refused, repaired=spare.used)
    if brief.shortlist.picks and not any(section.statements for section in sections):
        raise Refused(f"Nothing that was written about {brief.shortlist.topic.name} holds against its sources.")
    return assembly.roundup(brief, witnesses, replace(draft, sections=sections), fallback, report, now=now, trend=trend)


def _judge(witnesses: Witnesses, draft: Draft) -> tuple[_Judged, ...]:
    seen: set[str] = set()
    return tuple(
        _Judged(section=section, verdicts=tuple((s, _verdict(witnesses, s, section, seen)) for s in section.statements))
        for section in draft.sections
    )


def _verdict(witnesses: Witnesses, statement: Statement, section: Section, seen: set[str]) -> str | None:
    if reasons := witnesses.against(statement, section):
        return reasons[0]
    key = _gist(statement)
    if key in seen:
        return "an earlier statement says the same"
    seen.add(key)
    return None


def _gist(statement: Statement) -> str:
    return " ".join(words(statement.text))


def _mended(judged: _Judged, spare: _Spare) -> Section:
    statements = [spare.instead_of(s, judged.section) if reason else s for s, reason in judged.verdicts]
    return replace(judged.section, statements=tuple(s for s in statements if s))


class _Spare:
    """The fallback's statements, each given away once at most, and none that was kept from the draft."""

    def __init__(self, witnesses: Witnesses, fallback: Draft | None, kept: list[Statement]) -> None:
        self.used = 0
        self._witnesses = witnesses
        self._taken = {_gist(statement) for statement in kept}
        self._sections = fallback.sections if fallback else ()

    def instead_of(self, refused: Statement, section: Section) -> Statement | None:
        """The nearest statement on the same papers, or else of the same section."""
        for _, statement, home in sorted(self._near(refused, section), key=lambda near: near[0], reverse=True):
            if not self._witnesses.against(statement, home):
                self._taken.add(_gist(statement))
                self.used += 1
                return statement
        return None

    def _near(self, refused: Statement, section: Section) -> Iterator[tuple[tuple[bool, int], Statement, Section]]:
        for home in self._sections:
            for statement in home.statements if home.kind == section.kind else ():
                common = len({*statement.cites} & {*refused.cites})
                at_home = home.kind != "theme" or {*statement.cites} <= {*section.papers}
                if (common or at_home) and _gist(statement) not in self._taken:
                    yield ({*statement.cites} == {*refused.cites}, common), statement, home
