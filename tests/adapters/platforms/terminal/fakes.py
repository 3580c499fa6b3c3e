"""A bot that answers from a list, and a workspace around it whose screen can be read."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field

from typing_extensions import override

from adapters.chat import Channel, Paragraph, Part, Person, Reply, Request, plain
from adapters.platforms.terminal.app import TerminalWorkspace
from adapters.platforms.terminal.request import LineReader, TerminalLocation
from adapters.platforms.terminal.screen import Screen

PLACE = TerminalLocation(
    channel=Channel(platform="shell", workspace="here", id="terminal"), person=Person(id="me", may_manage=True)
)


def reply(text: str, *thread: str, private: bool = True, roundup: str = "") -> Reply:
    """A reply of one paragraph, with further ones in its thread."""
    parts = tuple(Part(blocks=(Paragraph(plain(words)),)) for words in (text, *thread))
    return Reply(parts=parts, private=private, roundup_id=roundup)


@dataclass(slots=True)
class FakeBot:
    """Answers with the reply listed for the words, else by repeating them; `slow` is never answered."""

    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    tied: list[tuple[str, str]] = field(default_factory=list)

    async def answer(self, request: Request) -> Reply:
        self.asked.append(request)
        if request.text == "slow":
            await asyncio.sleep(3600)
        return self.replies.get(request.text, reply(f"You said {request.text}."))

    async def record_shown(self, thread: str, roundup_id: str) -> None:
        self.tied.append((thread, roundup_id))


def workspace(bot: FakeBot) -> tuple[TerminalWorkspace, io.StringIO]:
    """A workspace, and what is written on its screen."""
    out = io.StringIO()
    return TerminalWorkspace(answer=bot.answer, record_shown=bot.record_shown, screen=Screen(out, width=80)), out


class Typed(LineReader):
    """Types the given lines; an exception among them is raised in its place."""

    def __init__(self, *lines: str | type[BaseException]) -> None:
        self._lines = list(lines)

    @property
    @override
    def echoes(self) -> bool:
        return False

    @override
    async def line(self) -> str | None:
        said = self._lines.pop(0) if self._lines else None
        if isinstance(said, type):
            raise said
        return said
