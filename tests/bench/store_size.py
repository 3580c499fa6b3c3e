"""What roundups take in Redis: each that a channel is posted, and all that people of one workspace ask for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.sources.arxiv.snapshot import files
from adapters.store.ports import MOST_PRIVATE
from adapters.store.redis.store import open_store
from bot.knowledge import knowledge, topics
from digest import engine
from digest.corpus import Corpus
from digest.model import Window

if TYPE_CHECKING:
    from adapters.store.redis.store import Store

_NOW = datetime(2026, 5, 9, tzinfo=UTC)
_ASKED = 3 * MOST_PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupSizes:
    """Bytes in Redis.

    Attributes:
        each: Of a roundup with its papers, pressed.
        few: Of as many that people of one workspace asked for as are kept.
        many: After three times as many.
    """

    each: float
    few: int
    many: int


async def measure(week: Path, most: int) -> RoundupSizes:
    """Of so many well-known topics in a week, on a store with nothing else."""
    papers = files.read(week).papers
    corpus, days = Corpus.of(papers, knowledge()), [paper.listed for paper in papers]
    window = Window(start=min(days), end=max(days))
    asked = [topics().resolve(known.name) for known in topics().well_known[:most]]
    made = [engine.roundup(corpus, topic, window, now=_NOW) for topic in asked]
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        async with open_store(None, Path(folder)) as store:
            empty = await used(store)
            for roundup in made:
                await store.roundups.keep(roundup)
            kept = await used(store)
            sizes = []
            for number in range(_ASKED):
                roundup = made[number % len(made)]
                other = replace(roundup.topic, name=f"{roundup.topic.name} {number}")
                when = _NOW + timedelta(minutes=number)
                await store.roundups.keep_private(replace(roundup, topic=other, generated_at=when), "slack/T1")
                if number + 1 in {MOST_PRIVATE, _ASKED}:
                    sizes.append(await used(store) - kept)
    few, many = sizes
    return RoundupSizes(each=(kept - empty) / len(made), few=few, many=many)


async def used(store: Store) -> int:
    """Bytes that the server has in use."""
    return int((await store.link.ask("INFO", "memory"))["used_memory"])
