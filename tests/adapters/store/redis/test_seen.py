"""A channel isn't shown the same paper twice within four months."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.store.ports import FOUR_MONTHS
from adapters.store.redis import schema
from tests.adapters.store.redis.samples import HERE, NOON, THERE

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


async def test_shown_papers_are_seen_by_that_channel_only(store: Store) -> None:
    """The rest keeps its order."""
    await store.seen.add(HERE, ["b", "d"], NOON)

    here = await store.seen.unseen(HERE, ["c", "b", "a", "d"], NOON)
    there = await store.seen.unseen(THERE, ["c", "b"], NOON)

    assert here == ("c", "a")
    assert there == ("c", "b")


async def test_four_months_later_a_paper_may_come_again(store: Store) -> None:
    """The boundary is 120 days after it was shown last."""
    await store.seen.add(HERE, ["a", "b"], NOON)
    await store.seen.add(HERE, ["b"], NOON + timedelta(days=10))

    just = await store.seen.unseen(HERE, ["a", "b"], NOON + timedelta(days=120))
    after = await store.seen.unseen(HERE, ["a", "b"], NOON + timedelta(days=121))

    assert just == ()
    assert after == ("a",)


async def test_an_older_showing_doesnt_make_a_paper_younger(store: Store) -> None:
    """A job that is repeated late leaves the newer time."""
    await store.seen.add(HERE, ["a"], NOON)
    await store.seen.add(HERE, ["a"], NOON - timedelta(days=100))

    assert await store.seen.unseen(HERE, ["a"], NOON + timedelta(days=50)) == ()


async def test_memory_stays_bounded(store: Store) -> None:
    """Old ids are trimmed at the next addition, and the whole set expires by itself."""
    key = schema.of_channel(HERE.address, "seen")
    await store.seen.add(HERE, ["old"], NOON - timedelta(days=121))
    await store.seen.add(HERE, ["new"], NOON)

    assert await store.link.ask("ZCARD", key) == 1
    assert 0 < await store.link.ask("TTL", key) <= FOUR_MONTHS


async def test_nothing_asked_is_nothing_done(store: Store) -> None:
    """Empty lists are fine."""
    await store.seen.add(HERE, [], NOON)

    assert await store.seen.unseen(HERE, [], NOON) == ()
    assert await store.link.ask("DBSIZE") == 0
