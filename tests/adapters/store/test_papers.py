"""What every store of papers promises, in memory and in Redis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.store import open_store
from digest.model import Window
from tests.adapters.store.redis.samples import paper

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapters.store.ports import Papers

NOON = datetime(2026, 5, 15, 12, tzinfo=UTC)
MONDAY, TUESDAY, FRIDAY = (NOON.date() - timedelta(days=back) for back in (4, 3, 0))
WEEK = Window(start=MONDAY, end=FRIDAY)


@pytest.fixture(params=["memory", "redis"])
async def papers(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Papers]:
    """Each implementation, empty."""
    if request.param == "memory":
        yield InMemoryPapers((), whole=False)
        return
    async with open_store("", tmp_path) as store:
        yield store.papers


async def test_papers_come_back_as_they_were(papers: Papers) -> None:
    """In the order asked for by id, newest first in a window, and unknown ones not at all."""
    first, second = paper("2605.00001", listed=MONDAY), paper("2605.00002", listed=TUESDAY)
    await papers.put([first, second])

    assert await papers.get(["2605.00002", "2605.99999", "2605.00001"]) == (second, first)
    assert await papers.during(WEEK) == (second, first)
    assert await papers.during(Window(start=FRIDAY, end=FRIDAY)) == ()


async def test_a_newer_version_moves_and_the_same_one_stays(papers: Papers) -> None:
    """An older version never comes back; the same one told anew keeps the day on which it was listed first."""
    first = paper(version=1, listed=MONDAY, title="First")
    await papers.put([first])
    await papers.put([replace(first, listed=FRIDAY, title="First, told anew")])
    assert await papers.get([first.id]) == (replace(first, title="First, told anew"),)

    second = replace(first, version=2, listed=FRIDAY, title="Second")
    await papers.put([second])
    await papers.put([first])
    assert await papers.during(WEEK) == (second,)


async def test_an_archive_covers_its_categories(papers: Papers) -> None:
    """After `cs.*` or all of the named ones, and only when the day was over by then."""
    await papers.mark_read(["cs.*"], [MONDAY], NOON)
    await papers.mark_read(["cs.CL", "math.CO"], [TUESDAY, FRIDAY], NOON)
    two = Window(start=MONDAY, end=TUESDAY)

    assert await papers.unread(["cs.CL", "cs.*"], Window(start=MONDAY, end=MONDAY)) == {"cs.CL": (), "cs.*": ()}
    assert await papers.unread(["math.CO"], two) == {"math.CO": (MONDAY,)}
    assert await papers.unread(["cs.LG"], two) == {"cs.LG": (TUESDAY,)}
    last = await papers.unread(["cs.CL", "math.CO"], Window(start=FRIDAY, end=FRIDAY))
    assert last == {"cs.CL": (FRIDAY,), "math.CO": (FRIDAY,)}
