"""What people say to each other under a roundup, and what they say to the bot there, over the wire: who is answered."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.adapters.platforms.discord.conftest import town as discord_town
from tests.platforms.in_discord import DiscordRoom, InDiscord
from tests.platforms.in_slack import slack_channel
from tests.servers.discord import DiscordServer
from tests.servers.discord import Rates as DiscordRates
from tests.servers.discord.gateway import CONTENT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.platforms.in_slack import SlackRoom

TALK = (
    "thanks!",
    "lol",
    ":eyes:",
    "ok, 3pm works",
    "<@U2> agreed, shall we discuss on Friday?",
    "nice, 2 is what Ana presented last year right?",
    "I'd skip 3, the baselines are weak",
    "reading group at 3?",
    "can somebody explain 2 to me in the meeting",
    "what do you all think about number 2?",
    "we cite https://arxiv.org/abs/2605.00001 already, see our related work",
    "code is here btw: https://github.com/foo/bar",
    "related work section is due friday",
    "abstract is too long again",
    "explain please",
    "1. I agree 2. let's meet",
    "10/10",
    "+1",
    "100%",
    "3 pm",
    "room 12",
    "2026",
    "1000",
    "42",
    "13",
    "4, 7",
    "100",
)
"""The week's roundup has papers 1 to 3."""
ASKED = (
    ("3", "MarshAdapters"),
    ("#2", "ReedTune"),
    ("[1]", "PondLoRA"),
    ("1, 3", "MarshAdapters"),
    ("1 and 2", "ReedTune"),
    ("3, 42", "no paper 42 here"),
    ("explain 3", "MarshAdapters"),
    ("bibtex 1", "{2605.00001}"),
    ("code 1", "github.com/example/pondlora"),
    ("abstract 1", "FrogBench"),
    ("related 1", "comes near"),
    ("explain 42", "no paper 42 here"),
    ("2605.00001", "PondLoRA"),
    ("https://arxiv.org/abs/2605.00002v1", "ReedTune"),
)


@asynccontextmanager
async def discord_thread() -> AsyncIterator[DiscordRoom]:
    """A channel whose bot is granted what people write there."""
    async with (
        DiscordServer(rates=DiscordRates.off(), intents=CONTENT) as discord,
        discord_town(discord, InDiscord(), reads_all=True) as here,
    ):
        yield DiscordRoom(here, discord.channel)


THREADS: dict[str, Callable[[], AbstractAsyncContextManager[SlackRoom | DiscordRoom]]] = {
    "slack": slack_channel,
    "discord": discord_thread,
}


@pytest.mark.parametrize("platform", THREADS)
async def test_talk_under_a_roundup_is_left_alone_and_what_is_for_the_bot_is_answered(platform: str) -> None:
    """Also where the talk is a number that no paper here has; once the bot is called, that is answered too."""
    async with THREADS[platform]() as room:
        await room.say("/papers roundup fine-tuning")
        answered = {said: words for said in TALK if (words := await room.overhear(said))}
        told = {said: await room.overhear(said) for said, _ in ASKED}
        called = await room.say("> 42")

    assert answered == {}
    assert [(said, told[said][:300]) for said, has in ASKED if has not in told[said]] == []
    assert "no paper 42 here" in called
