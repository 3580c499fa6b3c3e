"""What is wrong with an installation's access to Discord, each finding with the one step that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Finding
from adapters.platforms.discord.failures import DiscordRefused
from adapters.platforms.discord.rest import DiscordRest, MessageRefused
from adapters.platforms.discord.rights import NEEDED, invite
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.platforms.discord.rest import Json
    from adapters.platforms.discord.settings import DiscordAccess

_PORTAL = "discord.com/developers"
_CONTENT = 1 << 18 | 1 << 19
_FEW = 20


async def examine(access: DiscordAccess) -> AsyncIterator[Finding]:
    """Look at token, settings, commands and connections; nothing is posted. The last finding is the invite link."""
    if access.missing:
        yield Finding(what="Discord isn't set up.", mend=access.missing)
        return
    async with DiscordRest(access.token, api=access.api) as rest:
        try:
            application = await rest.get("/oauth2/applications/@me")
        except MessageRefused:
            mend = f"Reset it at {_PORTAL} → Bot, and set DISCORD_TOKEN to the new one."
            yield Finding(what="Discord doesn't accept DISCORD_TOKEN.", mend=mend)
            return
        except PaperroundError as away:
            yield Finding(what=str(away), mend=f"Let this machine reach {access.api}.")
            return
        yield Finding(what=f"The bot is {application.get('name')}.")
        for finding in _settings(application, access):
            yield finding
        yield await _commands(rest, str(application["id"]))
        yield await _connections(rest)
        yield Finding(what=f"Invite it with {invite(str(application['id']))} (it asks for {', '.join(NEEDED)}).")


def _settings(application: Json, access: DiscordAccess) -> list[Finding]:
    findings = []
    if access.reads_all and not int(application.get("flags") or 0) & _CONTENT:
        mend = f"Switch it on at {_PORTAL} → Bot → Message Content Intent, or unset DISCORD_MESSAGE_CONTENT."
        findings.append(Finding(what="The message-content intent isn't granted, so the bot can't connect.", mend=mend))
    if application.get("interactions_endpoint_url"):
        mend = f"Empty it at {_PORTAL} → General Information → Interactions Endpoint URL."
        findings.append(Finding(what="Discord sends commands to a URL instead of the bot.", mend=mend))
    if application.get("bot_require_code_grant"):
        mend = f"Switch it off at {_PORTAL} → Bot → Requires OAuth2 Code Grant."
        findings.append(Finding(what="Invite links don't work.", mend=mend))
    return findings or [Finding(what="The application's settings are right.")]


async def _commands(rest: DiscordRest, application: str) -> Finding:
    try:
        known = await rest.get("/applications/{application}/commands", application=application)
    except PaperroundError as refused:
        return Finding(what=f"The commands can't be read: {refused}", mend="Try again in a minute.")
    names = sorted(f"/{command['name']}" for command in known)
    if {"/papers", "/paper"} <= set(names):
        return Finding(what=f"Discord knows {' and '.join(names)}.")
    return Finding(what="Discord doesn't know the commands yet; paperround run tells them when it starts.")


async def _connections(rest: DiscordRest) -> Finding:
    try:
        gateway = await rest.get("/gateway/bot")
    except (DiscordRefused, PaperroundError) as refused:
        return Finding(what=f"The gateway can't be found: {refused}", mend="Try again in a minute.")
    left = int(gateway["session_start_limit"]["remaining"])
    what = f"Discord advises {gateway['shards']} shard(s) and allows {left} more connections today."
    return Finding(what=what, mend="" if left >= _FEW else "Find out why the bot connects so often, before it can't.")
