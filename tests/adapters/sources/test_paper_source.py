"""What every source of papers promises, over the wire and in the tests' fake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from adapters.errors import SourceAway
from adapters.sources.arxiv.source import ArxivSource
from adapters.sources.ports import PaperSource, unwatched
from adapters.sources.rate_limit import LocalSourceRateLimit
from digest.model import Window
from tests.adapters.sources.arxiv_papers import MONDAY, WEEK, paper
from tests.adapters.sources.test_arxiv import Time
from tests.bot.fakes import FakeSource
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Paper

EARLIER = Window(start=MONDAY.replace(day=1), end=MONDAY.replace(day=5))
THERE = (
    paper(1),
    paper(2, categories=("cs.LG",)),
    paper(3, categories=("math.CO", "cs.CL")),
    paper(4, categories=("math.CO",)),
    paper(9, published=EARLIER.end, listed=MONDAY),
)


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A source that has those papers, and one that nobody can reach."""

    source: PaperSource
    away: PaperSource


@pytest.fixture(params=["arxiv", "fake"])
def offered(request: pytest.FixtureRequest) -> Iterator[Offered]:
    """Each implementation in turn."""
    if request.param == "fake":
        yield Offered(source=FakeSource(papers=THERE), away=FakeSource(papers=THERE, away=True))
        return
    with ArxivServer(THERE) as server, ArxivServer(THERE, always=Fault(kind="throttle")) as away:
        here, nobody = (
            ArxivSource(base_url=one.url, rate_limit=LocalSourceRateLimit(pause=0), patience=Time().patience(20.0))
            for one in (server, away)
        )
        yield Offered(source=here, away=nobody)


def ids(papers: tuple[Paper, ...]) -> list[str]:
    """The papers by their numbers alone."""
    return [one.id.removeprefix("2605.0000") for one in papers]


async def test_a_window_has_what_was_submitted_in_it_in_the_categories_newest_first(offered: Offered) -> None:
    """The day of submission counts, a category may be any of a paper's, and `cs.*` is all of computer science."""
    whole = await offered.source.during(WEEK, ("cs.*",), unwatched)

    assert ids(whole) == ["3", "2", "1"]
    assert ids(await offered.source.during(WEEK, ("cs.CL",), unwatched)) == ["3", "1"]
    assert ids(await offered.source.during(WEEK, ("math.CO", "cs.LG"), unwatched)) == ["4", "3", "2", "1"]
    assert ids(await offered.source.during(EARLIER, ("cs.*",), unwatched)) == ["9"]


async def test_without_a_category_nothing_is_asked_for(offered: Offered) -> None:
    """Not everything."""
    assert await offered.source.during(WEEK, (), unwatched) == ()


async def test_progress_is_told_to_the_end(offered: Offered) -> None:
    """The last word is that all are read."""
    told: list[tuple[int, int | None]] = []

    await offered.source.during(WEEK, ("cs.*",), lambda read, of: told.append((read, of)))

    assert told[-1] == (3, 3)


async def test_papers_come_by_id_in_the_order_given(offered: Offered) -> None:
    """Each once, and those that don't exist not at all."""
    wanted = [THERE[at].id for at in (3, 0, 3)]

    assert ids(await offered.source.get([*wanted, "2605.77777"])) == ["4", "1"]
    assert await offered.source.get(["2605.77777"]) == ()


async def test_too_few_are_never_an_answer(offered: Offered) -> None:
    """A source that can't be reached says so."""
    with pytest.raises(SourceAway):
        await offered.away.during(WEEK, ("cs.*",), unwatched)
    with pytest.raises(SourceAway):
        await offered.away.get([THERE[0].id])
