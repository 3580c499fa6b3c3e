"""Lines from scripts and pipes."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

import pytest

from adapters.errors import BadFile
from adapters.platforms.terminal import script
from adapters.platforms.terminal.request import read
from tests.adapters.platforms.terminal.fakes import PLACE

if TYPE_CHECKING:
    from pathlib import Path

    from adapters.platforms.terminal.request import LineReader


async def every(typist: LineReader) -> list[str]:
    """All lines that it types."""
    lines = []
    while (line := await typist.line()) is not None:
        lines.append(line)
    return lines


async def test_a_script_is_played_without_its_comments(tmp_path: Path) -> None:
    """Comments and blank lines are left out, the rest is typed line by line and must be repeated on the screen."""
    (tmp_path / "s.txt").write_text("\ufeff# hello\n\n/papers list\n> 3\n", "utf-8")
    played = script.read(tmp_path / "s.txt")

    assert await every(played) == ["/papers list", "> 3"]
    assert not played.echoes


async def test_the_shipped_conversation_is_made_of_commands() -> None:
    """Every line of it but the misspelt one's words asks the bot something, in a thread once there is one."""
    lines = await every(script.shipped())

    assert lines[0].startswith("/papers subscribe fine-tuning")
    assert {"> 3", "> bibtex 3", "> code 3"} <= set(lines)
    assert not [line for line in lines if not line.startswith(">") and isinstance(read(line, PLACE), str)]


def test_a_script_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """A missing file and one that isn't text are named, without a traceback."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(BadFile, match=r"missing can't be read: No such file"):
        script.read(tmp_path / "missing")
    with pytest.raises(BadFile, match="isn't UTF-8"):
        script.read(tmp_path / "binary")


async def test_piped_lines_come_as_they_arrive() -> None:
    """A line is there before the pipe is closed; bad bytes and a missing last line break lose nothing."""
    source, sink = os.pipe()
    with os.fdopen(source) as stream:
        piped = script.PipedLines(stream)
        os.write(sink, b"# hi\n/papers list\n/pap")
        first = await piped.line()
        os.write(sink, b"er \xff\n\n> 3")
        os.close(sink)

        assert first == "/papers list"
        assert await every(piped) == ["/paper \ufffd", "> 3"]
        assert not piped.echoes


async def test_a_regular_file_can_be_stdin(tmp_path: Path) -> None:
    """Redirected files are read like pipes."""
    (tmp_path / "in.txt").write_text("/papers list\nquit\n")
    with (tmp_path / "in.txt").open() as stream:
        assert await every(script.PipedLines(stream)) == ["/papers list", "quit"]


async def test_waiting_for_a_pipe_can_be_interrupted() -> None:
    """^C while nothing arrives is what ^C at a prompt is, and loses no half line."""
    source, sink = os.pipe()
    with os.fdopen(source) as stream:
        piped = script.PipedLines(stream)
        os.write(sink, b"/papers ")
        asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            await piped.line()
        os.write(sink, b"list\n")
        os.close(sink)

        assert await piped.line() == "/papers list"
