"""The ledger, what is due, what was built and the gate, on the real server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.chat import (
    Action,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Rows,
    Small,
    Span,
    Verbatim,
    plain,
)
from adapters.store.ledger import BuildFailure, Delivery, SubscriptionKey, Superseded
from adapters.store.ports import FOUR_MONTHS
from adapters.store.redis import schema
from adapters.store.redis.builds import RedisBuildResults, RedisPendingMessages
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.rate_limit import RedisSourceRateLimit
from adapters.store.redis.subscriptions import RedisDueTimes
from tests.adapters.present.documents import illustrated
from tests.adapters.store.redis.samples import HERE, NOON, THERE

if TYPE_CHECKING:
    from adapters.store.redis.store import Store

DELIVERY = Delivery(id="d1", channel=HERE, topic="fine-tuning", slot=NOON, claimed=NOON + timedelta(minutes=1))


async def test_a_slot_is_claimed_once(store: Store) -> None:
    """Of many processes that see it due, one opens the delivery, and nobody reopens it when it is over."""
    ledger = RedisLedger(store.link)
    claims = await asyncio.gather(*(ledger.claim(DELIVERY) for _ in range(10)))
    await (await ledger.writer(HERE, 1)).close(DELIVERY, "done")

    assert claims.count(True) == 1
    assert not await ledger.claim(DELIVERY)
    assert await ledger.open(HERE) == ()
    assert await ledger.done(HERE, 5) == (DELIVERY,)


async def test_what_was_posted_is_read_back(store: Store) -> None:
    """Everything that the next worker must know stands in the ledger."""
    ledger = RedisLedger(store.link)
    await ledger.claim(DELIVERY)
    writer = await ledger.writer(HERE, 1)
    await writer.record_notice(DELIVERY, "away", "m0")
    await writer.record_content(DELIVERY, content="c", roundup_id="r")
    await writer.record_posted(DELIVERY, {0: "m1", 1: "m2"}, maybe_posted=True)

    (kept,) = await ledger.open(HERE)

    assert kept == replace(
        DELIVERY, content="c", roundup_id="r", posted={0: "m1", 1: "m2"}, maybe_posted=True, notices={"away": "m0"}
    )


async def test_the_earliest_slot_comes_first_and_channels_do_not_mix(store: Store) -> None:
    """A channel's order is that of its slots."""
    ledger = RedisLedger(store.link)
    later = replace(DELIVERY, id="a", slot=NOON + timedelta(days=7))
    for one in (later, DELIVERY, replace(DELIVERY, id="x", channel=THERE)):
        await ledger.claim(one)

    assert [one.id for one in await ledger.open(HERE)] == ["d1", "a"]
    assert [one.id for one in await ledger.open(THERE)] == ["x"]


async def test_an_older_holder_writes_nothing_more(store: Store) -> None:
    """A worker that was asleep while another took over learns so at its first word."""
    ledger = RedisLedger(store.link)
    await ledger.claim(DELIVERY)
    old = await ledger.writer(HERE, 7)
    await ledger.writer(HERE, 8)

    with pytest.raises(Superseded):
        await old.record_posted(DELIVERY, {0: "m"}, maybe_posted=False)
    with pytest.raises(Superseded):
        await old.close(DELIVERY, "done")
    with pytest.raises(Superseded):
        await ledger.writer(HERE, 7)
    assert await ledger.open(HERE) == (DELIVERY,)


async def test_a_damaged_delivery_hides_no_other(store: Store) -> None:
    """It is passed over and logged."""
    ledger = RedisLedger(store.link)
    await ledger.claim(DELIVERY)
    await ledger.claim(replace(DELIVERY, id="d2"))
    await store.link.ask("HSET", schema.of_channel(HERE.address, "delivery", "d1"), "slot", "yesterday")

    assert [one.id for one in await ledger.open(HERE)] == ["d2"]


async def test_ledger_entries_outlive_four_months_of_seen_papers(store: Store) -> None:
    """A delivery's entry is forgotten four months after it was written last."""
    ledger = RedisLedger(store.link)
    await ledger.claim(DELIVERY)

    left = await store.link.ask("TTL", schema.of_channel(HERE.address, "delivery", "d1"))

    assert left > FOUR_MONTHS - 60


async def test_messages_are_kept_as_they_were(store: Store) -> None:
    """Every kind of block, styles, links and buttons included; the same messages under one name."""
    text = (Span(text="α", style="code"), Span(text="b", link="https://arxiv.org/abs/2605.00001"))
    blocks = (
        Heading("H"),
        Paragraph(text),
        Bullets((text, plain("two"))),
        Numbered(((3, text),)),
        Rows((("label", text),)),
        Verbatim("@misc{x}"),
        Small(plain("s")),
    )
    parts = (
        Part(blocks=blocks, actions=(Action(label="L", entry_point="thread", text="why", group="g"),)),
        illustrated(Part(blocks=())),
    )
    contents = RedisPendingMessages(store.link)

    name = await contents.keep(parts)

    assert await contents.get(name) == parts
    assert await contents.keep(parts) == name
    assert await contents.get("nothing") is None
    await store.link.ask("SET", schema.content("bad"), b"junk")
    assert await contents.get("bad") is None


async def test_a_look_takes_only_what_is_due_and_once(store: Store) -> None:
    """Others don't see it for a while; then it comes again unless it was planned anew."""
    due = RedisDueTimes(store.link)
    now, later = SubscriptionKey(channel=HERE, topic="a b"), SubscriptionKey(channel=THERE, topic="c")
    await due.plan(now, NOON, NOON - timedelta(days=7))
    await due.plan(later, NOON + timedelta(hours=1), NOON)

    assert await due.take(NOON, 10) == ((now, NOON - timedelta(days=7)),)
    assert await due.take(NOON, 10) == ()
    assert [wish for wish, _ in await due.take(NOON + timedelta(minutes=1), 10)] == [now]
    await due.drop(now)
    assert set(await due.all_due_times()) == {later}


async def test_many_are_planned_and_dropped_as_one_by_one(store: Store) -> None:
    """More than one script takes; each keeps its own moments, and none is planned or dropped beside those named."""
    due = RedisDueTimes(store.link)
    keys = [SubscriptionKey(channel=HERE, topic=f"t{number}") for number in range(1_201)]
    plans = [(key, NOON + timedelta(hours=at), NOON - timedelta(days=at)) for at, key in enumerate(keys)]

    await due.plan_all(plans)
    await due.plan_all(())
    planned = await due.all_due_times()
    await due.drop(*keys[:1_100])
    await due.drop()

    assert planned == {key: at for key, at, _ in plans}
    assert await due.all_due_times() == {key: at for key, at, _ in plans[1_100:]}
    assert [await due.since(key) for key in keys[-2:]] == [since for *_, since in plans[-2:]]


async def test_what_came_of_an_order_is_read_back(store: Store) -> None:
    """A failure stands until there is a result."""
    built = RedisBuildResults(store.link)
    failure = BuildFailure(sentence="arXiv can't be reached.", first=NOON, again=NOON + timedelta(minutes=10))
    await built.order("k", "the order")
    assert await built.result("k") is None
    await built.fail("k", 1, failure)
    assert await built.result("k") == failure

    await built.finish("k", 2, "roundup 1")

    assert await built.result("k") == "roundup 1"
    assert await built.ordered("k") == "the order"
    assert await built.result("other") is None
    assert await built.ordered("other") is None


async def test_a_damaged_failure_is_none(store: Store) -> None:
    """Then the roundup is simply made."""
    await store.link.ask("SET", schema.built("k", "failure"), "junk")

    assert await RedisBuildResults(store.link).result("k") is None


async def test_only_the_newest_token_keeps_a_result(store: Store) -> None:
    """Who lost the job while asleep overwrites nothing; the same word twice is one."""
    built = RedisBuildResults(store.link)
    await built.finish("k", 8, "fresh")
    await built.finish("k", 8, "fresh")

    with pytest.raises(Superseded):
        await built.finish("k", 7, "stale")
    with pytest.raises(Superseded):
        await built.fail("k", 7, BuildFailure(sentence="away", first=NOON, again=NOON))
    assert await built.result("k") == "fresh"


async def test_the_gate_paces_all_processes_together(store: Store) -> None:
    """Two processes with two tasks each get one turn in so much time, one at a time."""
    rate_limits = [
        RedisSourceRateLimit(store.link, "arXiv", pause=0.1),
        RedisSourceRateLimit(store.link, "arXiv", pause=0.1),
    ]
    starts: list[float] = []
    inside = 0
    began = time.monotonic()

    async def ask(rate_limit: RedisSourceRateLimit) -> None:
        nonlocal inside
        async with rate_limit.turn():
            inside += 1
            assert inside == 1
            starts.append(time.monotonic())
            await asyncio.sleep(0.02)
            inside -= 1

    await asyncio.gather(*(ask(rate_limit) for rate_limit in rate_limits for _ in range(2)))

    # Counted from before the first question, so that a slow machine can only make it longer.
    assert all(start - began >= 0.1 * turns for turns, start in enumerate(starts))
    assert len(starts) == 4


async def test_a_turn_that_was_waited_for_in_vain_is_given_back(store: Store) -> None:
    """Patience that ends doesn't hold up the others."""
    rate_limit, other = (
        RedisSourceRateLimit(store.link, "arXiv", pause=0.0),
        RedisSourceRateLimit(store.link, "arXiv", pause=0.0),
    )
    async with rate_limit.turn():
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), other.turn():
                pass

    async with asyncio.timeout(1), other.turn():
        pass


async def test_a_process_that_died_with_the_turn_does_not_keep_it(store: Store) -> None:
    """Its turn expires."""
    dead = RedisSourceRateLimit(store.link, "arXiv", pause=0.0, longest=0.1)
    await dead.turn().__aenter__()

    async with asyncio.timeout(2), RedisSourceRateLimit(store.link, "arXiv", pause=0.0).turn():
        pass
