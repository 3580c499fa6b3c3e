"""Progress is shown to people who wait, and to nobody else."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from adapters.platforms.terminal.progress import ProgressMeter

if TYPE_CHECKING:
    from collections.abc import Callable


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    @override
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal that can move its cursor."""
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def until(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within seconds."""
    end = time.monotonic() + 5
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_long_work_shows_how_far_it_is(terminal: Terminal) -> None:
    """After a while the words and the count are there, and they are cleared away at the end."""
    meter = ProgressMeter(terminal, patience=0)

    with meter.under_way("Reading arXiv"), meter.under_way("inside"):
        meter(1200, 4000)
        shown = until(lambda: "1,200 of 4,000" in terminal.getvalue())
        meter(1300, None)

    assert shown
    assert "Reading arXiv" in terminal.getvalue()
    assert "inside" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_short_work_shows_nothing(terminal: Terminal) -> None:
    """Whatever ends within the first second leaves the terminal alone."""
    with ProgressMeter(terminal).under_way("Reading arXiv"):
        pass

    assert terminal.getvalue() == ""


def test_a_pipe_gets_no_progress() -> None:
    """Where stderr is no terminal, nothing is written, however long it takes."""
    err = io.StringIO()
    meter = ProgressMeter(err, patience=0)

    with meter.under_way("Reading arXiv"):
        meter(1, 2)
        time.sleep(0.05)
    meter(2, 2)

    assert err.getvalue() == ""
