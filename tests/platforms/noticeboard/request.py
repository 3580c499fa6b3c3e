"""What stands on the board → what a person asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adapters.chat import Channel, Person, Request
from adapters.platforms.shared.button_codec import read
from adapters.platforms.shared.command_words import COMMANDS

if TYPE_CHECKING:
    from tests.platforms.noticeboard.board import Json

PLATFORM = "noticeboard"


def request(channel: str, line: Json, *, is_guest: bool) -> Request | None:
    """A command, a reply in a thread, or a pressed button; None for what people say to each other.

    Guests change nothing, and the board of one person, named `for-` and their name, is direct. Every line is read.
    """
    word, _, rest = line["text"].partition(" ")
    where = Channel(platform=PLATFORM, workspace="board", id=channel)
    person = Person(id=line["by"], may_manage=not is_guest)
    asked = partial(Request, channel=where, person=person, is_direct=channel == f"for-{person.id}", hears_all=True)
    if pressed := read(line["text"]) if line.get("pressed") else None:
        thread = pressed.thread or line["thread"] if pressed.entry_point == "thread" else None
        return asked(entry_point=pressed.entry_point, text=pressed.text, thread=thread)
    if word.startswith("/") and word[1:] in COMMANDS:
        return asked(entry_point=COMMANDS[word[1:]], text=rest)
    if line["thread"]:
        return asked(entry_point="thread", text=line["text"], thread=line["thread"])
    return None
