"""What a topic's roundup depends on: its own papers, and nothing that others read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot.delivery.builds import BuildOrder, RoundupMaker, RoundupServices
from bot.delivery.daily_ingest import DailyIngest
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from digest import document
from digest.model import Window
from tests.bot.fakes import NOW, PAPERS, FakeSource
from tests.clock import SetClock
from tests.stores import FakeKeyValues, FakeSubscriptions

if TYPE_CHECKING:
    from adapters.store.jobs import Jobs
    from bot.delivery.shown_history import ShownHistory
    from digest.model import Paper

_WEEKS = 5
_OWN = BuildOrder(topic="fine-tuning", query="fine-tuning", start=date(2026, 5, 11), end=date(2026, 5, 17))


def _papers() -> tuple[Paper, ...]:
    """The same few papers every week, some of them elsewhere, fewer of them the longer ago."""
    return tuple(
        replace(
            one,
            id=f"26{5 - week % 5:02}.{week}{at:04}",
            listed=one.listed - timedelta(weeks=week),
            published=one.listed - timedelta(weeks=week),
            categories=("physics.optics",) if at == week else one.categories,
        )
        for week in range(_WEEKS)
        for at, one in enumerate(PAPERS[: len(PAPERS) - week])
    )


class _Unshown:
    """Nobody was shown anything."""

    async def unchanged(self, _roundup: str, _window: Window) -> frozenset[str]:
        return frozenset()


async def _made(others: list[BuildOrder], *, asked: int, reads_for_all: bool) -> dict[str, object]:
    """The roundup of our own order once those of others were made, and somebody asked for so many days of their own."""
    clock, source, papers = SetClock(NOW), FakeSource(papers=_papers()), InMemoryPapers([], whole=False)
    reading = RoundupService(papers, source, clock, categories=("cs.*",))
    at_hand = RoundupService(papers, None, clock, categories=("cs.*",))
    ingest = DailyIngest(
        FakeSubscriptions(), FakeKeyValues(), cast("Jobs", None), reading.ingest, clock, always=reads_for_all
    )
    maker = RoundupMaker(RoundupServices(syncing=reading, offline=at_hand), ingest, cast("ShownHistory", _Unshown()))
    if asked:
        window = Window(start=_OWN.end - timedelta(days=asked), end=_OWN.end)
        await reading.roundup(topics().resolve("graphs"), window, unwatched)
    for order in others:
        await maker.make(order)
    return document.to_json(await maker.make(_OWN))


_OTHERS = st.lists(
    st.builds(
        lambda topic, weeks, days: BuildOrder(
            topic=topic,
            query=topic,
            start=_OWN.end - timedelta(weeks=weeks, days=days),
            end=_OWN.end - timedelta(weeks=weeks),
        ),
        st.sampled_from(["graphs", "retrieval", "robots", "ponds cat:physics.optics", "cat:cs.CL speech"]),
        st.integers(0, 4),
        st.sampled_from([0, 6, 10, 17]),
    ),
    max_size=3,
)


@settings(max_examples=15, deadline=None)
@given(others=_OTHERS, asked=st.sampled_from([0, 6, 30]), reads_for_all=st.booleans())
def test_no_other_topic_changes_a_roundup(others: list[BuildOrder], asked: int, *, reads_for_all: bool) -> None:
    """Counts, order, numbers, headline, words and trend are the same with and without others, each with its own weeks."""
    alone = asyncio.run(_made([], asked=0, reads_for_all=False))
    beside = asyncio.run(_made(others, asked=asked, reads_for_all=reads_for_all))

    assert beside == alone
    assert alone["trend"]
