"""Slack over HTTP: commands in a channel, roundups shared there, words in their threads; and its delivery."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Channel
from tests.adapters.platforms.slack.conftest import town
from tests.adapters.platforms.slack.fakes import FakeBot
from tests.platforms.speaking import RealBot, Room
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Ports
    from tests.adapters.platforms.slack.conftest import Json, Town

C1 = Channel(platform="slack", workspace="T1", id="C1")
PATIENCE = 10.0


class InSlack(FakeBot):
    """The bot as Slack's adapter is given it."""

    def __init__(self, real: RealBot | None = None) -> None:
        super().__init__()
        self.real = real or RealBot()
        self.sharing = self.real.sharing

    @property
    @override
    def ports(self) -> Ports:
        real = self.real
        return replace(
            super().ports,
            answer=real.answer,
            link_thread=real.link_thread,
            is_roundup_thread=real.is_roundup_thread,
            is_beyond_roundup=real.is_beyond_roundup,
        )


class SlackRoom(Room):
    """The channel C1."""

    def __init__(self, here: Town, bot: InSlack) -> None:
        self._here = here
        self._bot = bot
        self._channel = here.slack.channel("C1")
        self._thread = ""

    @override
    async def say(self, said: str) -> str:
        before = len(self._shown)
        lead, _, words = said.partition(" ")
        if lead == ">":
            self._thread = self._thread or await self._forgotten()
            await self._here.slack.say(f"<@UBOT> {words}", thread=self._thread)
        else:
            await self._here.slack.command(lead, words)
        await self._answered(before)
        await self._shared(before)
        assert self._here.slack.failures == []
        return "\n".join(map(self._read, self._shown[before:]))

    async def overhear(self, said: str) -> str:
        """Say something in the last roundup's thread to the others there; what the bot says to it, "" where nothing."""
        before = len(self._shown)
        await self._here.slack.say(said, thread=self._thread, user="U2")
        await self._here.settled()
        return "\n".join(map(self._read, self._shown[before:]))

    def _read(self, shown: Json) -> str:
        """What a reader sees; the references of papers are the counters of numbered lists here."""
        return re.sub(r"^(\d+)\. ", r"[\1] ", self._here.words(shown), flags=re.MULTILINE)

    @property
    def _shown(self) -> list[Json]:
        """All that the bot has said here, to one or to all, as it came."""
        everybody = [post for post in self._channel.posts.values() if "bot_id" in post]
        return sorted([*self._channel.ephemerals, *everybody], key=lambda one: float(one["ts"]))

    async def _answered(self, before: int) -> None:
        """Wait until something is there, and everything that comes with it."""
        async with asyncio.timeout(PATIENCE):
            while len(self._shown) == before:  # noqa: ASYNC110 - the stand-in tells nobody when it shows something
                await asyncio.sleep(0.002)
        await self._here.platform._tasks.finish(PATIENCE)  # noqa: SLF001 - the one way to know that nothing more comes

    async def _shared(self, before: int) -> None:
        """A private roundup is shared, since only then it has a thread to reply in."""
        for private in self._shown[before:]:
            if "[Share]" in self._here.words(private):
                so_far = len(self._shown)
                await self._here.slack.press(private, "Share")
                await self._here.settled()
                assert "Shared by @" in self._here.words(private)
                if len(self._shown) > so_far:  # what stands in the channel isn't posted again
                    self._thread = self._channel.messages[-1]["ts"]

    async def _forgotten(self) -> str:
        """The thread of a roundup that is no longer kept."""
        old = await self._here.slack.say("Once a roundup stood here.")
        self._bot.real.roundups.threads[C1, old.ts] = "forgotten"
        return old.ts


@asynccontextmanager
async def slack_channel(real: RealBot | None = None) -> AsyncIterator[SlackRoom]:
    """The bot in a stand-in's first channel."""
    bot = InSlack(real)
    async with SlackServer(rates=Rates.off()) as slack, town(slack, bot) as here:
        yield SlackRoom(here, bot)
