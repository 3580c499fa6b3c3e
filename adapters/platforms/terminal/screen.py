"""The terminal, or whatever stdout is, as a place to show parts and replies in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from adapters.chat import Heading
from adapters.platforms.terminal.render import WIDEST, TerminalStyle, actions, part_lines
from adapters.platforms.terminal.wrap import hang, wrap
from adapters.present.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from adapters.chat import Part, Reply

_NAME = Style(bold=True, color="green")
_DIM = Style(dim=True)
_THREAD = "↳ "
_INDENT = "  "
OPENING = "> thread"
_LONGEST = 500  # characters of a typed line that are worth repeating


class Screen:
    """Shows things; in colour where the terminal has it and nobody set NO_COLOR, else as plain text without escapes."""

    def __init__(
        self,
        out: TextIO,
        *,
        colour: bool | None = None,
        width: int | None = None,
        page_of: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="replace")  # a terminal that can't show a character is no reason to stop
        console = Console(file=out, width=width)
        if colour is None:
            colour = console.is_terminal and not console.no_color and not console.is_dumb_terminal
        self._console = Console(
            file=out,
            width=width,
            color_system="auto" if colour else None,
            force_terminal=colour,
            highlight=False,
            markup=False,
            emoji=False,
        )
        self._colour = colour
        self._page_of = page_of

    @property
    def look(self) -> TerminalStyle:
        """The room there is now; a terminal's window may be drawn wider or narrower at any time."""
        return TerminalStyle(width=min(self._console.width, WIDEST), colour=self._colour, page_of=self._page_of)

    def parts(self, parts: Sequence[Part]) -> None:
        """Parts one below the other, as a document."""
        for at, part in enumerate(parts):
            self._lines([*([Text(), Text()] if at else []), *part_lines(part, self.look)])

    def reply(self, name: str, reply: Reply, *, threaded: bool = False, folded: bool = False) -> None:
        """A message with its sender, then its thread: whole, or folded to one line that says how to open it."""
        sender = Text.assemble((name, _NAME), (" · only you see this" if reply.private else "", _DIM))
        first, *thread = reply.parts
        self._message(first, [sender], _INDENT if threaded else "")
        if thread and folded:
            self._lines([*hang(Text(_contents(thread), _DIM), self.look.width, Text(_THREAD, _DIM), _INDENT), Text()])
        else:
            self.thread(thread)

    def thread(self, parts: Sequence[Part]) -> None:
        """The messages of a thread, further in."""
        for part in parts:
            self._message(part, [], _INDENT, first=_THREAD)

    def typed(self, prompt: str, line: str) -> None:
        """A line as if it had just been typed."""
        shown = printable(line)
        self._lines([Text.assemble((prompt, _NAME), shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …")])

    def say(self, sentence: str) -> None:
        """A sentence of the workspace's own."""
        self._lines([*wrap(Text(printable(sentence), _DIM), self.look.width), Text()])

    def _message(self, part: Part, above: list[Text], indent: str, *, first: str = "") -> None:
        look = self.look.narrower(len(indent))
        offered = actions(part.actions, look)
        lines = [*above, *part_lines(part, look), *([Text(), *offered] if offered else []), Text()]
        marks = [Text(first or indent, _DIM), *[Text(indent)] * (len(lines) - 1)]
        self._lines(Text.assemble(mark, line) if line.plain else line for mark, line in zip(marks, lines, strict=True))

    def _lines(self, lines: Iterable[Text]) -> None:
        for line in lines:
            self._console.print(line, soft_wrap=True)


def _contents(thread: Sequence[Part]) -> str:
    """What waits in a thread: how many messages, under which headings."""
    headings = [printable(block.text) for part in thread for block in part.blocks[:1] if isinstance(block, Heading)]
    count = "1 message" if len(thread) == 1 else f"{len(thread)} messages"
    return f"{count} in the thread{': ' if headings else ''}{' · '.join(headings)}. Type {OPENING} to read."
