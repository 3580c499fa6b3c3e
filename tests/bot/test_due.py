"""What is due is seen once, by whichever process looks first."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.store.jobs import deliver
from adapters.store.ports import PauseReason
from bot.delivery.shown_history import ShownHistory
from tests.bot.runtime import LAB, MONDAY, Rig, wish

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


@pytest.fixture
async def rig(store: Store) -> Rig:
    """A store without subscriptions, in the week before."""
    return Rig(store)


async def jobs(rig: Rig) -> set[str]:
    """The jobs that are ready."""
    lanes = await rig.store.link.ask("KEYS", "paperround:{jobs}:lanes:*")
    return {name.decode() for lane in lanes for name in await rig.store.link.ask("ZRANGE", lane, 0, -1)}


async def test_of_many_processes_that_look_at_once_each_slot_is_opened_by_one(rig: Rig) -> None:
    """Forty channels, five processes."""
    await rig.subscribe(*(wish(replace(LAB, id=f"c{number}")) for number in range(40)))
    rig.clock.moment = MONDAY + timedelta(minutes=5)

    opened = await asyncio.gather(*(rig.process().due_scan.look() for _ in range(5)))

    assert sum(opened) == 40
    assert len(await jobs(rig)) == 40


async def test_more_than_one_handful_is_seen_in_one_look(rig: Rig) -> None:
    """A look goes on until nothing due is left."""
    await rig.subscribe(*(wish(replace(LAB, id=f"c{number}")) for number in range(230)))
    rig.clock.moment = MONDAY + timedelta(minutes=5)

    assert await rig.runtime.due_scan.look() == 230
    assert await rig.runtime.due_scan.look() == 0


async def test_a_small_installation_is_served_in_the_very_minute(rig: Rig) -> None:
    """Nothing before nine, and all of it at nine."""
    await rig.subscribe(*(wish(replace(LAB, id=f"c{number}")) for number in range(20)))
    rig.clock.moment = MONDAY - timedelta(seconds=1)
    early = await rig.runtime.due_scan.look()
    rig.clock.moment = MONDAY

    assert (early, await rig.runtime.due_scan.look()) == (0, 20)


async def test_a_crowded_minute_is_drawn_out_over_four(rig: Rig) -> None:
    """Above fifty at one moment some wait; after four minutes none does, and each was opened once."""
    await rig.subscribe(*(wish(replace(LAB, id=f"c{number}")) for number in range(120)))
    opened = []
    for minutes in (0, 1, 2, 3, 4):
        rig.clock.moment = MONDAY + timedelta(minutes=minutes)
        opened.append(await rig.runtime.due_scan.look())

    assert opened[0] < 60
    assert sum(opened) == 120


async def test_what_is_due_and_not_yet_posted_is_on_its_way(store: Store) -> None:
    """Before it is seen to and until it is posted; not before it is due, and not where nobody is subscribed any more."""
    rig = Rig(store)
    await rig.subscribe(wish())
    before = await rig.runtime.awaited_deliveries.slot(wish())
    rig.clock.moment = MONDAY
    due = await rig.runtime.awaited_deliveries.slot(wish())
    await rig.runtime.due_scan.look()
    opened = await rig.runtime.awaited_deliveries.slot(wish())
    await rig.run()

    assert (before, due, opened) == (None, MONDAY, MONDAY)
    assert await rig.runtime.awaited_deliveries.slot(wish()) is None
    assert await rig.runtime.awaited_deliveries.slot(wish(topic="graphs")) is None


async def test_a_topic_that_is_spelled_anew_waits_for_the_roundup_that_was_due(rig: Rig) -> None:
    """Case and spacing make no other topic, neither for what is on its way nor for what was shown last."""
    await rig.subscribe(wish())
    await rig.monday()
    anew = replace(wish(), topic="Fine-Tuning")

    assert await rig.runtime.awaited_deliveries.slot(anew) == MONDAY
    await rig.run()
    history = ShownHistory(rig.runtime.ledger, rig.store.roundups, rig.store.papers, rig.store.seen, rig.clock)
    assert await history.last(LAB, "Fine-Tuning") == await history.last(LAB, "fine-tuning") != ""


async def test_clocks_that_differ_by_seconds_open_a_slot_once(rig: Rig) -> None:
    """The fast one sees it first, and the slow one not again."""
    await rig.subscribe(wish())
    rig.clock.moment = MONDAY + timedelta(minutes=5)
    fast = await rig.process().due_scan.look()
    rig.clock.moment -= timedelta(seconds=8)
    slow = await rig.process().due_scan.look()
    rig.clock.moment += timedelta(minutes=10)
    later = await rig.runtime.due_scan.look()

    assert (fast, slow, later) == (1, 0, 0)


async def test_a_process_that_ends_in_the_middle_of_a_look_loses_no_slot(rig: Rig) -> None:
    """What it took comes again, also when it had claimed the slot and not yet put the job."""
    await rig.subscribe(wish())
    rig.clock.moment = MONDAY + timedelta(minutes=5)
    await rig.runtime.due_scan.look()
    await rig.store.link.ask("DEL", *await rig.store.link.ask("KEYS", "paperround:{jobs}:*"))
    slot = MONDAY.timestamp()
    await rig.store.link.ask(
        "ZADD", "paperround:{due}:next", slot, *await rig.store.link.ask("ZRANGE", "paperround:{due}:next", 0, -1)
    )
    for name in await rig.store.link.ask("HKEYS", "paperround:{due}:since"):
        await rig.store.link.ask("HSET", "paperround:{due}:since", name, slot - 600)

    assert await rig.runtime.due_scan.look() == 0
    assert await jobs(rig) == {deliver(LAB)}


async def test_a_change_of_the_hour_takes_no_slot_of_before(rig: Rig) -> None:
    """Who changes to an hour that is over today isn't posted to at once."""
    await rig.subscribe(wish())
    rig.clock.moment = MONDAY - timedelta(minutes=30)
    await rig.subscribe(replace(wish(), at=(MONDAY + timedelta(hours=1)).time()))  # eight in Berlin, half an hour ago

    rig.clock.moment = MONDAY + timedelta(hours=3)
    assert await rig.runtime.due_scan.look() == 0


async def test_an_import_of_what_is_there_changes_nothing(rig: Rig) -> None:
    """A slot that is due isn't skipped because the same subscription was put again."""
    await rig.subscribe(wish())
    rig.clock.moment = MONDAY + timedelta(minutes=5)
    await rig.subscribe(wish())

    assert await rig.runtime.due_scan.look() == 1


async def test_paused_subscriptions_are_not_looked_at_and_resumed_ones_are(rig: Rig) -> None:
    """What falls into the pause isn't caught up."""
    await rig.subscribe(wish(), replace(wish(), paused=PauseReason(code="asked", text="by Ada")))
    rig.clock.moment = MONDAY + timedelta(minutes=5)
    assert await rig.runtime.due_scan.look() == 0

    await rig.subscribe(wish())
    assert await rig.runtime.due_scan.look() == 0
    rig.clock.moment += timedelta(days=7)
    assert await rig.runtime.due_scan.look() == 1


async def test_subscriptions_that_nobody_looks_at_are_found(rig: Rig) -> None:
    """Such as those that an older version put."""
    await rig.store.subscriptions.put(wish())
    await rig.store.subscriptions.put(replace(wish(), topic="graphs", paused=PauseReason(code="asked", text="by Ada")))

    assert await rig.runtime.due_scan.mend() == 1
    assert await rig.runtime.due_scan.mend() == 0
    rig.clock.moment = MONDAY + timedelta(minutes=5)
    assert await rig.runtime.due_scan.look() == 1


async def test_a_wish_whose_subscription_is_gone_is_dropped(rig: Rig) -> None:
    """Whoever removed it behind our back."""
    await rig.subscribe(wish())
    await rig.store.subscriptions.remove(LAB, "fine-tuning")
    rig.clock.moment = MONDAY + timedelta(minutes=5)

    assert await rig.runtime.due_scan.look() == 0
    assert await rig.store.link.ask("ZCARD", "paperround:{due}:next") == 0


async def test_biweekly_keeps_its_weeks(rig: Rig) -> None:
    """Every second Monday counts from the first one, over a year."""
    await rig.subscribe(replace(wish(), cadence="biweekly"))
    seen = []
    for week in range(10):
        rig.clock.moment = MONDAY + timedelta(weeks=week, minutes=5)
        seen.append(await rig.runtime.due_scan.look())

    assert seen == [1, 0] * 5


async def test_what_a_wrong_clock_planned_is_planned_anew_and_caught_up(rig: Rig) -> None:
    """It silenced a channel until next September; now for an hour at most, and what was missed comes."""
    await rig.subscribe(wish())
    (name,) = await rig.store.link.ask("ZRANGE", "paperround:{due}:next", 0, -1)
    later = (MONDAY + timedelta(days=300)).timestamp()
    await rig.store.link.ask("ZADD", "paperround:{due}:next", later, name)
    await rig.store.link.ask("HSET", "paperround:{due}:since", name, later)
    rig.clock.moment = MONDAY + timedelta(minutes=5)

    silent = await rig.runtime.due_scan.look()
    mended = await rig.runtime.due_scan.mend()

    assert (silent, mended) == (0, 1)
    assert await rig.runtime.due_scan.look() == 1
    assert await rig.runtime.due_scan.mend() == 0
