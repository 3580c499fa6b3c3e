"""A second reader's task: do the papers say what the statements say of them?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from digest.brief import tokens
from digest.brief.answer import read
from digest.brief.fencing import fenced, one_line, sheet
from digest.brief.tasks import Task
from digest.check.orders import without_orders
from digest.errors import MalformedAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.brief.prompting import Prompts
    from digest.model import Paper
    from digest.roundup import Statement

Ruling = Literal["supported", "refused", "unsure"]

MOST = 12_000
"""Tokens sent in one call at most."""
_A_VERDICT = 60
_YES = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)


class VerifierVerdict(msgspec.Struct, frozen=True):
    """What a second reader says of the statement with this number, from 1."""

    number: int
    verdict: Ruling
    reason: str = ""


class _Verdicts(msgspec.Struct):
    verdicts: list[VerifierVerdict]


def tasks(
    claims: Sequence[Statement], papers: Mapping[str, Paper], prompts: Prompts, *, fence: str
) -> Iterator[tuple[Task, int]]:
    """The calls that verify some statements, and how many each has; most often it is one.

    Each of the cited `papers`, by id, is sent whole and once, since what a statement says often stands in several
    places of an abstract, and its evidence quotes one.
    """
    system = prompts.filled("verify", fence=fence)
    room = MOST - tokens.count(system) - _A_VERDICT
    # So that one statement has room with all of its papers, however long these are.
    each = room // (1 + max((len(claim.cites) for claim in claims), default=0))
    cited = dict.fromkeys(cite for claim in claims for cite in claim.cites if cite in papers)
    sheets = {cite: sheet([papers[cite]], each, numbers=[cite]) for cite in cited}
    costs = {cite: tokens.count("\n".join(lines)) for cite, lines in sheets.items()}
    told = {claim: tokens.count(_line(1, claim)) for claim in claims}
    batch: list[Statement] = []
    for claim in claims:
        wanted = (*batch, claim)
        sources = {cite for one in wanted for cite in one.cites} & costs.keys()
        if batch and sum(told[one] for one in wanted) + sum(costs[cite] for cite in sources) > room:
            yield _task(system, batch, sheets, fence), len(batch)
            batch = []
        batch.append(claim)
    if batch:
        yield _task(system, batch, sheets, fence), len(batch)


def _task(system: str, claims: Sequence[Statement], sheets: Mapping[str, Sequence[str]], fence: str) -> Task:
    """The papers that the statements cite, and behind them the statements with their evidence."""
    told = [_line(number, claim) for number, claim in enumerate(claims, 1)]
    cited = [cite for cite in sheets if any(cite in claim.cites for claim in claims)]
    lines = (*(line for cite in cited for line in sheets[cite]), *told)
    return Task(system=system, user=fenced(lines, fence), form="verdicts", answer=_A_VERDICT * (len(claims) + 2))


def _line(number: int, claim: Statement) -> str:
    passages = "".join(f"\n   {one.paper} says: {one_line(one.quote)}" for one in claim.evidence)
    return f"{number}. {one_line(with_paper_ids(claim))}{passages}"


def with_paper_ids(claim: Statement) -> str:
    """A statement's text with the id of each paper beside what it did."""
    told, start = "", 0
    for mark in sorted(claim.marks, key=lambda one: one.at):
        told += f"{claim.text[start : mark.at]} [{mark.paper}]"
        start = mark.at
    rest = [cite for cite in claim.cites if cite not in {mark.paper for mark in claim.marks}]
    return told + claim.text[start:] + (f" [{', '.join(rest)}]" if rest else "")


def verdicts(answer: str, count: int) -> tuple[VerifierVerdict, ...]:
    """The verdicts in an answer, one for each statement; what it passes over is `unsure`."""
    given = {one.number: one for one in read(answer, _Verdicts).verdicts}
    return tuple(given.get(number, VerifierVerdict(number, "unsure")) for number in range(1, count + 1))


def one_by_one(claim: Statement, papers: Mapping[str, Paper]) -> Task:
    """The form that MiniCheck models were trained on: one document, one claim, yes or no."""
    cited = [papers[cite] for cite in claim.cites if cite in papers]
    whole = [f"{paper.title}. {without_orders(paper.abstract)}" for paper in cited]
    document = " ".join(map(one_line, whole or [one.quote for one in claim.evidence]))
    return Task(system="", user=f"Document: {document}\nClaim: {one_line(claim.text)}", form="text", answer=8)


def yes_or_no(answer: str) -> VerifierVerdict:
    """What a MiniCheck model says."""
    said = _YES.match(answer)
    if not said:
        raise MalformedAnswer("it says neither yes nor no")
    yes = said[1].casefold() == "yes"
    return VerifierVerdict(1, "supported" if yes else "refused", "" if yes else "its evidence doesn't say so")
