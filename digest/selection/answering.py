"""Which papers answer a question in plain words: its words, what is near them, and its whole meaning decide alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.filters import admitted
from digest.selection.ranking import rank
from digest.term_vectors import unit
from digest.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from digest.corpus import Corpus, Floats, Ints
    from digest.model import Paper
    from digest.query import Query

LEAST = 0.18
"""A paper that meets a smaller part of the question's words has nothing to do with it."""
NEAR = 0.1
"""A paper of less relevance to the topic isn't asked."""
TITLE = 0.3
"""What the title alone counts beside the whole abstract."""
SHARPNESS = 1.5
"""To this power goes the nearness of two words, so that a few near ones tell more than many far ones."""
RIVALS = 7
"""The best paper is compared with so many that come after it."""


def answering(corpus: Corpus, text: str, limit: int = 8) -> tuple[Paper, ...]:
    """The papers that a question, or what somebody typed, is likely answered by; see `Question.likely`."""
    return Question.of(corpus, text).likely(limit).papers


def topic_relevance(corpus: Corpus, query: Query) -> Floats:
    """How likely each paper is on a topic, from 0 to 1; 0 for one that the topic's filters keep out."""
    rows = admitted(corpus, query, None)
    found = np.zeros(len(corpus.papers))
    found[rows] = rank(corpus, query, rows).relevance[rows]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """The papers that likely answer a question, the likeliest first.

    Attributes:
        behind: How far each lies behind the first.
        lead: By how much the first stands out from those after it; infinite where it stands alone.
    """

    papers: tuple[Paper, ...] = ()
    behind: tuple[float, ...] = ()
    lead: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Question:
    """A question in plain words, put to the papers of a corpus.

    Attributes:
        stems: Its telling words, each once.
        rarity: How rare each is among the papers.
        likeness: How near each is to every stem of the corpus, from 0 to 1, which is the stem itself.
    """

    corpus: Corpus
    stems: tuple[str, ...]
    rarity: Floats
    likeness: Floats

    @classmethod
    def of(cls, corpus: Corpus, text: str) -> Question:
        """Read a question as a person asks it."""
        stems = tuple(stem for stem in dict.fromkeys(words.stems(text)) if stem not in words.common())
        number = np.array([corpus.stems.get(stem, -1) for stem in stems], dtype=np.int64)
        frequency = np.zeros(len(stems))
        frequency[number >= 0] = corpus.frequency[number[number >= 0]]
        likeness = _likeness(corpus, stems) ** SHARPNESS
        likeness[number >= 0, number[number >= 0]] = 1.0
        rarity = np.log(1 + (len(corpus.papers) - frequency + 0.5) / (frequency + 0.5))
        return cls(corpus=corpus, stems=stems, rarity=rarity, likeness=likeness)

    def likely(self, limit: int, *, relevance: Floats | None = None, nearness: Floats | None = None) -> Likely:
        """The papers that likely answer it; none where no paper has to do with it.

        Three things count alike, each by how far a paper stands out among those that are asked: how much of the
        question it meets, how near it is to its meaning as a whole, and how relevant it is to the topic, if there is one;
        how much its title meets counts half.

        Args:
            limit: At most so many.
            relevance: For each paper of the corpus how likely it is on a topic, from 0 to 1.
            nearness: For each how near it is to the question by the vectors of an embeddings model, which counts twice.
        """
        asked = self.corpus.standing if relevance is None else self.corpus.standing & (relevance >= NEAR)
        rows = np.flatnonzero(asked & (np.diff(self.corpus.vectors.of_row) > 0))
        if not self.stems or not len(rows):
            return Likely()
        met = self._met_by_papers(rows)
        standing = [_outstanding(met), _outstanding(self._meant(rows)), TITLE * _outstanding(self._met_by_titles(rows))]
        if relevance is not None:
            sure = np.clip(relevance[rows], 0.001, 0.999)
            standing.append(_outstanding(np.log(sure / (1 - sure))))
        if nearness is not None:
            standing += [_outstanding(nearness[rows])] * 2
        score = np.sum(standing, axis=0) / (len(standing) - 1 + TITLE)
        order = np.argsort(-score, kind="stable")
        rivals = score[order[1 : RIVALS + 1]]
        best = [at for at in order[:limit].tolist() if met[at] >= LEAST]
        return Likely(
            papers=tuple(self.corpus.papers[rows[at]] for at in best),
            behind=tuple(float(score[best[0]] - score[at]) for at in best),
            lead=float(score[order[0]] - rivals.mean()) if len(rivals) else np.inf,
        )

    def met(self, text: str) -> float:
        """How much of the question a text meets, from 0 to 1: each word by the nearest word of the text."""
        return float(self.rarity @ self._nearest(text) / self.rarity.sum()) if self.stems else 0.0

    def nearness(self, stem: str, text: str) -> float:
        """How near the nearest word of a text is to one of the question's words, from 0 to 1."""
        return float(self._nearest(text)[self.stems.index(stem)])

    def _nearest(self, text: str) -> Floats:
        there = [self.corpus.stems[stem] for stem in set(words.stems(text)) if stem in self.corpus.stems]
        nearest: Floats = self.likeness[:, there].max(axis=1, initial=0.0)
        return nearest

    def _met_by_papers(self, rows: Ints) -> Floats:
        """The same for many papers at once, none of them without a word."""
        vectors = self.corpus.vectors
        return self._met_by_runs(vectors.stem[vectors.order], vectors.of_row[rows], np.diff(vectors.of_row)[rows])

    def _met_by_titles(self, rows: Ints) -> Floats:
        """How much of the question each paper's title meets."""
        starts = self.corpus.starts[rows]
        lengths = self.corpus.bodies[rows] - starts
        met = np.zeros(len(rows))
        if (titled := lengths > 0).any():
            met[titled] = self._met_by_runs(self.corpus.stream, starts[titled], lengths[titled])
        return met

    def _met_by_runs(self, stems: Ints, starts: Ints, lengths: Ints) -> Floats:
        """How much of the question each run of stems meets, none of them empty."""
        ends = np.cumsum(lengths)
        here = stems[np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1])]
        nearest = np.array([np.maximum.reduceat(likeness[here], ends - lengths) for likeness in self.likeness])
        met: Floats = self.rarity @ nearest / self.rarity.sum()
        return met

    def _meant(self, rows: Ints) -> Floats:
        meaning = unit(self.corpus.knowledge.vectors.of_stems(self.stems))
        return (self.corpus.meanings[rows] @ meaning).astype(np.float64)


def _likeness(corpus: Corpus, stems: Sequence[str]) -> Floats:
    """How near some stems are to every stem of the corpus, from 0 to 1; most of these have no vector and need no work."""
    numbers = corpus.knowledge.vectors.numbers
    known = np.array([number for stem, number in corpus.stems.items() if stem in numbers], dtype=np.int64)
    near = np.zeros((len(stems), len(corpus.stems)))
    near[:, known] = np.clip(
        _directions(corpus, stems) @ _directions(corpus, [stem for stem in corpus.stems if stem in numbers]).T, 0.0, 1.0
    )
    return near


def _directions(corpus: Corpus, stems: Collection[str] | Sequence[str]) -> NDArray[np.float32]:
    """The directions of stems; zero for one that isn't known."""
    vectors = corpus.knowledge.vectors
    known = np.array([vectors.numbers.get(stem, -1) for stem in stems], dtype=np.int64)
    return unit(np.where((known >= 0)[:, None], vectors.table[known], np.float32(0)))


def _outstanding(values: Floats) -> Floats:
    """By how many standard deviations each lies above the mean; 0 where all are alike."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread else np.zeros(len(values))
