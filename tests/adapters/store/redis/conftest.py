"""One real embedded server for all tests that don't harm it, emptied for each of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.store.memory.key_value import InMemoryKeyValue
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.store import Store, open_store
from tests.stores import FakePageAddresses, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from adapters.store.pages import PageAddresses
    from adapters.store.ports import KeyValueStore, Papers, Roundups, Subscriptions


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that lives as long as the tests."""
    embedded = EmbeddedServer(tmp_path_factory.mktemp("data"))
    with asyncio.Runner() as runner:
        runner.run(embedded.__aenter__())
        yield embedded.url
        runner.run(embedded.__aexit__(None, None, None))


@pytest.fixture
async def store(server: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store on that server."""
    async with open_store(server, tmp_path) as opened:
        await opened.link.ask("FLUSHALL")
        yield opened


# What follows is asked for by the tests of what each port promises, on the real server and in memory.
both = pytest.fixture(params=["redis", "memory"])


@both
def subscriptions(request: pytest.FixtureRequest, store: Store) -> Subscriptions:
    """Each implementation in turn, empty."""
    return store.subscriptions if request.param == "redis" else FakeSubscriptions()


@both
def roundups(request: pytest.FixtureRequest, store: Store) -> Roundups:
    """Each implementation in turn, empty."""
    return store.roundups if request.param == "redis" else FakeRoundups()


@both
def page_addresses(request: pytest.FixtureRequest, store: Store) -> PageAddresses:
    """Each implementation in turn, empty."""
    return store.pages if request.param == "redis" else FakePageAddresses()


@both
def papers(request: pytest.FixtureRequest, store: Store) -> Papers:
    """Each implementation in turn, empty."""
    return store.papers if request.param == "redis" else InMemoryPapers((), whole=False)


@both
def key_values(request: pytest.FixtureRequest, store: Store) -> KeyValueStore:
    """Each implementation in turn, empty."""
    return store.key_values if request.param == "redis" else InMemoryKeyValue()
