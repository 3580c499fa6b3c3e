"""The terminal workspace, played line by line."""

from __future__ import annotations

import io
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Channel, Person
from adapters.platforms.terminal.app import TerminalWorkspace, converse
from adapters.platforms.terminal.request import TerminalLocation
from adapters.platforms.terminal.screen import Screen
from adapters.platforms.terminal.script import ScriptedLines
from tests.platforms.speaking import ZONE, RealBot, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Channel(platform="shell", workspace="here", id="terminal")


class TerminalRoom(Room):
    """A screen, and who sits before it."""

    def __init__(self, bot: RealBot) -> None:
        self._bot = bot
        self._place = TerminalLocation(channel=HERE, person=Person(id="me", zone=ZONE, may_manage=True))

    @override
    async def say(self, said: str) -> str:
        screen = io.StringIO()
        workspace = TerminalWorkspace(
            answer=self._bot.answer, record_shown=self._shown, screen=Screen(screen, width=100)
        )
        self._place = await converse(workspace, ScriptedLines([said]), self._place)
        return screen.getvalue().partition("\n")[2]  # without the line that was typed

    async def _shown(self, thread: str, roundup_id: str) -> None:
        await self._bot.record_shown(HERE, thread, roundup_id)


@asynccontextmanager
async def terminal(real: RealBot | None = None) -> AsyncIterator[TerminalRoom]:
    """A workspace that nothing was said in yet."""
    yield TerminalRoom(real or RealBot())
