"""How this installation reaches Discord: its token, its addresses, and what its settings allow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.platforms.discord import settings as declared

if TYPE_CHECKING:
    from adapters.settings import Settings

PLATFORM = "discord"
API = declared.API


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordAccess:
    """What is set decides how it runs.

    Attributes:
        token: The bot's token; "" where Discord isn't wanted.
        reads_all: Whether the message-content intent is granted, so that a bare `3` in a thread is heard.
        everyone: Whether every member may change subscriptions, not only who may manage the channel.
        shards: Which shards this process has, and how many there are; None for all of them, as many as Discord advises.
        api: Where the REST API is.
        gateway: Where the gateway is; "" lets the REST API or the library say.
        settles: Seconds without a further server after which a new connection counts as complete.
    """

    token: str = field(default="", repr=False)
    reads_all: bool = False
    everyone: bool = False
    shards: tuple[tuple[int, ...], int] | None = None
    api: str = API
    gateway: str = ""
    settles: float = 2.0

    @classmethod
    def from_settings(cls, settings: Settings) -> DiscordAccess | None:
        """Discord as these settings reach it, where its token is set."""
        if not settings[declared.TOKEN]:
            return None
        return cls(
            token=settings[declared.TOKEN],
            reads_all=settings[declared.MESSAGE_CONTENT],
            everyone=settings[declared.EVERYONE],
            shards=settings[declared.SHARDS],
            api=settings[declared.API_URL],
            gateway=settings[declared.GATEWAY_URL],
        )

    @property
    def missing(self) -> str:
        """What has to be set before anything can run, as a sentence; "" where nothing is missing."""
        return "" if self.token else "Set DISCORD_TOKEN to the bot's token, from discord.com/developers → Bot."
