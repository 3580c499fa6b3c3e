"""What the Slack adapter is given by whoever puts the product together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from adapters.chat import Channel

if TYPE_CHECKING:
    from adapters.chat import Answer
    from adapters.store.ports import KeyValueStore, Subscription, Subscriptions

Shown = Callable[[Channel, str, str], Awaitable[None]]
"""Told that a thread belongs to a roundup: (channel, thread, roundup id)."""
Ours = Callable[[Channel, str], Awaitable[bool]]
"""Whether a thread is one of a roundup: (channel, thread)."""
Removed = Callable[[str, str], Awaitable[None]]
"""Told that a workspace removed the app: (workspace, reason); its subscriptions are to be paused."""
Restored = Callable[[str], Awaitable[None]]
"""Told that a workspace installed the app, perhaps again: what its removal paused goes on."""
Suggest = Callable[[str], Sequence[str]]
"""What somebody who typed this much may mean, best first; everything well known for nothing typed."""
Next = Callable[["Subscription"], datetime | None]
"""When a subscription is due next, in its own zone."""
Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackPorts:
    """Everything that the adapter needs from outside."""

    answer: Answer
    shown: Shown
    ours: Ours
    removed: Removed
    subscriptions: Subscriptions
    scratch: KeyValueStore
    topics: Suggest
    zones: Suggest
    next_date: Next
    now: Now
    restored: Restored | None = None
