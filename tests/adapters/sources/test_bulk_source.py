"""What every source of changes promises, over the wire and in the tests' fake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.errors import SourceAway
from adapters.sources.arxiv.oai import ArxivOai
from adapters.sources.rate_limit import LocalSourceRateLimit
from tests.adapters.sources.arxiv_papers import MONDAY, paper
from tests.adapters.sources.test_arxiv import Time
from tests.bot.fakes import FakeBulk
from tests.servers.arxiv import ArxivServer, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from adapters.sources.ports import BulkSource, Changes

TODAY = MONDAY + timedelta(days=6)
OLD = paper(5, listed=MONDAY - timedelta(days=3))
NEW = (paper(1), paper(2, categories=("cs.LG",)), paper(3, categories=("math.CO", "cs.CL"), version=2))
ELSEWHERE = paper(4, categories=("math.CO",))
GONE = (("2605.00077", MONDAY - timedelta(days=1)), ("2605.00078", MONDAY + timedelta(days=1)))


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A source that has those papers, two a part, and one whose list comes to no end."""

    source: BulkSource
    away: BulkSource


@pytest.fixture(params=["arxiv", "fake"])
def offered(request: pytest.FixtureRequest) -> Iterator[Offered]:
    """Each implementation in turn."""
    there = (OLD, *NEW, ELSEWHERE)
    if request.param == "fake":
        yield Offered(
            source=FakeBulk(*there, today=TODAY, deleted=GONE, size=2), away=FakeBulk(*there, today=TODAY, breaks=True)
        )
        return
    with ArxivServer(there) as server, ArxivServer(there, always=Fault(kind="throttle")) as away:
        server.oai.today, server.oai.deleted, server.oai.page_size = TODAY, dict(GONE), 2
        here, nobody = (
            ArxivOai(base_url=one.oai_url, rate_limit=LocalSourceRateLimit(pause=0), patience=Time().patience(20.0))
            for one in (server, away)
        )
        yield Offered(source=here, away=nobody)


async def told(source: BulkSource, since: date = MONDAY, categories: Sequence[str] = ("cs.*",)) -> list[Changes]:
    """All parts."""
    return [part async for part in source.changes(since, categories)]


async def test_what_changed_since_the_day_comes_in_parts(offered: Offered) -> None:
    """In any of the categories, each paper as it is now, and nothing that changed before."""
    parts = await told(offered.source)

    assert len(parts) > 1
    assert {one.id: one for part in parts for one in part.papers} == {one.id: one for one in NEW}


async def test_a_category_may_be_one_or_all_of_an_archive(offered: Offered) -> None:
    """`math.CO` has what is only cross-listed there, too; without a category nothing is wanted."""
    asked = await told(offered.source, categories=("math.CO",))

    assert {one.id for part in asked for one in part.papers} == {ELSEWHERE.id, NEW[2].id}
    assert [one for part in await told(offered.source, categories=()) for one in part.papers] == []


async def test_what_is_gone_since_the_day_is_told_with_its_day(offered: Offered) -> None:
    """By its id, once."""
    assert [one for part in await told(offered.source) for one in part.deleted] == [GONE[1]]


async def test_every_part_says_from_when_to_ask_next(offered: Offered) -> None:
    """By the source's own clock, also where nothing changed."""
    quiet = await told(offered.source, TODAY)

    assert {part.as_of for part in [*await told(offered.source), *quiet]} == {TODAY}
    assert [one for part in quiet for one in (*part.papers, *part.deleted)] == []


async def test_what_is_covered_is_all_told(offered: Offered) -> None:
    """Whoever hears that a category is covered asks nobody else for it."""
    assert offered.source.covers("cs.CL")
    assert offered.source.covers("cs.*")


async def test_a_list_without_an_end_is_no_answer(offered: Offered) -> None:
    """Whatever came before."""
    with pytest.raises(SourceAway):
        await told(offered.away)
