"""What the bot needs to be allowed, the link that invites it with just that, and who may change subscriptions."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from adapters.errors import TryLater
from adapters.platforms.discord.failures import DiscordRefused

if TYPE_CHECKING:
    from collections.abc import Collection

    from adapters.platforms.discord.rest import DiscordRest, Json

MANAGE_CHANNELS = 1 << 4
NEEDED = {
    "View Channel": 1 << 10,
    "Send Messages": 1 << 11,
    "Read Message History": 1 << 16,
    "Create Public Threads": 1 << 35,
    "Send Messages in Threads": 1 << 38,
}
"""Why each: to be in the channel, to post, to find its own marks after a crash, to make the thread, to write in it."""
_WANTED = 1 << 15
"""Attach Files, for the picture of a roundup; where it isn't granted, roundups go without."""
_ADMINISTRATOR = 1 << 3
_ROLE, _PERSON = 1, 2
_KEPT_SECONDS = 180.0
_MOST_GUILDS = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildMember:
    """Somebody in a server, as far as rights go."""

    guild: str
    id: str
    roles: tuple[str, ...]
    permissions: int


def invite(application: str) -> str:
    """The link that adds the bot to a server with the rights that it works with, and no others."""
    query = {
        "client_id": application,
        "scope": "bot applications.commands",
        "permissions": str(sum(NEEDED.values()) + _WANTED),
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"


def missing_permissions(permissions: int) -> tuple[str, ...]:
    """The names of what the bot needs and hasn't, as Discord's settings call it."""
    if permissions & _ADMINISTRATOR:
        return ()
    return tuple(name for name, bit in NEEDED.items() if not permissions & bit)


def how_to_grant(names: Collection[str]) -> str:
    """What to do about it, in words."""
    return (
        f"I lack {' and '.join(names)} here. Somebody who manages this channel can grant it: "
        "Edit Channel → Permissions → Paperround."
    )


async def bot_permissions(rest: DiscordRest, guild: str, channel: str) -> int:
    """What the bot may do in a channel; 0 where it can't see it."""
    try:
        return await _permissions(rest, guild, channel, str((await rest.get("/users/@me"))["id"]))
    except DiscordRefused:
        return 0


async def may_post(rest: DiscordRest, guild: str, channel: str, user: str) -> bool:
    """Whether a member may send messages in a channel; raises what Discord refuses where the bot can't see that itself."""
    if str((await rest.get("/guilds/{guild}", guild=guild))["owner_id"]) == user:
        return True
    return bool(await _permissions(rest, guild, channel, user) & (NEEDED["Send Messages"] | _ADMINISTRATOR))


async def _permissions(rest: DiscordRest, guild: str, channel: str, user: str) -> int:
    """What somebody may do in a channel, its overwrites counted in Discord's order; raises what Discord refuses."""
    about = await rest.get("/channels/{channel}", channel=channel)
    roles = await rest.get("/guilds/{guild}/roles", guild=guild)
    member = await rest.get("/guilds/{guild}/members/{user}", guild=guild, user=user)
    mine = {guild, *map(str, member["roles"])}
    permissions = 0
    for role in roles:
        permissions |= int(role["permissions"]) if str(role["id"]) in mine else 0
    if permissions & _ADMINISTRATOR:
        return permissions
    for whose in ({guild}, mine - {guild}, {user}):
        overwrites = [one for one in about.get("permission_overwrites") or () if str(one["id"]) in whose]
        for one in overwrites:
            permissions &= ~int(one["deny"])
        for one in overwrites:
            permissions |= int(one["allow"])
    return permissions


class ManageRule:
    """Says who may change a channel's subscriptions.

    Discord has default permissions for whole commands only, and `/papers list` is for everyone. So whoever may manage
    the channel may change its subscriptions, by Discord's own permission with all its overwrites; and a server's owner
    gives the same to further roles and people by allowing them `/papers` under Server Settings → Integrations →
    Paperround, where Discord keeps exceptions to a command's permissions. Allowing it to @everyone gives nothing more,
    since that is how Discord shows the command to all.
    """

    def __init__(self, rest: DiscordRest, application: str, command: str, *, everyone: bool = False) -> None:
        """`command` is the id of `/papers`, or "" where it isn't known; `everyone` is this installation's setting."""
        self._rest = rest
        self._of = {"application": application, "command": command}
        self._everyone = everyone
        self._known: dict[str, tuple[float, Json]] = {}

    async def allows(self, member: GuildMember | None) -> bool:
        """Whether this member may; None is somebody in direct messages, whose own subscriptions they are."""
        if member is None or self._everyone or member.permissions & (MANAGE_CHANNELS | _ADMINISTRATOR):
            return True
        return _is_allowed(member, await self._exceptions(member.guild))

    async def _exceptions(self, guild: str) -> Json:
        """What the server's settings say about the command, as of some minutes ago at most, or when they last could be read."""
        now = asyncio.get_running_loop().time()
        until, known = self._known.get(guild, (0.0, ()))
        if now < until or not self._of["command"]:
            return known
        try:
            fetched = await self._fetched(guild)
        except TryLater:
            return known
        if len(self._known) > _MOST_GUILDS:
            self._known.clear()
        self._known[guild] = (now + _KEPT_SECONDS, fetched)
        return fetched

    async def _fetched(self, guild: str) -> Json:
        """Nothing where the settings have never been touched, or the bot may not read them; raises `TryLater`."""
        path = "/applications/{application}/guilds/{guild}/commands/{command}/permissions"
        try:
            said = await self._rest.get(
                path, guild=guild, application=self._of["application"], command=self._of["command"]
            )
        except DiscordRefused:
            return ()
        return said.get("permissions") or ()


def _is_allowed(member: GuildMember, exceptions: Json) -> bool:
    mine = {(_PERSON, member.id), *((_ROLE, role) for role in member.roles if role != member.guild)}
    return any(one["permission"] and (one["type"], str(one["id"])) in mine for one in exceptions)
