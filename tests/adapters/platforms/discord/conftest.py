"""The real app against the stand-in Discord, over REST and the gateway."""

from __future__ import annotations

import warnings
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

with warnings.catch_warnings():
    # Python 3.11 warns that the library's voice side imports a module which 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

from adapters.chat import Channel
from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.settings import DiscordAccess
from tests.adapters.platforms.discord.fakes import FakeBot
from tests.platforms.listening import listening_on
from tests.servers.discord import DiscordServer, Rates

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Iterator

    from tests.servers.discord import world


@dataclass(kw_only=True)
class Town:
    """A server with the bot in it, and the platform between them."""

    discord: DiscordServer
    bot: FakeBot
    platform: DiscordPlatform
    access: DiscordAccess
    listening: asyncio.Task[None] | None = None

    def at(self, channel: world.Channel | None = None) -> Channel:
        """A channel as the bot knows it; the first text channel unless another is named."""
        channel = channel or self.discord.channel
        return Channel(platform="discord", workspace=channel.guild_id or "@me", id=channel.id)


@pytest.fixture(autouse=True)
def discord_library() -> Iterator[None]:
    """The library keeps its hosts in classes: what a test changes there is put back."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@asynccontextmanager
async def town(
    discord: DiscordServer,
    bot: FakeBot | None = None,
    *,
    listens: bool = True,
    **changes: Any,  # noqa: ANN401
) -> AsyncIterator[Town]:
    """The platform, started against a stand-in."""
    access = replace(DiscordAccess(token=discord.token, api=discord.base_url, guilds_ready_after=0.05), **changes)
    bot = bot or FakeBot()
    platform = DiscordPlatform(access, bot.ports)
    bot.sharing.publisher = platform
    if listens:
        async with listening_on(platform) as listening:
            yield Town(discord=discord, bot=bot, platform=platform, access=access, listening=listening)
        return
    await platform.start()
    try:
        yield Town(discord=discord, bot=bot, platform=platform, access=access)
    finally:
        await platform.stop()


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    """A stand-in without rate limits."""
    async with DiscordServer(rates=Rates.off()) as server:
        yield server


@pytest.fixture
async def here(discord: DiscordServer) -> AsyncIterator[Town]:
    """The platform, connected."""
    async with town(discord) as made:
        yield made


@pytest.fixture
async def worker(discord: DiscordServer) -> AsyncIterator[Town]:
    """The platform without a connection, as workers have it."""
    async with town(discord, listens=False) as made:
        yield made
