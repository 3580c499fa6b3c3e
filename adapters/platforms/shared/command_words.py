"""The words by which every platform knows a command: the names of the slash commands, and the verbs that it sees to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.message import EntryPoint

COMMANDS: Mapping[str, EntryPoint] = {"papers": "papers", "paper": "paper"}
"""The slash commands by name, without the slash."""

SUBSCRIBE = "subscribe"
"""The verb that opens an empty window where nothing follows it."""

TOPICS = "topics"
"""The verb of a button that a platform with windows answers by the same window."""

SHARE = "share"
"""The verb that has a roundup posted where it is said, as the delivery posts; the roundup's id follows."""

CHANGE = "change"
"""The verb that opens a window on one of the channel's subscriptions, where a platform has windows; its topic follows."""


def as_command(entry_point: EntryPoint, text: str) -> tuple[EntryPoint, str]:
    """Words that begin with a command's name mean that command: `@Paperround paper EndPrompt`.

    In a thread, where such a word may be meant as a word, only one with its slash does.
    """
    word, _, rest = text.partition(" ")
    named = COMMANDS.get(word.removeprefix("/").casefold())
    if named and (entry_point == "papers" or word.startswith("/")):
        return named, rest.strip()
    return entry_point, text
