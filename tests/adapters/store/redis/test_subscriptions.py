"""Subscriptions are the truth: put, listed, removed, and never lost from the list."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.store.ports import PauseReason
from adapters.store.redis import schema
from tests.adapters.store.redis.samples import HERE, NOON, THERE, subscription

if TYPE_CHECKING:
    import pytest

    from adapters.store.ports import Subscriptions
    from adapters.store.redis.store import Store


async def test_a_new_subscription_is_kept_whole(subscriptions: Subscriptions) -> None:
    """What comes back is what was given, the reason of a pause included."""
    given = replace(
        subscription(),
        paused=PauseReason(code="removed", text="the bot was removed"),
        cadence="biweekly",
        style="deep",
        language="日本語",
    )

    new = await subscriptions.put(given)

    assert new
    assert await subscriptions.of(HERE) == (given,)


async def test_one_of_the_time_before_styles_is_read(store: Store) -> None:
    """It is written as everything else in the installation."""
    await store.subscriptions.put(subscription())
    key = schema.of_channel(HERE.address, "subscriptions")
    (value,) = (await store.link.ask("HGETALL", key)).values()

    found = await store.subscriptions.of(HERE)

    assert b"style" not in value
    assert b"language" not in value
    assert found == (subscription(),)


async def test_a_second_one_of_the_same_topic_takes_its_place(subscriptions: Subscriptions) -> None:
    """Case and spacing of the topic make no second subscription."""
    await subscriptions.put(subscription("Fine  Tuning"))
    later = subscription("fine tuning")

    new = await subscriptions.put(later)

    assert not new
    assert await subscriptions.of(HERE) == (later,)


async def test_a_channel_lists_its_own_oldest_first(subscriptions: Subscriptions) -> None:
    """Other channels' subscriptions don't show."""
    old, young = subscription("b", created=NOON), subscription("a", created=NOON + timedelta(days=1))
    for one in (young, old, subscription(channel=THERE)):
        await subscriptions.put(one)

    found = await subscriptions.of(HERE)

    assert found == (old, young)


async def test_a_removed_one_is_gone_and_says_so_once(subscriptions: Subscriptions) -> None:
    """The second removal finds nothing."""
    await subscriptions.put(subscription())

    answers = [await subscriptions.remove(HERE, "Fine-Tuning") for _ in range(2)]

    assert answers == [True, False]
    assert await subscriptions.of(HERE) == ()
    assert await subscriptions.every() == ()


async def test_nothing_stays_of_a_channel_that_has_none(store: Store) -> None:
    """A mail channel's name has an address in it; who has another topic stays in the list."""
    for one in (subscription("a"), subscription("b")):
        await store.subscriptions.put(one)

    await store.subscriptions.remove(HERE, "a")
    kept = await store.subscriptions.every()
    await store.subscriptions.remove(HERE, "b")
    left = await store.link.ask("SMEMBERS", schema.CHANNELS)

    assert kept == (subscription("b"),)
    assert list(left) == []


async def test_no_removal_hides_what_is_put_meanwhile(store: Store) -> None:
    """Many of both at once, in whatever order their steps come."""
    for _ in range(30):
        await store.subscriptions.put(subscription("a"))
        await asyncio.gather(
            store.subscriptions.remove(HERE, "a"),
            store.subscriptions.put_all([subscription("b")]),
            store.subscriptions.put(subscription("c")),
        )
        assert {one.topic for one in await store.subscriptions.every()} == {"b", "c"}
        await asyncio.gather(*(store.subscriptions.remove(HERE, topic) for topic in "bc"))


async def test_every_lists_all_by_channel_then_age(store: Store) -> None:
    """More channels than one round trip takes are listed, in a stable order."""
    channels = [Channel(platform="slack", workspace="T", id=f"C{n:04}") for n in range(501)]
    given = [subscription(topic, channel=channel) for channel in channels for topic in ("a", "b")]
    await store.link.each(command for one in given[4:] for command in (("SADD", schema.CHANNELS, one.channel.address),))
    for one in reversed(given[:4] + given[-2:]):
        await store.subscriptions.put(one)

    found = await store.subscriptions.every()

    assert found == tuple(given[:4] + given[-2:])


async def test_ids_that_look_like_keys_stay_apart(subscriptions: Subscriptions) -> None:
    """Braces, colons and slashes in a platform's ids can't reach another channel's key."""
    odd = [
        Channel(platform="p", workspace=w, id=i) for w, i in (("a/b", "c"), ("a", "b/c"), ("{a}", "b:c"), ("%7Ba", ""))
    ]
    for channel in odd:
        await subscriptions.put(subscription(channel=channel))

    found = [await subscriptions.of(channel) for channel in odd]

    assert [[one.channel for one in some] for some in found] == [[channel] for channel in odd]


async def test_unreadable_ones_are_reported_and_hide_nothing(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """Garbage, a newer form and an impossible time are passed over, with a word in the log."""
    await store.subscriptions.put(subscription())
    key = schema.of_channel(HERE.address, "subscriptions")
    good = await store.link.ask("HGET", key, "fine-tuning")
    bad = (b"\xff{", good.replace(b'"v":1', b'"v":9'), good.replace(b"09:05", b"29:05"), good.replace(b"weekly", b"x"))
    for number, value in enumerate(bad):
        await store.link.ask("HSET", key, f"bad {number}", value)

    found = await store.subscriptions.every()

    assert found == (subscription(),)
    assert len(caplog.records) == len(bad)
    assert all(key in record.getMessage() for record in caplog.records)


async def test_many_are_kept_as_one_by_one(subscriptions: Subscriptions) -> None:
    """More than one round trip takes, some in one channel and some there already; the count says which were new."""
    channels = [Channel(platform="slack", workspace="T", id=f"C{n:04}") for n in range(501)]
    given = [subscription(topic, channel=channel) for channel in channels for topic in ("a", "b")]
    await subscriptions.put(replace(given[3], paused=PauseReason(code="asked", text="asked")))

    added = [
        await subscriptions.put_all(given),
        await subscriptions.put_all(given[:7]),
        await subscriptions.put_all(()),
    ]

    assert added == [len(given) - 1, 0, 0]
    assert await subscriptions.every() == tuple(given)
