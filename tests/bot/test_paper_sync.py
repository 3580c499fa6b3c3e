"""Papers brought from the sources into the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.errors import SourceAway
from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot.service.paper_sync import PaperSync
from digest.model import Window
from tests.bot.fakes import FakeBulk, FakeSource, paper
from tests.clock import SetClock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.sources.ports import BulkSource, Progress
    from digest.model import Paper

NOW = datetime(2026, 5, 18, 7, tzinfo=UTC)
TODAY = NOW.date()
START = TODAY - timedelta(days=18)
WINDOW = Window(start=START, end=TODAY)


def sync(bulk: BulkSource, papers: InMemoryPapers, source: FakeSource | None = None) -> PaperSync:
    """What is tested, on a Monday."""
    return PaperSync(papers, source or FakeSource(), SetClock(NOW), bulk)


def submitted(number: int, day: date, changed: date, version: int = 1, *, withdrawn: bool = False) -> Paper:
    """A paper of that day, as a list of changes tells it."""
    told = paper(number, f"Sums {number}", "We sum.", listed=changed)
    return replace(told, published=day, version=version, withdrawn=withdrawn)


async def days(papers: InMemoryPapers) -> dict[str, date]:
    """On which day each paper stands."""
    return {one.id[-1]: one.listed for one in await papers.during(Window(start=date(2000, 1, 1), end=TODAY))}


async def test_new_papers_and_corrections_are_told_apart() -> None:
    """New ones stand on the day they were listed, corrected and long known ones on the day of their first version."""
    monday = TODAY - timedelta(days=7)
    papers = InMemoryPapers((), whole=False)
    bulk = FakeBulk(
        submitted(1, monday - timedelta(days=4), monday),  # listed after a weekend
        submitted(2, monday, TODAY, version=2),  # corrected since
        submitted(3, TODAY - timedelta(days=50), TODAY),  # only its record changed
        submitted(4, date(2019, 1, 1), TODAY, version=4),  # of no window any more
        submitted(5, monday - timedelta(days=20), monday),  # held by the moderators
        today=TODAY,
    )

    await sync(bulk, papers).ingest(START, WINDOW, ("cs.*",), ("cs.*",), unwatched)

    assert await days(papers) == {
        "1": monday,
        "2": monday,
        "3": TODAY - timedelta(days=50),
        "5": monday,
    }


async def test_a_correction_leaves_a_paper_on_the_day_it_was_listed() -> None:
    """It is the corrected one, and isn't new again."""
    friday = TODAY - timedelta(days=3)
    papers = InMemoryPapers((), whole=False)
    first, second = submitted(1, friday - timedelta(days=3), friday), submitted(1, friday - timedelta(days=3), TODAY, 2)

    for one in (first, second):
        await sync(FakeBulk(one, today=TODAY), papers).ingest(START, WINDOW, ("cs.*",), ("cs.*",), unwatched)

    (kept,) = await papers.get([paper(1, "", "").id])
    assert (kept.version, kept.listed) == (2, friday)


async def test_withdrawals_are_told_when_they_were_made() -> None:
    """What is withdrawn stands on that day; what is gone counts as withdrawn, and one that nobody knew is nothing."""
    friday = TODAY - timedelta(days=3)
    papers = InMemoryPapers((), whole=False)
    both = FakeBulk(submitted(1, friday, friday), submitted(2, friday, friday), today=TODAY)
    gone = ((paper(2, "", "").id, TODAY), ("2605.99999", TODAY))

    await sync(both, papers).ingest(START, WINDOW, ("cs.*",), ("cs.*",), unwatched)
    withdrawn = FakeBulk(submitted(1, friday, TODAY, 2, withdrawn=True), today=TODAY, deleted=gone)
    await sync(withdrawn, papers).ingest(START, WINDOW, ("cs.*",), ("cs.*",), unwatched)

    assert await days(papers) == {"1": TODAY, "2": friday}
    assert all(one.withdrawn for one in await papers.during(WINDOW))


async def test_what_the_list_covers_is_asked_of_nobody_else() -> None:
    """The days that are over count as read, for the categories that were read before, and the young ones for a while."""
    source, bulk = FakeSource(), FakeBulk(today=TODAY - timedelta(days=1))
    papers = InMemoryPapers((), whole=False)

    made = sync(bulk, papers, source)
    as_of = await made.ingest(START, WINDOW, ("cs.*",), ("cs.*", "math.CO"), unwatched)

    assert as_of == TODAY - timedelta(days=1)
    assert bulk.asked == [(START, ("cs.*", "math.CO"))]
    assert source.asked == [(WINDOW, ("math.CO",))]
    young = (TODAY - timedelta(days=1), TODAY)
    assert await papers.unread(["cs.LG", "math.CO"], WINDOW) == {"cs.LG": young, "math.CO": young}
    assert not (await made.read(WINDOW, ("cs.*",), unwatched)).spans


async def test_a_list_that_breaks_off_keeps_what_came_and_marks_nothing() -> None:
    """The next reading begins where the last whole one did."""
    papers = InMemoryPapers((), whole=False)
    bulk = FakeBulk(submitted(1, TODAY, TODAY), today=TODAY, breaks=True)

    with pytest.raises(SourceAway):
        await sync(bulk, papers).ingest(START, WINDOW, ("cs.*",), ("cs.*",), unwatched)

    assert await days(papers) == {"1": TODAY}
    assert len((await papers.unread(["cs.*"], WINDOW))["cs.*"]) == 19


@pytest.mark.parametrize(
    ("before", "now", "left"),
    [
        (("cs.CL", "cs.LG"), ("cs.CL",), {"cs.CL": 2, "cs.LG": 19}),
        (("cs.CL",), ("cs.*",), {"cs.CL": 2, "cs.LG": 2}),  # all of the archive was asked of the source
        (("cs.*",), ("cs.CL",), {"cs.CL": 2, "cs.LG": 19}),
    ],
)
async def test_what_isnt_asked_for_any_more_isnt_marked(
    before: tuple[str, ...], now: tuple[str, ...], left: dict[str, int]
) -> None:
    """The list of changes tells only of the categories that it was asked for; a dropped one is read if it comes back."""
    papers = InMemoryPapers((), whole=False)

    await sync(FakeBulk(today=TODAY), papers).ingest(START, WINDOW, before, now, unwatched)

    assert {one: len(days) for one, days in (await papers.unread(("cs.CL", "cs.LG"), WINDOW)).items()} == left


class _WithoutMathematics(FakeSource):
    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        if "math.CO" in categories:
            raise SourceAway("Mathematics is away.")
        return await super().during(window, categories, progress)


async def test_one_source_that_is_away_keeps_nothing_from_the_others() -> None:
    """What there is to read elsewhere is read, and the reason is told in the end."""
    papers = InMemoryPapers((), whole=False)
    await papers.mark_read(["cs.CL"], [START], NOW)
    bulk, later = FakeBulk(today=TODAY), Window(start=START + timedelta(days=1), end=TODAY)

    reading = await sync(bulk, papers, _WithoutMathematics()).read(WINDOW, ("math.CO", "cs.CL"), unwatched)

    assert reading.spans == {later: ["cs.CL"]}
    assert str(reading.away) == "Mathematics is away."
    assert len((await papers.unread(["math.CO"], WINDOW))["math.CO"]) == 19
