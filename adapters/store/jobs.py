"""The port of the book of jobs: what is to be done, by whom it is being done, and what couldn't be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, unquote

from adapters.chat import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedJob:
    """A job in the hands of one worker.

    Attributes:
        token: Tells this holder from every other.
        tries: How often it was taken without an end, this time included.
    """

    job: str
    token: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A job that failed as often as it may, kept with its reason until somebody sends it again or it succeeds."""

    job: str
    reason: str
    tries: int
    when: datetime


class Jobs(Protocol):
    """Jobs by name, `KIND ABOUT`; a name stands once, however often it is put. Times are the server's own."""

    async def put(self, jobs: Sequence[str], delay: float = 0.0) -> None:
        """Have these done, no later than after `delay` seconds; one that is under way is done once more."""
        ...

    async def ready(self, most: int) -> tuple[tuple[str, int], ...]:
        """Some whose time has come, each with a ticket to send to a worker; they come again where no worker takes them."""
        ...

    async def take(self, job: str, ticket: int) -> LeasedJob | None:
        """The job in one's hands for half a minute; None where the ticket was used, or is of an earlier time."""
        ...

    async def keep(self, held: LeasedJob) -> bool:
        """Half a minute more; False when the job was given to another."""
        ...

    async def progressed(self, held: LeasedJob) -> None:
        """Forget earlier tries, since this one leads somewhere."""
        ...

    async def finish(self, held: LeasedJob, after: float | None = None, *, heed: bool = False) -> None:
        """It is done; or is to go on after so many seconds, or at once where `heed` and it was put meanwhile."""
        ...

    async def bury(self, held: LeasedJob, reason: str, when: datetime) -> None:
        """Keep it with its reason and try no more."""
        ...

    async def poisoned(self) -> tuple[DeadLetter, ...]:
        """All that were buried, the earliest first."""
        ...

    async def again(self, job: str) -> bool:
        """Send a buried job again; False where it isn't buried."""
        ...

    async def wait_for(self, job: str, event: str) -> None:
        """Note that a job waits for an event."""
        ...

    async def wake(self, event: str) -> None:
        """The event is there: all that wait for it are put."""
        ...

    async def waiting(self) -> int:
        """How many jobs there are, under way or not."""
        ...


def address(channel: Channel) -> str:
    """A channel in one word without spaces or braces."""
    return "/".join(quote(part, safe="") for part in (channel.platform, channel.workspace, channel.id))


def channel_at(address: str) -> Channel:
    """The channel of an address."""
    platform, workspace, id_ = (unquote(part) for part in address.split("/"))
    return Channel(platform=platform, workspace=workspace, id=id_)


def deliver(channel: Channel) -> str:
    """The job of delivering what a channel is waiting for."""
    return f"deliver {address(channel)}"


def build(key: str) -> str:
    """The job of making a roundup."""
    return f"build {key}"
