"""The port of the queue of jobs: what is to be done, by whom it is being done, and what couldn't be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.chat import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedJob:
    """A job that one worker has for a while.

    Attributes:
        token: Greater than any that was given for this job before, so whoever writes under it can refuse older ones.
        tries: How often it was taken without an end, this time included.
        lane: What it shares places with: the other jobs of its workspace, or of its kind.
    """

    job: str
    token: int
    tries: int
    lane: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneUse:
    """How many places of a worker a lane has now, and how many it may have at most."""

    lane: str
    held: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobBatch:
    """What a worker was given.

    Attributes:
        mark: Names the moment, for `changed`.
        wait: Seconds until the next job's time comes; None where no job waits for its time.
        more: Whether jobs are ready that found no place.
    """

    jobs: tuple[LeasedJob, ...]
    mark: str
    wait: float | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A job that failed as often as it may, kept with its reason until somebody sends it again or it succeeds."""

    job: str
    reason: str
    tries: int
    when: datetime


class Jobs(Protocol):
    """Jobs by name, `KIND ABOUT`; a name stands once, however often it is put. Times are the server's own.

    What is done with a leased job has no effect once its lease ended and another worker took it.
    """

    async def put(self, jobs: Sequence[str], delay: float = 0.0) -> None:
        """Have these done, no later than after `delay` seconds; one that is under way is done once more."""
        ...

    async def take(self, places: int, lanes: Sequence[LaneUse] = ()) -> JobBatch:
        """Lease jobs whose time has come, those of each lane in turn, for half a minute.

        Args:
            places: How many the worker has room for. No lane gets as many as are left free for others, but for the last.
            lanes: What it has under way.
        """
        ...

    async def wait_for_change(self, mark: str, seconds: float) -> None:
        """Wait until there may be something new to take since then, but no longer than this."""
        ...

    async def renew(self, leased: Sequence[LeasedJob]) -> frozenset[str]:
        """Half a minute more for each; says which are lost to another worker."""
        ...

    async def progressed(self, leased: LeasedJob) -> None:
        """Forget earlier tries, since this one leads somewhere."""
        ...

    async def done(self, leased: LeasedJob) -> None:
        """Nothing is left to do, unless it was put meanwhile."""
        ...

    async def retry(self, leased: LeasedJob, after: float, *, sooner: bool = False) -> None:
        """It goes on after so many seconds, or when it was put for meanwhile where `sooner`; that is no failure."""
        ...

    async def failed(self, leased: LeasedJob, after: float) -> None:
        """This try failed; the next one is after so many seconds."""
        ...

    async def bury(self, leased: LeasedJob, reason: str, when: datetime) -> None:
        """Make it a dead letter; where it was put meanwhile, it is tried afresh."""
        ...

    async def dead_letters(self) -> tuple[DeadLetter, ...]:
        """All of them, the earliest first."""
        ...

    async def resend(self, job: str) -> bool:
        """Send a dead letter again; False where it is none."""
        ...

    async def wake_on(self, job: str, event: str) -> None:
        """Note that a job waits for an event."""
        ...

    async def wake(self, event: str) -> None:
        """The event is there: all that wait for it are put."""
        ...

    async def count(self) -> int:
        """How many jobs there are, under way or not."""
        ...


def deliver(channel: Channel) -> str:
    """The job of delivering what a channel is waiting for."""
    return f"deliver {channel.address}"


def confirm(signup: str) -> str:
    """The job of asking by mail whether a subscription is wanted."""
    return f"confirm {signup}"


def look_at_returned(channel: Channel) -> str:
    """The job of looking at the mails to a reader that came back."""
    return f"returned {channel.address}"


def build(key: str) -> str:
    """The job of making a roundup."""
    return f"build {key}"
