"""Roundups are kept whole for their threads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from adapters.store.ports import FOUR_MONTHS, PRIVATE_FOR
from adapters.store.redis import schema
from adapters.store.redis.roundups import to_record
from adapters.store.redis.schema import press
from digest.model import Topic
from digest.query import parse
from tests.adapters.present.documents import roundup
from tests.adapters.store.redis.samples import HERE, NOON, THERE

if TYPE_CHECKING:
    from adapters.store.ports import Roundups
    from adapters.store.redis.store import Store
    from digest.roundup import Roundup


def _on(name: str) -> Roundup:
    return roundup(topic=Topic(name=name, query=parse(name)))


async def test_a_roundup_comes_back_whole(roundups: Roundups) -> None:
    """With abstracts and all facts, long after its papers are forgotten elsewhere."""
    given = roundup()

    roundup_id = await roundups.keep(given)

    assert await roundups.get(roundup_id) == given


async def test_the_same_content_is_kept_once(roundups: Roundups) -> None:
    """Another moment makes no other roundup; other words do."""
    given = roundup()

    first = await roundups.keep(given)
    again = await roundups.keep(replace(given, generated_at=given.generated_at + timedelta(hours=1)))
    other = await roundups.keep(replace(given, headline="Other words"))

    assert first == again
    assert first != other


async def test_what_one_person_asked_for_stays_in_its_tenant(roundups: Roundups) -> None:
    """Each tenant has its own id for the same content; neither it nor that of a posted roundup leads anywhere else."""
    given = roundup()
    here, there = [await roundups.keep_private(given, tenant) for tenant in (HERE.tenant, THERE.tenant)]
    posted = await roundups.keep(given)

    assert len({here, there, posted}) == 3
    assert await roundups.get_private(here, HERE.tenant) == given
    assert [await roundups.get_private(one, THERE.tenant) for one in (here, posted, "unknown")] == [None] * 3
    assert await roundups.get(here) == given


async def test_of_what_people_asked_for_a_tenant_keeps_the_newest(roundups: Roundups) -> None:
    """So that no questions fill the store; what is asked for again counts as new, and other tenants lose nothing."""
    given = [replace(roundup(), headline=f"No. {n}", generated_at=NOON + timedelta(minutes=n)) for n in range(203)]
    elsewhere = await roundups.keep_private(given[0], THERE.tenant)
    kept = [await roundups.keep_private(one, HERE.tenant) for one in given[:200]]
    again = replace(given[0], generated_at=NOON + timedelta(minutes=201))
    kept += [await roundups.keep_private(one, HERE.tenant) for one in (again, *given[201:])]

    gone = [name for name in dict.fromkeys(kept) if await roundups.get_private(name, HERE.tenant) is None]
    assert gone == kept[1:3]
    assert await roundups.get_private(elsewhere, THERE.tenant) == given[0]


async def test_an_unknown_id_is_none(roundups: Roundups) -> None:
    """So is one that has expired."""
    assert await roundups.get("unknown") is None


async def test_a_thread_knows_its_roundup(roundups: Roundups) -> None:
    """In its own channel, and nowhere else."""
    roundup_id = await roundups.keep(roundup())

    await roundups.record_shown(HERE, "171.5", roundup_id, NOON)

    assert await roundups.in_thread(HERE, "171.5") == roundup_id
    assert await roundups.in_thread(HERE, "171.6") is None
    assert await roundups.in_thread(THERE, "171.5") is None


async def test_a_channel_knows_its_last_roundups(roundups: Roundups) -> None:
    """Of each topic, however it is spelled, and of all; a late entry of an older one changes nothing."""
    tuning, robots = [await roundups.keep(_on(name)) for name in ("Fine tuning", "robots")]
    await roundups.record_shown(HERE, "1", tuning, NOON)
    await roundups.record_shown(HERE, "2", robots, NOON - timedelta(days=1))

    assert await roundups.last(HERE, "fine  tuning") == tuning
    assert await roundups.last(HERE, "robots") == robots
    assert await roundups.last(HERE, None) == tuning
    assert await roundups.last(HERE, "dragons") is None
    assert await roundups.last(THERE, None) is None


async def test_a_topic_named_like_another_key_stays_apart(roundups: Roundups) -> None:
    """A topic without a name isn't the last of all topics."""
    odd = await roundups.keep(_on(":last"))

    await roundups.record_shown(HERE, "", odd, NOON)

    assert await roundups.last(HERE, ":last") == odd
    assert await roundups.last(HERE, "") is None


async def test_a_forgotten_roundup_can_still_be_shown(roundups: Roundups) -> None:
    """Its thread is remembered; its topic isn't known any more."""
    await roundups.record_shown(HERE, "1", "forgotten", NOON)

    assert await roundups.in_thread(HERE, "1") == "forgotten"
    assert await roundups.last(HERE, None) == "forgotten"


async def test_all_of_it_is_forgotten_by_itself(store: Store) -> None:
    """Every key has an end."""
    await store.roundups.record_shown(HERE, "1", await store.roundups.keep(roundup()), NOON)

    lives = [await store.link.ask("TTL", name) for name in await store.link.ask("KEYS", "*")]

    assert len(lives) == 4
    assert all(0 < life <= FOUR_MONTHS for life in lives)


async def test_what_one_person_asked_for_is_forgotten_after_two_weeks(store: Store) -> None:
    """So is whose thread it is; and it is kept in much less room than its text takes."""
    given = roundup()
    roundup_id = await store.roundups.keep_private(given, HERE.tenant)
    await store.roundups.link_thread(HERE, "1", roundup_id)

    lives = [await store.link.ask("TTL", name) for name in await store.link.ask("KEYS", "*")]
    size = await store.link.ask("HSTRLEN", schema.roundup(roundup_id), "body")
    assert len(lives) == 3
    assert all(0 < life <= PRIVATE_FOR.total_seconds() for life in lives)
    assert size < len(msgspec.json.encode(to_record(given))) / 2


UNREADABLE_QUERY = to_record(replace(_on("x"), headline="x"))
UNREADABLE_QUERY.document["topic"]["query"] = "-"


@pytest.mark.parametrize(
    "body",
    [b"garbage", press([]), press({"document": {"schema": "later"}, "listed": []}), press(UNREADABLE_QUERY)],
    ids=["garbage", "another form", "a later document", "a query that can't be read"],
)
async def test_a_damaged_roundup_is_none_and_reported(
    body: bytes, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Its thread gets an honest answer instead of an exception."""
    roundup_id = await store.roundups.keep(roundup())
    await store.link.ask("HSET", schema.roundup(roundup_id), "body", body)

    assert await store.roundups.get(roundup_id) is None
    assert roundup_id in caplog.text
