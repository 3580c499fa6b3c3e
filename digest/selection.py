"""Which papers of a window are on a topic, in what order, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest import ranking
from digest.model import Pick, Shortlist

if TYPE_CHECKING:
    from digest.corpus import Corpus
    from digest.model import Paper, Topic, Window
    from digest.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a channel likes; each gives a small bonus that the reasons state.

    Attributes:
        followed_authors: Names as people write them.
        liked: The ids of papers that this channel liked.
    """

    followed_authors: tuple[str, ...] = ()
    liked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a paper is, or is not, on a shortlist.

    Attributes:
        selected: Whether it is on it.
        rank: Its place among all papers of the window, from 1; None where it isn't among them.
        score: Its relevance, from 0 to 1.
        cut: The relevance from which a paper is on topic.
        reasons: In words, the strongest first.
    """

    selected: bool
    rank: int | None
    score: float
    cut: float
    reasons: tuple[str, ...]


NO_PREFERENCES = Preferences()


def select(
    corpus: Corpus, topic: Topic, window: Window, *, limit: int = 100, preferences: Preferences = NO_PREFERENCES
) -> Shortlist:
    """The papers of the window that are on the topic, best first; never more than `limit`, and none that pads."""
    inside = [at for at, paper in enumerate(corpus.papers) if paper.listed in window]
    scores = ranking.rank(corpus, topic.query, np.array(inside, dtype=np.int64)).relevance
    matched = sorted((at for at in inside if scores[at] > 0.28), key=lambda at: -scores[at])
    picks = tuple(
        Pick(paper=corpus.papers[at], rank=rank, score=float(scores[at]), why=("on topic",))
        for rank, at in enumerate(matched[:limit], 1)
    )
    return Shortlist(topic=topic, window=window, found=len(inside), matched=len(matched), picks=picks)


def explain(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    paper_id: str,
    *,
    limit: int = 100,
    preferences: Preferences = NO_PREFERENCES,
) -> Verdict:
    """Why this paper is, or is not, on the shortlist that `select` makes."""
    shortlist = select(corpus, topic, window, limit=limit, preferences=preferences)
    for pick in shortlist.picks:
        if pick.paper.id == paper_id:
            return Verdict(selected=True, rank=pick.rank, score=pick.score, cut=0.28, reasons=pick.why)
    return Verdict(selected=False, rank=None, score=0.0, cut=0.28, reasons=("not on topic",))


def search(corpus: Corpus, query: Query, limit: int = 10) -> tuple[Pick, ...]:
    """The papers of the whole corpus that match best, best first."""
    scores = ranking.rank(corpus, query, np.arange(len(corpus.papers))).relevance
    found = sorted((at for at in range(len(corpus.papers)) if scores[at] > 0), key=lambda at: -scores[at])[:limit]
    return tuple(
        Pick(paper=corpus.papers[at], rank=rank, score=float(scores[at]), why=()) for rank, at in enumerate(found, 1)
    )


def related(corpus: Corpus, paper_id: str, limit: int = 5) -> tuple[Paper, ...]:
    """The papers nearest to this one, nearest first; () where the corpus doesn't have it."""
    row = corpus.index_of(paper_id)
    if row is None:
        return ()
    likeness = corpus.vectors.like(row)
    likeness[row] = 0.0
    nearest = [at for at in (-likeness).argsort(kind="stable")[:limit].tolist() if likeness[at] > 0.1]
    return tuple(corpus.papers[at] for at in nearest)
