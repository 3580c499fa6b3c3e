"""A typed line → a Request, or a sentence that says what to type."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.chat import Request
from adapters.present.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.chat import Channel, EntryPoint, Part, Person

COMMANDS: dict[str, EntryPoint] = {"/papers": "papers", "/paper": "paper"}
LEAVING = frozenset({"quit", "exit", ":q", "/quit", "/exit", "bye"})
_SHOWN = 60
_HELP = "/papers help shows all commands. /paper and a name explains one paper, > 3 replies to a roundup, quit leaves."


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalLocation:
    """Where the person at the keyboard is.

    Attributes:
        thread: The thread that `> …` answers in: that of the last roundup shown, or None.
        folded: The messages of that thread, while they wait to be opened.
    """

    channel: Channel
    person: Person
    thread: str | None = None
    folded: tuple[Part, ...] = ()


def read(line: str, place: TerminalLocation) -> Request | str:
    """What a line asks for; a line that asks for nothing is answered with how to ask."""
    said = line.strip()
    if said.startswith(">"):
        return _request("thread", said[1:], place)
    command, _, words = said.partition(" ")
    entry_point = COMMANDS.get(command.casefold())
    if entry_point:
        return _request(entry_point, words, place)
    return _hint(said, command, words.strip())


def _request(entry_point: EntryPoint, words: str, place: TerminalLocation) -> Request:
    thread = place.thread if entry_point == "thread" else None
    return Request(
        entry_point=entry_point, text=words.strip(), channel=place.channel, person=place.person, thread=thread
    )


def _hint(said: str, command: str, words: str) -> str:
    short = printable(said[: 2 * _SHOWN])[:_SHOWN].strip()
    if command.startswith("/"):
        near = difflib.get_close_matches(command.casefold()[:_SHOWN], COMMANDS, n=1)
        meant = f"{near[0] if near else '/papers'} {printable(words[:_SHOWN])}".strip()
        return f"I don't know {printable(command[:_SHOWN])}. Did you mean {meant}?"
    if said.casefold() in {"help", "?", "h"}:
        return _HELP
    if said.isdecimal():
        return f"To open a paper of the last roundup, type > {short}"
    return f"Commands start with a slash. Did you mean /papers {short}, or /paper {short}? /papers help shows them all."


def entries(typed: str) -> Iterator[str]:
    """What was typed or pasted as one line for each command: a line break within one is only a space."""
    gathered: list[str] = []
    for line in filter(str.strip, typed.splitlines()):
        if gathered and line.lstrip().startswith(("/", ">")):
            yield " ".join(gathered)
            gathered = []
        gathered.append(line.strip())
    if gathered:
        yield " ".join(gathered)


def without_comments(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a script that say something."""
    return (line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


class LineReader(Protocol):
    """Somebody who types.

    Attributes:
        echoes: Whether what is typed can already be seen; where not, the workspace repeats it.
    """

    @property
    def echoes(self) -> bool: ...

    async def line(self) -> str | None:
        """The next line, or None at the end; raises KeyboardInterrupt where ^C is typed instead."""
        ...
