"""The settings of Discord."""

from __future__ import annotations

from adapters.settings import Setting, secret, text, url, yes_or_no

API = "https://discord.com/api/v10"
_EVERYONE, _MANAGERS = "everyone", "managers"


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
