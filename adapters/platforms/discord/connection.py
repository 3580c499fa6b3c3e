"""One connection to the gateway, from login to hanging up; its failures are sentences that say what to do."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.platforms.discord.access import API
from adapters.platforms.discord.client import GatewayClient
from adapters.platforms.discord.failures import NoConnection
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Ports
    from adapters.platforms.discord.access import DiscordAccess
    from adapters.platforms.discord.rest import DiscordRest

_log = logging.getLogger(__name__)

_PORTAL = "discord.com/developers → Bot"


class GatewayConnection:
    """Holds on until it is closed; broken connections are resumed."""

    def __init__(self, access: DiscordAccess, ports: Ports, rest: DiscordRest) -> None:
        self._access = access
        self._rest = rest
        speak_to(access.api, access.gateway)
        # The library would warn at every start that it can't speak, which nobody asks of it.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        self._client = GatewayClient(access, ports, rest)
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Log in, and connect from then on; raises `NoConnection` where Discord doesn't let it in."""
        access = self._access
        try:
            await self._client.login(access.token)
            if access.api != API and not access.gateway:
                speak_to(access.api, (await self._rest.get("/gateway/bot"))["url"])
        except discord.LoginFailure as refused:
            said = f"Discord doesn't accept DISCORD_TOKEN; reset it at {_PORTAL} and set it anew."
            raise NoConnection(said) from refused
        except (discord.DiscordException, aiohttp.ClientError, OSError, PaperroundError) as away:
            raise NoConnection("Discord can't be reached.") from away
        self._task = asyncio.create_task(self._watched())

    async def _watched(self) -> None:
        try:
            await self._held()
        except NoConnection as ended:
            _log.error("%s", ended)
            raise

    async def _held(self) -> None:
        try:
            await self._client.connect()
        except discord.PrivilegedIntentsRequired as refused:
            said = f"Discord doesn't let the bot read messages; switch on Message Content Intent at {_PORTAL}."
            raise NoConnection(said) from refused
        except (discord.DiscordException, aiohttp.ClientError, OSError) as away:
            raise NoConnection(f"The connection to Discord is lost: {away}.") from away

    @property
    def is_ready(self) -> bool:
        """Whether all shards are connected, and their servers known."""
        return self._client.is_ready()

    async def ready(self, seconds: float) -> None:
        """Wait until it is; raises `NoConnection` where it fails first, TimeoutError where it takes longer."""
        watched = [self._task] if self._task else []
        waiting = asyncio.create_task(self._client.wait_until_ready())
        done, _ = await asyncio.wait([waiting, *watched], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not done:
            raise TimeoutError
        if self._task in done:
            await self.closed()

    async def closed(self) -> None:
        """Wait for its end; raises `NoConnection` where it isn't ours to end it."""
        if self._task:
            await asyncio.wait([self._task])
            self._task.result()

    async def close(self) -> None:
        """Let what is in hand come to its end, and hang up."""
        await self._client.close()
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


def speak_to(api: str, gateway: str = "") -> None:
    """Point discord.py elsewhere, for the whole process, since that is where the library keeps it.

    The gateway is where sessions begin anew, also those of a connection that was found by other means.
    """
    if api != API:
        Route.BASE = api.rstrip("/")
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
