"""What a topic's new category costs, over the wire of the stand-in arXiv."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.sources.arxiv.oai import ArxivOai
from adapters.sources.arxiv.source import ArxivSource
from adapters.sources.ports import unwatched
from adapters.sources.rate_limit import LocalSourceRateLimit
from adapters.store.memory.papers import InMemoryPapers
from bot.service.roundup_service import RoundupService
from digest.model import Topic, Window
from digest.query import parse
from tests.adapters.sources.arxiv_papers import paper
from tests.adapters.sources.test_arxiv import Time
from tests.clock import SetClock
from tests.servers.arxiv import ArxivServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.model import Paper

TODAY = date(2026, 5, 18)
DAYS = 18
WINDOW = Window(start=TODAY - timedelta(days=DAYS), end=TODAY)
OURS, NEW = ("cs.*",), "math.CO"
TOPIC = Topic(name="questions", query=parse("questions"))
LATER = timedelta(minutes=31)
"""After which the youngest days, which lists may still add to, are looked at again."""


def _listed() -> list[Paper]:
    """One paper of each kind a day."""
    return [
        paper(2 * back + at, categories=(category,), listed=day, published=day)
        for back in range(DAYS)
        for day in [TODAY - timedelta(days=back)]
        for at, category in enumerate(("cs.CL", NEW))
    ]


class CountingPapers(InMemoryPapers):
    """Counts what comes in, and how often all of a window is read out, which is what an index costs."""

    def __init__(self) -> None:
        super().__init__((), whole=False)
        self.put_in = 0
        self.read_out = 0

    @override
    async def put(self, papers: Sequence[Paper]) -> None:
        self.put_in += len(papers)
        await super().put(papers)

    @override
    async def during(self, window: Window) -> tuple[Paper, ...]:
        self.read_out += 1
        return await super().during(window)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """A service, what it keeps, and the arXiv that it asks."""

    arxiv: ArxivServer
    service: RoundupService
    papers: CountingPapers
    clock: SetClock

    def asked(self) -> list[str]:
        """What was asked since the last call."""
        every = [dict(one.params) for one in self.arxiv.asked]
        self.arxiv.asked.clear()
        return [one.get("search_query") or f"changes since {one['from']}" for one in every]


@pytest.fixture
def installed() -> Iterator[Installation]:
    """Over both of arXiv's interfaces."""
    papers, clock = CountingPapers(), SetClock(datetime(2026, 5, 18, 7, tzinfo=UTC))
    with ArxivServer(_listed()) as arxiv:
        arxiv.oai.today = TODAY
        rate_limit, patience = LocalSourceRateLimit(pause=0), Time().patience(20.0)
        source = ArxivSource(base_url=arxiv.url, rate_limit=rate_limit, patience=patience)
        bulk = ArxivOai(base_url=arxiv.oai_url, rate_limit=rate_limit, patience=patience)
        service = RoundupService(papers, source, clock, categories=OURS, bulk=bulk)
        yield Installation(arxiv=arxiv, service=service, papers=papers, clock=clock)


async def test_a_new_category_reads_what_is_missing_and_drops_no_index(
    installed: Installation, record_property: Callable[[str, object], None]
) -> None:
    """One request for it alone; the index of what others read stays where it is."""
    service, papers = installed.service, installed.papers
    await service.preview(TOPIC, WINDOW, unwatched)
    before, read_out, ours = installed.asked(), papers.read_out, papers.put_in

    await service.sync(WINDOW, (NEW,), unwatched)
    asked, came = installed.asked(), papers.put_in - ours
    await service.preview(TOPIC, WINDOW, unwatched)

    record_property(
        "figure",
        f"{len(asked)} request, {came} papers for a category beside {ours} of {len(before)} request; "
        f"{papers.read_out - read_out} indexes made anew",
    )
    assert (len(before), len(asked), ours, came) == (1, 1, DAYS, DAYS)
    assert f"cat:{NEW}" in asked[0]
    assert "cat:cs" not in asked[0]
    assert papers.read_out == read_out
    assert installed.asked() == []


async def test_young_days_that_are_looked_at_again_bring_no_old_ones_with_them(installed: Installation) -> None:
    """The new category is read whole, the others where lists may have come late."""
    await installed.service.sync(WINDOW, (), unwatched)
    installed.asked()
    ours = installed.papers.put_in
    installed.clock.forward(LATER)

    await installed.service.sync(WINDOW, (NEW,), unwatched)

    asked = sorted(installed.asked())
    assert len(asked) == 2
    assert any(f"cat:{NEW}" in one and f"{WINDOW.start:%Y%m%d}" in one for one in asked)
    assert not any("cat:cs" in one and f"{WINDOW.start:%Y%m%d}" in one for one in asked)
    assert DAYS < installed.papers.put_in - ours < 2 * DAYS


async def test_the_daily_reading_asks_of_a_new_category_alone_what_was_before(installed: Installation) -> None:
    """The list of changes goes on from its day; the weeks before are asked of the category that is new."""
    await installed.service.ingest(WINDOW.start, WINDOW, (), ())
    assert installed.asked()[0] == f"changes since {WINDOW.start}"

    await installed.service.ingest(TODAY, WINDOW, (), (NEW,))

    changes, *queries = installed.asked()
    assert changes == f"changes since {TODAY}"
    assert len(queries) == 1
    assert f"cat:{NEW}" in queries[0]
    assert "cat:cs" not in queries[0]
