"""Notes to whoever owns a server, where its channels can't be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord import render
from adapters.discord.failures import DiscordRefused
from adapters.discord.posting import DIRECT

if TYPE_CHECKING:
    from adapters.chat import Channel, Part
    from adapters.discord.rest import Rest


async def told(rest: Rest, channel: Channel, note: Part) -> None:
    """Write to the owner; who takes no direct messages, or has removed the bot, isn't written to.

    Raises `TryLater` or `Uncertain`.
    """
    if channel.workspace == DIRECT:
        return
    try:
        guild = await rest.get("/guilds/{guild}", guild=channel.workspace)
        conversation = await rest.post("/users/@me/channels", {"recipient_id": guild["owner_id"]})
        for part in render.fit([note]):
            await rest.post("/channels/{channel}/messages", render.body(part), channel=str(conversation["id"]))
    except DiscordRefused:
        return
