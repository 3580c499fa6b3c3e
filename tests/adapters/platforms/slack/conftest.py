"""The real app against the stand-in Slack, over HTTP and over Socket Mode."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from tests.adapters.platforms.slack.fakes import FakeBot
from tests.platforms.listening import listening_on
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Json = dict[str, Any]


@dataclass(kw_only=True)
class Town:
    """A workspace, the bot in it, and the platform between them."""

    slack: SlackServer
    bot: FakeBot
    platform: SlackPlatform
    access: SlackAccess
    listening: asyncio.Task[None]

    async def settled(self) -> None:
        """Wait until everything in hand is done."""
        await asyncio.sleep(0.05)
        await self.platform._tasks.finish(10.0)  # noqa: SLF001 - the one way to know that nothing more comes

    async def private(self, channel: str = "C1") -> Json:
        """The latest that only one person saw."""
        await self.settled()
        return self.slack.channel(channel).ephemerals[-1]

    def words(self, shown: Json) -> str:
        """What a reader sees."""
        return self.slack.visible_text(shown)


@asynccontextmanager
async def town(
    slack: SlackServer,
    bot: FakeBot | None = None,
    *,
    socket: bool = False,
    **changes: Any,  # noqa: ANN401
) -> AsyncIterator[Town]:
    """The platform, started against a stand-in."""
    access = SlackAccess(
        bot_token=slack.bot_token,
        app_token=slack.app_token if socket else "",
        signing_secret="" if socket else slack.signing_secret,
        host="127.0.0.1",
        port=0,
        base_url=slack.api_url,
        authorize_url=f"{slack.base_url}/oauth/v2/authorize",
    )
    access = replace(access, **changes)
    bot = bot or FakeBot()
    platform = SlackPlatform(access, bot.ports)
    bot.sharing.publisher = platform
    async with listening_on(platform) as listening:
        if platform.port and access.by_http:
            slack.app_url = f"http://127.0.0.1:{platform.port}/slack/events"
        yield Town(slack=slack, bot=bot, platform=platform, access=access, listening=listening)


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """A stand-in without rate limits, which reads as little as any that offers Slack's API."""
    async with SlackServer(rates=Rates.off()) as server:
        server.state.reads_addresses = False
        yield server


@pytest.fixture(params=["http", "socket"])
async def both(request: pytest.FixtureRequest, slack: SlackServer) -> AsyncIterator[Town]:
    """The platform both ways in."""
    async with town(slack, socket=request.param == "socket") as made:
        yield made


@pytest.fixture
async def http(slack: SlackServer) -> AsyncIterator[Town]:
    """The platform over HTTP."""
    async with town(slack) as made:
        yield made
