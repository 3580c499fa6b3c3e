"""Every dialogue, in direct messages over the wire: there a number means the last roundup, as it does in its thread."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.discord.ports import Ports, Suggesting
from bot.clock import SetClock
from bot.desk import Desk
from bot.handlers import Bot
from bot.shelf import Shelf
from tests.adapters.discord.conftest import town
from tests.adapters.discord.fakes import FakeBot
from tests.bot.fakes import NOW, FakeRoundups, FakeSource, FakeSubscriptions
from tests.conversations import DIALOGUES

if TYPE_CHECKING:
    from adapters.chat import Channel
    from tests.adapters.discord.conftest import Town
    from tests.servers.discord.world import Message

SUBCOMMANDS = {
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


class RealBot(FakeBot):
    """The bot itself, with everything around it in memory."""

    def __init__(self) -> None:
        super().__init__()
        clock, roundups = SetClock(NOW), FakeRoundups()
        desk = Desk(Shelf([], whole=False), FakeSource(), clock, categories=("cs.*",))
        self._bot = Bot(desk, FakeSubscriptions(), roundups, clock, zone="Europe/Berlin")
        self._roundups = roundups

    @property
    @override
    def ports(self) -> Ports:
        """As composition would give it."""
        none = self._nothing
        return Ports(
            answer=self._bot.answer,
            shown=self._tied,
            removed=self._removed,
            restored=self._restored,
            suggesting=Suggesting(topics=none, zones=none, papers=none, subscriptions=none),
            scratch=self.scratch,
        )

    async def _tied(self, channel: Channel, thread: str, roundup_id: str) -> None:
        await self._roundups.shown(channel, thread, roundup_id, NOW)

    async def _nothing(self, _channel: Channel, _typed: str) -> tuple[()]:
        return ()


async def answered(here: Town, said: str) -> str:
    """What a person reads after saying a line as it is said on Discord."""
    conversation = here.discord.dm()
    before = len(conversation.messages)
    lead, _, rest = said.partition(" ")
    verb, _, words = rest.partition(" ")
    option = SUBCOMMANDS.get(verb)
    if lead == "/paper" and rest.strip():
        await here.discord.slash("paper", channel=conversation, reference=rest[:6000])
    elif lead == "/papers" and option is not None and bool(words) <= bool(option) and (words or verb not in NEEDED):
        options = {option: words[:6000]} if words else {}
        await here.discord.slash("papers", verb, channel=conversation, options=options)
    else:
        await here.discord.say(rest if lead == ">" else said, channel=conversation)
    count = -1
    while count != len(conversation.messages):
        count = len(conversation.messages)
        await asyncio.sleep(0.03)
    told = [
        message for message in list(conversation.messages.values())[before:] if message.author_id == here.discord.bot.id
    ]
    whole = "\n".join(read(here, message) for message in told)
    for message in told:
        whole += await _contents(here, message)
    return whole


async def _contents(here: Town, message: Message) -> str:
    """What the table of contents of a roundup leads to."""
    menus = [row["components"][0] for row in message.wire["components"] if row["type"] == 1]
    contents = next((menu for menu in menus if menu.get("placeholder") == "Read on"), None)
    shown = []
    for option in (contents or {}).get("options", ()):
        done = await here.discord.select(message, [option["value"]], contents["custom_id"] if contents else "")
        shown += [read(here, one) for one in done.messages]
    return "\n".join(shown)


def read(here: Town, message: Message) -> str:
    """Text as Discord's client shows it: escapes, emphasis and addresses gone."""
    text = here.discord.visible_text(message)
    text = re.sub(r"\[((?:\\.|\[\d+\]|[^\[\]\\])+)\]\(https://[^)]+\)", r"\1", text)
    text = re.sub(r"(?<!\\)(\*\*|`|^-# |^#+ )", "", text, flags=re.MULTILINE)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


@pytest.mark.parametrize("name", DIALOGUES)
async def test_a_dialogue_goes_as_written(name: str, discord: object) -> None:
    """Every answer has what it must, and has nothing that it must not."""
    async with town(discord, RealBot()) as here:  # type: ignore[arg-type]
        for turn in DIALOGUES[name]:
            text = " ".join((await answered(here, turn.said)).split())

            missing = [part for part in turn.has if " ".join(part.split()) not in text]
            assert missing == [], f"{turn.said[:80]!r} was answered:\n{text}"
            assert [part for part in turn.lacks if part in text] == [], f"{turn.said[:80]!r} was answered:\n{text}"
