"""Three sentinels, which may have a password of their own and be asked over TLS."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.store.redis.store import open_store
from tests.adapters.store.redis.samples import subscription
from tests.servers.valkey.sentinel import ValkeySentinels

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD, OTHER = "open sesame".replace(" ", "-"), "shut sesame".replace(" ", "-")


@pytest.mark.parametrize("said", [f"?sentinel_password={OTHER}", ""])
async def test_sentinels_may_have_a_password_of_their_own(said: str, tmp_path: Path) -> None:
    """It stands after a question mark; without it the refusal says so and repeats none."""
    async with ValkeySentinels(tmp_path, password=PASSWORD, sentinel_password=OTHER) as group:
        if said:
            async with open_store(f"{group.url}{said}", tmp_path) as store:
                assert await store.subscriptions.put(subscription())
            return
        with pytest.raises(StoreAway, match="refused the password") as caught:
            async with open_store(group.url, tmp_path):
                raise AssertionError("it can't be open")

    assert PASSWORD not in str(caught.value)


async def test_sentinels_may_be_asked_over_tls(tmp_path: Path) -> None:
    """The first byte that they are sent begins a handshake."""
    first: list[bytes] = []

    async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first.append(await reader.read(1))
        writer.close()

    async with await asyncio.start_server(asked, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(StoreAway, match="can't be reached"):
            async with open_store(f"rediss+sentinel://127.0.0.1:{port}/papers", tmp_path):
                raise AssertionError("it can't be open")

    assert set(first) == {b"\x16"}
