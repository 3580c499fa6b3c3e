"""Notes, leases and counters: what the real store and the one in memory both do."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from typing_extensions import override

from adapters.errors import StoreAway
from adapters.store.file_key_value import FileKeyValueStore
from adapters.store.leases import keeping, leased
from adapters.store.ledger import Superseded
from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.key_value import RedisKeyValueStore
from adapters.store.redis.link import RedisLink, ServerMoved
from adapters.store.redis.store import open_store
from tests.stores import FakeKeyValues

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from adapters.store.ports import KeyValueStore


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as these tests."""
    embedded = EmbeddedServer(tmp_path_factory.mktemp("data"))
    with asyncio.Runner() as runner:
        runner.run(embedded.__aenter__())
        yield embedded.url
        runner.run(embedded.__aexit__(None, None, None))


@pytest.fixture(params=["redis", "memory", "files"])
async def key_values(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> AsyncIterator[KeyValueStore]:
    """An empty one of either kind."""
    if request.param == "memory":
        yield InMemoryKeyValue()
        return
    if request.param == "files":
        yield FileKeyValueStore(tmp_path / "notes", now=time.monotonic)
        return
    async with open_store(server, tmp_path) as store:
        await store.link.ask("FLUSHALL")
        yield RedisKeyValueStore(store.link)


@pytest.fixture(params=["redis", "fake"])
async def away(request: pytest.FixtureRequest) -> AsyncIterator[KeyValueStore]:
    """A store that can't be reached, and the one that tests say so of."""
    if request.param == "fake":
        fake = FakeKeyValues()
        fake.away = True
        yield fake
        return
    client = Redis(port=1, retry=Retry(NoBackoff(), 0))
    yield RedisKeyValueStore(RedisLink(client, ServerMoved("redis://nowhere")))
    await client.aclose()


async def test_whatever_is_asked_of_a_store_that_is_away_says_so(away: KeyValueStore) -> None:
    """The fake leaves nothing out, so what is tried on it holds for the real one."""
    asked = (
        away.get("n"),
        away.put("n", "x", 60),
        away.claim("n", "x", 60),
        away.drop("n"),
        away.acquire("n", 1.0),
        away.renew("n", 1, 1.0),
        away.release("n", 1),
        away.add("n", 1, 60, most=2),
    )

    for result in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(result, StoreAway)


async def test_a_note_is_kept_replaced_dropped_once_and_forgotten(key_values: KeyValueStore) -> None:
    """Only the first to drop a note is told that it was there; one that was kept for a second is gone after it."""
    await key_values.put("state", "one", 60)
    await key_values.put("state", "two", None)
    await key_values.put("brief", "one", 1)

    assert await key_values.get("state") == "two"
    assert await key_values.drop("state")
    assert not await key_values.drop("state")
    assert await key_values.get("state") is None
    await asyncio.sleep(1.1)
    assert await key_values.get("brief") is None


async def test_a_claim_stands_against_others_and_not_against_its_writer(key_values: KeyValueStore) -> None:
    """A command that is repeated after a broken connection must not lock out its own writer."""
    claims = [await key_values.claim("event", who, 60) for who in ("me", "me", "you")]

    assert claims == [True, True, False]


async def test_a_lease_has_one_holder_at_a_time_under_growing_tokens(key_values: KeyValueStore) -> None:
    """It ends when it is released or isn't renewed, and then its token is good for nothing."""
    first = await key_values.acquire("door", 0.2)
    assert first is not None
    assert await key_values.acquire("door", 60) is None
    assert await key_values.acquire("window", 60) is not None
    await asyncio.sleep(0.15)
    assert await key_values.renew("door", first, 0.2)
    await asyncio.sleep(0.15)
    assert await key_values.acquire("door", 60) is None
    await asyncio.sleep(0.15)

    second = await key_values.acquire("door", 60)
    assert second is not None
    assert second > first
    assert not await key_values.renew("door", first, 60)
    await key_values.release("door", first)
    assert await key_values.renew("door", second, 60)
    await key_values.release("door", second)
    third = await key_values.acquire("door", 60)
    assert third is not None
    assert third > second


async def test_a_count_stops_at_its_most_and_at_nothing(key_values: KeyValueStore) -> None:
    """However many add at once; and it begins anew when its time is over."""
    added = await asyncio.gather(*(key_values.add("turns", 1, 1, most=3) for _ in range(9)))

    assert added.count(True) == 3
    assert await key_values.add("turns", -100, 60)
    assert not await key_values.add("turns", 4, 60, most=3)
    assert await key_values.add("turns", 3, 60, most=3)
    await asyncio.sleep(1.1)
    assert await key_values.add("turns", 3, 60, most=3)


async def test_one_at_a_time_works_under_a_lease(key_values: KeyValueStore) -> None:
    """The second waits until the first is out, also where the first fails, and long work keeps its lease."""
    seen = []

    async def work(name: str) -> None:
        async with leased(key_values, "door", 0.3, pause=0.01):
            seen.append(f"{name} in")
            await asyncio.sleep(0.5)
            seen.append(f"{name} out")
            raise LookupError

    await asyncio.gather(work("a"), work("b"), return_exceptions=True)

    assert [what.partition(" ")[2] for what in seen] == ["in", "out", "in", "out"]
    assert seen[0][0] == seen[1][0]


async def test_work_whose_lease_is_lost_is_stopped(key_values: KeyValueStore) -> None:
    """So that there are never two."""
    token = await key_values.acquire("door", 0.3)
    assert token is not None
    reached = False

    async def work() -> None:
        nonlocal reached
        async with keeping(key_values, "door", token, 0.3):
            await key_values.release("door", token)
            await key_values.acquire("door", 60)
            await asyncio.sleep(5)
            reached = True

    with pytest.raises(Superseded):
        await work()
    assert not reached
    assert await key_values.acquire("door", 60) is None


class Unreachable(InMemoryKeyValue):
    """Away whenever a lease is to be renewed or released."""

    @override
    async def renew(self, name: str, token: int, seconds: float) -> bool:
        raise StoreAway(name)

    @override
    async def release(self, name: str, token: int) -> None:
        raise StoreAway(name)


async def test_work_whose_lease_can_not_be_renewed_is_stopped_when_it_ends() -> None:
    """A store that is away for a moment doesn't stop it; one that stays away does."""
    passed = False

    async def work() -> None:
        nonlocal passed
        async with leased(Unreachable(), "door", 0.3):
            await asyncio.sleep(0.2)
            passed = True
            await asyncio.sleep(5)

    with pytest.raises(Superseded):
        await work()
    assert passed


async def test_notes_in_files_outlast_their_process(tmp_path: Path) -> None:
    """Another one finds what is kept, not what has run out; a spoilt file and a folder that can't be made are no notes."""
    await FileKeyValueStore(tmp_path, now=lambda: 100.0).put("draft", "one", 60)
    await FileKeyValueStore(tmp_path, now=lambda: 100.0).put("other", "two", 10)
    (tmp_path / "spoilt.json").write_text("{")
    (tmp_path / "plain").write_text("a file")
    nowhere = FileKeyValueStore(tmp_path / "plain" / "notes", now=lambda: 100.0)
    await nowhere.put("draft", "here", 60)

    assert await FileKeyValueStore(tmp_path, now=lambda: 120.0).get("draft") == "one"
    assert await FileKeyValueStore(tmp_path, now=lambda: 120.0).get("other") is None
    assert await FileKeyValueStore(tmp_path, now=lambda: 170.0).get("draft") is None
    assert await nowhere.get("draft") == "here"
    await FileKeyValueStore(tmp_path, now=lambda: 170.0).put("new", "three", None)
    assert await asyncio.to_thread(lambda: len(list(tmp_path.glob("*.json")))) == 2
