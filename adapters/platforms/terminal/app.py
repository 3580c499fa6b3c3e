"""The terminal workspace: one channel, one person, the same commands as everywhere."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.platforms.shared.event_processing import additions, show_growing
from adapters.platforms.terminal.interrupts import Interrupted, interruptible
from adapters.platforms.terminal.keyboard import PROMPT
from adapters.platforms.terminal.request import LEAVING, entries, read
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from adapters.chat import Answer, Reply, Request
    from adapters.platforms.terminal.request import LineReader, TerminalLocation
    from adapters.platforms.terminal.screen import Screen

RecordShown = Callable[[str, str], Awaitable[None]]
"""Told that a thread belongs to a roundup: (thread, roundup id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalWorkspace:
    """What the conversation needs from outside.

    Attributes:
        record_shown: Ties a thread to the roundup it belongs to, so that replies in it find it.
        busy: What to show while an answer takes its time.
        folds: Whether a thread waits to be opened, as in other workspaces, so that the opening post stays in sight.
        name: Who answers.
    """

    answer: Answer
    record_shown: RecordShown
    screen: Screen
    busy: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext
    folds: bool = False
    name: str = "Paperround"


async def converse(workspace: TerminalWorkspace, typist: LineReader, place: TerminalLocation) -> TerminalLocation:
    """Answer line after line until the typist leaves; says where they were then."""
    leaving = False
    while True:
        try:
            typed = await typist.line()
        except KeyboardInterrupt:
            if leaving:
                return place
            leaving = True
            workspace.screen.say("Press ^C again, or ^D, to leave.")
            continue
        leaving = False
        if typed is None:
            return place
        for line in entries(typed):
            if not typist.echoes:
                workspace.screen.typed(PROMPT, line)
            if line.casefold() in LEAVING:
                return place
            place = await _answer_line(workspace, line, place)


async def _answer_line(workspace: TerminalWorkspace, line: str, place: TerminalLocation) -> TerminalLocation:
    """Answer one line; a roundup in the answer opens the thread that replies go to from then on."""
    if place.folded and re.fullmatch(r">\s*thread", line, re.IGNORECASE):
        workspace.screen.thread(place.folded)
        return replace(place, folded=())
    request = read(line, place)
    if isinstance(request, str):
        workspace.screen.say(request)
        return place
    try:
        return await interruptible(_answer_request(workspace, request, place))
    except Interrupted:
        workspace.screen.say("Stopped.")
        return place


async def _answer_request(workspace: TerminalWorkspace, request: Request, place: TerminalLocation) -> TerminalLocation:
    threaded = request.thread is not None
    with workspace.busy():
        reply = await workspace.answer(request)

    async def show(shown: Reply) -> None:
        workspace.screen.reply(workspace.name, shown, threaded=threaded, folded=workspace.folds)

    async def grow(before: Reply, after: Reply) -> None:
        workspace.screen.thread(tuple(additions(before, after)))  # what is printed stands

    await show_growing(_busily(workspace, reply), show, grow)
    if workspace.folds and len(reply.parts) > 1:
        place = replace(place, folded=reply.parts[1:])
    return await _open_thread(workspace, reply, place) if reply.roundup_id else place


def _busily(workspace: TerminalWorkspace, reply: Reply) -> Reply:
    """The same reply, whose details are seen to be read."""
    read_on = reply.fuller
    if read_on is None:
        return reply

    async def fuller() -> Reply | None:
        with workspace.busy():
            return await read_on()

    return replace(reply, fuller=fuller)


async def _open_thread(workspace: TerminalWorkspace, reply: Reply, place: TerminalLocation) -> TerminalLocation:
    """A terminal has no message ids: the thread of a roundup goes by the roundup's own."""
    try:
        await workspace.record_shown(reply.roundup_id, reply.roundup_id)
    except PaperroundError as error:
        workspace.screen.say(f"{error} Replies to this roundup won't find it.")
        return place
    return replace(place, thread=reply.roundup_id)
