"""A small workspace to run as a process of its own, on a real pseudo-terminal or a pipe."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import nullcontext

from adapters.platforms.terminal.app import TerminalWorkspace, converse
from adapters.platforms.terminal.keyboard import Keyboard
from adapters.platforms.terminal.screen import Screen
from adapters.platforms.terminal.script import PipedLines
from tests.adapters.platforms.terminal.fakes import PLACE, FakeBot, reply


def main() -> None:
    """Talk until the other side leaves."""
    if sys.stdin.isatty():
        os.close(os.open(os.ttyname(0), os.O_RDWR))  # as a session's leader, so that ^C comes as a signal
    bot = FakeBot({"roundup": reply("Opening.", "Theme.", roundup="r1")})
    typist = Keyboard(lambda _: ()) if sys.stdin.isatty() else PipedLines(sys.stdin)
    here = TerminalWorkspace(
        answer=bot.answer, record_shown=bot.record_shown, screen=Screen(sys.stdout), busy=nullcontext
    )
    asyncio.run(converse(here, typist, PLACE))
    sys.stdout.write("left\n")


if __name__ == "__main__":
    main()
