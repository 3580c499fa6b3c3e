"""What the service reads, and when."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.errors import SourceAway
from adapters.sources.combined import InteractiveSource
from adapters.sources.ports import unwatched
from adapters.store.memory.papers import InMemoryPapers
from bot.clock import SystemClock
from bot.knowledge import topics
from bot.service.roundup_service import RoundupService
from bot.service.ttl_cache import TtlCache
from digest.model import Window
from tests.bot.fakes import NOW, PAPERS, FakeSource, paper
from tests.clock import SetClock

TOPIC = topics().resolve("fine-tuning")
WEEK = Window(start=date(2026, 5, 11), end=date(2026, 5, 17))
TODAYS = Window(start=date(2026, 5, 12), end=date(2026, 5, 18))


def service(papers: InMemoryPapers, source: FakeSource, clock: SetClock) -> RoundupService:
    """A service that reads computer science."""
    return RoundupService(papers, source, clock, categories=("cs.*",))


async def test_a_window_is_read_once() -> None:
    """The second one who asks is answered from the store."""
    source = FakeSource()
    at = service(InMemoryPapers([], whole=False), source, SetClock(NOW))

    first = await at.roundup(TOPIC, WEEK, unwatched)
    second = await at.roundup(topics().resolve("graphs"), WEEK, unwatched)

    assert source.asked == [(WEEK, ("cs.*",))]
    assert (first.counts.found, second.counts.found) == (6, 6)


async def test_many_who_ask_at_once_share_one_reading() -> None:
    """One connection to the source, as its terms ask."""
    source = FakeSource()
    at = service(InMemoryPapers([], whole=False), source, SetClock(NOW))

    await asyncio.gather(*(at.roundup(TOPIC, WEEK, unwatched) for _ in range(5)))

    assert len(source.asked) == 1


async def test_today_and_yesterday_are_looked_at_again() -> None:
    """Lists come late: these days are never marked as read, but not asked for every minute either."""
    papers, source, clock = InMemoryPapers([], whole=False), FakeSource(), SetClock(NOW)
    at = service(papers, source, clock)
    await at.roundup(TOPIC, TODAYS, unwatched)
    await at.roundup(TOPIC, TODAYS, unwatched)
    clock.forward(timedelta(hours=1))
    source.papers = (*PAPERS, paper(8, "Late Fine-Tuning", "Fine-tuning, announced late.", listed=date(2026, 5, 17)))

    again = await at.roundup(TOPIC, TODAYS, unwatched)

    assert [window for window, _ in source.asked] == [TODAYS, Window(start=date(2026, 5, 17), end=date(2026, 5, 18))]
    assert await papers.unread(("cs.*",), TODAYS) == {"cs.*": (date(2026, 5, 17), date(2026, 5, 18))}
    assert again.counts.found == 7


async def test_the_limit_is_the_askers() -> None:
    """Fewer papers are selected, all are read."""
    at = service(InMemoryPapers([], whole=False), FakeSource(), SetClock(NOW))

    made = await at.roundup(TOPIC, WEEK, unwatched, limit=2)

    assert (made.counts.selected, made.counts.found) == (2, 6)


async def test_names_and_titles_are_completed_once_papers_are_indexed() -> None:
    """Nobody who types has to wait for an index."""
    at = service(InMemoryPapers(PAPERS), FakeSource(), SetClock(NOW))
    before = at.papers.completions("otter", 3)

    await at.papers.search("ponds", 1, unwatched)

    assert before == ()
    assert [completion.paper.id for completion in at.papers.completions("otter", 3)][:1] == ["2605.00006"]


async def test_a_querys_own_categories_are_read_too() -> None:
    """`cat:physics.optics` reads what the installation doesn't read by default."""
    source = FakeSource()
    topic = topics().resolve("ponds cat:physics.optics")

    await service(InMemoryPapers([], whole=False), source, SetClock(NOW)).roundup(topic, WEEK, unwatched)

    assert source.asked[0][1] == ("cs.*", "physics.optics")


async def test_what_is_read_or_fetched_for_others_changes_no_other_topics_roundup() -> None:
    """A topic with categories of its own, and a paper opened by its id, leave counts, order and words of the rest alone."""
    optics = [
        replace(
            paper(number, f"Fine-Tuning of Lenses {number}", "Fine-tuning of ponds, lenses and lasers."),
            categories=("physics.optics",),
        )
        for number in range(20, 60)
    ]
    source = FakeSource(papers=(*PAPERS, *optics))
    alone = service(InMemoryPapers([], whole=False), source, SetClock(NOW))
    beside = service(InMemoryPapers([], whole=False), source, SetClock(NOW))
    await beside.roundup(topics().resolve("lenses cat:physics.optics"), WEEK, unwatched)
    await beside.papers.find(optics[0].id, unwatched)

    made, made_beside = [await at.roundup(TOPIC, WEEK, unwatched) for at in (alone, beside)]

    assert made_beside == made
    assert made.counts.found == 6


async def test_a_source_away_marks_nothing_as_read() -> None:
    """The next try reads all of it."""
    papers, source = InMemoryPapers([], whole=False), FakeSource(away=True)
    at = service(papers, source, SetClock(NOW))

    with pytest.raises(SourceAway):
        await at.roundup(TOPIC, WEEK, unwatched)
    source.away = False
    made = await at.roundup(TOPIC, WEEK, unwatched)

    assert made.missing == ""
    assert made.counts.found == 6


async def test_a_paper_that_is_not_at_hand_is_fetched_by_id() -> None:
    """And kept, so that it is at hand from then on."""
    papers, source = InMemoryPapers([], whole=False), FakeSource()
    at = service(papers, source, SetClock(NOW))

    found = await at.papers.find("arXiv:2605.00005v3", unwatched)
    source.away = True
    again = await at.papers.find("2605.00005", unwatched)

    assert found.card is not None
    assert found.card.paper.title.startswith("DriftBot")
    assert again.card is not None
    assert await papers.get(["2605.00005"])


async def test_an_unknown_title_is_answered_with_what_comes_near() -> None:
    """Words of it that papers have lead to these."""
    at = service(InMemoryPapers([], whole=False), FakeSource(), SetClock(NOW))

    near = await at.papers.find(
        "the otters of long rivers and documents retrieved at night by robots under water", unwatched
    )
    nothing = await at.papers.find('"', unwatched)

    assert near.card is None
    assert near.also
    assert nothing.also == ()


async def test_who_waits_learns_from_one_quick_question_that_nothing_can_be_reached() -> None:
    """The patient source, which tries for minutes, isn't asked, and the quick one only once; where it answers, all is read."""
    patient, away = FakeSource(), FakeSource(away=True)
    offline = InteractiveSource(patient, away, PAPERS[0].id)
    for _ in range(2):
        with pytest.raises(SourceAway):
            await offline.during(WEEK, ("cs.*",), unwatched)
        away.away = False

    online = InteractiveSource(patient, FakeSource(), PAPERS[0].id)

    assert patient.asked == []
    assert len(await online.during(WEEK, ("cs.*",), unwatched)) == 6
    assert await online.get([PAPERS[1].id]) == (PAPERS[1],)


async def test_a_window_in_the_future_reads_nothing() -> None:
    """There is nothing yet."""
    source = FakeSource()
    later = Window(start=date(2026, 6, 1), end=date(2026, 6, 7))

    made = await service(InMemoryPapers([], whole=False), source, SetClock(NOW)).roundup(TOPIC, later, unwatched)

    assert source.asked == []
    assert made.counts.found == 0


async def test_the_newest_version_of_a_paper_stays_on_the_shelf() -> None:
    """An older one that comes later doesn't replace it."""
    shelf = InMemoryPapers([replace(PAPERS[0], version=2)])
    await shelf.put([PAPERS[0]])
    await shelf.mark_read(("cs.*",), [NOW.date()], NOW)

    assert (await shelf.get([PAPERS[0].id, "unknown"]))[0].version == 2
    assert InMemoryPapers([]).latest is None


async def test_what_is_kept_is_made_anew_after_its_lifetime_and_when_others_push_it_out() -> None:
    """Few things are kept, and not for ever."""
    clock, made = SetClock(NOW), list[str]()
    kept = TtlCache[str, int](clock, most=2, lifetime=timedelta(minutes=5))

    async def get(key: str) -> int:
        async def make() -> int:
            made.append(key)
            return len(made)

        return await kept.get(key, make)

    for key in ("a", "b", "a", "c", "b"):
        await get(key)
    clock.forward(timedelta(minutes=6))
    await get("b")
    await kept.forget(lambda key: key == "b")
    await get("b")

    assert made == ["a", "b", "c", "b", "b", "b"]


def test_the_system_clock_is_in_utc() -> None:
    """The one place that reads the time says so with its zone."""
    assert SystemClock().now().utcoffset() == timedelta(0)
