"""The Discord platform: the gateway's client that answers, and the REST side that any worker posts by."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord
from typing_extensions import override

from adapters.chat import Platform
from adapters.discord import owner
from adapters.discord.access import API
from adapters.discord.client import Client
from adapters.discord.failures import NoConnection
from adapters.discord.host import speak_to
from adapters.discord.posting import Posting
from adapters.discord.rest import Rest
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part
    from adapters.discord.access import Access
    from adapters.discord.ports import Ports

_log = logging.getLogger(__name__)

_PORTAL = "discord.com/developers → Bot"


class DiscordPlatform(Platform):
    """Discord, from the first connection to the last answer; also what the delivery posts by, with no connection."""

    def __init__(self, access: Access, ports: Ports) -> None:
        self._access = access
        self._ports = ports
        self._rest = Rest(access.token, api=access.api)
        self._posting = Posting(self._rest, ports.scratch)
        self._client: Client | None = None
        self._connection: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Start, and go on until cancelled; raises `NoConnection` where Discord won't have it."""
        await self.start()
        try:
            await self.closed()
        finally:
            await self.stop()

    async def start(self, *, listens: bool = True) -> None:
        """Connect and return; without `listens` nothing is connected, since posting needs no connection."""
        if not listens:
            return
        if self._access.missing:
            raise NoConnection(self._access.missing)
        speak_to(self._access.api, self._access.gateway)
        client = Client(self._access, self._ports, self._rest)
        self._client = client
        try:
            await client.login(self._access.token)
            if self._access.api != API and not self._access.gateway:
                speak_to(self._access.api, (await self._rest.get("/gateway/bot"))["url"])
        except discord.LoginFailure as refused:
            await self.stop()
            raise NoConnection(
                f"Discord doesn't accept DISCORD_TOKEN; reset it at {_PORTAL} and set it anew."
            ) from refused
        except (discord.DiscordException, aiohttp.ClientError, OSError, PaperroundError) as away:
            await self.stop()
            raise NoConnection("Discord can't be reached.") from away
        self._connection = asyncio.create_task(self._connected(client))

    async def _connected(self, client: Client) -> None:
        """Until it is closed; broken connections are resumed."""
        try:
            await self._held(client)
        except NoConnection as ended:
            _log.error("%s", ended)
            raise

    async def _held(self, client: Client) -> None:
        try:
            await client.connect()
        except discord.PrivilegedIntentsRequired as refused:
            said = f"Discord doesn't let the bot read messages; switch on Message Content Intent at {_PORTAL}."
            raise NoConnection(said) from refused
        except (discord.DiscordException, aiohttp.ClientError, OSError) as away:
            raise NoConnection(f"The connection to Discord is lost: {away}.") from away

    async def stop(self) -> None:
        """Take nothing more, and let what is in hand come to its end."""
        if self._client:
            await self._client.close()
        if self._connection:
            self._connection.cancel()
            await asyncio.gather(self._connection, return_exceptions=True)
        await self._rest.close()

    async def closed(self) -> None:
        """Wait for the end of the connection; raises `NoConnection` where it isn't ours to end it."""
        if self._connection:
            await asyncio.wait([self._connection])
            self._connection.result()

    async def ready(self, seconds: float) -> None:
        """Wait until it is; raises `NoConnection` where it fails first, TimeoutError where it takes longer."""
        if self._client and self._connection:
            waiting = asyncio.create_task(self._client.wait_until_ready())
            done, _ = await asyncio.wait(
                [waiting, self._connection], timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
            waiting.cancel()
            if self._connection in done:
                await self._connection
            if not done:
                raise TimeoutError

    @property
    def is_ready(self) -> bool:
        """Whether all shards of this process are connected, and their servers known."""
        return self._client is not None and self._client.is_ready()

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        return self._posting.fit(parts)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        return await self._posting.post(channel, part, marker, thread=thread)

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        return await self._posting.posted(channel, delivery, since=since, thread=thread)

    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """A note to the owner of the channel's server, as a direct message; raises what posting raises."""
        await owner.told(self._rest, channel, note)
