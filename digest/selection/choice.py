"""Chooses the papers to show: those on topic, each likeness once, so that the head is diverse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.selection.filters import admitted
from digest.selection.preferences import NONE, Bonus, Bonuses, Preferences
from digest.selection.ranking import Ranking, rank
from digest.selection.reasons import Reasons
from digest.selection.reranking import BUILT_IN, Reranking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.corpus import Corpus, Floats, Ints
    from digest.model import Window
    from digest.query import Query

TWINS = 0.9
"""From this likeness on, two papers are one in two listings."""
VARIETY = 0.02
"""How much a paper loses for being just like one above it."""
SPARE = 15
"""So many papers beyond the limit stand by for those that turn out to be twins."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """A selection with everything that led to it.

    Attributes:
        reranking: What models had to say.
        rows: All papers let in, by relevance.
        matched: Those of them that are on topic.
        picked: Those shown, in their order.
        scores: By row, of the picked.
        bonuses: By row, of all that came close.
        twins: By row, which picked paper stands for one that was left out.
    """

    reranking: Reranking
    ranking: Ranking
    reasons: Reasons
    rows: Ints
    matched: Ints
    picked: tuple[int, ...]
    scores: Mapping[int, float]
    bonuses: Mapping[int, tuple[Bonus, ...]]
    twins: Mapping[int, int]


def choose(
    corpus: Corpus,
    query: Query,
    window: Window,
    limit: int,
    preferences: Preferences = NONE,
    reranking: Reranking = BUILT_IN,
) -> Selection:
    """Choose at most `limit` papers of the window."""
    rows = admitted(corpus, query, window)
    ranking = reranking.settled(corpus, rank(corpus, query, rows, reranking.embeddings))
    rows = rows[np.argsort(-ranking.relevance[rows], kind="stable")]
    matched = rows[ranking.relevance[rows] >= ranking.cut]
    close = matched[: limit + SPARE]
    every = Bonuses(corpus, preferences)
    bonuses = {row: every.of(row) for row in close.tolist()}
    extra = np.array([sum(bonus.value for bonus in of_row) for of_row in bonuses.values()])
    scores, twins = _arranged(corpus, close, np.minimum(1.0, ranking.relevance[close] + extra), limit)
    return Selection(
        reranking=reranking,
        ranking=ranking,
        reasons=Reasons(corpus, ranking),
        rows=rows,
        matched=matched,
        picked=tuple(scores),
        scores=scores,
        bonuses=bonuses,
        twins=twins,
    )


def _arranged(corpus: Corpus, rows: Ints, worth: Floats, limit: int) -> tuple[dict[int, float], dict[int, int]]:
    """The rows to show in their order with their scores, and which of them stand for twins left out."""
    scores: dict[int, float] = {}
    twins: dict[int, int] = {}
    sketches = corpus.vectors.sketch[rows]
    nearest = np.zeros(len(rows))
    left = worth.copy()
    shown: list[int] = []
    for _ in rows:
        if len(scores) == limit:
            break
        standing = left - VARIETY * nearest
        at = int(standing.argmax())
        row, left[at] = int(rows[at]), -np.inf
        if nearest[at] >= TWINS:
            above = max(shown, key=lambda other: float(sketches[other] @ sketches[at]))
            twins[row] = int(rows[above])
            continue
        scores[row] = float(standing[at])
        shown.append(at)
        # One at a time on purpose: a matrix product of this size spends its time in waking threads.
        np.maximum(nearest, sketches @ sketches[at], out=nearest)
    return scores, twins
