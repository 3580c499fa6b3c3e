"""Papers as unit TF-IDF vectors, and how like each other they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

SKETCH = 256


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Which stem stands in which paper, and with what weight, ordered by stem, then by paper."""

    stem: Ints
    row: Ints
    weight: Floats

    @classmethod
    def of(cls, stem: Ints, row: Ints, weight: Floats) -> Pairs:
        """Sum the weights of one stem in one paper; the input is ordered already."""
        if not len(stem):
            return cls(stem=stem, row=row, weight=weight)
        first = np.flatnonzero(np.concatenate(([True], (stem[1:] != stem[:-1]) | (row[1:] != row[:-1]))))
        return cls(stem=stem[first], row=row[first], weight=np.add.reduceat(weight, first))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vectors:
    """The vectors of a week, twice in compressed form: by stem and by paper.

    Attributes:
        row: The papers that have each stem; those of stem `s` are `row[of_stem[s]:of_stem[s + 1]]`.
        weight: Their weights.
        order: The same pairs by paper; those of paper `p` are `order[of_row[p]:of_row[p + 1]]`.
        sketch: Every vector in a few hundred dimensions, which keeps likeness to within a few hundredths.
    """

    stem: Ints
    row: Ints
    weight: Floats
    of_stem: Ints
    order: Ints
    of_row: Ints
    sketch: Floats

    @classmethod
    def of(cls, pairs: Pairs, frequency: Ints, papers: int, common: Sequence[int]) -> Vectors:
        """Weigh every pair; the `common` stems, which tell nothing, weigh nothing."""
        # The halves keep a word that all of a handful of papers share from weighing nothing, too.
        idf = np.log((papers + 1.5) / (frequency + 0.5))
        idf[common] = 0.0
        weight = (1 + np.log(pairs.weight)) * idf[pairs.stem]
        norm = np.sqrt(np.bincount(pairs.row, weight * weight, papers))
        weight /= np.where(norm > 0, norm, 1.0)[pairs.row]
        return cls(
            stem=pairs.stem,
            row=pairs.row,
            weight=weight,
            of_stem=np.concatenate(([0], np.cumsum(frequency))),
            # Both numbers in one sort several times as fast as a stable argsort.
            order=np.sort((pairs.row << 32) | np.arange(len(pairs.row))) & 0xFFFFFFFF,
            of_row=np.concatenate(([0], np.cumsum(np.bincount(pairs.row, minlength=papers)))),
            sketch=_sketch(pairs, weight, papers),
        )

    def paper(self, row: int) -> tuple[Ints, Floats]:
        """The stems of a paper and their weights."""
        here = self.order[self.of_row[row] : self.of_row[row + 1]]
        return self.stem[here], self.weight[here]

    def total(self, rows: Ints, weights: Floats) -> Floats:
        """The weighted sum of papers, over all stems."""
        total = np.zeros(len(self.of_stem) - 1)
        for row, weight in zip(rows.tolist(), weights.tolist(), strict=True):
            stem, values = self.paper(row)
            total[stem] += weight * values
        return total

    def dot(self, vector: Floats) -> Floats:
        """How like every paper is to a vector over all stems, the faster the fewer it has."""
        stems = np.flatnonzero(vector)
        starts, ends = self.of_stem[stems], self.of_stem[stems + 1]
        lengths = ends - starts
        at = np.repeat(ends - np.cumsum(lengths), lengths) + np.arange(lengths.sum())
        parts = self.weight[at] * np.repeat(vector[stems], lengths)
        return np.bincount(self.row[at], parts, len(self.of_row) - 1).astype(np.float64)

    def like(self, row: int) -> Floats:
        """How like every paper is to this one."""
        return self.dot(self.total(np.array([row]), np.ones(1)))

    def overlap(self, row: int, vector: Floats) -> float:
        """The squared length of the part of a paper that lies on the terms of a vector."""
        stem, values = self.paper(row)
        shared = values[vector[stem] > 0]
        return float(shared @ shared)


def _sketch(pairs: Pairs, weight: Floats, papers: int) -> Floats:
    """Each stem falls on one dimension with one sign, by a hash of its number, so likeness stays nearly as it is."""
    mixed = (pairs.stem * 0x9E3779B1) & 0xFFFFFFFF
    at = pairs.row * SKETCH + (mixed >> 24)
    signed = np.where((mixed >> 23) & 1, weight, -weight)
    return np.bincount(at, signed, papers * SKETCH).astype(np.float64).reshape(papers, SKETCH)
