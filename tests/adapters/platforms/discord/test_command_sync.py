"""The command tree, told when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.platforms.discord.app import DiscordPlatform
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot

if TYPE_CHECKING:
    from tests.servers.discord import DiscordServer


async def test_a_changed_tree_is_told_and_the_same_one_is_not(discord: DiscordServer) -> None:
    """Discord counts and limits such calls."""
    bot = FakeBot()
    for _ in range(2):
        async with town(discord, bot):
            pass
    (name,) = [name for name in bot.key_values.notes if name.startswith("discord.tree.")]
    told_once = discord.syncs
    bot.key_values.notes[name] = "an earlier version's tree"
    async with town(discord, bot):
        pass

    assert (told_once, discord.syncs) == (1, 2)


async def test_without_a_store_the_tree_is_told_anyway(discord: DiscordServer) -> None:
    """Better once too often than commands that nobody sees."""
    bot = FakeBot()
    bot.key_values.away = True

    async with town(discord, bot) as here:
        assert discord.syncs == 1
        assert isinstance(here.platform, DiscordPlatform)


@pytest.mark.parametrize("name", ["papers", "paper"])
async def test_every_option_is_described(discord: DiscordServer, name: str) -> None:
    """Nobody has to guess what an option takes."""
    async with town(discord):
        pass

    command = next(command for command in discord.commands[""] if command["name"] == name)
    waiting = [command]
    while waiting:
        one = waiting.pop()
        assert len(one["description"]) > 4
        assert one["description"] != "…"
        waiting += one.get("options") or []
