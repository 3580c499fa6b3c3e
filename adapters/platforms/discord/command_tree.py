"""The slash commands as Discord shows them, made of the table that all platforms share, and told to it when they change."""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from adapters.platforms.discord import request
from adapters.platforms.discord.menus import within_units
from adapters.present.printable import utf16_length
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.chat import Channel, EntryPoint, Suggest, Suggestions
    from adapters.command import CommandOption, SlashCommand, SlashCommands
    from adapters.store.ports import KeyValueStore

CHOICES = 25
CHOICE = 100
SUGGESTING_SECONDS = 2.0
"""Seconds after which Discord no longer waits for suggestions, nearly."""

Interaction = discord.Interaction[discord.Client]
OnCommand = Callable[[Interaction, "EntryPoint", str], Awaitable[None]]
"""Told what a command says."""
OnPing = Callable[[Interaction, "discord.Role | None"], Awaitable[None]]
"""Told which role shall be pinged."""
OnMessage = Callable[[Interaction, str], Awaitable[None]]
"""Told what a message says that somebody wants explained."""
Completed = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]
AppCommand = app_commands.Command[Any, ..., None]

_IN_CHANNELS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
_EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
_FORM = "ids by path"
_log = logging.getLogger(__name__)


def commands(
    offered: SlashCommands, on_command: OnCommand, on_ping: OnPing, suggest: Suggestions
) -> Iterator[app_commands.Group | AppCommand]:
    """`/papers`, with everything but single papers, and `/paper`."""
    group = app_commands.Group(
        name="papers", description=offered.meaning, allowed_contexts=_IN_CHANNELS, allowed_installs=_INSTALLS
    )
    for subcommand in offered.papers:
        group.add_command(_command(subcommand, on_command, suggest))
    group.add_command(_pinging(on_ping))
    yield group
    yield _command(offered.paper, on_command, suggest, allowed_contexts=_EVERYWHERE, allowed_installs=_INSTALLS)


def _pinging(on_ping: OnPing) -> AppCommand:
    """Discord's own, since roles are."""

    async def callback(interaction: Interaction, role: discord.Role | None = None) -> None:
        await on_ping(interaction, role)

    app_commands.describe(role="Who is pinged; nobody unless you choose a role")(callback)
    return app_commands.Command(
        name="ping", description="Have a role pinged when a roundup of this channel comes", callback=callback
    )


def explaining(on_message: OnMessage) -> app_commands.ContextMenu:
    """*Explain this paper*, among what can be done with a message."""

    async def callback(interaction: Interaction, message: discord.Message) -> None:
        await on_message(interaction, request.all_words(message))

    return app_commands.ContextMenu(
        name="Explain this paper", callback=callback, allowed_contexts=_EVERYWHERE, allowed_installs=_INSTALLS
    )


def _command(one: SlashCommand, on_command: OnCommand, suggest: Suggestions, **where: Any) -> AppCommand:  # noqa: ANN401 - discord.py's own
    async def callback(interaction: Interaction, **given: str | None) -> None:
        await on_command(interaction, one.entry_point, one.words(given))

    # discord.py reads a command's options from the signature of its function.
    parameters = [inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Interaction)]
    parameters += [_parameter(option) for option in one.options]
    callback.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    if one.options:
        app_commands.describe(**{option.name: option.meaning for option in one.options})(callback)
    for option in one.options:
        if option.choices:
            entries = [app_commands.Choice(name=value, value=value) for value in option.choices]
            app_commands.choices(**{option.name: entries})(callback)
    made: AppCommand = app_commands.Command(name=one.name, description=one.meaning, callback=callback, **where)
    for option in one.options:
        if option.suggested:
            made.autocomplete(option.name)(_completed(getattr(suggest, option.suggested)))
    return made


def _parameter(option: CommandOption) -> inspect.Parameter:
    text: Any = str if option.choices else app_commands.Range[str, 1, option.longest]
    return inspect.Parameter(
        option.name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=text if option.required else text | None,
        default=inspect.Parameter.empty if option.required else None,
    )


def _completed(suggest: Suggest) -> Completed:
    async def completed(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await choices(suggest, request.channel(interaction), typed)

    return completed


async def choices(suggest: Suggest, channel: Channel, typed: str) -> list[app_commands.Choice[str]]:
    """The suggestions that fit; none where they would come too late."""
    try:
        async with asyncio.timeout(SUGGESTING_SECONDS):
            suggested = await suggest(channel, typed)
    except (TimeoutError, PaperroundError):
        _log.warning("no suggestions in time", exc_info=True)
        return []
    fitting = {one.value: one for one in suggested if one.value.strip() and utf16_length(one.value) <= CHOICE}
    return [
        app_commands.Choice(name=within_units(one.label, CHOICE) or value, value=value)
        for value, one in fitting.items()
    ][:CHOICES]


async def synced(
    tree: app_commands.CommandTree[discord.Client], application: str, key_values: KeyValueStore
) -> dict[str, str]:
    """The ids of the commands by what is typed of them (`paper`, `papers list`), after Discord has learnt what changed."""
    wanted = _digest(tree)
    name = f"discord.tree.{application}"
    known, _, noted = (await _read_note(key_values, name)).partition(" ")
    if known == wanted:
        return dict(json.loads(noted))
    commands = await tree.sync()
    ids = {path: str(command.id) for command in commands for path in _paths(command)}
    try:
        await key_values.put(name, f"{wanted} {json.dumps(ids)}", None)
    except PaperroundError:
        return ids
    return ids


async def _read_note(key_values: KeyValueStore, name: str) -> str:
    try:
        return await key_values.get(name) or ""
    except PaperroundError:
        return ""


def _paths(command: app_commands.AppCommand) -> list[str]:
    inner = [one.name for one in command.options if isinstance(one, app_commands.AppCommandGroup)]
    return [f"{command.name} {name}" for name in inner] or [command.name]


def _digest(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The same for the same names, descriptions and options, and for the same form of the note."""
    told: list[object] = [_FORM]
    told += [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
