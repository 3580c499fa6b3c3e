"""A week of papers as an index: what stands where, in arrays, made once and asked for every topic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from digest import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from digest.model import Paper

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

TITLE = 3.0
"""How much more a word in a title tells than the same word in an abstract, while weighing whole documents."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """The index of a week.

    Every paper is a run of positions in one long row of stems, its title first; positions are what phrases are
    found by. Rows (`row`) number the papers.

    Attributes:
        stems: The number of each stem.
        stream: The stem at each position.
        row: The paper at each position.
        starts: Where each paper begins, and the end of the last.
        bodies: Where each paper's abstract begins.
        places: All positions, ordered by stem; those of stem `s` are `places[offsets[s]:offsets[s + 1]]`.
        frequency: In how many papers each stem stands.
        vectors: TF-IDF of each paper, for likeness.
    """

    papers: tuple[Paper, ...]
    stems: Mapping[str, int]
    stream: Ints
    row: Ints
    starts: Ints
    bodies: Ints
    places: Ints
    offsets: Ints
    frequency: Ints
    vectors: Vectors
    rows: Mapping[str, int] = field(repr=False)

    @classmethod
    def of(cls, papers: Sequence[Paper]) -> Corpus:
        """Index these papers; of two with one id only the first counts."""
        distinct = tuple({paper.id: paper for paper in reversed(papers)}.values())[::-1]
        stems, stream, lengths, titles = _read(distinct)
        starts = np.concatenate(([0], np.cumsum(lengths)))
        row = np.repeat(np.arange(len(distinct)), lengths)
        bodies = starts[:-1] + titles
        # One sort of (stem, position) as a single number is several times faster than a stable argsort.
        ordered = np.sort((stream << 32) | np.arange(len(stream)))
        places = ordered & 0xFFFFFFFF
        offsets = np.searchsorted(ordered >> 32, np.arange(len(stems) + 1))
        pairs = _Pairs.of(ordered >> 32, row[places], np.where(places < bodies[row[places]], TITLE, 1.0))
        frequency = np.bincount(pairs.stem, minlength=len(stems))
        return cls(
            papers=distinct,
            stems=stems,
            stream=stream,
            row=row,
            starts=starts,
            bodies=bodies,
            places=places,
            offsets=offsets,
            frequency=frequency,
            vectors=Vectors.of(pairs, frequency, len(distinct)),
            rows={paper.id: at for at, paper in enumerate(distinct)},
        )

    def index_of(self, paper_id: str) -> int | None:
        """The row of a paper, or None."""
        return self.rows.get(paper_id)

    def where(self, phrase: Sequence[str]) -> Ints:
        """The positions at which these stems stand side by side within one title or one abstract."""
        numbers = [self.stems.get(stem, -1) for stem in phrase]
        if not numbers or min(numbers) < 0:
            return np.empty(0, dtype=np.int64)
        # Starting from the rarest stem leaves the fewest positions to look around.
        rarest = min(range(len(numbers)), key=lambda at: self.frequency[numbers[at]])
        number = numbers[rarest]
        found = self.places[self.offsets[number] : self.offsets[number + 1]] - rarest
        found = found[(found >= 0) & (found + len(numbers) <= len(self.stream))]
        for at, other in enumerate(numbers):
            if at != rarest:
                found = found[self.stream[found + at] == other]
        if len(numbers) > 1:
            last = found + len(numbers) - 1
            body = self.bodies[self.row[found]]
            found = found[(self.row[found] == self.row[last]) & ((found < body) == (last < body))]
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vectors:
    """Papers as unit TF-IDF vectors, in the compressed form: paper `p` has `stem[at[p]:at[p + 1]]`."""

    stem: Ints
    weight: Floats
    at: Ints
    size: int

    @classmethod
    def of(cls, pairs: _Pairs, frequency: Ints, papers: int) -> Vectors:
        idf = np.log((1 + papers) / (1 + frequency))
        order = np.sort((pairs.row << 32) | np.arange(len(pairs.row))) & 0xFFFFFFFF
        stem = pairs.stem[order]
        weight = (1 + np.log(pairs.weight[order])) * idf[stem]
        at = np.searchsorted(pairs.row[order], np.arange(papers + 1))
        norm = np.sqrt(_sums(weight * weight, at))
        weight /= np.repeat(np.where(norm > 0, norm, 1.0), np.diff(at))
        return cls(stem=stem, weight=weight, at=at, size=len(frequency))

    def of_row(self, row: int) -> tuple[Ints, Floats]:
        """The stems of a paper and their weights."""
        return self.stem[self.at[row] : self.at[row + 1]], self.weight[self.at[row] : self.at[row + 1]]

    def mean(self, rows: Ints, weights: Floats) -> Floats:
        """The weighted sum of papers, over all stems."""
        total = np.zeros(self.size)
        for row, weight in zip(rows.tolist(), weights.tolist(), strict=True):
            stem, values = self.of_row(row)
            total[stem] += weight * values
        return total

    def overlap(self, row: int, vector: Floats) -> float:
        """The squared length of the part of a paper that lies on the terms of a vector."""
        stem, values = self.of_row(row)
        return float(values[vector[stem] > 0] @ values[vector[stem] > 0])

    def like(self, row: int) -> Floats:
        """How like every paper is to this one."""
        return self.dot(self.mean(np.array([row]), np.ones(1)))

    def dot(self, vector: Floats) -> Floats:
        """How like every paper is to a vector over all stems."""
        return _sums(self.weight * vector[self.stem], self.at)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pairs:
    """Which stem stands in which paper, and with what weight, by stem."""

    stem: Ints
    row: Ints
    weight: Floats

    @classmethod
    def of(cls, stem: Ints, row: Ints, weight: Floats) -> _Pairs:
        if not len(stem):
            return cls(stem=stem, row=row, weight=weight)
        first = np.flatnonzero(np.concatenate(([True], (stem[1:] != stem[:-1]) | (row[1:] != row[:-1]))))
        return cls(stem=stem[first], row=row[first], weight=np.add.reduceat(weight, first))


def _read(papers: Sequence[Paper]) -> tuple[dict[str, int], Ints, Ints, Ints]:
    """The numbers of all stems, the stems in order, and the lengths of each paper and of its title."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    number = numbers.__getitem__
    everything: list[int] = []
    lengths, titles = [], []
    for paper in papers:
        title, body = words.split(paper.title), words.split(paper.abstract)
        everything.extend(map(number, title))
        everything.extend(map(number, body))
        lengths.append(len(title) + len(body))
        titles.append(len(title))
    stems: defaultdict[str, int] = defaultdict(count().__next__)
    of_word = np.array([stems[stem] for stem in words.stem(list(numbers))], dtype=np.int64)
    stream = of_word[np.array(everything, dtype=np.int64)] if everything else np.empty(0, dtype=np.int64)
    return dict(stems), stream, np.array(lengths, dtype=np.int64), np.array(titles, dtype=np.int64)


def _sums(values: Floats, at: Ints) -> Floats:
    """The sum of each run of values, empty runs being zero."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    return total[at[1:]] - total[at[:-1]]
