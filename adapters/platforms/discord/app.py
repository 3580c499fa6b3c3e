"""The Discord platform: a connection that answers, and the REST side that any worker posts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Platform
from adapters.errors import PlatformRefused
from adapters.message import NO_WORKSPACE
from adapters.platforms.discord import direct_messages, rights
from adapters.platforms.discord.posting import DiscordPosting
from adapters.platforms.discord.rest import DiscordRest
from adapters.platforms.shared.administrators import KnownChannel, KnownChannels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker, Part, Person, Ports
    from adapters.platforms.discord.connection import GatewayConnection
    from adapters.platforms.discord.settings import DiscordAccess


class DiscordPlatform(Platform):
    """Discord, from the first connection to the last answer; also what the delivery posts by, with no connection."""

    def __init__(self, access: DiscordAccess, ports: Ports) -> None:
        self._access = access
        self._ports = ports
        self._known = KnownChannels(ports.key_values)
        self._rest = DiscordRest(access.token, api=access.api)
        self._posting = DiscordPosting(self._rest, ports.key_values)
        self._connection: GatewayConnection | None = None

    @override
    async def start(self) -> None:
        """Nothing has to be done: the REST side connects with its first request."""

    @override
    async def listen(self) -> None:
        if self._access.missing:
            raise PlatformRefused(self._access.missing)
        # Imported here so that workers, which only post, don't carry discord.py.
        from adapters.platforms.discord.connection import GatewayConnection  # noqa: PLC0415

        self._connection = GatewayConnection(self._access, self._ports, self._rest)
        try:
            await self._connection.hold()
        finally:
            await self._connection.close()

    @override
    async def stop(self) -> None:
        await self._rest.close()

    @property
    @override
    def is_connected(self) -> bool:
        """Whether all shards of this process are connected, and their servers known."""
        return self._connection is not None and self._connection.is_live

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
    async def ensure_can_post(self, channel: Channel) -> str:
        if channel.workspace == NO_WORKSPACE:
            return ""
        if names := rights.missing_permissions(await rights.bot_permissions(self._rest, channel.workspace, channel.id)):
            return rights.how_to_grant(names)
        await self._known.keep(channel, KnownChannel(name=await direct_messages.name_of(self._rest, channel.id)))
        return ""

    @override
    async def may_post(self, channel: Channel, person: Person) -> bool:
        direct = channel.workspace == NO_WORKSPACE
        return direct or await rights.may_post(self._rest, channel.workspace, channel.id, person.id)

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """A note to the owner of the channel's server, as a direct message; raises what posting raises."""
        if channel.workspace != NO_WORKSPACE:
            name = await direct_messages.name_of(self._rest, channel.id) or (await self._known.of(channel)).name
            await direct_messages.to_owner(self._rest, channel.workspace, name, note)
