"""Which papers of a window are on a topic, in what order, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from digest.model import Pick, Shortlist
from digest.selection.answering import answering
from digest.selection.filters import admitted, author_named, objections
from digest.selection.neighbours import neighbours
from digest.selection.preferences import NONE, Bonus, Bonuses, Preferences
from digest.selection.ranking import Ranking, rank
from digest.selection.reasons import Reasons
from digest.selection.understanding import Concept, Understanding, understand
from digest.selection.weights import CUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.corpus import Corpus, Floats, Ints
    from digest.model import Paper, Topic, Window
    from digest.query import Query

__all__ = [
    "Concept",
    "Preferences",
    "Understanding",
    "Verdict",
    "answering",
    "author_named",
    "explain",
    "neighbours",
    "related",
    "search",
    "select",
    "understand",
]

TWINS = 0.9
"""From this likeness on, two papers are one in two listings."""
VARIETY = 0.02
"""How much a paper loses for being just like one above it."""
SPARE = 15
"""So many papers beyond the limit stand by for those that turn out to be twins."""
RELATED_FROM = 0.1
NEAR = 3
"""So many papers below the cut are offered as near the topic."""
FAINT = 0.15
"""A paper below this relevance has nothing to do with what was searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why a paper is, or is not, on a shortlist.

    Attributes:
        selected: Whether it is on it.
        rank: Its place by relevance among all papers of the window; None where it isn't among them.
        score: Its relevance, from 0 to 1.
        cut: The relevance from which a paper is on topic.
        reasons: In words, the strongest first.
    """

    selected: bool
    rank: int | None
    score: float
    cut: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Choice:
    """A selection with everything that led to it.

    Attributes:
        rows: All papers let in, by relevance.
        matched: Those of them that are on topic.
        picked: Those shown, in their order.
        scores: By row, of the picked.
        bonuses: By row, of all that came close.
        twins: By row, which picked paper stands for one that was left out.
    """

    ranking: Ranking
    reasons: Reasons
    rows: Ints
    matched: Ints
    picked: tuple[int, ...]
    scores: Mapping[int, float]
    bonuses: Mapping[int, tuple[Bonus, ...]]
    twins: Mapping[int, int]


def select(
    corpus: Corpus, topic: Topic, window: Window, *, limit: int = 100, preferences: Preferences = NONE
) -> Shortlist:
    """The papers of the window that are on the topic, best first; never more than `limit`, and none that pads."""
    choice = _choose(corpus, topic.query, window, limit, preferences)
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
    )


def explain(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    paper_id: str,
    *,
    limit: int = 100,
    preferences: Preferences = NONE,
) -> Verdict:
    """Why this paper is, or is not, on the shortlist that `select` makes."""
    row = corpus.index_of(paper_id)
    if row is None:
        return Verdict(selected=False, rank=None, score=0.0, cut=CUT, reasons=("not among the papers that were read",))
    choice = _choose(corpus, topic.query, window, limit, preferences)
    ranked = choice.rows.tolist()
    relevance = float(choice.ranking.relevance[row])
    if row in choice.scores:
        at = choice.picked.index(row) + 1
        return Verdict(
            selected=True, rank=at, score=choice.scores[row], cut=choice.ranking.cut, reasons=_why(choice, row)
        )
    against = tuple(objections(corpus, topic.query, window, row)) or (_shortfall(corpus, choice, row, limit),)
    said = choice.reasons.of(row)
    place = ranked.index(row) + 1 if row in ranked else None
    return Verdict(selected=False, rank=place, score=relevance, cut=choice.ranking.cut, reasons=(*against, *said))


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


def _choose(corpus: Corpus, query: Query, window: Window, limit: int, preferences: Preferences) -> _Choice:
    rows = admitted(corpus, query, window)
    ranking = rank(corpus, query, rows)
    rows = rows[np.argsort(-ranking.relevance[rows], kind="stable")]
    matched = rows[ranking.relevance[rows] >= ranking.cut]
    close = matched[: limit + SPARE]
    every = Bonuses(corpus, preferences)
    bonuses = {row: every.of(row) for row in close.tolist()}
    extra = np.array([sum(bonus.value for bonus in of_row) for of_row in bonuses.values()])
    scores, twins = _arranged(corpus, close, np.minimum(1.0, ranking.relevance[close] + extra), limit)
    return _Choice(
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


def _why(choice: _Choice, row: int) -> tuple[str, ...]:
    said = choice.reasons.of(row) or ("passes the topic's filters",)
    return (*said, *(bonus.why for bonus in choice.bonuses[row]))


def _near(corpus: Corpus, choice: _Choice) -> tuple[Pick, ...]:
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


def _shortfall(corpus: Corpus, choice: _Choice, row: int, limit: int) -> str:
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
