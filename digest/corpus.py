"""A week of papers as an index: what stands where, in arrays, made once and asked for every topic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

import numpy as np

from digest.text import words
from digest.vectors import Pairs, Vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from digest.knowledge import Knowledge
    from digest.model import Paper, Window

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
        surface: For each stem the shortest word that it was seen as.
        stream: The stem at each position.
        row: The paper at each position.
        starts: Where each paper begins, and the end of the last.
        bodies: Where each paper's abstract begins.
        places: All positions, ordered by stem; those of stem `s` are `places[offsets[s]:offsets[s + 1]]`.
        frequency: In how many papers each stem stands.
        listed: The day each paper was listed, as an ordinal.
        standing: Whether its authors stand by it; the others were withdrawn.
        vectors: TF-IDF of each paper, for likeness.
        meanings: A unit vector of each paper in the space of the term vectors, for nearness of meaning.
        knowledge: What was known of the field before.
    """

    papers: tuple[Paper, ...]
    stems: Mapping[str, int]
    surface: tuple[str, ...]
    stream: Ints
    row: Ints
    starts: Ints
    bodies: Ints
    places: Ints
    offsets: Ints
    frequency: Ints
    listed: Ints
    standing: NDArray[np.bool_]
    vectors: Vectors
    meanings: NDArray[np.float32]
    knowledge: Knowledge = field(repr=False)
    rows: Mapping[str, int] = field(repr=False)

    @classmethod
    def of(cls, papers: Sequence[Paper], knowledge: Knowledge) -> Corpus:
        """Index these papers; of two with one id only the first counts."""
        first: dict[str, Paper] = {}
        for paper in papers:
            first.setdefault(paper.id, paper)
        distinct = tuple(first.values())
        read = _CorpusReading.of(distinct)
        stems, stream, lengths = read.stems, read.stream, read.lengths
        starts = np.concatenate(([0], np.cumsum(lengths)))
        row = np.repeat(np.arange(len(distinct)), lengths)
        bodies = starts[:-1] + read.titles
        terms = knowledge.vectors
        # Before the rest, since what it takes to count is as large as all the rest.
        meanings = terms.of_papers(
            len(distinct), *terms.counts(list(stems), stream, row, np.arange(len(stream)) < bodies[row])
        )
        # One sort of (stem, position) as a single number is several times faster than a stable argsort.
        ordered = np.sort((stream << 32) | np.arange(len(stream)))
        places = ordered & 0xFFFFFFFF
        ordered >>= 32
        offsets = np.searchsorted(ordered, np.arange(len(stems) + 1))
        pairs = Pairs.of(ordered, row[places], np.where(places < bodies[row[places]], TITLE, 1.0))
        del ordered
        frequency = np.bincount(pairs.stem, minlength=len(stems))
        return cls(
            papers=distinct,
            stems=stems,
            surface=read.surface,
            stream=stream,
            row=row,
            starts=starts,
            bodies=bodies,
            places=places,
            offsets=offsets,
            frequency=frequency,
            listed=np.array([paper.listed.toordinal() for paper in distinct], dtype=np.int64),
            standing=np.array([not paper.withdrawn for paper in distinct], dtype=bool),
            vectors=Vectors.of(
                pairs, frequency, len(distinct), [stems[stem] for stem in words.common() if stem in stems]
            ),
            meanings=meanings,
            knowledge=knowledge,
            rows={paper.id: at for at, paper in enumerate(distinct)},
        )

    def index_of(self, paper_id: str) -> int | None:
        """The row of a paper, or None."""
        return self.rows.get(paper_id)

    def during(self, window: Window) -> NDArray[np.bool_]:
        """Which papers were listed in the window."""
        return (self.listed >= window.start.toordinal()) & (self.listed <= window.end.toordinal())

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
class _CorpusReading:
    """The words of a week as they come."""

    stems: dict[str, int]
    surface: tuple[str, ...]
    stream: Ints
    lengths: Ints
    titles: Ints

    @classmethod
    def of(cls, papers: Sequence[Paper]) -> _CorpusReading:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        lengths: list[int] = []
        tokens = chain.from_iterable(_texts(papers, lengths))
        stream = np.fromiter(map(numbers.__getitem__, tokens), dtype=np.int64)
        seen = list(numbers)
        stemmed = words.stem(seen)
        stems = {stem: at for at, stem in enumerate(dict.fromkeys(stemmed))}
        surface: dict[str, str] = {}
        for word, stem in zip(seen, stemmed, strict=True):
            if len(word) <= len(surface.get(stem, word)):
                surface[stem] = word
        of_word = np.array([stems[stem] for stem in stemmed], dtype=np.int64)
        both = np.array(lengths, dtype=np.int64).reshape(-1, 2)
        return cls(
            stems=stems,
            surface=tuple(surface[stem] for stem in stems),
            stream=of_word[stream],
            lengths=both.sum(axis=1),
            titles=both[:, 0],
        )


def _texts(papers: Sequence[Paper], lengths: list[int]) -> Iterator[list[str]]:
    """The words of each title and each abstract in turn; their numbers go to `lengths`."""
    for paper in papers:
        for text in (paper.title, paper.abstract):
            said = words.split(text)
            lengths.append(len(said))
            yield said
