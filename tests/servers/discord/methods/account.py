"""The application itself, and the guilds it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import pieces
from tests.servers.discord.refusal import missing_access, unknown

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Guild


async def me(call: Call) -> Json:
    """The bot's user."""
    return {**pieces.user(call.service.bot), "mfa_enabled": False, "verified": True, "email": None, "locale": "en-US"}


async def application(call: Call) -> Json:
    """The application with its owner."""
    service = call.service
    return {
        "id": service.bot.id,
        "name": service.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": pieces.user(service.owner),
        "team": None,
        "verify_key": "00" * 32,
        "flags": 0,
        "bot": pieces.user(service.bot),
        "integration_types_config": {"0": {}, "1": {}},
    }


async def gateway(call: Call) -> Json:
    """Where the gateway is, and how it may be used."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 14_400_000, "max_concurrency": 1}
    return {"url": call.service.gateway.url, "shards": call.service.gateway.shards, "session_start_limit": limit}


async def gateway_address(call: Call) -> Json:
    """Where the gateway is."""
    return {"url": call.service.gateway.url}


async def guilds(call: Call) -> list[Json]:
    """The guilds that the bot is in."""
    return [{"id": each.id, "name": each.name, "owner": False} for each in call.service.joined()]


def _guild(call: Call) -> Guild:
    found = call.service.world.guilds.get(call.params["guild_id"])
    if found is None:
        raise unknown("Guild", 10004)
    if call.service.bot.id not in found.members:
        raise missing_access()
    return found


async def guild(call: Call) -> Json:
    """One guild."""
    return pieces.guild(_guild(call), call.service.world.users, call.service.bot.id)


async def guild_channels(call: Call) -> list[Json]:
    """Its channels."""
    found = _guild(call).channels.values()
    return [pieces.channel(each, call.service.world.users) for each in found if not each.thread]


async def active_threads(call: Call) -> Json:
    """Its threads that aren't archived, where the bot may look."""
    threads = [each for each in _guild(call).channels.values() if each.thread and not each.thread.archived]
    shown = [each for each in threads if call.service.sees(each)]
    return {"threads": [pieces.channel(each, call.service.world.users) for each in shown], "members": []}


async def guild_roles(call: Call) -> list[Json]:
    """Its roles."""
    return [pieces.role(each) for each in _guild(call).roles.values()]


async def guild_member(call: Call) -> Json:
    """One member."""
    user_id = call.params["user_id"]
    found = _guild(call).members.get(call.service.bot.id if user_id == "@me" else user_id)
    if found is None:
        raise unknown("Member", 10007)
    return pieces.member(found)


async def leave(call: Call) -> None:
    """The bot leaves by itself."""
    call.service.leave_guild(_guild(call))


async def user(call: Call) -> Json:
    """Anybody."""
    found = call.service.world.users.get(call.params["user_id"])
    if found is None:
        raise unknown("User", 10013)
    return pieces.user(found)


ROUTES: Routes = {
    "GET /users/@me": me,
    "GET /applications/@me": application,
    "GET /oauth2/applications/@me": application,
    "GET /gateway": gateway_address,
    "GET /gateway/bot": gateway,
    "GET /users/@me/guilds": guilds,
    "GET /users/{user_id}": user,
    "DELETE /users/@me/guilds/{guild_id}": leave,
    "GET /guilds/{guild_id}": guild,
    "GET /guilds/{guild_id}/channels": guild_channels,
    "GET /guilds/{guild_id}/threads/active": active_threads,
    "GET /guilds/{guild_id}/roles": guild_roles,
    "GET /guilds/{guild_id}/members/{user_id}": guild_member,
}
