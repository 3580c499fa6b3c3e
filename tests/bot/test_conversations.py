"""The bot answers every dialogue, whatever platform it will be on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from adapters.store.memory.papers import InMemoryPapers
from bot.handlers.bot import Bot
from bot.handlers.web_pages import WebPageHandlers
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import ALLOWED, CHANNEL, NOW, FakeSource, request, words
from tests.bot.mail_fakes import mail_unsent
from tests.clock import SetClock
from tests.conversations import DIALOGUES
from tests.stores import FakePageAddresses, FakeRoundups, FakeSubscriptions

if TYPE_CHECKING:
    from adapters.chat import Reply


@dataclass
class Workspace:
    """A platform that has nothing but a bot, and ties the thread of what was posted last to its roundup."""

    roundups: FakeRoundups = field(default_factory=FakeRoundups)

    def __post_init__(self) -> None:
        clock = SetClock(NOW)
        service = RoundupService(InMemoryPapers([], whole=False), FakeSource(), clock, categories=("cs.*",))
        subscriptions = FakeSubscriptions()
        pages = WebPageHandlers(FakePageAddresses(), "https://papers.example.org", subscriptions)
        self.bot = Bot(
            service,
            subscriptions,
            self.roundups,
            clock,
            rights=ALLOWED,
            pages=pages,
            mail=mail_unsent(subscriptions, clock),
        )

    async def say(self, said: str) -> Reply:
        """Say a line as people do on platforms, and see the answer posted."""
        lead, _, rest = said.partition(" ")
        if lead == ">":
            return await self.bot.answer(request(rest, entry_point="thread", thread="last"))
        reply = await self.bot.answer(request(rest, entry_point="papers" if lead == "/papers" else "paper"))
        if reply.roundup_id:
            await self.roundups.record_shown(CHANNEL, "last", reply.roundup_id, NOW)
        return reply


@pytest.mark.parametrize("name", DIALOGUES)
async def test_a_dialogue_goes_as_written(name: str) -> None:
    """Every answer has what it must, and has nothing that it must not."""
    workspace = Workspace()

    for turn in DIALOGUES[name]:
        answered = words(await workspace.say(turn.said))

        assert [part for part in turn.has if part not in answered] == [], (
            f"{turn.said[:80]!r} was answered:\n{answered}"
        )
        assert [part for part in turn.lacks if part in answered] == [], f"{turn.said[:80]!r} was answered:\n{answered}"


async def test_pressing_any_button_is_understood() -> None:
    """Every action in every dialogue says something that the bot knows."""
    pressed: dict[tuple[str, str], str] = {}
    for turns in DIALOGUES.values():
        workspace = Workspace()
        for turn in turns:
            for part in (await workspace.say(turn.said)).parts:
                for action in part.actions[:6]:
                    reply = await workspace.bot.answer(
                        request(action.text, entry_point=action.entry_point, thread="last")
                    )
                    pressed[action.entry_point, action.text] = words(reply)

    assert pressed
    assert [press for press, reply in pressed.items() if "I don't know the command" in reply or "wrong" in reply] == []
