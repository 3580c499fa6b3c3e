"""Suggestions while somebody types an option: asked of the bot, cut to what Discord takes, and never late."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from discord import app_commands

from adapters.platforms.discord.menus import shortened
from adapters.present.printable import utf16_length
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Channel, Suggest

_log = logging.getLogger(__name__)

CHOICES = 25
CHOICE = 100
SOON = 2.0
"""Seconds after which Discord no longer waits for suggestions, nearly."""


async def choices(suggest: Suggest, channel: Channel, typed: str) -> list[app_commands.Choice[str]]:
    """The suggestions that fit; none where they would come too late."""
    try:
        async with asyncio.timeout(SOON):
            suggested = await suggest(channel, typed)
    except (TimeoutError, PaperroundError):
        _log.warning("no suggestions in time", exc_info=True)
        return []
    fitting = {one.value: one for one in suggested if one.value.strip() and utf16_length(one.value) <= CHOICE}
    return [
        app_commands.Choice(name=shortened(one.label, CHOICE) or value, value=value) for value, one in fitting.items()
    ][:CHOICES]
