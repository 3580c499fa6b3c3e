"""How long each further topic takes on a week that is indexed already, beside one bm25s query on the same week."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from adapters.sources.arxiv.snapshot import files
from bot.knowledge import knowledge, topics
from digest import engine, selection
from digest.corpus import Corpus
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NOW = datetime(2026, 5, 9, tzinfo=UTC)
_TIMES = 5


def compare(week: Path, most: int) -> tuple[float, float, float]:
    """Median milliseconds of selecting, of a whole roundup, and of one bm25s top-100 query, over well-known topics."""
    import bm25s  # noqa: PLC0415 - imported only where it is measured

    papers = files.read(week).papers
    corpus = Corpus.of(papers, knowledge())
    days = [paper.listed for paper in papers]
    window = Window(start=min(days), end=max(days))
    index = bm25s.BM25()
    texts = [f"{paper.title} {paper.abstract}" for paper in papers]
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    asked = [topics().resolve(known.name) for known in topics().well_known[:most]]
    engine.roundup(corpus, asked[0], window, now=_NOW)
    return (
        statistics.median(_milliseconds(partial(selection.select, corpus, topic, window)) for topic in asked),
        statistics.median(_milliseconds(partial(engine.roundup, corpus, topic, window, now=_NOW)) for topic in asked),
        statistics.median(_milliseconds(partial(_ask, index, topic.name)) for topic in asked),
    )


def _ask(index: object, words: str) -> None:
    import bm25s  # noqa: PLC0415 - imported only where it is measured

    query = bm25s.tokenize(words, show_progress=False)
    index.retrieve(query, k=100, show_progress=False)  # type: ignore[attr-defined]


def _milliseconds(work: Callable[[], object]) -> float:
    """The best of a few tries: what the work itself takes when nothing else is in the way."""
    times = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)
