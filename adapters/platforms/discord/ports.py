"""What the Discord adapter is given by whoever puts the product together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.chat import Channel

if TYPE_CHECKING:
    from adapters.chat import Answer
    from adapters.store.ports import KeyValueStore

Shown = Callable[[Channel, str, str], Awaitable[None]]
"""Told that a thread belongs to a roundup: (channel, thread, roundup id)."""
Removed = Callable[[str, str], Awaitable[None]]
"""Told that a server removed the bot: (workspace, reason); its subscriptions are to be paused."""
Restored = Callable[[str], Awaitable[None]]
"""Told that a server has the bot, again or still: what was paused because it was removed goes on."""
Translate = Callable[[str, str], Awaitable[str | None]]
"""Given an English word or sentence of the commands and a locale such as `de`, says it there, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A way an option could go on.

    Attributes:
        value: What is said when it is chosen.
    """

    label: str
    value: str


Suggest = Callable[[Channel, str], Awaitable[Sequence[Suggestion]]]
"""Given the channel and what was typed so far, says what could be meant, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggester:
    """Who suggests what, for each kind of option."""

    topics: Suggest
    zones: Suggest
    papers: Suggest
    subscriptions: Suggest


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordPorts:
    """Everything that the adapter needs from outside."""

    answer: Answer
    shown: Shown
    removed: Removed
    restored: Restored
    suggesting: Suggester
    scratch: KeyValueStore
    translate: Translate | None = None
