"""The store's clock: what the real one and the one that tests set both do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.clock import SetClock
from tests.stores import FakeStoreClock

if TYPE_CHECKING:
    from adapters.store.ledger import StoreClock
    from adapters.store.redis.store import Store


@pytest.fixture(params=["redis", "fake"])
def clock(request: pytest.FixtureRequest, store: Store) -> StoreClock:
    """Each implementation in turn."""
    return store.clock if request.param == "redis" else FakeStoreClock(SetClock(datetime.now(UTC)))  # noqa: TID251 - beside a real one


async def test_a_moment_is_in_utc_and_later_than_since_when_its_servers_are_known(clock: StoreClock) -> None:
    """Since when stays the same as long as nothing fails."""
    first, since = await clock.now(), await clock.served_since()
    again, second = await clock.served_since(), await clock.now()

    assert {one.utcoffset() for one in (first, since, second)} == {timedelta(0)}
    assert first <= second
    assert since <= second
    assert since == again
