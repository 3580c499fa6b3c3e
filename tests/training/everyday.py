"""How people who don't know the field's words ask for its concepts and papers: written topics, and what they mean.

Each line of the file beside this one gives a concept of the vocabulary, or the arXiv id of a paper, with some ways in
which a newcomer would ask for it, written by people and models who saw the concept's names or the paper's abstract.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from digest.text import words
from tests.training.contrastive import BATCH, Adam, slope, without

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from digest.vocabulary import Vocabulary, VocabularyEntry
    from tests.training.term_vectors import Text

    Floats = NDArray[np.float32]

FILE = Path(__file__).with_name("everyday.jsonl")
EPOCHS, RATE = 8, 0.01
ASKED_OUT, SHARED_OUT = 0.2, 0.9
"""How many of the words of a way to ask, and of those that it shares with a paper, are kept out while training."""
NAMED = 0.4
"""How often what the field calls it is what a way to ask is drawn to, instead of a paper."""
SHORTEST, OFTEN = 4, 2
"""A name of so many letters stands in a paper on the concept so often, or once in its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyday:
    """One way to ask for something, the papers, by their rows, that whoever asks so wants, and what the field calls it."""

    subject: int
    asked: tuple[str, ...]
    papers: tuple[int, ...]
    names: tuple[str, ...]


def everyday(ids: Sequence[str], read: Sequence[Text], vocabulary: Vocabulary) -> list[Everyday]:
    """All ways to ask for which there is a paper or a name."""
    rows = {paper: row for row, paper in enumerate(ids)}
    concepts = _Concepts(read, vocabulary)
    found = []
    for subject, line in enumerate(map(json.loads, FILE.read_text(encoding="utf-8").splitlines())):
        papers, names = tuple(_row(rows, line.get("paper"))), tuple[str, ...]()
        if "concept" in line:
            papers, names = concepts.papers(line["concept"]), concepts.names(line["concept"])
        if papers or names:
            ways = map(words.stems, line["ways"])
            found += [Everyday(subject=subject, asked=way, papers=papers, names=names) for way in ways]
    return found


def _row(rows: Mapping[str, int], paper: str | None) -> Iterator[int]:
    if paper is not None and paper in rows:
        yield rows[paper]


class _Concepts:
    """Which papers are on a concept, since they call it by one of its names."""

    def __init__(self, read: Sequence[Text], vocabulary: Vocabulary) -> None:
        self._read, self._vocabulary = read, vocabulary
        self._having: defaultdict[str, set[int]] = defaultdict(set)
        for row, text in enumerate(read):
            for stem in {*text.title, *text.abstract}:
                self._having[stem].add(row)

    def papers(self, name: str) -> tuple[int, ...]:
        names = filter(None, map(words.stems, (one for one in self._entry(name).same if len(one) >= SHORTEST)))
        return tuple(sorted({row for stems in names for row in self._on(stems)}))

    def names(self, name: str) -> tuple[str, ...]:
        """All its names, one after another."""
        return tuple(stem for one in self._entry(name).same for stem in words.stems(one))

    def _entry(self, name: str) -> VocabularyEntry:
        entry = self._vocabulary.entry(words.stems(name))
        if entry is None:
            raise ValueError(f"{FILE.name} has ways to ask for “{name}”, which isn't in the vocabulary")
        return entry

    def _on(self, stems: tuple[str, ...]) -> Iterator[int]:
        for row in set.intersection(*(self._having[stem] for stem in stems)):
            text = self._read[row]
            if _times(stems, text.title) or _times(stems, text.abstract) >= OFTEN:
                yield row


def _times(name: tuple[str, ...], text: tuple[str, ...]) -> int:
    return sum(text[at : at + len(name)] == name for at in range(len(text) - len(name) + 1))


def drawn_to(
    ways: Sequence[Everyday],
    asked: sp.csr_matrix,
    names: sp.csr_matrix,
    titles: sp.csr_matrix,
    abstracts: sp.csr_matrix,
    table: Floats,
) -> Floats:
    """The places after each way to ask was drawn to a paper or the names that it means, and titles to abstracts still.

    The matrices hold how often each term stands in each way's words, in the names that it means, and in the papers'
    titles and abstracts.
    """
    random = np.random.default_rng(1)
    meant = sp.vstack([2 * titles + abstracts, names]).tocsr()
    subjects = np.array([way.subject for way in ways])
    batches = len(ways) // BATCH
    adam = Adam(table, 2 * EPOCHS * batches, RATE)
    for _ in range(EPOCHS):
        order = random.permutation(len(ways))
        for batch in range(batches):
            rows = order[batch * BATCH : (batch + 1) * BATCH]
            wanted = [_wanted(ways[row], titles.shape[0] + row, random) for row in rows.tolist()]
            said = asked[rows].copy()
            said.data = said.data * (random.random(said.nnz) >= ASKED_OUT)
            adam.move(slope(said, without(meant[wanted], said, SHARED_OUT, random), adam.table, subjects[rows]))
            some = random.choice(titles.shape[0], BATCH, replace=False)
            left = without(abstracts[some], titles[some], SHARED_OUT, random)
            adam.move(slope(titles[some], left, adam.table))
    return adam.table


def _wanted(way: Everyday, names: int, random: np.random.Generator) -> int:
    """The row of what a way to ask is drawn to this time."""
    if not way.papers or (way.names and random.random() < NAMED):
        return names
    return way.papers[int(random.integers(len(way.papers)))]
