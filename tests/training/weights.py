"""Fits what each kind of evidence counts, on the judged topics at hand: `make weights` prints the numbers to ship.

The weights order pairs of papers of one topic as their grades do (a pairwise logistic loss, pairs drawn by how far the
grades' gains are apart); the bias and the scale then make of the sum the chance that a paper has grade 1 or more. What
is said of a topic is measured with weights fitted on the others.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.filters import admitted
from digest.selection.ranking import rank
from digest.selection.weights import WEIGHTS
from tests.conftest import DATA
from tests.training.judged import judged, ndcg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tests.training.judged import Judged

    Floats = NDArray[np.float64]

PAIRS, STEPS, RATE, DECAY = 800, 150, 0.15, 0.02
SHOWN, DEPTH = 100, 50
CUTS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sample:
    """A judged topic as the engine sees it: what speaks for each paper, and the judged ones with their grades."""

    judged: Judged
    signals: Floats
    rows: NDArray[np.int64]
    grades: NDArray[np.int64]

    @classmethod
    def of(cls, one: Judged) -> Sample:
        """Rank the topic's week."""
        query = one.topic.query
        rows = [one.corpus.rows[paper] for paper in one.grades]
        return cls(
            judged=one,
            signals=rank(one.corpus, query, admitted(one.corpus, query, None)).signals,
            rows=np.array(rows),
            grades=np.array(list(one.grades.values())),
        )

    def pairs(self) -> Floats:
        """Differences between a better paper and a worse one."""
        gains = 2.0**self.grades - 1
        better, worse = np.nonzero(gains[:, None] > gains[None, :])
        apart = gains[better] - gains[worse]
        drawn = np.random.default_rng(0).choice(len(apart), PAIRS, p=apart / apart.sum())
        seen = self.signals[:, self.rows].T
        return seen[better[drawn]] - seen[worse[drawn]]


def fitted(pairs: Sequence[Floats]) -> Floats:
    """The weights that order these pairs, by Adam."""
    every = np.concatenate(pairs)
    spread = every.std(axis=0) + 1e-9
    every = every / spread
    weights, mean, square = (np.zeros(every.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        wrong = 1 / (1 + np.exp(every @ weights))
        slope = -(every.T @ wrong) / len(every) + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    unscaled: Floats = weights / spread
    return unscaled


def calibrated(samples: Sequence[Sample], weights: Floats) -> tuple[float, float]:
    """The scale and the bias that make the sum a chance of grade 1 or more; each topic counts the same."""
    sums = np.concatenate([weights @ one.signals[:, one.rows] for one in samples])
    belongs = np.concatenate([one.grades >= 1 for one in samples])
    share = np.concatenate([np.full(len(one.rows), 1 / len(one.rows)) for one in samples])
    columns = np.stack([sums, np.ones(len(sums))])
    scale = np.array([1.0, -sums.mean()])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(scale @ columns)))
        slope = columns @ ((chance - belongs) * share)
        curve = (columns * (chance * (1 - chance) * share)) @ columns.T + 1e-6 * np.eye(2)
        scale = scale - np.linalg.solve(curve, slope)
    return float(scale[0]), float(scale[1])


def main() -> int:
    """Print each topic's figures with weights fitted on the others, then the weights fitted on all."""
    samples = [Sample.of(one) for one in judged(DATA)]
    if not samples:
        sys.stderr.write(f"There are no judged topics at {DATA}.\n")
        return 1
    pairs = [one.pairs() for one in samples]
    sys.stdout.write("nDCG@50, then touch and found at each cut of " + ", ".join(map(str, CUTS)) + "\n")
    figures = []
    for at, one in enumerate(samples):
        others = [other for other in samples if other is not one]
        weights = fitted(pairs[:at] + pairs[at + 1 :])
        figures.append(_figures(one, weights, *calibrated(others, weights)))
        sys.stdout.write(_line(figures[-1], f"{one.judged.kind}: {one.judged.topic.name}"))
    for kind in sorted({one.judged.kind for one in samples}):
        mean = np.mean([f for f, one in zip(figures, samples, strict=True) if one.judged.kind == kind], axis=0)
        sys.stdout.write(_line(mean.tolist(), f"MEAN {kind}"))
    weights = fitted(pairs)
    scale, bias = calibrated(samples, weights)
    for name, weight in zip(WEIGHTS, (weights * scale).tolist(), strict=True):
        sys.stdout.write(f'    "{name}": {weight:.2f},\n')
    sys.stdout.write(f"BIAS = {bias:.2f}\n")
    return 0


def _figures(one: Sample, weights: Floats, scale: float, bias: float) -> list[float]:
    sums = weights @ one.signals
    chance = 1 / (1 + np.exp(-(scale * sums + bias)))
    order = np.argsort(-sums, kind="stable")[:SHOWN]
    grade_of = dict(zip(one.rows.tolist(), one.grades.tolist(), strict=True))
    figures = [ndcg([grade_of[row] for row in order[:DEPTH].tolist() if row in grade_of], one.grades.tolist())]
    for cut in CUTS:
        known = [grade_of[row] for row in order[chance[order] >= cut].tolist() if row in grade_of]
        figures.append(sum(grade >= 1 for grade in known) / max(1, len(known)))
        figures.append(sum(grade >= 2 for grade in known) / max(1, int((one.grades >= 2).sum())))
    return figures


def _line(figures: Sequence[float], name: str) -> str:
    cuts = zip(figures[1::2], figures[2::2], strict=True)
    return f"{figures[0]:.3f}  " + "  ".join(f"{touch:.2f} {found:.2f}" for touch, found in cuts) + f"  {name}\n"


if __name__ == "__main__":
    raise SystemExit(main())
