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


async def synced(tree: app_commands.CommandTree[discord.Client], application: str, key_values: KeyValueStore) -> str:
    """The id of `/papers`, after Discord has learnt what changed; "" where neither store nor Discord tells it."""
    wanted = _digest(tree)
    name = f"discord.tree.{application}"
    known, _, papers = (await _noted(key_values, name)).partition(" ")
    if known == wanted:
        return papers
    commands = await tree.sync()
    papers = next((str(command.id) for command in commands if command.name == "papers"), "")
    try:
        await key_values.put(name, f"{wanted} {papers}", None)
    except PaperroundError:
        return papers
    return papers


async def _noted(key_values: KeyValueStore, name: str) -> str:
    try:
        return await key_values.get(name) or ""
    except PaperroundError:
        return ""


def _digest(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The same for the same names, descriptions and options."""
    told = [command.to_dict(tree) for command in tree.get_commands()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
