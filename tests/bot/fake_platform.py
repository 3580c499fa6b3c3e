"""A chat platform in memory that is strict about what it is given, and breaks as it is told."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Part, Publisher
from adapters.errors import OpeningDeleted, RightsLost, TryLater, Uncertain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from adapters.chat import Channel, Marker
    from bot.clock import Clock

MOST_BLOCKS = 4


class Killed(BaseException):
    """Stands for the end of the process: nothing that follows in the code runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What stands in a channel."""

    id: str
    part: Part
    marker: Marker
    thread: str | None
    at: datetime


@dataclass
class FakePlatform(Publisher):
    """Keeps messages by channel; each fault in `faults` befalls one post.

    Attributes:
        faults: `later`, `long` (asks for five minutes), `lost`, `deleted` (the opening post), `accepted` (no answer, but the
            message stands), `unsent` (no answer, and it doesn't), `killed` before and `killed after` posting; "" is none.
        archived: Channels that can't be posted to.
        looks: How often somebody looked for markers.
    """

    clock: Clock
    faults: deque[str] = field(default_factory=deque)
    archived: set[Channel] = field(default_factory=set)
    messages: dict[Channel, list[Message]] = field(default_factory=dict)
    looks: int = 0
    posts: int = 0

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        fitted: list[Part] = []
        for part in parts:
            pieces = [part.blocks[at : at + MOST_BLOCKS] for at in range(0, len(part.blocks), MOST_BLOCKS)]
            if part is parts[0]:
                fitted.append(part)
            else:
                fitted += [Part(blocks=piece) for piece in pieces]
        return tuple(fitted)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        self.posts += 1
        fault = self.faults.popleft() if self.faults else ""
        if channel in self.archived or fault == "lost":
            raise RightsLost("the channel is archived")
        if fault == "deleted":
            raise OpeningDeleted
        self._before(fault)
        standing = self.messages.setdefault(channel, [])
        assert marker not in [message.marker for message in standing], f"doubled: {marker}"
        assert (thread is None) == (marker.part == 0), "only the opening post stands outside of the thread"
        assert thread is None or thread in [message.id for message in standing], "no such thread here"
        message = Message(id=f"m{self.posts}", part=part, marker=marker, thread=thread, at=self.clock.now())
        standing.append(message)
        if fault == "accepted":
            raise Uncertain("no answer")
        if fault == "killed after":
            raise Killed
        return message.id

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        self.looks += 1
        if channel in self.archived:
            raise RightsLost("the channel is archived")
        found = [one for one in self.messages.get(channel, ()) if one.thread == thread and one.at >= since]
        return {one.marker.part: one.id for one in found if one.marker.delivery == delivery}

    @staticmethod
    def _before(fault: str) -> None:
        match fault:
            case "later":
                raise TryLater("slow down", retry_after=0.01)
            case "long":
                raise TryLater("not now", retry_after=300)
            case "unsent":
                raise Uncertain("no answer")
            case "killed":
                raise Killed
            case _:
                pass

    def order(self, channel: Channel) -> list[int]:
        """The parts of roundups that stand in a channel, as they came."""
        return [one.marker.part for one in self.messages.get(channel, ()) if "." not in one.marker.delivery]

    def by_delivery(self, channel: Channel) -> list[list[int]]:
        """The parts that stand in a channel as they came, a list for each roundup."""
        found: dict[str, list[int]] = {}
        for one in self.messages.get(channel, ()):
            found.setdefault(one.marker.delivery, []).append(one.marker.part)
        return list(found.values())
