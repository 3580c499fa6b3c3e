"""The shortlist of a topic, why a paper is or isn't on it, and what else is found by words or by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.model import UNAIDED, Pick, RankedBy, Shortlist
from digest.selection.choice import NONE, Preferences, Selection, choose
from digest.selection.filters import admitted, objections
from digest.selection.ranking import rank
from digest.selection.reasons import Reasons
from digest.selection.reranking import BUILT_IN, FAINT, Reranking
from digest.selection.weights import CUT

if TYPE_CHECKING:
    from digest.corpus import Corpus
    from digest.model import Paper, Topic, Window
    from digest.query import Query
    from digest.selection.reranking import Embeddings

RELATED_FROM = 0.1
NEAR = 3
"""So many papers below the cut are offered as near the topic."""
CERTAIN = 0.8
"""Nobody need be asked about a paper of more relevance than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a paper is, or is not, on a shortlist.

    Attributes:
        selected: Whether it is on it.
        rank: Its place by relevance among all papers of the window; None where it isn't among them.
        score: Its relevance, from 0 to 1.
        cut: The relevance from which a paper is on topic.
        reasons: In words, the strongest first.
        ranked_by: The models that had a say.
    """

    selected: bool
    rank: int | None
    score: float
    cut: float
    reasons: tuple[str, ...]
    ranked_by: RankedBy = UNAIDED


def select(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    *,
    limit: int = 100,
    preferences: Preferences = NONE,
    reranking: Reranking = BUILT_IN,
) -> Shortlist:
    """The papers of the window that are on the topic, best first; never more than `limit`, and none that pads."""
    choice = choose(corpus, topic.query, window, limit, preferences, reranking)
    return Shortlist(
        topic=topic,
        window=window,
        found=int(corpus.during(window).sum()),
        matched=len(choice.matched) - len(choice.twins),
        picks=tuple(
            Pick(paper=corpus.papers[row], rank=at, score=choice.scores[row], why=_why(choice, row))
            for at, row in enumerate(choice.picked, 1)
        ),
        near=_near(corpus, choice),
        ranked_by=reranking.by,
    )


def borderline(
    corpus: Corpus, topic: Topic, window: Window, embeddings: Embeddings | None = None, *, limit: int = 150
) -> tuple[Paper, ...]:
    """The papers that may be on the topic or not, at most `limit` of those nearest to the cut, best first."""
    rows = admitted(corpus, topic.query, window)
    ranking = rank(corpus, topic.query, rows, embeddings)
    relevance = ranking.relevance
    rows = rows[(relevance[rows] >= FAINT) & (relevance[rows] < CERTAIN)]
    doubtful = rows[np.argsort(np.abs(relevance[rows] - ranking.cut), kind="stable")[:limit]]
    best = doubtful[np.argsort(-relevance[doubtful], kind="stable")]
    return tuple(corpus.papers[row] for row in best.tolist())


def explain(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    paper_id: str,
    *,
    limit: int = 100,
    preferences: Preferences = NONE,
    reranking: Reranking = BUILT_IN,
) -> Verdict:
    """Why this paper is, or is not, on the shortlist that `select` makes."""
    row = corpus.index_of(paper_id)
    if row is None:
        return Verdict(selected=False, rank=None, score=0.0, cut=CUT, reasons=("not among the papers that were read",))
    choice = choose(corpus, topic.query, window, limit, preferences, reranking)
    ranked = choice.rows.tolist()
    relevance = float(choice.ranking.relevance[row])
    if row in choice.scores:
        at = choice.picked.index(row) + 1
        return Verdict(
            selected=True,
            rank=at,
            score=choice.scores[row],
            cut=choice.ranking.cut,
            reasons=_why(choice, row),
            ranked_by=reranking.by,
        )
    against = tuple(objections(corpus, topic.query, window, row)) or (_shortfall(corpus, choice, row, limit),)
    place = ranked.index(row) + 1 if row in ranked else None
    return Verdict(
        selected=False,
        rank=place,
        score=relevance,
        cut=choice.ranking.cut,
        reasons=(*against, *_said(choice, row)),
        ranked_by=reranking.by,
    )


def search(corpus: Corpus, query: Query, limit: int = 10) -> tuple[Pick, ...]:
    """The papers of the whole corpus that match best, best first; also those only touched by the subject."""
    rows = admitted(corpus, query, None)
    ranking = rank(corpus, query, rows)
    rows = rows[ranking.relevance[rows] >= FAINT]
    reasons = Reasons(corpus, ranking)
    best = rows[np.argsort(-ranking.relevance[rows], kind="stable")[:limit]].tolist()
    return tuple(
        Pick(
            paper=corpus.papers[row],
            rank=at,
            score=min(1.0, float(ranking.relevance[row])),
            why=reasons.of(row),
        )
        for at, row in enumerate(best, 1)
    )


def related(corpus: Corpus, paper_id: str, limit: int = 5) -> tuple[Paper, ...]:
    """The papers nearest to this one, nearest first; () where the corpus doesn't have it."""
    row = corpus.index_of(paper_id)
    if row is None:
        return ()
    likeness = corpus.vectors.like(row)
    likeness[row] = 0.0
    nearest = np.argsort(-likeness, kind="stable")[:limit].tolist()
    return tuple(corpus.papers[at] for at in nearest if likeness[at] >= RELATED_FROM)


def _why(choice: Selection, row: int) -> tuple[str, ...]:
    said = _said(choice, row) or ("passes the topic's filters",)
    return (*said, *(bonus.why for bonus in choice.bonuses[row]))


def _said(choice: Selection, row: int) -> tuple[str, ...]:
    """What speaks for a paper by itself, and what models say of it."""
    return (*choice.reasons.of(row), *choice.reranking.said(choice.ranking, choice.reasons.corpus.papers[row].id, row))


def _near(corpus: Corpus, choice: Selection) -> tuple[Pick, ...]:
    """The best papers below the cut that aren't merely faint."""
    first = len(choice.matched)
    below = [row for row in choice.rows[first : first + NEAR].tolist() if choice.ranking.relevance[row] >= FAINT]
    return tuple(
        Pick(
            paper=corpus.papers[row],
            rank=at,
            score=float(choice.ranking.relevance[row]),
            why=choice.reasons.of(row),
        )
        for at, row in enumerate(below, first + 1)
    )


def _shortfall(corpus: Corpus, choice: Selection, row: int, limit: int) -> str:
    """Why a paper that was let in isn't shown."""
    if row in choice.twins:
        other = corpus.papers[choice.twins[row]]
        return f"nearly the same as {other.id}, which is shown"
    relevance = float(choice.ranking.relevance[row])
    if relevance >= choice.ranking.cut:
        return f"on topic, but {limit} papers are more so"
    if not choice.ranking.sightings.strength[:, row].any():
        return f"doesn't speak of the subject; relevance {relevance:.2f}, on topic from {choice.ranking.cut:.2f}"
    return f"only touches the subject; relevance {relevance:.2f}, on topic from {choice.ranking.cut:.2f}"
