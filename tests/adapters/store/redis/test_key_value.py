"""Short notes, on the real server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.store.redis import keys

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


async def test_a_note_is_kept_replaced_and_dropped_once(store: Store) -> None:
    """Only the first to drop a note is told that it was there."""
    await store.scratch.put("state", "one", 60)
    await store.scratch.put("state", "two", None)

    assert await store.scratch.get("state") == "two"
    assert await store.link.ask("TTL", keys.note("state")) == -1
    assert await store.scratch.drop("state")
    assert not await store.scratch.drop("state")
    assert await store.scratch.get("state") is None


async def test_of_many_claims_one_stands(store: Store) -> None:
    """Whoever comes second is refused, until the claim expires."""
    claims = await asyncio.gather(*(store.scratch.claim("event", f"process {n}", 60) for n in range(20)))

    assert claims.count(True) == 1
    assert 0 < await store.link.ask("TTL", keys.note("event")) <= 60


async def test_the_same_claim_asked_again_still_stands(store: Store) -> None:
    """A command that is repeated after a broken connection must not lock out its own writer."""
    first = await store.scratch.claim("event", "me", 60)
    again = await store.scratch.claim("event", "me", 60)

    assert first
    assert again


async def test_hundreds_at_once_wait_for_their_turn(store: Store) -> None:
    """More callers than a client has connections are all answered, and none takes the server for gone."""
    claims = await asyncio.gather(*(store.scratch.claim(f"caller-{n}", "here", 60) for n in range(600)))

    assert all(claims)
