"""One connection to the gateway, from login to hanging up; its failures are sentences that say what to do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.errors import PlatformAway, PlatformRefused
from adapters.platforms.discord.client import GatewayClient
from adapters.platforms.discord.settings import API
from adapters.platforms.shared.connection_watchdog import end, until_lost
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Ports
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.platforms.discord.settings import DiscordAccess

_PORTAL = "discord.com/developers → Bot"
_WRONG_TOKEN = f"Discord doesn't accept DISCORD_TOKEN; reset it at {_PORTAL} and set it anew."
_BAD_TOKEN = 4004
_BAD_SETTINGS = frozenset({4010, 4011, 4012, 4013, 4014})
"""Closing codes of the gateway after which connecting again is forbidden, as its documentation lists them."""
_LONGEST_LOGIN = 60.0
_LONGEST_AWAY = 300.0
_EACH_SHARD = 10.0
"""Discord lets a shard identify every five seconds, so many of them take their time."""


class GatewayConnection:
    """Holds on for as long as Discord lets it; what breaks on the way is resumed by the library."""

    def __init__(self, access: DiscordAccess, ports: Ports, rest: DiscordRest) -> None:
        self._access = access
        self._rest = rest
        speak_to(access.api, access.gateway)
        # The library would warn at every start that it can't speak, which nobody asks of it.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        self._client = GatewayClient(access, ports, rest)

    async def hold(self) -> None:
        """Log in, and stay connected until cancelled; raises `PlatformAway` or `PlatformRefused`."""
        try:
            await self._log_in()
            await self._connect()
        except discord.LoginFailure as refused:
            raise PlatformRefused(_WRONG_TOKEN) from refused
        except discord.PrivilegedIntentsRequired as refused:
            said = f"Discord doesn't let the bot read messages; switch on Message Content Intent at {_PORTAL}."
            raise PlatformRefused(said) from refused
        except discord.ConnectionClosed as closed:
            raise _closed(closed) from closed
        except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError, PaperroundError) as away:
            raise PlatformAway(f"Discord can't be reached ({type(away).__name__}).") from away

    async def _log_in(self) -> None:
        access = self._access
        async with asyncio.timeout(_LONGEST_LOGIN):
            await self._client.login(access.token)
            if access.api != API and not access.gateway:
                speak_to(access.api, (await self._rest.get("/gateway/bot"))["url"])

    async def _connect(self) -> None:
        """Stay connected; a connection that the library can't bring back for minutes is given up."""
        connecting = asyncio.create_task(self._client.connect())
        try:
            await until_lost(connecting, lambda: self.is_live, self._longest_away)
            if connecting.done():
                connecting.result()
        finally:
            await end(connecting)
        raise PlatformAway("The connection to Discord is lost.")

    def _longest_away(self) -> float:
        return _LONGEST_AWAY + _EACH_SHARD * (self._client.shard_count or 1)

    @property
    def is_live(self) -> bool:
        """Whether all shards are connected at this moment, and their servers known."""
        shards = self._client.shards.values()
        return self._client.is_ready() and bool(shards) and not any(shard.is_closed() for shard in shards)

    async def close(self) -> None:
        """Let what is in hand come to its end, and hang up."""
        await self._client.close()


def _closed(closed: discord.ConnectionClosed) -> PaperroundError:
    """What the gateway's number for the end of a connection means for who runs the bot."""
    if closed.code == _BAD_TOKEN:
        return PlatformRefused(_WRONG_TOKEN)
    if closed.code in _BAD_SETTINGS:
        return PlatformRefused(f"Discord refuses the connection: {closed.reason or closed.code} ({closed.code}).")
    return PlatformAway(f"The connection to Discord is lost ({closed.code}).")


def speak_to(api: str, gateway: str = "") -> None:
    """Point discord.py elsewhere, for the whole process, since that is where the library keeps it.

    The gateway is where sessions begin anew, also those of a connection that was found by other means.
    """
    if api != API:
        Route.BASE = api.rstrip("/")
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
