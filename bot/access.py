"""How this installation reaches its chat platforms, as its environment says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.discord.access import API, DiscordAccess
from adapters.platforms.slack.access import BASE_URL, SlackAccess
from adapters.platforms.slack.rights import MEMBERS
from bot.settings import BadSetting, secret

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLACK_PORT = "3000"
_AFFIRMATIVE = frozenset({"1", "yes", "true", "on"})
_SECRET = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "PAPERROUND_SECRET_KEY",
    "DISCORD_TOKEN",
    "OPENAI_API_KEY",
)


def slack(environ: Mapping[str, str]) -> SlackAccess | None:
    """Slack's side, where any of its secrets is set."""
    found = SlackAccess(
        bot_token=secret(environ, "SLACK_BOT_TOKEN"),
        app_token=secret(environ, "SLACK_APP_TOKEN"),
        signing_secret=secret(environ, "SLACK_SIGNING_SECRET"),
        client_id=environ.get("SLACK_CLIENT_ID") or "",
        client_secret=secret(environ, "SLACK_CLIENT_SECRET"),
        secret_key=secret(environ, "PAPERROUND_SECRET_KEY"),
        public_url=environ.get("PAPERROUND_URL") or "",
        rule=environ.get("PAPERROUND_SLACK_RULE") or MEMBERS,
        port=number(environ, "SLACK_PORT", _SLACK_PORT),
        base_url=environ.get("SLACK_API_URL") or BASE_URL,
    )
    return found if found.bot_token or found.by_oauth else None


def discord(environ: Mapping[str, str]) -> DiscordAccess | None:
    """Discord's side, where its token is set."""
    token = secret(environ, "DISCORD_TOKEN")
    if not token:
        return None
    return DiscordAccess(
        token=token,
        reads_all=_yes(environ, "DISCORD_MESSAGE_CONTENT"),
        everyone=environ.get("PAPERROUND_DISCORD_RULE") == "everyone",
        shards=_shards(environ.get("DISCORD_SHARDS") or ""),
        api=environ.get("DISCORD_API_URL") or API,
        gateway=environ.get("DISCORD_GATEWAY_URL") or "",
    )


def number(environ: Mapping[str, str], name: str, usual: str) -> int:
    """A whole number that a variable says."""
    said = environ.get(name) or usual
    if said.isascii() and said.isdigit():
        return int(said)
    raise BadSetting(f"{name} must be a number, such as {usual}.")


def _yes(environ: Mapping[str, str], name: str) -> bool:
    return (environ.get(name) or "").casefold() in _AFFIRMATIVE


def _shards(said: str) -> tuple[tuple[int, ...], int] | None:
    """`0,1/4`: the first two of four."""
    if not said:
        return None
    ours, _, count = said.partition("/")
    numbers = [one.strip() for one in ours.split(",")]
    if not (count.isdigit() and all(one.isdigit() and int(one) < int(count) for one in numbers)):
        raise BadSetting("DISCORD_SHARDS must name shards and how many there are, such as 0,1/4.")
    return tuple(map(int, numbers)), int(count)


def harvest(environ: Mapping[str, str]) -> bool | None:
    """Whether one reading a day serves all topics; None where that isn't set."""
    said = (environ.get("PAPERROUND_HARVEST") or "auto").casefold()
    return None if said == "auto" else said in _AFFIRMATIVE


def secrets(environ: Mapping[str, str]) -> list[str]:
    """All that must not reach a log."""
    return [found for name in _SECRET if (found := secret(environ, name))]
