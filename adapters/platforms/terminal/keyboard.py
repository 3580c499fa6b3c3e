"""A person at a keyboard: line editing, history, completion, and paste that runs nothing by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from typing_extensions import override

from adapters.platforms.terminal.request import LineReader
from adapters.present.printable import printable

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.output import Output

PROMPT = "you › "
_REMEMBERED = 2_000  # characters; nobody wants a longer line back by arrow key


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    """A way to go on with a line.

    Attributes:
        line: The whole line as it would then stand.
        meaning: A few words beside it in the menu.
    """

    line: str
    meaning: str = ""


Complete = Callable[[str], Sequence[Completions]]
"""Told what stands before the cursor, it says what could stand there, best first."""


class Keyboard(LineReader):
    """Reads from the terminal; `history` is a file that is kept between sessions, where it can be."""

    def __init__(
        self,
        complete: Complete,
        *,
        history: Path | None = None,
        keys: Input | None = None,
        screen: Output | None = None,
    ) -> None:
        self._session: PromptSession[str] = PromptSession(
            FormattedText([("bold ansigreen", PROMPT)]),
            completer=offers(complete),
            complete_while_typing=True,
            complete_in_thread=True,
            reserve_space_for_menu=5,
            history=_Lasting(str(history)) if history else InMemoryHistory(),
            key_bindings=_bindings(),
            input=keys,
            output=screen,
        )

    @property
    @override
    def echoes(self) -> bool:
        return True

    @override
    async def line(self) -> str | None:
        try:
            return await self._session.prompt_async()
        except EOFError:
            return None


def _bindings() -> KeyBindings:
    """^C throws away what was typed; only on an empty line it is a wish to leave."""
    bindings = KeyBindings()

    @bindings.add("c-c", filter=Condition(lambda: bool(get_app().current_buffer.text)))
    def clear(event: KeyPressEvent) -> None:
        event.current_buffer.reset()

    return bindings


def offers(complete: Complete) -> Completer:
    """What prompt-toolkit asks while somebody types."""
    return _Offers(complete)


class _Offers(Completer):
    def __init__(self, complete: Complete) -> None:
        self._complete = complete

    @override
    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        for offer in self._complete(typed):
            line = printable(offer.line)
            start = typed.rfind(" ") + 1 if line.startswith(typed[: typed.rfind(" ") + 1]) else 0
            space = " " if offer.line.endswith(" ") else ""
            yield Completion(
                line[start:] + space,
                start_position=start - len(typed),
                display=line[start:],
                display_meta=printable(offer.meaning),
            )


class _Lasting(FileHistory):
    """A history whose file may be missing, full or forbidden: then it lasts for this session only."""

    @override
    def load_history_strings(self) -> Iterable[str]:
        with contextlib.suppress(OSError, UnicodeError):
            return list(super().load_history_strings())
        return []

    @override
    def store_string(self, string: str) -> None:
        if len(string) <= _REMEMBERED:
            with contextlib.suppress(OSError, UnicodeError):
                super().store_string(string)
