"""What people say to the bot alone, in words of their own, over the wire: before and after they were shown a roundup."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from tests.adapters.platforms.discord.conftest import town as discord_town
from tests.adapters.platforms.slack.conftest import town
from tests.platforms.in_discord import InDiscord, discord_in_person
from tests.platforms.in_slack import InSlack
from tests.platforms.speaking import Room
from tests.servers.discord import DiscordServer
from tests.servers.discord import Rates as DiscordRates
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.adapters.platforms.slack.conftest import Town

SAID = (
    ("hey @Paperround what's new on fine-tuning", "3 on topic"),
    ("what's new on fine-tuning last month", "18 April –"),
    ("list", "no subscriptions yet"),
    ("https://arxiv.org/abs/2605.00004v2", "LilyGraph: Attention on Graphs of Water Lilies"),
    ("2605.00005", "DriftBot: Robots that Follow Currents"),
    ("OtterQA", "OtterQA: Retrieval for Long Documents"),
    ("fine-tuning", "3 on topic"),
    ("roundup fine-tuning brief", "3 on topic"),
    ("roundup fine-tuning in German", "3 on topic"),
    ("papers by Ada Lovelace", "Papers of the last weeks by Ada Lovelace"),
    ("what did Ada Lovelace publish recently?", "PondLoRA"),
    ("what has Grace Hopper written last month", "on topic"),
    ("follow Song Han", "now subscribed to Song Han"),
    ("subscribe graphs", "now subscribed to graphs"),
    ("list", "Song Han"),
    ("help", "/papers subscribe <topic>"),
)
AGAIN = {"slack": ("fine-tuning", "roundup fine-tuning brief", "roundup fine-tuning in German")}
"""Where a roundup is posted to whoever asks: what asks for the one that stands there."""
AFTERWARDS = (
    ("who are the authors of 1?", "is by Ada Lovelace, Grace Hopper"),
    ("more like 1", "comes near “"),
    ("2", "Categories"),
    ("bibtex 2605.00001", "{2605.00001}"),
)


class SlackDirect(Room):
    """Somebody's direct messages with the bot in Slack."""

    def __init__(self, here: Town) -> None:
        self._here = here
        self._direct = here.slack.workspace.direct("U1")

    @override
    async def say(self, said: str) -> str:
        before = set(self._direct.posts)
        await self._here.slack.say(said.removeprefix("> "), channel=self._direct.id)
        await asyncio.sleep(0.05)
        await self._here.settled()
        return "\n".join(
            self._here.words(post) for ts, post in self._direct.posts.items() if ts not in before and "bot_id" in post
        )


@asynccontextmanager
async def slack_direct() -> AsyncIterator[Room]:
    """The bot in a stand-in's direct messages."""
    async with SlackServer(rates=Rates.off()) as slack, town(slack, InSlack()) as here:
        yield SlackDirect(here)


ROOMS: dict[str, Callable[[], AbstractAsyncContextManager[Room]]] = {
    "slack": slack_direct,
    "discord": discord_in_person,
}


@pytest.mark.parametrize("platform", ROOMS)
async def test_words_do_what_is_meant(platform: str) -> None:
    """Each is a command, a roundup or a paper, whatever was shown before; no question gets in the way of a command."""
    async with ROOMS[platform]() as room:
        for said, wanted in SAID:
            expected = "stands here already" if said in AGAIN.get(platform, ()) else wanted
            assert expected in " ".join((await room.say(f"> {said}")).split()), said


async def test_after_a_roundup_numbers_mean_its_papers() -> None:
    """In Discord's direct messages, which have no threads."""
    async with discord_in_person() as room:
        await room.say("> what's new on fine-tuning")
        for said, wanted in AFTERWARDS:
            assert wanted in await room.say(f"> {said}"), said
        said = await room.say("> what do they say about robot swarms?")

    assert "None of this roundup's papers speaks of that" in said
    assert "Search the last weeks for it" in said


async def test_what_stands_in_slack_already_is_linked_to() -> None:
    """Asked for again, it is one press away."""
    async with SlackServer(rates=Rates.off()) as slack, town(slack, InSlack()) as here:
        room = SlackDirect(here)
        await room.say("> fine-tuning")
        opening, *_ = [post for post in here.slack.workspace.direct("U1").posts.values() if "bot_id" in post]
        await room.say("> fine-tuning")
        *_, again = here.slack.workspace.direct("U1").posts.values()

    assert f"/p{opening['ts'].replace('.', '')}" in str(again["blocks"])


async def test_what_is_on_its_way_in_slack_is_not_asked_for_again() -> None:
    """Nothing stands there that Slack could give a link to, and it isn't asked for one."""
    async with SlackServer(rates=Rates.off()) as slack, town(slack, InSlack()) as here:
        here.bot.sharing.is_slow = True
        room = SlackDirect(here)
        await room.say("> fine-tuning")
        again = await room.say("> fine-tuning")

    assert "That roundup is on its way." in again
    assert slack.calls("chat.getPermalink") == []


async def test_what_stands_in_discord_already_is_linked_to() -> None:
    """Where somebody asks for it before everybody."""
    async with DiscordServer(rates=DiscordRates.off()) as discord, discord_town(discord, InDiscord()):
        await discord.say("roundup fine-tuning", mentions_bot=True)
        await discord.until(lambda: bool(discord.threads), 2)
        (thread,) = discord.threads
        again = await discord.say("roundup fine-tuning", mentions_bot=True)

    assert again
    assert f"(https://discord.com/channels/{discord.guild.id}/{discord.channel.id}/{thread.id})" in str(again.wire)
