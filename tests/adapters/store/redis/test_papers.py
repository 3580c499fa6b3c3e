"""Papers are kept for lookup and windows, and days are marked as read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from adapters.store.redis import schema
from digest.model import Window
from tests.adapters.store.redis.samples import NOON, paper
from tests.second_source.declaration import PAPERS as BIRDS

if TYPE_CHECKING:
    import pytest

    from adapters.store.ports import Papers
    from adapters.store.redis.store import Store

MONDAY, TUESDAY, FRIDAY = date(2026, 5, 11), date(2026, 5, 12), date(2026, 5, 15)
WEEK = Window(start=MONDAY, end=FRIDAY)


async def test_papers_come_back_whole_in_the_order_asked(papers: Papers) -> None:
    """New and old ids are found, unknown ones are left out."""
    new, old = paper("2605.00001"), replace(paper("cs/0112017"), withdrawn=True)
    await papers.put([new, old])

    found = await papers.get(["cs/0112017", "2605.99999", "2605.00001"])

    assert found == (old, new)


async def test_a_window_holds_its_days_newest_first(papers: Papers) -> None:
    """Both ends belong to it."""
    given = [paper("1", listed=MONDAY), paper("2", listed=FRIDAY), paper("3", listed=TUESDAY)]
    outside = [paper("4", listed=MONDAY - timedelta(days=1)), paper("5", listed=FRIDAY + timedelta(days=1))]
    await papers.put(given + outside)

    found = await papers.during(WEEK)

    assert [one.id for one in found] == ["2", "3", "1"]


async def test_a_newer_version_takes_the_place_of_an_older_one(papers: Papers) -> None:
    """It is there once, on its new day, and the older one can't come back."""
    first, second = paper(version=1, listed=MONDAY), paper(version=2, listed=FRIDAY, title="On A, corrected")
    await papers.put([first])

    await papers.put([second])
    await papers.put([first])

    assert await papers.during(WEEK) == (second,)
    assert await papers.get([first.id]) == (second,)


async def test_of_two_versions_in_one_batch_the_newer_is_kept(papers: Papers) -> None:
    """Whatever their order."""
    first, second = paper(version=1), paper(version=2)

    await papers.put([second, first])

    assert await papers.get([first.id]) == (second,)


async def test_papers_and_marks_are_forgotten_by_themselves(store: Store) -> None:
    """Every key has an end."""
    await store.papers.put([paper()])
    await store.papers.mark_read(["cs.CL"], [MONDAY], NOON)

    lives = [await store.link.ask("TTL", name) for name in await store.link.ask("KEYS", "*")]

    assert len(lives) == 3
    assert all(0 < life <= schema.SIXTY_DAYS for life in lives)


async def test_a_second_sources_papers_are_found_and_forgotten_as_the_firsts_are(store: Store) -> None:
    """Its ids all begin with its name, and yet what is kept of an old paper isn't kept alive by each new one."""
    old, new = BIRDS[0], replace(BIRDS[1], id="birdxiv:2027.001")
    await store.papers.put([old, new])
    for name in await store.link.ask("KEYS", "*"):
        await store.link.ask("EXPIRE", name, 60)
    await store.papers.put([replace(new, version=2)])

    lives = {name: await store.link.ask("TTL", name) for name in await store.link.ask("KEYS", "*:place:*")}
    found = await store.papers.get([old.id, new.id])

    assert found == (old, replace(new, version=2))
    assert sorted(life > 60 for life in lives.values()) == [False, True]


async def test_papers_kept_by_an_earlier_version_are_found_and_moved(store: Store) -> None:
    """Their places stood under other keys, and count until a newer version of a paper is kept."""
    first, second = paper(version=1, listed=MONDAY), paper(version=2, listed=FRIDAY)
    await store.papers.put([first])
    (value,) = await store.link.ask("HVALS", schema.place(first.id))
    await store.link.ask("HSET", schema.place_before(first.id), first.id, value)
    await store.link.ask("DEL", schema.place(first.id))

    assert await store.papers.get([first.id]) == (first,)
    await store.papers.put([second])

    assert await store.papers.get([first.id]) == await store.papers.during(WEEK) == (second,)


async def test_damaged_papers_are_passed_over(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """A value that can't be read hides no other one, and is mended by the next put."""
    await store.papers.put([paper("2605.00001"), paper("2605.00002")])
    await store.link.ask("HSET", schema.listed_key(MONDAY), "2605.00001", b"garbage")
    await store.link.ask("HSET", schema.place("2605.00003"), "2605.00003", b"\xff some day")

    found = await store.papers.during(WEEK)
    got = await store.papers.get(["2605.00001", "2605.00002", "2605.00003"])
    await store.papers.put([paper("2605.00001")])

    assert [one.id for one in found] == [one.id for one in got] == ["2605.00002"]
    assert caplog.records
    assert len(await store.papers.during(WEEK)) == 2


async def test_nothing_given_is_nothing_done(store: Store) -> None:
    """Empty lists are fine."""
    await store.papers.put([])
    await store.papers.mark_read([], [MONDAY], NOON)
    await store.papers.mark_read(["cs.CL"], [], NOON)

    assert await store.papers.get([]) == ()
    assert await store.link.ask("DBSIZE") == 0


async def test_days_are_unread_for_each_category_by_itself(papers: Papers) -> None:
    """What is left is told in order."""
    await papers.mark_read(["cs.CL", "cs.LG"], [MONDAY, TUESDAY], NOON)
    await papers.mark_read(["cs.CL"], [FRIDAY], NOON)

    both = await papers.unread(["cs.LG", "cs.CL"], WEEK)

    never = (date(2026, 5, 13), date(2026, 5, 14))
    assert both == {"cs.LG": (*never, FRIDAY), "cs.CL": never}
    assert await papers.unread([], WEEK) == {}


async def test_a_whole_archive_covers_its_categories(papers: Papers) -> None:
    """After `cs.*`, `cs.CL` needs no further reading, and `math.CO` does."""
    await papers.mark_read(["cs.*"], [MONDAY], NOON)
    monday = Window(start=MONDAY, end=MONDAY)

    assert await papers.unread(["cs.CL", "cs.*"], monday) == {"cs.CL": (), "cs.*": ()}
    assert await papers.unread(["math.CO"], monday) == {"math.CO": (MONDAY,)}


async def test_a_day_read_before_it_was_over_is_read_again(papers: Papers) -> None:
    """Papers may have been listed after that reading."""
    await papers.mark_read(["cs.CL"], [NOON.date() - timedelta(days=1), NOON.date()], NOON)

    unread = await papers.unread(["cs.CL"], Window(start=NOON.date() - timedelta(days=1), end=NOON.date()))

    assert unread == {"cs.CL": (NOON.date(),)}
