"""Chooses the papers to show: those on topic, what a channel likes a little higher, each likeness once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from digest.facts.venues import venue
from digest.selection.filters import admitted, of_author
from digest.selection.ranking import Ranking, rank
from digest.selection.reasons import Reasons
from digest.selection.reranking import BUILT_IN, Reranking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.corpus import Corpus, Floats, Ints
    from digest.model import Paper, Window
    from digest.query import Query

CODE, VENUE, FOLLOWED, LIKED = 0.01, 0.01, 0.08, 0.05
LIKED_FROM = 0.2
"""How like a liked paper another must be to profit from it."""

_HOSTS = ("github.com", "gitlab.com", "huggingface.co", "bitbucket.org", "anonymous.4open.science")
_RELEASED = re.compile(r"\b(?:code|implementation)\b[^.]{0,60}\b(?:available|released|open[- ]sourced?)\b")
TWINS = 0.9
"""From this likeness on, two papers are one in two listings."""
VARIETY = 0.02
"""How much a paper loses for being just like one above it."""
SPARE = 15
"""So many papers beyond the limit stand by for those that turn out to be twins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a channel likes.

    Attributes:
        followed_authors: Names as people write them.
        liked: The ids of papers that this channel liked.
        known: The ids of papers that it was shown already, which are left out.
    """

    followed_authors: tuple[str, ...] = ()
    liked: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


NONE = Preferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """What moves a paper up, and why, in words."""

    value: float
    why: str


class Bonuses:
    """The bonuses of a channel's preferences on one corpus."""

    def __init__(self, corpus: Corpus, preferences: Preferences) -> None:
        self._corpus = corpus
        self._preferences = preferences
        liked = [corpus.index_of(paper_id) for paper_id in preferences.liked]
        self._liked = [(row, corpus.vectors.like(row)) for row in liked if row is not None]

    def of(self, row: int) -> tuple[Bonus, ...]:
        """The bonuses of a paper, the greatest first."""
        return (*self._personal(row), *_general(self._corpus.papers[row]))

    def _personal(self, row: int) -> Iterator[Bonus]:
        paper = self._corpus.papers[row]
        for name in self._preferences.followed_authors:
            if of_author(paper, (name,)):
                yield Bonus(value=FOLLOWED, why=f"by {name}, whom this channel follows")
                break
        for liked, likeness in self._liked:
            if likeness[row] >= LIKED_FROM and liked != row:
                title = self._corpus.papers[liked].title
                yield Bonus(value=LIKED, why=f"like “{title}”, which this channel liked")
                break


@lru_cache(maxsize=4096)
def _general(paper: Paper) -> tuple[Bonus, ...]:
    """What speaks for a paper whatever the topic; remembered, since the topics of a week share many papers."""
    code = (Bonus(value=CODE, why="code released"),) if _code(f"{paper.abstract} {paper.comment}".lower()) else ()
    place = venue(paper) if paper.comment or paper.journal_ref else None
    return (*code, Bonus(value=VENUE, why=f"accepted at {place}")) if place else code


def _code(text: str) -> bool:
    if any(host in text for host in _HOSTS):
        return True
    return ("code" in text or "implementation" in text) and _RELEASED.search(text) is not None


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
