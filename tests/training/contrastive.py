"""Draws places of terms together by examples: what belongs together nearer than the others of a batch (InfoNCE by Adam)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import scipy.sparse as sp
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BATCH, TEMPERATURE, WARM_UP = 1024, 0.1, 20
OTHERS_OUT = 0.2
"""How many of the words that both sides don't share are kept out of one of them while training."""


class Adam:
    """Places that are moved down the slopes they are told, by Adam, with a rate that rises and then sinks."""

    def __init__(self, table: Floats, steps: int, rate: float = 0.01) -> None:
        self.table = table
        self._rate = rate
        self._steps = steps
        self._step = 0
        self._mean, self._spread = np.zeros_like(table), np.zeros_like(table)

    def move(self, slope: Floats) -> None:
        """One step."""
        self._step += 1
        self._mean *= 0.9
        self._mean += 0.1 * slope
        self._spread *= 0.999
        self._spread += 0.001 * slope * slope
        rate = self._rate * min(1, self._step / WARM_UP) * (1 - 0.9 * self._step / self._steps)
        mean, spread = self._mean / (1 - 0.9**self._step), self._spread / (1 - 0.999**self._step)
        self.table = (self.table - rate * mean / (np.sqrt(spread) + 1e-8)).astype(np.float32)


def without(
    abstracts: sp.csr_matrix, titles: sp.csr_matrix, share: float, random: np.random.Generator
) -> sp.csr_matrix:
    """The abstracts without this share of their titles' words, and some others."""
    shared = abstracts.multiply(titles > 0).tocsr()
    shared.data = np.where(random.random(shared.nnz) < share, -shared.data, 0).astype(np.float32)
    left = (abstracts + shared).tocsr()
    left.data = left.data * (random.random(left.nnz) >= OTHERS_OUT)
    return left


def slope(titles: sp.csr_matrix, abstracts: sp.csr_matrix, table: Floats, subjects: Ints | None = None) -> Floats:
    """How the loss grows with each place: that a title's own abstract is not the nearest of the batch, and back.

    Rows of one of the `subjects` aren't held against each other.
    """
    ones, others = titles @ table, abstracts @ table
    one_lengths, other_lengths = (np.linalg.norm(side, axis=1, keepdims=True) + 1e-6 for side in (ones, others))
    ones, others = ones / one_lengths, others / other_lengths
    likeness = ones @ others.T / TEMPERATURE
    if subjects is not None:
        likeness[(subjects[:, None] == subjects[None, :]) & ~np.eye(len(subjects), dtype=bool)] = -np.inf
    pull = (_share(likeness, 1) + _share(likeness, 0)) / 2
    pull[np.diag_indices(len(pull))] -= 1
    pull /= len(pull) * TEMPERATURE
    to_ones, to_others = pull @ others, pull.T @ ones
    to_ones = (to_ones - ones * (to_ones * ones).sum(axis=1, keepdims=True)) / one_lengths
    to_others = (to_others - others * (to_others * others).sum(axis=1, keepdims=True)) / other_lengths
    slope: Floats = titles.T @ to_ones + abstracts.T @ to_others
    return slope


def _share(likeness: Floats, axis: int) -> Floats:
    grown = np.exp(likeness - likeness.max(axis=axis, keepdims=True))
    share: Floats = grown / grown.sum(axis=axis, keepdims=True)
    return share
