"""Fits what each feature of a claim counts, on statements with their truth: `make classifier` prints the numbers to ship.

The sets are files as `make truth` reads them, written without sight of the check; what is said of a week is measured with
weights that were fitted on the other weeks. Statements that a rule refuses teach nothing and are left out of the fitting;
those with evidence are seen twice, with it and without.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from digest.check import rules
from digest.check.checker import Checker
from digest.check.features import FEATURES
from tests.truth import papers_of, statement_files, statement_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEPS, RATE, DECAY = 3_000, 0.3, 0.01
REFUSED, UNSURE = 0.03, 0.12
"""Which share of the true statements may be refused, and which may be more than supported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A statement as the classifier sees it.

    Attributes:
        week: The week of the first paper that it cites, so that sets on one week are left out together.
        ruled: Whether a rule refuses it already.
        reasoned: Whether a feature has something to say against it.
    """

    week: str
    given: bool
    true: bool
    ruled: bool
    reasoned: bool
    strengths: tuple[float, ...]


def examples(sets: Sequence[Path]) -> tuple[Example, ...]:
    """The statements of some sets, with their evidence and without."""
    found = []
    for file in sets:
        cases = json.loads(file.read_text(encoding="utf-8"))
        papers = papers_of(cases)
        checker = Checker(papers)
        for given in (False, True):
            for case in cases:
                if given and not case.get("evidence"):
                    continue
                seen = checker.case(statement_of(case, given=given))
                measured = [measure(seen) for measure in FEATURES.values()]
                ruled = bool(rules.against(seen))
                found.append(
                    Example(
                        week="{}-W{:02}".format(*papers[case["cites"][0]].listed.isocalendar()),
                        given=given,
                        true=case["true"],
                        ruled=ruled,
                        reasoned=any(one.reason for one in measured),
                        strengths=tuple(one.strength for one in measured),
                    )
                )
    return tuple(found)


def fitted(seen: Sequence[Example]) -> tuple[Floats, float]:
    """Weights, none negative, and the bias, by gradient descent on the logistic loss."""
    left = [one for one in seen if not one.ruled]
    spread = np.array([one.strengths for one in left]).std(axis=0) + 1e-9
    inputs = np.array([one.strengths for one in left]) / spread
    false = np.array([not one.true for one in left], dtype=float)
    weights, bias = np.zeros(inputs.shape[1]), 0.0
    for _ in range(STEPS):
        off = 1 / (1 + np.exp(-(inputs @ weights + bias))) - false
        weights = np.maximum(0, weights - RATE * (inputs.T @ off / len(left) + DECAY * weights))
        bias -= RATE * off.mean()
    return weights / spread, float(bias)


def scores(seen: Sequence[Example], weights: Floats, bias: float) -> Floats:
    """The score of each; endless for what a rule refuses, and endless the other way for what has no reason against it."""
    found = np.array([float(np.dot(one.strengths, weights)) + bias for one in seen])
    unreasoned = np.array([not one.reasoned for one in seen])
    return np.where([one.ruled for one in seen], np.inf, np.where(unreasoned, -np.inf, found))


def left_out(seen: Sequence[Example]) -> Floats:
    """The score of each by weights from the other weeks."""
    found = np.zeros(len(seen))
    for week in {one.week for one in seen}:
        at = [number for number, one in enumerate(seen) if one.week == week]
        model = fitted([one for one in seen if one.week != week])
        found[at] = scores([seen[number] for number in at], *model)
    return found


def threshold(found: Floats, seen: Sequence[Example], share: float, *, given: bool) -> float:
    """The score that at most this share of the true statements reaches, with their evidence or without."""
    kind = (given, True)
    true = np.sort(np.array([score for score, one in zip(found, seen, strict=True) if (one.given, one.true) == kind]))[
        ::-1
    ]
    return float(true[int(share * len(true))]) + 1e-6


def main(argv: Sequence[str]) -> int:
    """Print the numbers to ship, and what the sets say of them when they are left out."""
    seen = examples(tuple(Path(name) for name in argv) or statement_files())
    weights, bias = fitted(seen)
    found = left_out(seen)
    told = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(FEATURES, weights, strict=True))
    sys.stdout.write(f"WEIGHTS = {{\n{told}}}\nBIAS = {bias:.2f}\n")
    for name, share in (("REFUSED", REFUSED), ("UNSURE", UNSURE)):
        bounds = {given: round(threshold(found, seen, share, given=given), 2) for given in (False, True)}
        sys.stdout.write(f"{name} = {bounds}\n")
    for given in (False, True):
        refused = threshold(found, seen, REFUSED, given=given)
        for week in sorted({one.week for one in seen}):
            rates = [
                np.mean([found[n] >= refused for n, one in enumerate(seen) if (one.week, one.given, one.true) == kind])
                for kind in ((week, given, False), (week, given, True))
                if any((one.week, one.given, one.true) == kind for one in seen)
            ]
            if rates:
                said = "given" if given else "found by code"
                sys.stdout.write(f"{week}, evidence {said}: false refused {rates[0]:.1%}, true {rates[1]:.1%}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
