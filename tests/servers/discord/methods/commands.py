"""Registering application commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import registering
from tests.servers.discord.refusal import RefusalError, missing_access, unknown

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.refusal import Json


def _scope(call: Call) -> str:
    if call.params["application_id"] != call.service.bot.id:
        raise RefusalError(403, 20012, "You are not authorized to perform this action on this application")
    guild_id = call.params.get("guild_id", "")
    if guild_id and guild_id not in {each.id for each in call.service.joined()}:
        raise missing_access()
    return guild_id


def _registered(call: Call, body: Json, scope: str) -> Json:
    fresh = call.service.world.snowflakes.next
    known = next((each for each in call.service.commands.get(scope, []) if _key(each) == _key(body)), None)
    return {
        "type": registering.CHAT,
        "description": "",
        "default_member_permissions": None,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        "dm_permission": True,
        **body,
        "options": body.get("options") or [],
        "id": known["id"] if known else fresh(),
        "application_id": call.service.bot.id,
        "version": fresh(),
    } | ({"guild_id": scope} if scope else {})


def _key(command: Json) -> tuple[int, str]:
    return (command.get("type", registering.CHAT), command["name"])


async def listed(call: Call) -> list[Json]:
    """What is registered."""
    return call.service.commands.get(_scope(call), [])


async def overwrite(call: Call) -> list[Json]:
    """A whole set in place of what was there."""
    scope = _scope(call)
    commands = [_registered(call, each, scope) for each in registering.check(call.body)]
    call.service.commands[scope] = commands
    call.service.syncs += 1
    return commands


async def add(call: Call) -> Json:
    """One more command, or one in place of that with its name."""
    scope = _scope(call)
    registering.check_one(call.form)
    command = _registered(call, call.form, scope)
    others = [each for each in call.service.commands.get(scope, []) if _key(each) != _key(command)]
    if len(others) >= registering.COMMANDS:
        raise RefusalError(400, 30032, "Maximum number of application commands reached (100)")
    call.service.commands[scope] = [*others, command]
    return command


async def remove(call: Call) -> None:
    """One command less."""
    scope = _scope(call)
    commands = call.service.commands.get(scope, [])
    kept = [each for each in commands if each["id"] != call.params["command_id"]]
    if len(kept) == len(commands):
        raise unknown("application command", 10063)
    call.service.commands[scope] = kept


async def permissions(call: Call) -> Json:
    """Whom a guild's settings allow a command; unknown where nobody has touched them."""
    guild_id, command_id = _scope(call), call.params["command_id"]
    known = [*call.service.commands.get(guild_id, []), *call.service.commands[""]]
    if command_id not in {each["id"] for each in known}:
        raise unknown("application command", 10063)
    if (guild_id, command_id) not in call.service.command_permissions:
        raise unknown("application command permissions", 10066)
    return {
        "id": command_id,
        "application_id": call.service.bot.id,
        "guild_id": guild_id,
        "permissions": call.service.command_permissions[guild_id, command_id],
    }


_ALL, _OF_GUILD = "/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: Routes = (
    {
        f"{verb} {path}": method
        for path in (_ALL, _OF_GUILD)
        for verb, method in (("GET", listed), ("PUT", overwrite), ("POST", add))
    }
    | {f"DELETE {path}/{{command_id}}": remove for path in (_ALL, _OF_GUILD)}
    | {f"GET {_OF_GUILD}/{{command_id}}/permissions": permissions}
)
