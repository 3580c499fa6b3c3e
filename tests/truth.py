"""`make truth`: how many planted errors the check refuses, and how many true statements it refuses wrongly.

The statements rest on the invented papers of the sample week, so that anybody can read along.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adapters.sources.arxiv.snapshot import files
from digest.check.witnesses import Witnesses
from digest.facts import facts
from digest.model import Brief, Pick, Shortlist, Theme, Topic, Window
from digest.query import parse
from digest.roundup import Section, Statement

FOLDER = Path(__file__).parent / "truths"
REFUSED_AT_LEAST = 0.95
WRONGLY_AT_MOST = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A statement of the set; `kind` is the planted error's, or "" where the statement is true."""

    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A case with the check's reason to refuse it, or None."""

    case: Case
    reason: str | None


@cache
def sample_brief() -> Brief:
    """The whole sample week as one shortlist."""
    papers = files.read(files.SAMPLE).papers
    picks = tuple(Pick(paper=paper, rank=at, score=1 / at, why=()) for at, paper in enumerate(papers, 1))
    days = [paper.listed for paper in papers]
    shortlist = Shortlist(
        topic=Topic(name="everything", query=parse("learning")),
        window=Window(start=min(days), end=max(days)),
        found=len(papers),
        matched=len(papers),
        picks=picks,
    )
    return Brief(
        shortlist=shortlist,
        themes=(Theme(label="all of it", picks=picks),),
        facts={paper.id: facts(paper) for paper in papers},
    )


def true_cases() -> tuple[Case, ...]:
    """The paraphrases."""
    return tuple(_case("", *line.split("|", 1)) for line in _lines("true.txt"))


def planted_cases() -> tuple[Case, ...]:
    """The errors."""
    return tuple(_case(kind.strip(), *rest.split("|", 1)) for kind, rest in _halves("planted.txt"))


def judged(cases: tuple[Case, ...]) -> tuple[Outcome, ...]:
    """What the check says of each."""
    witnesses = Witnesses(sample_brief())
    return tuple(Outcome(case=case, reason=_verdict(witnesses, case.statement)) for case in cases)


def _verdict(witnesses: Witnesses, statement: Statement) -> str | None:
    return witnesses.against(statement, Section(kind="theme", title="", papers=statement.cites))


def _case(kind: str, numbers: str, text: str) -> Case:
    cites = tuple(f"2605.900{number.strip()}" for number in numbers.split(",") if number.strip())
    return Case(kind=kind, statement=Statement(text=text.strip(), cites=cites))


def _halves(file: str) -> list[tuple[str, str]]:
    return [(line.split("|", 1)[0], line.split("|", 1)[1]) for line in _lines(file)]


def _lines(file: str) -> list[str]:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def main() -> int:
    """Say both rates, and with -v each case that went wrong; 1 where a target is missed."""
    say = sys.stdout.write
    planted, true = judged(planted_cases()), judged(true_cases())
    caught, all_of = Counter(o.case.kind for o in planted if o.reason), Counter(o.case.kind for o in planted)
    wrongly = [o for o in true if o.reason]
    for kind, count in sorted(all_of.items()):
        say(f"{kind:<26}{caught[kind]:>4} of {count:>3} refused\n")
    refused, lost = caught.total() / len(planted), len(wrongly) / len(true)
    say(f"\nplanted errors refused     {caught.total():>4} of {len(planted):>3}  {refused:.1%}  (at least 95%)\n")
    say(f"true statements refused    {len(wrongly):>4} of {len(true):>3}  {lost:.1%}  (at most 5%)\n")
    if "-v" in sys.argv:
        for o in planted:
            if not o.reason:
                say(f"missed   {o.case.kind}: {o.case.statement.text}\n")
        for o in wrongly:
            say(f"wrongly  {o.case.statement.cites} {o.case.statement.text}\n         {o.reason}\n")
    return 0 if refused >= REFUSED_AT_LEAST and lost <= WRONGLY_AT_MOST else 1


if __name__ == "__main__":
    sys.exit(main())
