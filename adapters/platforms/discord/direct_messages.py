"""Notes to single people, where there is no channel and no interaction to say something in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.discord import render
from adapters.platforms.discord.failures import DiscordRefused
from adapters.platforms.shared.administrators import with_channel_name

if TYPE_CHECKING:
    from adapters.chat import Part
    from adapters.platforms.discord.rest import DiscordRest


async def to_owner(rest: DiscordRest, guild: str, channel: str, note: Part) -> None:
    """Write to a server's owner about the channel of this name, or with "" about the server, where the bot still is in it.

    Raises `TryLater` or `Uncertain`.
    """
    try:
        server = await rest.get("/guilds/{guild}", guild=guild)
    except DiscordRefused:
        return
    await to_person(rest, str(server["owner_id"]), with_channel_name(note, channel, str(server.get("name") or "")))


async def name_of(rest: DiscordRest, channel: str) -> str:
    """What a channel is called; "" where it is gone, or the bot may not see it."""
    try:
        return f"#{(await rest.get('/channels/{channel}', channel=channel))['name']}"
    except DiscordRefused:
        return ""


async def to_person(rest: DiscordRest, person: str, note: Part) -> None:
    """Write to somebody; who takes no direct messages isn't written to. Raises `TryLater` or `Uncertain`."""
    try:
        conversation = await rest.post("/users/@me/channels", {"recipient_id": person})
        for part in render.fit([note]):
            await rest.post("/channels/{channel}/messages", render.body(part), channel=str(conversation["id"]))
    except DiscordRefused:
        return
