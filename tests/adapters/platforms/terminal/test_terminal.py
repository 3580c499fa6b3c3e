"""The workspace on a real pseudo-terminal and in a real pipe."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[4]
PROGRAM = (sys.executable, "-m", "tests.adapters.platforms.terminal.conversation")
PROMPT = "you › "


class Terminal:
    """A program on a pseudo-terminal: press keys, wait for words."""

    def __init__(self) -> None:
        self._ours, theirs = pty.openpty()
        self.program = subprocess.Popen(  # noqa: S603 - this very project
            PROGRAM,
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": "", "PROMPT_TOOLKIT_NO_CPR": "1"},  # noqa: TID251
        )
        os.close(theirs)
        self.seen = ""
        self._read_to = 0

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def wait(self, words: str) -> str:
        """What is shown from here on up to these words; fails when they don't come."""
        end = time.monotonic() + 20
        while (at := self.seen.find(words, self._read_to)) < 0:
            assert time.monotonic() < end, self.seen
            if select.select([self._ours], [], [], 0.1)[0]:
                try:
                    arrived = os.read(self._ours, 4096).decode("utf-8", "replace")
                except OSError:
                    pytest.fail(f"the program ended: {self.seen}")
                self.seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", "", arrived)
        shown = self.seen[self._read_to : at]
        self._read_to = at + len(words)
        return shown

    def close(self) -> None:
        """End the program, where it hasn't ended by itself."""
        self.program.kill()
        self.program.wait(20)
        os.close(self._ours)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A workspace on a pseudo-terminal."""
    opened = Terminal()
    yield opened
    opened.close()


def test_a_person_talks_at_a_terminal(terminal: Terminal) -> None:
    """Commands are answered, ^C stops a slow answer and clears a line, twice at an empty prompt it leaves."""
    terminal.wait(PROMPT)
    terminal.press("/papers roundup\r")
    terminal.wait("Opening.")
    terminal.wait(PROMPT)
    terminal.press("/papers slow\r")
    time.sleep(0.7)
    terminal.press("\x03")
    terminal.wait("Stopped.")
    terminal.wait(PROMPT)
    terminal.press("/papers half a li\x03/papers list\r")
    terminal.wait("You said list.")
    terminal.wait(PROMPT)
    terminal.press("\x03")
    terminal.wait("Press ^C again")
    terminal.wait(PROMPT)
    terminal.press("\x03")
    terminal.wait("left")

    assert terminal.program.wait(20) == 0
    assert "Traceback" not in terminal.seen


def test_a_pipe_makes_a_transcript() -> None:
    """Piped lines are played, repeated and answered without a single escape, and the end of input leaves."""
    done = subprocess.run(  # noqa: S603 - this very project
        PROGRAM, cwd=ROOT, input=b"/papers roundup\n> 3\n", capture_output=True, timeout=30, check=True
    )

    assert done.stdout.decode() == (
        "you › /papers roundup\nPaperround · only you see this\nOpening.\n\n↳ Theme.\n\n"
        "you › > 3\n  Paperround · only you see this\n  You said 3.\n\nleft\n"
    )
    assert done.stderr == b""
