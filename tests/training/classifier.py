"""Fits what each feature of a claim counts, on statements with their truth: `make classifier` prints the numbers to ship.

The sets are files as `make truth` reads them, each by an author who hadn't seen the check. What is said of a set is
measured with weights that were fitted on the others: what people write, and not the week that they write of, is what
a check must get used to. Statements that a sure rule refuses teach nothing and are left out of the fitting.
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

STEPS, RATE, DECAY = 3_000, 0.3, 0.02
REFUSED = 0.03
"""Which share of the true statements of sets that weren't learned from may be refused, so that 4% of one set seldom are."""
SHARES = (0.02, REFUSED, 0.04, 0.06)
"""The shares of true statements refused at which is told how many false ones are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A statement as the classifier sees it.

    Attributes:
        source: The set that it is from.
        ruled: Whether a sure rule refuses it already.
        reasoned: Whether a feature has something to say against it.
    """

    source: str
    true: bool
    ruled: bool
    reasoned: bool
    strengths: tuple[float, ...]


def examples(sets: Sequence[Path]) -> tuple[Example, ...]:
    """The statements of some sets."""
    found = []
    for file in sets:
        cases = json.loads(file.read_text(encoding="utf-8"))
        checker = Checker(papers_of(cases))
        for case in cases:
            seen = checker.case(statement_of(case, given=False))
            measured = [measure(seen) for measure in FEATURES.values()]
            found.append(
                Example(
                    source=str(file),
                    true=case["true"],
                    ruled=bool(rules.against(seen, rules.SURE)),
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
    """The score of each by weights from the other sets."""
    found = np.zeros(len(seen))
    for source in {one.source for one in seen}:
        at = [number for number, one in enumerate(seen) if one.source == source]
        model = fitted([one for one in seen if one.source != source])
        found[at] = scores([seen[number] for number in at], *model)
    return found


def threshold(found: Floats, seen: Sequence[Example], share: float) -> float:
    """The score that at most this share of the true statements reaches."""
    true = np.sort(found[[one.true for one in seen]])[::-1]
    return float(true[int(share * len(true))]) + 1e-6


def main(argv: Sequence[str]) -> int:
    """Print the numbers to ship, and what the sets say of them when they are left out."""
    seen = examples(tuple(Path(name) for name in argv) or statement_files())
    weights, bias = fitted(seen)
    found = left_out(seen)
    true = np.array([one.true for one in seen])
    told = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(FEATURES, weights, strict=True))
    sys.stdout.write(f"WEIGHTS = {{\n{told}}}\nBIAS = {bias:.2f}\n")
    sys.stdout.write(f"REFUSED = {threshold(found, seen, REFUSED):.2f}\n")
    sys.stdout.write("Of sets that were left out:\n")
    for share in SHARES:
        refused = found >= threshold(found, seen, share)
        sys.stdout.write(f"  true refused {refused[true].mean():.1%}: false refused {refused[~true].mean():.1%}\n")
    refused = found >= threshold(found, seen, REFUSED)
    for source in dict.fromkeys(one.source for one in seen):
        own = np.array([one.source == source for one in seen])
        rates = [refused[own & side].mean() for side in (~true, true)]
        sys.stdout.write(f"  {source}: false refused {rates[0]:.1%}, true {rates[1]:.1%}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
