"""What stands on the board → what a person asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.chat import Channel, Person, Request
from adapters.platforms.driver.button_codec import read
from adapters.platforms.driver.command_table import COMMANDS

if TYPE_CHECKING:
    from tests.platforms.noticeboard.board import Json

PLATFORM = "noticeboard"


def request(channel: str, line: Json) -> Request | None:
    """A command, a reply in a thread, or a pressed button; None for what people say to each other."""
    word, _, rest = line["text"].partition(" ")
    where = Channel(platform=PLATFORM, workspace="board", id=channel)
    person = Person(id=line["by"])
    if pressed := read(line["text"]) if line.get("pressed") else None:
        thread = pressed.thread or line["thread"] if pressed.entry_point == "thread" else None
        return Request(entry_point=pressed.entry_point, text=pressed.text, channel=where, person=person, thread=thread)
    if word.startswith("/") and word[1:] in COMMANDS:
        return Request(entry_point=COMMANDS[word[1:]], text=rest, channel=where, person=person)
    if line["thread"]:
        return Request(entry_point="thread", text=line["text"], channel=where, person=person, thread=line["thread"])
    return None
