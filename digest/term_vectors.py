"""Nearness of meaning: a place in a common space for the words of the field, and so for names, questions and papers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

TITLE = 3
"""How often a word in a title counts."""
_BLOCK = 256  # papers at a time, so that their terms' places stay in the processor's cache
_OFTEN = 40
"""A term that stands in more than one in so many papers is multiplied with all of a block at once, the others each."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermVectors:
    """Vectors of stems and of frequent pairs of stems; what tells little is short, what tells much is long.

    Attributes:
        numbers: The row of each term; a pair is two stems with a space between.
        table: The vectors, one a row.
    """

    numbers: Mapping[str, int]
    table: Floats
    _pairs: Ints = field(repr=False)
    _pair_rows: Ints = field(repr=False)

    @classmethod
    def of(cls, terms: Sequence[str], table: Floats) -> TermVectors:
        """Vectors for these terms; a pair is of use only where both of its stems have vectors, too."""
        numbers = {term: row for row, term in enumerate(terms)}
        keys = [
            (numbers[first] * len(terms) + numbers[second], row)
            for term, row in numbers.items()
            for first, _, second in [term.partition(" ")]
            if second and first in numbers and second in numbers
        ]
        keys.sort()
        pairs = np.array(keys, dtype=np.int64).reshape(-1, 2)
        return cls(numbers=numbers, table=table, _pairs=pairs[:, 0].copy(), _pair_rows=pairs[:, 1].copy())

    def of_stems(self, stems: Sequence[str]) -> Floats:
        """The sum of the vectors of these stems in their order; zero where none has one."""
        terms = [*stems, *(" ".join(pair) for pair in pairwise(stems))]
        rows = [self.numbers[term] for term in terms if term in self.numbers]
        total: Floats = self.table[rows].sum(axis=0, dtype=np.float32)
        return total

    def of_text(self, text: str) -> Floats:
        """The sum of the vectors of a text's words; zero where none has one."""
        return self.of_stems(words.stems(text))

    def counts(
        self, stems: Sequence[str], stream: Ints, row: Ints, in_title: NDArray[np.bool_]
    ) -> tuple[Ints, Ints, Ints]:
        """Which term stands in which paper how often, ordered by paper: the papers, the terms' rows, and the counts.

        Args:
            stems: The stem behind each number in `stream`.
            stream: Stems in the order of the text, papers one after another, the title first.
            row: The paper at each position.
            in_title: Whether the position is in a title, where a word counts several times.
        """
        row_of = np.array([self.numbers.get(stem, -1) for stem in stems], dtype=np.int64)
        term = row_of[stream] if len(stream) else stream
        keys = [_keys(row, term, in_title, term >= 0)]
        if len(self._pairs):
            # A pair stands within one title or one abstract.
            together = np.flatnonzero(
                (row[:-1] == row[1:]) & (in_title[:-1] == in_title[1:]) & (term[:-1] >= 0) & (term[1:] >= 0)
            )
            pair = term[together] * len(self.numbers) + term[together + 1]
            at = np.minimum(np.searchsorted(self._pairs, pair), len(self._pairs) - 1)
            keys.append(_keys(row[together], self._pair_rows[at], in_title[together], self._pairs[at] == pair))
        key = np.sort(np.concatenate(keys))
        if not len(key):
            return key, key, key
        starts = np.flatnonzero(np.concatenate(([True], key[1:] >> 1 != key[:-1] >> 1)))
        count = np.add.reduceat(1 + (TITLE - 1) * (key & 1), starts)
        return key[starts] >> 32, (key[starts] >> 1) & 0x7FFFFFFF, count

    def of_papers(self, papers: int, row: Ints, term: Ints, count: Ints) -> Floats:
        """Unit vectors of papers from what `counts` gives; zero for a paper without a known word."""
        found = np.zeros((papers, self.table.shape[1]), dtype=np.float32)
        weight = (1 + np.log(count)).astype(np.float32)
        often = np.flatnonzero(np.bincount(term, minlength=len(self.table)) > papers / _OFTEN)
        usual, column = self.table[often], np.full(len(self.table), -1)
        column[often] = np.arange(len(often))
        bounds = np.searchsorted(row, np.arange(0, papers + _BLOCK, _BLOCK))
        for first, (start, end) in zip(range(0, papers, _BLOCK), pairwise(bounds.tolist()), strict=False):
            own, terms, weights = row[start:end] - first, term[start:end], weight[start:end]
            at = column[terms]
            dense = np.zeros((min(_BLOCK, papers - first), len(often)), dtype=np.float32)
            dense[own[at >= 0], at[at >= 0]] = weights[at >= 0]
            block = found[first : first + _BLOCK]
            np.matmul(dense, usual, out=block)
            self._add(block, own[at < 0], terms[at < 0], weights[at < 0])
        return unit(found)

    def _add(self, vectors: Floats, row: Ints, term: Ints, weight: Floats) -> None:
        """Add terms with their weights to the vectors of some papers; `row` ascends."""
        if len(row):
            parts = self.table[term]
            parts *= weight[:, None]
            firsts = np.flatnonzero(np.concatenate(([True], row[1:] != row[:-1])))
            vectors[row[firsts]] += np.add.reduceat(parts, firsts, axis=0)


def unit(vectors: Floats) -> Floats:
    """The same directions with length one; zero stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = (vectors / np.where(length > 0, length, 1)).astype(np.float32)
    return scaled


def _keys(row: Ints, term: Ints, in_title: NDArray[np.bool_], kept: NDArray[np.bool_]) -> Ints:
    """Paper, term and place in one number each, so that one sort orders them."""
    keys: Ints = (row[kept] << 32) | (term[kept] << 1) | in_title[kept]
    return keys
