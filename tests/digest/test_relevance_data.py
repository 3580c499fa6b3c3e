"""Selection on the judged weeks: no worse than it was measured, and better than what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.knowledge import topics
from digest.selection import select
from tests.relevance import baselines, ours, score
from tests.training.judged import judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.relevance import Score
    from tests.training.judged import Judged


@pytest.fixture(scope="module")
def every(data: Path) -> tuple[Judged, ...]:
    """All judged topics."""
    if not (data / "judged.json").is_file():
        pytest.skip(f"no judged topics at {data}")
    return tuple(judged(data))


@pytest.fixture(scope="module")
def mine(every: tuple[Judged, ...]) -> tuple[Score, ...]:
    """How good the engine is on each."""
    return tuple(score(ours(one), one) for one in every)


@pytest.mark.data
@pytest.mark.parametrize(
    ("kind", "ndcg", "touch", "found", "worst"),
    [("free", 0.76, 0.72, 0.80, 0.45), ("well-known", 0.92, 0.90, 0.86, 0.85)],
)
def test_the_judged_papers_are_found_in_the_right_order(
    every: tuple[Judged, ...], mine: tuple[Score, ...], kind: str, ndcg: float, touch: float, found: float, worst: float
) -> None:
    """A floor a little under what was measured, on topics in anybody's words and on curated ones."""
    scores = [its for one, its in zip(every, mine, strict=True) if one.kind == kind]

    assert np.mean([one.ndcg for one in scores]) >= ndcg
    assert np.mean([one.touch for one in scores]) >= touch
    assert np.mean([one.found for one in scores]) >= found
    assert min(one.ndcg for one in scores) >= worst


@pytest.mark.data
def test_nothing_that_others_do_is_better(every: tuple[Judged, ...], mine: tuple[Score, ...]) -> None:
    """Newest first, BM25 and Rocchio all rank worse on the whole, and show more that is off topic."""
    others = [
        {name: score(shown, one) for name, shown in shown_by.items()}
        for one, shown_by in zip(every, baselines(every), strict=True)
    ]

    for name in others[0]:
        assert np.mean([one.ndcg for one in mine]) > np.mean([one[name].ndcg for one in others])
        assert np.mean([one.touch for one in mine]) > np.mean([one[name].touch for one in others])


@pytest.mark.data
@pytest.mark.parametrize("said", ["medieval falconry", "sourdough bread baking", "wine tasting"])
def test_a_subject_that_the_week_does_not_have_gives_nothing(every: tuple[Judged, ...], said: str) -> None:
    """Nothing pads a roundup on a subject that nobody wrote about."""
    week = every[0]

    shortlist = select(week.corpus, topics().resolve(said), week.window)

    assert shortlist.picks == ()
    assert shortlist.found == len(week.corpus.papers)
