"""Discord over REST and the gateway: slash commands, mentions, threads and direct messages."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.commands import when
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot
from tests.platforms.speaking import ZONE, RealBot, Room
from tests.servers.discord import DiscordServer, Rates

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Ports
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord.world import Channel, Message

SUBCOMMANDS = {
    "mail": "address",
    "subscribe": "topic",
    "list": "",
    "status": "",
    "unsubscribe": "topic",
    "pause": "topic",
    "resume": "topic",
    "roundup": "topic",
    "search": "query",
    "why": "paper",
    "topics": "topic",
    "help": "",
}
NEEDED = frozenset({"subscribe", "unsubscribe", "search", "why"})
PATIENCE = 10.0
PERSON = ZoneInfo(ZONE)


class InDiscord(FakeBot):
    """The bot as Discord's adapter is given it."""

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
            record_shown=real.record_shown,
            is_beyond_roundup=real.is_beyond_roundup,
        )


class DiscordRoom(Room):
    """A channel of a server, where roundups are shared and have threads, or somebody's direct messages, where not."""

    has_own_times = True

    def __init__(self, here: Town, channel: Channel) -> None:
        self._here = here
        self._channel = channel
        self._direct = channel.guild_id is None
        self._thread: Channel | None = None

    @override
    async def say(self, said: str) -> str:
        before = {message.id for message in self._here.discord.messages}
        lead, _, words = said.partition(" ")
        if lead == ">":
            await self._said(words, self._in_thread())
        elif not await self._commanded(lead, words):
            await self._said(said, self._channel)
        await self._settled()
        told = await self._shared(before)
        return "\n".join([*map(self._read, told), *[await self._contents(one) for one in told]])

    async def _commanded(self, lead: str, words: str) -> bool:
        """Use the slash command; False where Discord's client would offer none for this."""
        verb, _, rest = words.partition(" ")
        option = SUBCOMMANDS.get(verb)
        if lead == "/paper" and words.strip():
            await self._here.discord.slash("paper", channel=self._channel, reference=words)
        elif lead == "/papers" and option is not None and bool(rest) <= bool(option) and (rest or verb not in NEEDED):
            options = {option: rest} if rest else {}
            await self._here.discord.slash("papers", verb, channel=self._channel, options=options)
        else:
            return False
        return True

    async def overhear(self, said: str) -> str:
        """Say something in the last roundup's thread to the others there; what the bot says to it, "" where nothing."""
        before = {message.id for message in self._here.discord.messages}
        await self._here.discord.say(said, channel=self._in_thread(), wait=0.05)
        await self._settled()
        return "\n".join(self._read(one) for one in self._new(before) if one.author_id == self._here.discord.bot.id)

    async def _said(self, words: str, where: Channel) -> None:
        await self._here.discord.say(words, channel=where, mentions_bot=not self._direct)

    def _in_thread(self) -> Channel:
        """The last roundup's thread; before there is one, a thread of somebody else's."""
        if self._direct:
            return self._channel
        discord = self._here.discord
        self._thread = self._thread or discord.open_thread(self._channel, "Lunch", discord.ada)
        return self._thread

    async def _shared(self, before: set[str]) -> list[Message]:
        """What is new, a private roundup being shared first, since only then it has a thread to reply in."""
        for private in self._new(before):
            if not self._direct and "Share" in self._read(private).splitlines():
                await self._here.discord.press(private, label="Share")
                await self._settled()
                self._thread = self._here.discord.threads[-1]
        return self._new(before)

    def _new(self, before: set[str]) -> list[Message]:
        return [message for message in self._here.discord.messages if message.id not in before]

    async def _settled(self) -> None:
        """Wait until all that was heard is answered to the end."""
        connection = self._here.platform._connection  # noqa: SLF001 - the one way to know that nothing more comes
        assert connection
        await connection._client.tasks.finish(PATIENCE)  # noqa: SLF001 - as above

    async def _contents(self, message: Message) -> str:
        """What the table of contents of a private roundup leads to."""
        menus = [row["components"][0] for row in message.wire["components"] if row["type"] == 1]
        shown = []
        for menu in menus:
            for option in menu["options"] if menu.get("placeholder") == "Read on" else ():
                done = await self._here.discord.select(message, [option["value"]], menu["custom_id"])
                await self._settled()
                shown += [self._read(one) for one in done.messages]
        return "\n".join(shown)

    def _read(self, message: Message) -> str:
        """Text as Discord's client shows it: times and commands in words; escapes, emphasis and addresses gone."""
        text = re.sub(r"<(/[a-z ]+):\d+>", r"\1", self._here.discord.visible_text(message))
        text = re.sub(r"<t:(\d+):f>", lambda found: when.moment(datetime.fromtimestamp(int(found[1]), PERSON)), text)
        text = re.sub(r"\[((?:\\.|\[\d+\]|[^\[\]\\])+)\]\(https://[^)]+\)", r"\1", text)
        text = re.sub(r"(?<!\\)(\*\*|`|^-# |^#+ )", "", text, flags=re.MULTILINE)
        return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


@asynccontextmanager
async def discord_channel(real: RealBot | None = None) -> AsyncIterator[DiscordRoom]:
    """The bot in a stand-in's first channel."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord, InDiscord(real)) as here:
        yield DiscordRoom(here, discord.channel)


@asynccontextmanager
async def discord_in_person(real: RealBot | None = None) -> AsyncIterator[DiscordRoom]:
    """The bot in somebody's direct messages."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord, InDiscord(real)) as here:
        yield DiscordRoom(here, discord.dm())
