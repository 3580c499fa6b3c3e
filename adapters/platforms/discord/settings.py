"""The settings of Discord, and how an installation with them reaches it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.settings import Setting, secret, text, url, yes_or_no

if TYPE_CHECKING:
    from adapters.settings import Settings

API = "https://discord.com/api/v10"
_EVERYONE, _MANAGERS = "everyone", "managers"
PLATFORM = "discord"


def _who(value: str) -> bool:
    if value in (_EVERYONE, _MANAGERS):
        return value == _EVERYONE
    raise ValueError(f"{_MANAGERS} or {_EVERYONE}")


def _shards(value: str) -> tuple[tuple[int, ...], int]:
    """`0,1/4`: the first two of four."""
    ours, _, count = value.partition("/")
    numbers = [one.strip() for one in ours.split(",")]
    if count.isdigit() and all(one.isdigit() and int(one) < int(count) for one in numbers):
        return tuple(map(int, numbers)), int(count)
    raise ValueError("the numbers of shards and how many there are, such as 0,1/4")


TOKEN = secret("DISCORD_TOKEN", "the bot's token")
MESSAGE_CONTENT = Setting(
    name="DISCORD_MESSAGE_CONTENT",
    meaning="`1`: a bare `3` in a roundup's thread is heard, without a mention; needs **Bot → Message Content Intent**",
    parse=yes_or_no,
    default=False,
    shown="`0`",
)
EVERYONE = Setting(
    name="PAPERROUND_DISCORD_RULE",
    meaning="who may change subscriptions: `managers` (who may manage the channel), or `everyone`",
    parse=_who,
    default=False,
    shown="`managers`",
)
SHARDS: Setting[tuple[tuple[int, ...], int] | None] = Setting(
    name="DISCORD_SHARDS",
    meaning="which shards this process has, and how many there are: `0,1/4`",
    parse=_shards,
    default=None,
    shown="as many as Discord advises",
)
API_URL = Setting(
    name="DISCORD_API_URL", meaning="another place than discord.com, to test with", parse=url, default=API
)
GATEWAY_URL = Setting(
    name="DISCORD_GATEWAY_URL",
    meaning="another gateway than Discord's, to test with",
    parse=text,
    default="",
    shown="what the API says",
)

SETTINGS = (TOKEN, MESSAGE_CONTENT, EVERYONE, SHARDS, API_URL, GATEWAY_URL)


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
        guilds_ready_after: Seconds without a further server after which a new connection counts as complete.
    """

    token: str = field(default="", repr=False)
    reads_all: bool = False
    everyone: bool = False
    shards: tuple[tuple[int, ...], int] | None = None
    api: str = API
    gateway: str = ""
    guilds_ready_after: float = 2.0

    @classmethod
    def from_settings(cls, settings: Settings) -> DiscordAccess | None:
        """Discord as these settings reach it, where its token is set."""
        if not settings[TOKEN]:
            return None
        return cls(
            token=settings[TOKEN],
            reads_all=settings[MESSAGE_CONTENT],
            everyone=settings[EVERYONE],
            shards=settings[SHARDS],
            api=settings[API_URL],
            gateway=settings[GATEWAY_URL],
        )

    @property
    def missing(self) -> str:
        """What has to be set before anything can run, as a sentence; "" where nothing is missing."""
        return "" if self.token else "Set DISCORD_TOKEN to the bot's token, from discord.com/developers → Bot."
