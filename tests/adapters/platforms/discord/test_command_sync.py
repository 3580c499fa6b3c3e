"""The command tree, told when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.ports import DiscordPorts
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot

if TYPE_CHECKING:
    from tests.servers.discord import DiscordServer


class Polyglot(FakeBot):
    """Has one word of German."""

    @property
    @override
    def ports(self) -> DiscordPorts:
        """The usual, with a translation."""
        usual = super().ports
        return DiscordPorts(
            **{name: getattr(usual, name) for name in DiscordPorts.__slots__ if name != "translate"},
            translate=_translate,
        )


async def _translate(words: str, locale: str) -> str | None:
    return "Was ich kann, kurz" if locale == "de" and words == "What I can do, short" else None


async def test_other_languages_have_a_place(discord: DiscordServer) -> None:
    """Whoever has translations gives them, and Discord learns them with the commands."""
    async with town(discord, Polyglot()):
        pass

    papers = next(command for command in discord.commands[""] if command["name"] == "papers")
    help_command = next(option for option in papers["options"] if option["name"] == "help")
    assert help_command["description_localizations"] == {"de": "Was ich kann, kurz"}


async def test_a_translation_is_a_change(discord: DiscordServer) -> None:
    """The tree is told again when words were added, and not when nothing changed."""
    plain, polyglot = FakeBot(), Polyglot()
    polyglot.scratch = plain.scratch
    for bot in (plain, polyglot, polyglot):
        async with town(discord, bot):
            pass

    assert discord.syncs == 2


async def test_without_a_store_the_tree_is_told_anyway(discord: DiscordServer) -> None:
    """Better once too often than commands that nobody sees."""
    bot = FakeBot()
    bot.scratch.away = True

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
