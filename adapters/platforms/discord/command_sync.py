"""Tells Discord the command tree when it has changed, and only then: Discord counts and limits such calls."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from typing_extensions import override

from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.platforms.discord.ports import Translate
    from adapters.store.ports import KeyValueStore


class CommandTranslator(app_commands.Translator):
    """Other languages for the commands' names and descriptions, from whoever has them."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        return await self._translate(string.message, locale.value)


async def synced(tree: app_commands.CommandTree[discord.Client], application: str, scratch: KeyValueStore) -> str:
    """The id of `/papers`, after Discord has learnt what changed; "" where neither store nor Discord tells it."""
    wanted = await _digest(tree)
    name = f"discord.tree.{application}"
    known, _, papers = (await _noted(scratch, name)).partition(" ")
    if known == wanted:
        return papers
    commands = await tree.sync()
    papers = next((str(command.id) for command in commands if command.name == "papers"), "")
    try:
        await scratch.put(name, f"{wanted} {papers}", None)
    except PaperroundError:
        return papers
    return papers


async def _noted(scratch: KeyValueStore, name: str) -> str:
    try:
        return await scratch.get(name) or ""
    except PaperroundError:
        return ""


async def _digest(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The same for the same names, descriptions, options and translations."""
    told = [
        await command.get_translated_payload(tree, tree.translator) if tree.translator else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
