"""Short notes, on the real server."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.store.redis import schema

if TYPE_CHECKING:
    from adapters.store.ports import KeyValueStore
    from adapters.store.redis.store import Store


async def test_of_many_claims_one_stands(store: Store) -> None:
    """Whoever comes second is refused, until the claim expires."""
    claims = await asyncio.gather(*(store.key_values.claim("event", f"process {n}", 60) for n in range(20)))

    assert claims.count(True) == 1
    assert 0 < await store.link.ask("TTL", schema.note("event")) <= 60


async def test_hundreds_at_once_wait_for_their_turn(key_values: KeyValueStore) -> None:
    """More callers than a client has connections are all answered, and none takes the server for gone."""
    claims = await asyncio.gather(*(key_values.claim(f"caller-{n}", "here", 60) for n in range(600)))

    assert all(claims)
