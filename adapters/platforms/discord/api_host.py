"""Another place than discord.com for the library, which knows none: a proxy, or a stand-in to try things on."""

from __future__ import annotations

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.platforms.discord.access import API


def speak_to(api: str, gateway: str = "") -> None:
    """Point discord.py elsewhere, for the whole process, since that is where the library keeps it.

    The gateway is where sessions begin anew, also those of a connection that was found by other means.
    """
    if api != API:
        Route.BASE = api.rstrip("/")
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
