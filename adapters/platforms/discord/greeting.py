"""The first word in a server that invited the bot: in its channel for news of this kind, and to its owner."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.platforms.discord import direct_messages, render, rights
from adapters.platforms.discord.settings import PLATFORM
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Ports
    from adapters.platforms.discord.rest import DiscordRest

_log = logging.getLogger(__name__)


async def greet(rest: DiscordRest, ports: Ports, guild: str) -> None:
    """Say what the bot is where the server shows who joins, and the next step to its owner; silent where it may not."""
    try:
        await _in_channel(rest, ports, guild)
        if (note := await ports.next_step(PLATFORM, guild)) is not None:
            await direct_messages.to_owner(rest, guild, "", note)
    except PaperroundError as refused:
        _log.info("no hello in server %s: %s", guild, refused)


async def _in_channel(rest: DiscordRest, ports: Ports, guild: str) -> None:
    channel = (await rest.get("/guilds/{guild}", guild=guild)).get("system_channel_id")
    if channel is None or rights.missing_permissions(await rights.bot_permissions(rest, guild, str(channel))):
        return
    hello = await ports.hello(Channel(platform=PLATFORM, workspace=guild, id=str(channel)))
    if hello is not None:
        await rest.post("/channels/{channel}/messages", render.body(hello), channel=str(channel))
