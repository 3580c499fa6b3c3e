"""What models say of a topic's papers, beside what the engine finds by itself: vectors, and judgments of the borderline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from digest.model import RankedBy
from digest.term_vectors import unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from digest.corpus import Corpus, Floats
    from digest.model import Paper
    from digest.selection.ranking import Ranking

Judgment = Literal["on", "near", "off"]

FAINT = 0.15
"""A paper below this relevance has nothing to do with what was searched for."""
SPREAD = 4.0
"""So many standard deviations above the mean nearness of all papers count as one; the scales of models differ."""
OUTSTANDING = 0.5
"""From this nearness on, measured so, a model's vectors are a reason worth stating."""
_STEP = 0.01
_SAYS = {"on": "is on topic", "near": "is near the topic, not on it", "off": "is off topic"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Embeddings:
    """The vectors that one model gave to a text and to papers, each as the bytes of its int8 numbers.

    Attributes:
        model: Its name.
        text: The vector of the topic or question; only its direction tells.
        papers: Those of papers by id; one of another length is as good as none.
    """

    model: str
    text: bytes
    papers: Mapping[str, bytes]

    def table(self, papers: Sequence[Paper]) -> NDArray[np.float32]:
        """A unit vector for each of these papers; zero for one that has none."""
        length = len(self.text)
        packed = (self.papers.get(paper.id, b"") for paper in papers)
        whole = b"".join(vector if len(vector) == length else bytes(length) for vector in packed)
        return unit(np.frombuffer(whole, dtype=np.int8).reshape(len(papers), length).astype(np.float32))

    @property
    def direction(self) -> NDArray[np.float32]:
        """The unit vector of the text."""
        return unit(np.frombuffer(self.text, dtype=np.int8).astype(np.float32))

    def outstanding(self, papers: Sequence[Paper]) -> Floats:
        """How far the nearness of each paper to the text stands out among those that have a vector; 0 for the others."""
        table = self.table(papers)
        return outstanding(table @ self.direction, table)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgments:
    """What a model says of papers that the engine is in doubt of, by their ids."""

    model: str
    of_paper: Mapping[str, Judgment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reranking:
    """What models say of a topic's papers; either may be missing."""

    embeddings: Embeddings | None = None
    judgments: Judgments | None = None

    @property
    def by(self) -> RankedBy:
        """Who says so."""
        return RankedBy(
            embeddings=self.embeddings.model if self.embeddings else "",
            judge=self.judgments.model if self.judgments else "",
        )

    def settled(self, corpus: Corpus, ranking: Ranking) -> Ranking:
        """A ranking in which what was judged stands on the side of the cut where it belongs, in the same order there."""
        if self.judgments is None:
            return ranking
        relevance, cut = ranking.relevance.copy(), ranking.cut
        for paper, judgment in self.judgments.of_paper.items():
            row = corpus.index_of(paper)
            if row is None:
                continue
            own = relevance[row]
            moved = {"on": cut + _STEP * own, "near": cut + _STEP * (own - 1), "off": FAINT * own}[judgment]
            relevance[row] = max(own, moved) if judgment == "on" else min(own, moved)
        return replace(ranking, relevance=relevance)

    def said(self, ranking: Ranking, paper: str, row: int) -> tuple[str, ...]:
        """What models say of one paper, in words."""
        said: list[str] = []
        if self.embeddings and ranking.embedded is not None and ranking.embedded[row] >= OUTSTANDING:
            said.append(f"near the topic by the vectors of {self.embeddings.model}")
        if self.judgments and (judgment := self.judgments.of_paper.get(paper)):
            said.append(f"{self.judgments.model} read its title and says that it {_SAYS[judgment]}")
        return tuple(said)


BUILT_IN = Reranking()
"""No model was asked."""


def outstanding(nearness: NDArray[np.float32], table: NDArray[np.float32]) -> Floats:
    """How far each paper's nearness stands out among those with a vector in the table; the others stand in the middle."""
    found = np.zeros(len(nearness))
    known = np.flatnonzero(table.any(axis=1))
    values = nearness[known].astype(np.float64)
    spread = float(values.std()) if len(values) else 0.0
    if spread:
        found[known] = (values - values.mean()) / spread / SPREAD
    return found
