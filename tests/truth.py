"""`make truth`: how many false statements about real papers the check refuses, and how many true ones, kind by kind.

The statements were written without sight of the check: `[{"text","cites","true","kind","evidence"?}]` in the files
named, or in `truth/statements*.json` of the test data; the papers are the weeks beside it. Where a set gives evidence,
it is judged twice, with what code finds itself and with what is given.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adapters.sources.arxiv.snapshot import files
from digest.check.checker import Checker
from digest.roundup import Evidence, Statement
from tests.conftest import DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.check.case import Ruling
    from digest.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A statement of a set with what the check says of it.

    Attributes:
        kind: The error's, or `honest`.
    """

    kind: str
    true: bool
    text: str
    ruling: Ruling
    reasons: tuple[str, ...] = ()


def statement_files() -> tuple[Path, ...]:
    """The sets of the test data; none where there is no test data."""
    return tuple(sorted((DATA / "truth").glob("statements*.json")))


def papers_of(cases: Sequence[dict[str, Any]]) -> dict[str, Paper]:
    """The papers of the weeks that have what some statements cite, as `paperround check` is given them."""
    cited = {cite for case in cases for cite in case["cites"]}
    found: dict[str, Paper] = {}
    for week in sorted(DATA.glob("arxiv-*.jsonl.gz")):
        if not cited <= set(found):
            papers = {paper.id: paper for paper in files.read(week).papers}
            found |= papers if cited & set(papers) else {}
    return found


def statement_of(case: dict[str, Any], *, given: bool) -> Statement:
    """A statement of a set, with the evidence given for it or without any."""
    evidence = tuple(Evidence(**one) for one in case.get("evidence", ())) if given else ()
    return Statement(text=case["text"], cites=tuple(case["cites"]), evidence=evidence)


def judged(cases: Sequence[dict[str, Any]], papers: dict[str, Paper], *, given: bool = False) -> tuple[Outcome, ...]:
    """What the check says of each, with the evidence given or without any."""
    checker = Checker(papers)
    verdicts = [checker.verdict(statement_of(case, given=given)) for case in cases]
    return tuple(
        Outcome(kind=case["kind"], true=case["true"], text=case["text"], ruling=one.ruling, reasons=one.reasons)
        for case, one in zip(cases, verdicts, strict=True)
    )


def rates(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """The share of the false and of the true statements that is refused."""
    false, true = ([one.ruling == "refused" for one in outcomes if one.true is side] for side in (False, True))
    return sum(false) / max(1, len(false)), sum(true) / max(1, len(true))


def report(outcomes: Sequence[Outcome], *, verbose: bool) -> str:
    """The rates, kind by kind; verbose, with each statement that is judged wrongly."""
    lines = []
    of, refused = (
        Counter(one.kind for one in outcomes),
        Counter(one.kind for one in outcomes if one.ruling == "refused"),
    )
    lines += [f"  {kind:<34}{refused[kind]:>4} of {count:>3} refused" for kind, count in sorted(of.items())]
    false, true = rates(outcomes)
    lines += [f"  false refused {false:.1%}, true refused {true:.1%}, balanced accuracy {(1 + false - true) / 2:.2f}"]
    unsure = Counter(one.true for one in outcomes if one.ruling == "unsure")
    lines += [f"  unsure of {unsure[False]} false and {unsure[True]} true ones"]
    wrong = [one for one in outcomes if (one.ruling == "refused") is one.true] if verbose else []
    lines += [f"  wrong: {one.kind} | {one.text} | {'; '.join(one.reasons)}" for one in wrong]
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str]) -> int:
    """Report on each set; 1 where there is none."""
    sets = tuple(Path(name) for name in argv if name != "-v") or statement_files()
    for file in sets:
        cases = json.loads(file.read_text(encoding="utf-8"))
        papers = papers_of(cases)
        for given in (False, True) if any("evidence" in case for case in cases) else (False,):
            sys.stdout.write(f"{file.name}, evidence {'given' if given else 'found by code'}\n")
            sys.stdout.write(report(judged(cases, papers, given=given), verbose="-v" in argv))
    if not sets:
        sys.stderr.write(f"There are no statements in {DATA / 'truth'}; name files, or set PAPERROUND_TEST_DATA.\n")
    return 0 if sets else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
