"""Tells Discord the command tree when it has changed, and only then: Discord counts and limits such calls."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from digest.errors import PaperroundError

if TYPE_CHECKING:
    import discord
    from discord import app_commands

    from adapters.store.ports import KeyValueStore

_FORM = "ids by name"


async def synced(
    tree: app_commands.CommandTree[discord.Client], application: str, key_values: KeyValueStore
) -> dict[str, str]:
    """The ids of the commands by name, after Discord has learnt what changed."""
    wanted = _digest(tree)
    name = f"discord.tree.{application}"
    known, _, noted = (await _noted(key_values, name)).partition(" ")
    if known == wanted:
        return dict(json.loads(noted))
    commands = await tree.sync()
    ids = {command.name: str(command.id) for command in commands}
    try:
        await key_values.put(name, f"{wanted} {json.dumps(ids)}", None)
    except PaperroundError:
        return ids
    return ids


async def _noted(key_values: KeyValueStore, name: str) -> str:
    try:
        return await key_values.get(name) or ""
    except PaperroundError:
        return ""


def _digest(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The same for the same names, descriptions and options, and for the same form of the note."""
    told: list[object] = [_FORM]
    told += [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
