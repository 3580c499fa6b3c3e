"""One REST call as the methods see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.servers.discord import permissions
from tests.servers.discord.refusal import RefusalError, unknown

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service
    from tests.servers.discord.world import Channel, Guild, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What was asked, and of whom.

    Attributes:
        params: The ids in the path.
        body: The decoded JSON: an object, or a list where a route takes one.
    """

    service: Service
    route: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any

    @property
    def guild(self) -> Guild | None:
        """The guild of the channel in the path."""
        return self.service.world.guild_of(self.channel)

    @property
    def channel(self) -> Channel:
        """The channel in the path, or 10003."""
        found = self.service.world.channels.get(self.params["channel_id"])
        if found is None:
            raise unknown("Channel", 10003)
        return found

    @property
    def message(self) -> Message:
        """The message in the path, or 10008."""
        found = self.channel.messages.get(self.params["message_id"])
        if found is None:
            raise unknown("Message", 10008)
        return found

    @property
    def form(self) -> Json:
        """The body as an object, or 50035."""
        if not isinstance(self.body, dict):
            raise RefusalError(400, 50035, "Invalid Form Body")
        return self.body

    def demand(self, *needed: int) -> Channel:
        """The channel in the path, where the bot has these permissions."""
        channel = self.channel
        permissions.demand(self.service.world.guild_of(channel), channel, self.service.bot.id, *needed)
        return channel


Answered = Awaitable["Json | list[Json] | None"]
Method = Callable[[Call], Answered]
Routes = Mapping[str, Method]
