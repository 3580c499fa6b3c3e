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
        week: The week or, where none is named, the file that it comes from.
        ruled: Whether a rule refuses it already.
    """

    week: str
    given: bool
    true: bool
    ruled: bool
    strengths: tuple[float, ...]


def examples(sets: Sequence[Path]) -> tuple[Example, ...]:
    """The statements of some sets, with their evidence and without."""
    found = []
    for file in sets:
        cases = json.loads(file.read_text(encoding="utf-8"))
        checker = Checker(papers_of(cases))
        for given in (False, True):
            for case in cases:
                if given and not case.get("evidence"):
                    continue
                seen = checker.case(statement_of(case, given=given))
                strengths = tuple(measure(seen).strength for measure in FEATURES.values())
                ruled = bool(rules.against(seen))
                found.append(
                    Example(
                        week=case.get("week", str(file)),
                        given=given,
                        true=case["true"],
                        ruled=ruled,
                        strengths=strengths,
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
    """The score of each; endless for what a rule refuses."""
    return np.array([np.inf if one.ruled else float(np.dot(one.strengths, weights)) + bias for one in seen])


def left_out(seen: Sequence[Example]) -> Floats:
    """The score of each by weights from the other weeks."""
    found = np.zeros(len(seen))
    for week in {one.week for one in seen}:
        at = [number for number, one in enumerate(seen) if one.week == week]
        model = fitted([one for one in seen if one.week != week])
        found[at] = scores([seen[number] for number in at], *model)
    return found


def threshold(found: Floats, seen: Sequence[Example], share: float) -> float:
    """The score that at most this share of the true statements reaches."""
    true = np.sort(np.array([score for score, one in zip(found, seen, strict=True) if one.true]))[::-1]
    return float(true[int(share * len(true))]) + 1e-6


def main(argv: Sequence[str]) -> int:
    """Print the numbers to ship, and what the sets say of them when they are left out."""
    seen = examples(tuple(Path(name) for name in argv) or statement_files())
    weights, bias = fitted(seen)
    found = left_out(seen)
    refused, unsure = (threshold(found, seen, share) for share in (REFUSED, UNSURE))
    told = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(FEATURES, weights, strict=True))
    sys.stdout.write(f"WEIGHTS = {{\n{told}}}\nBIAS = {bias:.2f}\nREFUSED = {refused:.2f}\nUNSURE = {unsure:.2f}\n")
    for given in (False, True):
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
