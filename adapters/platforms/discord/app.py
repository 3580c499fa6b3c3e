"""The Discord platform: a connection that answers, and the REST side that any worker posts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Platform
from adapters.platforms.discord import direct_messages
from adapters.platforms.discord.failures import NoConnection
from adapters.platforms.discord.posting import DIRECT, DiscordPosting
from adapters.platforms.discord.rest import DiscordRest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part, Ports
    from adapters.platforms.discord.access import DiscordAccess
    from adapters.platforms.discord.connection import GatewayConnection


class DiscordPlatform(Platform):
    """Discord, from the first connection to the last answer; also what the delivery posts by, with no connection."""

    def __init__(self, access: DiscordAccess, ports: Ports) -> None:
        self._access = access
        self._ports = ports
        self._rest = DiscordRest(access.token, api=access.api)
        self._posting = DiscordPosting(self._rest, ports.key_values)
        self._connection: GatewayConnection | None = None

    async def run(self) -> None:
        """Start, and go on until cancelled; raises `NoConnection` where Discord won't have it."""
        try:
            await self.start()
            await self.closed()
        finally:
            await self.stop()

    @override
    async def start(self, *, listens: bool = True) -> None:
        """Log in and return while it connects; without `listens` nothing is connected, since posting needs no connection.

        Raises `NoConnection`.
        """
        if not listens:
            return
        if self._access.missing:
            raise NoConnection(self._access.missing)
        # Imported here so that workers, which only post, don't carry discord.py.
        from adapters.platforms.discord.connection import GatewayConnection  # noqa: PLC0415

        self._connection = GatewayConnection(self._access, self._ports, self._rest)
        try:
            await self._connection.open()
        except NoConnection:
            await self.stop()
            raise

    @override
    async def stop(self) -> None:
        """Take nothing more, and let what is in hand come to its end."""
        if self._connection:
            await self._connection.close()
        await self._rest.close()

    async def closed(self) -> None:
        """Wait for the end of the connection; raises `NoConnection` where it isn't ours to end it."""
        if self._connection:
            await self._connection.closed()

    async def ready(self, seconds: float) -> None:
        """Wait until connected; raises `NoConnection` where that fails, TimeoutError where it takes longer."""
        if self._connection:
            await self._connection.ready(seconds)

    @property
    @override
    def is_connected(self) -> bool:
        """Whether all shards of this process are connected, and their servers known."""
        return self._connection is not None and self._connection.is_ready

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

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """A note to the owner of the channel's server, as a direct message; raises what posting raises."""
        if channel.workspace != DIRECT:
            await direct_messages.to_owner(self._rest, channel.workspace, note)
