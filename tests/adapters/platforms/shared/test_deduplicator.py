"""Everything is answered once, whichever process gets the second copy."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.platforms.shared.event_processing import Deduplicator
from tests.stores import FakeKeyValues

if TYPE_CHECKING:
    from adapters.platforms.shared.event_processing import ClaimSteps


async def test_a_second_copy_waits_and_takes_over_from_one_that_fails() -> None:
    """What was done of it isn't done again."""
    key_values = FakeKeyValues()
    done: list[str] = []
    failing = asyncio.Event()

    async def first(steps: ClaimSteps) -> None:
        await steps.take("a", lambda: _did(done, "a"))
        await failing.wait()
        raise ZeroDivisionError

    async def second(steps: ClaimSteps) -> None:
        await steps.take("a", lambda: _did(done, "a"))
        await steps.take("b", lambda: _did(done, "b"))

    once = Deduplicator(key_values, "slack", pause=0.01)
    one = asyncio.create_task(once.do("k", first))
    await asyncio.sleep(0.02)
    two = asyncio.create_task(once.do("k", second))
    await asyncio.sleep(0.02)
    failing.set()
    with pytest.raises(ZeroDivisionError):
        await one
    await two
    await once.do("k", second)

    assert done == ["a", "b"]


async def test_a_lease_is_renewed_while_the_work_goes_on() -> None:
    """A long answer isn't taken for a dead process."""
    key_values = FakeKeyValues()
    done: list[str] = []

    async def work(_: ClaimSteps) -> None:
        done.append("begun")
        await asyncio.sleep(0.3)

    one, other = (Deduplicator(key_values, "slack", lease=0.1, pause=0.01) for _ in range(2))
    await asyncio.gather(one.do("k", work), other.do("k", work))

    assert done == ["begun"]
    assert key_values.notes["slack:k"] == "done"


async def test_a_store_that_goes_away_meanwhile_stops_nothing() -> None:
    """The work is done all the same."""
    key_values = FakeKeyValues()
    done: list[str] = []

    async def work(steps: ClaimSteps) -> None:
        key_values.away = True
        await steps.take("a", lambda: _did(done, "a"))

    await Deduplicator(key_values, "slack").do("k", work)

    assert done == ["a"]
    with pytest.raises(StoreAway):
        await key_values.get("slack:k")


async def test_the_first_copy_is_told_from_the_others() -> None:
    """While the store is away each counts as the first, since an answer too many is better than none."""
    key_values = FakeKeyValues()
    here, there = Deduplicator(key_values, "discord"), Deduplicator(key_values, "discord")

    assert await here.is_first("7", 900)
    assert not await there.is_first("7", 900)
    key_values.away = True
    assert await there.is_first("7", 900)


async def _did(done: list[str], what: str) -> str:
    done.append(what)
    return what
