"""The ports of delivery's memory: what is due, what was posted where, and which jobs are waiting.

Every method raises `StoreAway` as those of `adapters/store/ports.py` do; what may be written only by the newest holder of a
channel raises `Superseded` for an older one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Part

End = Literal["done", "given up"]


class Superseded(Exception):  # noqa: N818 - named for what happened to the holder
    """Raised when another worker has taken over a channel or a job; whoever sees it stops, and nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One roundup on its way to one channel.

    Attributes:
        id: Made of channel, topic and slot, or of channel and roundup; it is also what the marker of its messages says.
        slot: The moment it was due, or asked for, in UTC.
        claimed: When the slot was claimed; no message of it is older.
        content: Under which its messages are kept, once they are drawn up; "" before.
        roundup_id: Of the roundup that it shows; "" before it is made.
        posted: The ids of the messages that stand, by part.
        maybe_posted: Whether a message may stand that `posted` doesn't know of.
        notices: The ids of notices about it, by kind.
        asked_by: Who asked for just this roundup, by name; "" where a subscription brings it.
        maybe_claimed_before: Whether it may have been, under servers that failed and took that with them.
    """

    id: str
    channel: Channel
    topic: str
    slot: datetime
    claimed: datetime
    content: str = ""
    roundup_id: str = ""
    posted: Mapping[int, str] = field(default_factory=dict)
    maybe_posted: bool = False
    notices: Mapping[str, str] = field(default_factory=dict)
    asked_by: str = ""
    maybe_claimed_before: bool = False


class FencedWriter(Protocol):
    """The right to write about one channel's deliveries, until another worker takes it; raises `Superseded` then."""

    async def record_content(self, delivery: Delivery, *, content: str, roundup_id: str) -> None:
        """Record what is posted; from here on the first part may stand."""
        ...

    async def record_posted(self, delivery: Delivery, posted: Mapping[int, str], *, maybe_posted: bool) -> None:
        """These messages stand; `maybe_posted` says that the next one is on its way."""
        ...

    async def record_notice(self, delivery: Delivery, kind: str, message: str) -> None:
        """A notice stands; "" while it is on its way."""
        ...

    async def close(self, delivery: Delivery, end: End, reason: str = "") -> None:
        """It is over."""
        ...

    async def withdraw(self, delivery: Delivery) -> bool:
        """Forget it, so that it may be claimed again; False, and nothing done, where a message of it stands or may."""
        ...


class Ledger(Protocol):
    """What was posted where: the memory that makes delivery happen once. Entries outlive four months."""

    async def claim(self, delivery: Delivery) -> bool:
        """Open a delivery; False where it is known already, whatever became of it."""
        ...

    async def get(self, channel: Channel, delivery_id: str) -> Delivery | None:
        """One of them, open or not."""
        ...

    async def open(self, channel: Channel) -> tuple[Delivery, ...]:
        """The channel's unfinished deliveries, the earliest slot first."""
        ...

    async def done(self, channel: Channel, most: int) -> tuple[Delivery, ...]:
        """The channel's last finished deliveries, newest first."""
        ...

    async def writer(self, channel: Channel, token: int) -> FencedWriter:
        """The right to write, away from whoever had it under a lower token; raises `Superseded` where a higher one is out."""
        ...


CLOCKS_AGREE_WITHIN = 60.0
"""Seconds by which a machine's clock and the store's may differ."""


class StoreClock(Protocol):
    """The time by which it is decided what is due: the store's own, so that no process's clock has to be right."""

    async def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    async def served_since(self) -> datetime:
        """When the present servers were first seen; what others held before them may have been lost in part."""
        ...


class PendingMessages(Protocol):
    """Messages as they are to be posted, kept so that a later version of the program goes on with the same ones."""

    async def keep(self, parts: Sequence[Part]) -> str:
        """Keep them and say under what; the same for the same messages."""
        ...

    async def get(self, content: str) -> tuple[Part, ...] | None:
        """The messages, or None where they have expired."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionKey:
    """A subscription by its place, as the list of what is due names it."""

    channel: Channel
    topic: str


class DueTimes(Protocol):
    """When to look at which subscription next; a look costs what is due, not what is there."""

    async def plan(self, key: SubscriptionKey, at: datetime, since: datetime) -> None:
        """Look at it at a moment; slots up to `since` are dealt with."""
        ...

    async def plan_all(self, plans: Sequence[tuple[SubscriptionKey, datetime, datetime]]) -> None:
        """Plan many, each by what `plan` is told; broken off, some are planned."""
        ...

    async def drop(self, *keys: SubscriptionKey) -> None:
        """Don't look at these any more."""
        ...

    async def take(self, now: datetime, most: int) -> tuple[tuple[SubscriptionKey, datetime], ...]:
        """Some whose moment has come, each with its `since`; they come again in a while unless planned or dropped."""
        ...

    async def since(self, key: SubscriptionKey) -> datetime | None:
        """The moment up to which its slots are dealt with; None where it isn't looked at."""
        ...

    async def count(self, start: datetime, end: datetime) -> int:
        """How many are to be looked at from one moment to another, both included."""
        ...

    async def all_due_times(self) -> Mapping[SubscriptionKey, datetime]:
        """All that are looked at, and when."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFailure:
    """Why a roundup couldn't be made so far.

    Attributes:
        sentence: For people.
        first: When that was found for the first time.
        again: When the next try is made.
    """

    sentence: str
    first: datetime
    again: datetime


class BuildResults(Protocol):
    """Which roundups were ordered and made, so that each is made once; orders and results are texts of their user's.

    Who makes one writes under the token of the job, and the newest token wins.
    """

    async def order(self, key: str, order: str) -> None:
        """Keep an order."""
        ...

    async def ordered(self, key: str) -> str | None:
        """The order under this key."""
        ...

    async def result(self, key: str) -> str | BuildFailure | None:
        """What came of it; None while nothing did."""
        ...

    async def finish(self, key: str, token: int, result: str) -> None:
        """Keep the result; raises `Superseded`, and keeps nothing, when a newer token wrote before."""
        ...

    async def fail(self, key: str, token: int, failure: BuildFailure) -> None:
        """Keep why nothing was made; raises `Superseded` as `finish` does."""
        ...
