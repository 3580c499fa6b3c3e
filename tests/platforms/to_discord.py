"""Delivery to Discord over REST, as a worker without a gateway does it: into a text channel, and into a forum."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import TryLater
from tests.adapters.platforms.discord.conftest import town
from tests.platforms.contract import Loss, Place
from tests.servers.discord import DiscordServer, Fault, Rates, world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from adapters.chat import Channel
    from adapters.platforms.discord.app import DiscordPlatform
    from tests.adapters.platforms.discord.conftest import Town
    from tests.platforms.contract import Silence
    from tests.servers.discord.faults import FaultKind

SILENCES: Mapping[Silence, FaultKind] = {"accepted": "accept_then_close", "unsent": "close"}
LOSSES = {
    "removed": Loss(words="the bot was removed from the server"),
    "hidden": Loss(words="the bot can't see the channel any more: it needs View Channel"),
    "deleted": Loss(words="the channel was deleted"),
    # One token serves all servers, so no channel is to be paused for it.
    "revoked": Loss(words="Discord doesn't accept the token; set DISCORD_TOKEN anew.", error=TryLater),
}


class DiscordPlace(Place):
    """A channel of the stand-in's first server."""

    def __init__(self, here: Town, where: world.Channel) -> None:
        self._here = here
        self._where = where
        self._channel = here.at(where)

    @property
    @override
    def platform(self) -> DiscordPlatform:
        return self._here.platform

    @property
    @override
    def channel(self) -> Channel:
        return self._channel

    @override
    def stands(self, thread: str = "") -> list[str]:
        if thread:
            return [one for one in self._messages(thread) if one != thread]
        posts = [one.id for one in self._here.discord.threads if one.parent_id == self._where.id]
        return posts if self._where.kind == world.FORUM else list(self._where.messages)

    @override
    def words(self, message: str, thread: str = "") -> str:
        place = self._messages(message if self._where.kind == world.FORUM and not thread else thread)
        return self._here.discord.visible_text(place[message])

    def _messages(self, thread: str) -> dict[str, world.Message]:
        return self._here.discord.world.channels[thread or self._where.id].messages

    @override
    def silence(self, how: Silence, *, after: int) -> None:
        opens = self._where.kind == world.FORUM and not after
        route = "forum" if opens else "post"
        # The first try to open a forum post is a message, which forums refuse.
        self._here.discord.faults.add(Fault(kind=SILENCES[how], route=route, after=after))

    @override
    def slow_down(self) -> float:
        self._here.discord.faults.add(Fault(kind="throttle", route="post", retry_after=120))
        return 120.0

    @override
    def lose(self, how: str) -> None:
        discord = self._here.discord
        match how:
            case "removed":
                discord.leave_guild(discord.guild)
            case "hidden":
                discord.lose(self._where)
            case "deleted":
                discord.delete_channel(self._where)
            case _:
                discord.revoke_token()


@asynccontextmanager
async def discord_channel() -> AsyncIterator[DiscordPlace]:
    """A text channel."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord, listens=False) as here:
        yield DiscordPlace(here, discord.channel)


@asynccontextmanager
async def discord_forum() -> AsyncIterator[DiscordPlace]:
    """A forum, where an opening post is a post."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord, listens=False) as here:
        yield DiscordPlace(here, discord.forum)
