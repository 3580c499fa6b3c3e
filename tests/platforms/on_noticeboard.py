"""The noticeboard as the shared tests use it: a place to deliver to, and a room to talk in."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Channel
from bot.clock import SystemClock
from tests.adapters.platforms.fakes import fake_ports
from tests.platforms.contract import Loss, Place
from tests.platforms.listening import listening_on
from tests.platforms.noticeboard.app import NoticeboardPlatform
from tests.platforms.noticeboard.board import Board
from tests.platforms.speaking import RealBot, Room

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.chat import Ports
    from tests.platforms.contract import Silence

HALL = Channel(platform="noticeboard", workspace="board", id="hall")
LOSSES = {"closed": Loss(words="the board was closed")}
PATIENCE = 10.0


class NoticeboardPlace(Place):
    """The hall's board."""

    def __init__(self, board: Board, platform: NoticeboardPlatform) -> None:
        self._board = board
        self._platform = platform

    @property
    @override
    def platform(self) -> NoticeboardPlatform:
        return self._platform

    @property
    @override
    def channel(self) -> Channel:
        return HALL

    @override
    def stands(self, thread: str = "") -> list[str]:
        return [line["id"] for line in self._board.lines(HALL.id) if line["thread"] == (thread or None)]

    @override
    def words(self, message: str, thread: str = "") -> str:
        return next(str(line["text"]) for line in self._board.lines(HALL.id) if line["id"] == message)

    @override
    def silence(self, how: Silence, *, after: int) -> None:
        self._board.faults.extend([*[""] * after, how])

    @override
    def slow_down(self) -> float:
        self._board.faults.append("slow down")
        return 30.0

    @override
    def lose(self, how: str) -> None:
        self._board.close(HALL.id)


class NoticeboardRoom(Room):
    """The hall, and somebody who leaves lines there."""

    def __init__(self, board: Board, platform: NoticeboardPlatform) -> None:
        self._board = board
        self._platform = platform
        self._thread: str | None = None

    @override
    async def say(self, said: str) -> str:
        before = len(self._board.lines(HALL.id))
        replies = said.startswith(">")
        words = said[1:].strip() if replies else said
        line = {"by": "ada", "text": words, "thread": (self._thread or "nowhere") if replies else None}
        self._board.leave(HALL.id, line)
        async with asyncio.timeout(PATIENCE):
            while len(self._board.lines(HALL.id)) == before + 1:  # noqa: ASYNC110 - a board tells nobody
                await asyncio.sleep(0.01)
        await self._platform.listeners.tasks.finish(PATIENCE)
        told = self._board.lines(HALL.id)[before + 1 :]
        self._thread = next((one["thread"] for one in told if one["thread"] and not replies), self._thread)
        return "\n".join(one["text"] for one in told)


@asynccontextmanager
async def _opened(ports: Ports, *, listens: bool) -> AsyncIterator[tuple[Board, NoticeboardPlatform]]:
    with tempfile.TemporaryDirectory() as folder:
        board = made(Path(folder))
        platform = NoticeboardPlatform(board, "open sesame", ports)
        if listens:
            async with listening_on(platform):
                yield board, platform
            return
        await platform.start()
        try:
            yield board, platform
        finally:
            await platform.stop()


def made(folder: Path) -> Board:
    """A board in a folder, and its key."""
    (folder / "key").write_text("open sesame")
    return Board(str(folder))


@asynccontextmanager
async def noticeboard_place() -> AsyncIterator[NoticeboardPlace]:
    """An empty board, and a worker that posts there."""
    async with _opened(fake_ports(now=SystemClock().now), listens=False) as (board, platform):
        yield NoticeboardPlace(board, platform)


@asynccontextmanager
async def noticeboard_room(real: RealBot | None = None) -> AsyncIterator[NoticeboardRoom]:
    """An empty board, and the bot that reads it."""
    real = real or RealBot()
    ports = fake_ports(answer=real.answer, record_shown=real.record_shown, is_roundup_thread=real.is_roundup_thread)
    async with _opened(ports, listens=True) as (board, platform):
        yield NoticeboardRoom(board, platform)
