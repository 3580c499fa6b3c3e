"""The pipeline in one place: papers → match → select → group → facts → draft → check → roundup."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest import extract, selection, themes
from digest.check.checking import checked_roundup
from digest.facts import facts
from digest.model import UNAIDED, Brief
from digest.selection.reranking import BUILT_IN, Reranking
from digest.trend import trend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from digest.corpus import Corpus
    from digest.model import Paper, Pick, Topic, Window
    from digest.roundup import Card, Roundup, Trend
    from digest.selection import Preferences
    from digest.source_profiles import SourceProfiles

LIMIT = 100
_RELATED = 4


def prepare(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    *,
    limit: int = LIMIT,
    preferences: Preferences | None = None,
    reranking: Reranking = BUILT_IN,
) -> Brief:
    """Everything a writer may use for a roundup on a topic; papers that its readers know already make room for others."""
    preferences = preferences or selection.Preferences()
    wider = limit + len(preferences.known)
    every = selection.select(corpus, topic, window, limit=wider, preferences=preferences, reranking=reranking)
    sources, known = corpus.knowledge.sources, preferences.known
    picks, near = (
        [_with_area(pick, sources) for pick in found if pick.paper.id not in known]
        for found in (every.picks, every.near)
    )
    ranked = tuple(replace(pick, rank=rank) for rank, pick in enumerate(picks[:limit], 1))
    shortlist = replace(every, picks=ranked, near=tuple(near))
    return Brief(
        shortlist=shortlist,
        themes=themes.group(shortlist, corpus.knowledge.vectors),
        facts={pick.paper.id: facts(pick.paper) for pick in shortlist.picks},
        sources=sources,
    )


def _with_area(pick: Pick, sources: SourceProfiles) -> Pick:
    return replace(pick, paper=replace(pick.paper, area=sources.area(pick.paper.categories)))


def roundup(
    corpus: Corpus,
    topic: Topic,
    window: Window,
    *,
    now: datetime,
    limit: int = LIMIT,
    history: Sequence[tuple[Corpus, Window]] = (),
    preferences: Preferences | None = None,
) -> Roundup:
    """An extracted roundup that bears the time `now`; `history` is earlier weeks, oldest first, for the trend."""
    brief = prepare(corpus, topic, window, limit=limit, preferences=preferences)
    return checked_roundup(
        brief, extract.write(brief), now=now, trend=volume_trend(corpus, brief, history, limit=limit)
    )


def volume_trend(
    corpus: Corpus, brief: Brief, history: Sequence[tuple[Corpus, Window]], *, limit: int = LIMIT
) -> Trend | None:
    """How the topic's volume compares with earlier weeks, oldest first.

    No model was asked about those; where one was about this week, they are taken to have as many more or fewer papers
    on topic by its word as this week has.
    """
    now = brief.shortlist
    before = [selection.select(week, now.topic, window, limit=limit) for week, window in history]
    if before and now.ranked_by != UNAIDED:
        unaided = selection.select(corpus, now.topic, now.window, limit=limit).matched
        if not unaided:
            return None
        before = [
            replace(week, matched=min(week.found, round(week.matched * now.matched / unaided))) for week in before
        ]
    return trend(now, before)


def card(corpus: Corpus, paper: Paper) -> Card:
    """One paper explained, with its nearest neighbours in the corpus."""
    return extract.card(paper, facts(paper), selection.related(corpus, paper.id, _RELATED))
