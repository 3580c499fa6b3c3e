"""What tests of the stand-in Discord share: a server without limits, and a caller of its REST side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession

from tests.servers.discord import DiscordServer, Rates

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.servers.discord.refusal import Json

AGENT = "DiscordBot (https://example.org, 1)"


class Caller:
    """Calls REST as a bot would, and says status and body."""

    def __init__(self, server: DiscordServer, session: ClientSession) -> None:
        self.server = server
        self._session = session
        self.headers: dict[str, str] = {}

    async def __call__(self, verb: str, path: str, body: object = None) -> tuple[int, Any]:
        """Call, with the token of the bot."""
        headers = {"Authorization": f"Bot {self.server.token}", "User-Agent": AGENT}
        async with self._session.request(verb, self.server.base_url + path, json=body, headers=headers) as response:
            self.headers = dict(response.headers)
            return response.status, await response.json() if response.content_length else None

    async def post(self, body: Json, channel: str = "") -> tuple[int, Any]:
        """Post a message, into the first channel if none is named."""
        return await self("POST", f"/channels/{channel or self.server.channel.id}/messages", body)


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    """A server without rate limits."""
    async with DiscordServer(rates=Rates.off()) as server:
        yield server


@pytest.fixture
async def call(discord: DiscordServer) -> AsyncIterator[Caller]:
    """A caller of that server."""
    async with ClientSession() as session:
        yield Caller(discord, session)
