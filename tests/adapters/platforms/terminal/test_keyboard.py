"""What a person at a keyboard can do before a line is sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from adapters.platforms.terminal.keyboard import Completions, Keyboard, offers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from prompt_toolkit.input import PipeInput


def complete(line: str) -> Sequence[Completions]:
    """Offers two commands and a paper."""
    known = (
        Completions(line="/papers list"),
        Completions(line="/papers subscribe ", meaning="a topic"),
        Completions(line="/paper TinyTune"),
    )
    return [offer for offer in known if offer.line.casefold().startswith(line.casefold())]


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """Keys to press."""
    with create_pipe_input() as pressed:
        yield pressed


def keyboard(keys: PipeInput, history: Path | None = None) -> Keyboard:
    """A keyboard whose keys a test presses."""
    return Keyboard(complete, history=history, keys=keys, screen=DummyOutput())


async def test_a_line_is_what_was_typed(keys: PipeInput) -> None:
    """Enter sends the line; the terminal has already shown it."""
    keys.send_text("/papers list\r")
    typist = keyboard(keys)

    assert await typist.line() == "/papers list"
    assert typist.echoes


async def test_interrupting_clears_what_was_typed(keys: PipeInput) -> None:
    """^C in a line throws it away; on an empty line it is a wish to leave."""
    keys.send_text("/papers li\x03/papers help\r\x03")
    typist = keyboard(keys)

    assert await typist.line() == "/papers help"
    with pytest.raises(KeyboardInterrupt):
        await typist.line()


async def test_the_end_of_input_is_no_line(keys: PipeInput) -> None:
    """^D ends the conversation."""
    keys.send_text("\x04")

    assert await keyboard(keys).line() is None


async def test_a_paste_waits_for_enter(keys: PipeInput) -> None:
    """Line breaks in pasted text send nothing by themselves."""
    keys.send_text("\x1b[200~/paper TinyTune:\nAdapters\x1b[201~ now\r")

    assert await keyboard(keys).line() == "/paper TinyTune:\nAdapters now"


async def test_the_tabulator_completes(keys: PipeInput) -> None:
    """What is offered replaces the word that is being typed, whatever its case."""
    for after, pressed in ((0.0, "/papers li"), (1.0, "\t"), (2.5, "\r")):
        asyncio.get_running_loop().call_later(after, keys.send_text, pressed)

    assert await keyboard(keys).line() == "/papers list"


@pytest.mark.parametrize(
    ("typed", "completed", "start"),
    [
        ("/papers su", "subscribe ", -2),
        ("/pap", "/papers list", -4),
        ("/PAPER ti", "/paper TinyTune", -9),
    ],
)
def test_offers_replace_as_little_as_they_can(typed: str, completed: str, start: int) -> None:
    """Only the last word is replaced where what stands before it is right already."""
    found = list(offers(complete).get_completions(Document(typed), CompleteEvent()))

    assert (found[0].text, found[0].start_position) == (completed, start)


async def test_history_lasts(keys: PipeInput, tmp_path: Path) -> None:
    """A later session finds the earlier line by arrow key."""
    keys.send_text("/papers list\r")
    await keyboard(keys, tmp_path / "history").line()

    keys.send_text("\x1b[A\r")
    assert await keyboard(keys, tmp_path / "history").line() == "/papers list"


async def test_history_that_cannot_be_kept_is_no_trouble(keys: PipeInput, tmp_path: Path) -> None:
    """A history file that can't be read or written, and a line too long to remember, cost nothing else."""
    keys.send_text("/papers list\r" + "x" * 3000 + "\r")
    typist = keyboard(keys, tmp_path)

    assert await typist.line() == "/papers list"
    assert len(await typist.line() or "") == 3000
