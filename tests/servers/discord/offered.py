"""What Discord's own client lets a person do with a command: it offers only what is registered and allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import permissions, registering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service
    from tests.servers.discord.world import Channel, User


_NESTING = (registering.SUBCOMMAND, registering.GROUP)


class NotOfferedError(Exception):
    """The client wouldn't have let the person do that; no bot ever hears of it."""


def command(service: Service, name: str, user: User, channel: Channel) -> Json:
    """The registered command of that name that this person sees in this channel."""
    scopes = (channel.guild_id or "", "")
    found = [each for scope in scopes for each in service.commands.get(scope, []) if each["name"] == name]
    if not found:
        raise NotOfferedError(f"/{name} isn't registered")
    _context(service, found[0], user, channel)
    return found[0]


def _context(service: Service, found: Json, user: User, channel: Channel) -> None:
    guild = service.world.guild_of(channel)
    types = found.get("integration_types") or [0]
    context = 0 if guild else 1 if service.bot.id in channel.recipients else 2
    contexts = found.get("contexts")
    if context not in ([0, 1] if contexts is None else contexts):
        raise NotOfferedError(f"/{found['name']} isn't offered in this kind of channel")
    mine = user.id in service.user_installs and 1 in types
    if guild is None:
        if context == 1 or mine:
            return
        raise NotOfferedError("the application isn't installed here")
    if not mine and (service.bot.id not in guild.members or 0 not in types):
        raise NotOfferedError("the application isn't installed here")
    held = permissions.in_channel(guild, channel, user.id)
    needed = found.get("default_member_permissions")
    lacks = needed is not None and int(needed) & ~held
    hidden = needed is not None and int(needed) == 0 and held != permissions.EVERYTHING
    if lacks or hidden or not held & permissions.USE_APPLICATION_COMMANDS:
        raise NotOfferedError(f"{user.name} may not use /{found['name']}")


def data(found: Json, words: Sequence[str], given: Mapping[str, object], *, focused: str = "") -> Json:
    """The `data` of an interaction: nested options, each checked as the client does."""
    path, known = _descend(found, words)
    if strange := set(given) - {each["name"] for each in known}:
        raise NotOfferedError(f"/{found['name']} {' '.join(words)} has no option {sorted(strange)}")
    inner: list[Json] = []
    for option in known:
        if option["name"] in given:
            inner.append(_value(option, given[option["name"]], focused=option["name"] == focused))
        elif option.get("required") and not focused:
            raise NotOfferedError(f"{option['name']} is required")
    for each in reversed(path):
        each["options"] = inner
        inner = [each]
    wire: Json = {"id": found["id"], "name": found["name"], "type": found.get("type", 1), "options": inner}
    return wire | ({"guild_id": found["guild_id"]} if found.get("guild_id") else {})


def roles(options: Sequence[Json]) -> Iterator[str]:
    """The ids of the roles that were chosen."""
    for option in options:
        if option["type"] == registering.ROLE:
            yield str(option["value"])
        yield from roles(option.get("options") or ())


def _descend(found: Json, words: Sequence[str]) -> tuple[list[Json], list[Json]]:
    level = found
    path: list[Json] = []
    for word in words:
        nested = [each for each in level.get("options") or [] if each["type"] in _NESTING]
        level = next((each for each in nested if each["name"] == word), {})
        if not level:
            raise NotOfferedError(f"/{found['name']} has no {word}")
        path.append({"name": word, "type": level["type"]})
    known = level.get("options") or []
    if any(each["type"] in _NESTING for each in known):
        raise NotOfferedError(f"/{found['name']} {' '.join(words)} wants one word more")
    return path, known


def _value(option: Json, value: object, *, focused: bool) -> Json:
    wire: Json = {"name": option["name"], "type": option["type"], "value": value}
    if focused:
        if not option.get("autocomplete"):
            raise NotOfferedError(f"{option['name']} has no autocomplete")
        return wire | {"focused": True}
    choices = [each["value"] for each in option.get("choices") or []]
    if choices and value not in choices:
        raise NotOfferedError(f"{option['name']} is one of {choices}")
    if option["type"] == registering.STRING:
        least, most = option.get("min_length") or 0, option.get("max_length") or registering.LONGEST
        if not isinstance(value, str) or not least <= len(value) <= most:
            raise NotOfferedError(f"{option['name']} takes {least} to {most} characters")
    elif option["type"] == registering.INTEGER and not isinstance(value, int):
        raise NotOfferedError(f"{option['name']} takes a number")
    return wire
