"""Lines that nobody types at a keyboard: a script's, or those that come through a pipe."""

from __future__ import annotations

import asyncio
import contextlib
import os
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from typing_extensions import override

from adapters.errors import BadFile
from adapters.platforms.terminal.interrupts import Interrupted, interruptible
from adapters.platforms.terminal.request import LineReader, without_comments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LONGEST = 16 * 1024 * 1024


class ScriptedLines(LineReader):
    """Plays lines one after the other; comments are left out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(tuple(without_comments(lines)))

    @property
    @override
    def echoes(self) -> bool:
        return False

    @override
    async def line(self) -> str | None:
        return next(self._lines, None)


def shipped() -> ScriptedLines:
    """The short conversation that comes with the product."""
    return ScriptedLines(
        files("adapters.platforms.terminal").joinpath("conversation.txt").read_text("utf-8").splitlines()
    )


def read(path: Path) -> ScriptedLines:
    """A script file; raises BadFile where it can't be read as text."""
    try:
        return ScriptedLines(path.read_text("utf-8-sig").splitlines())
    except OSError as error:
        raise BadFile(f"{path} can't be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is no script: it isn't UTF-8 text.") from error


class PipedLines(LineReader):
    """Lines as they arrive on a stream that isn't a keyboard, without holding up anything else meanwhile."""

    def __init__(self, stream: TextIO) -> None:
        self._source = stream.fileno()
        self._arrived = b""

    @property
    @override
    def echoes(self) -> bool:
        return False

    @override
    async def line(self) -> str | None:
        try:
            return await interruptible(self._next())
        except Interrupted:
            raise KeyboardInterrupt from None

    async def _next(self) -> str | None:
        while True:
            while b"\n" not in self._arrived and len(self._arrived) < _LONGEST and (chunk := await self._chunk()):
                self._arrived += chunk
            if not self._arrived:
                return None
            line, _, self._arrived = self._arrived.partition(b"\n")
            for said in without_comments([line.decode("utf-8", "replace")]):
                return said

    async def _chunk(self) -> bytes:
        """What has arrived since, b"" at the end; the stream stays in blocking mode, since others may share it."""
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        with contextlib.suppress(PermissionError):  # a regular file can't be waited for, and needn't be
            loop.add_reader(self._source, _wake, ready)
            try:
                await ready
            finally:
                loop.remove_reader(self._source)
        return os.read(self._source, 65_536)


def _wake(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
