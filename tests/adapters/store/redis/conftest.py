"""One real embedded server for all tests that don't harm it, emptied for each of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path


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
