"""What tests of the stand-in Discord share: a server without limits, and a caller of its REST side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession

from tests.servers.discord import DiscordServer, Rates

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from tests.servers.discord.interactions import Interaction
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


class Bot:
    """Answers by hand."""

    def __init__(self, call: Caller) -> None:
        self.call = call
        self.server = call.server

    async def asked(self, act: Awaitable[Interaction]) -> tuple[asyncio.Task[Interaction], Interaction]:
        """Let a person do something; what they do goes on until it is answered."""
        known = set(self.server.interactions)
        task = asyncio.ensure_future(act)
        await asyncio.sleep(0)  # as far as the first wait
        fresh = set(self.server.interactions) - known
        assert isinstance(task, asyncio.Task)
        return task, self.server.interactions[fresh.pop()]

    async def slash(self) -> tuple[asyncio.Task[Interaction], Interaction]:
        """Somebody types /papers."""
        option = {"name": "topic", "description": "d", "type": 3, "autocomplete": True}
        command = {"name": "papers", "description": "d", "options": [option], "contexts": [0, 1]}
        await self.call("PUT", f"/applications/{self.server.bot.id}/commands", [command])
        return await self.asked(self.server.slash("papers", wait=0.2))

    async def answer(self, to: Interaction, kind: int, data: Json | None = None) -> tuple[int, Json]:
        """Call back."""
        path = f"/interactions/{to.id}/{to.token}/callback?with_response=1"
        return await self.call("POST", path, {"type": kind, "data": data})

    async def hook(self, to: Interaction, verb: str, path: str = "", body: Json | None = None) -> tuple[int, Json]:
        """Follow up."""
        return await self.call(verb, f"/webhooks/{self.server.bot.id}/{to.token}{path}", body)


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


@pytest.fixture
def bot(call: Caller) -> Bot:
    """A bot that does as told."""
    return Bot(call)
