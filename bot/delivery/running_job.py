"""A job under way, as its handler sees it, and how many of each lane this process has under way and may have."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.store.jobs import LaneUse

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from adapters.store.jobs import Jobs, LeasedJob


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryAt:
    """A job isn't done, and nothing is wrong with it.

    Attributes:
        sooner: Whether it goes on at once when it is put meanwhile.
        refused: Whether its platform refused for now, so that fewer jobs of its lane are done at a time.
    """

    seconds: float
    sooner: bool = False
    refused: bool = False


class RunningJob:
    """What a job under way knows of its own standing."""

    def __init__(self, jobs: Jobs, leased: LeasedJob, stop: asyncio.Event, good_for: float = 20.0) -> None:
        self._jobs = jobs
        self._stop = stop
        self._good_for = good_for
        self._renewed = time.monotonic()
        self._is_lost = False
        self.leased = leased

    @property
    def job(self) -> str:
        """Its name."""
        return self.leased.job

    @property
    def token(self) -> int:
        """Under which it writes, so that older holders of the job are refused."""
        return self.leased.token

    @property
    def stopping(self) -> bool:
        """Whether to stop at the next good point: the process ends, or another one has the job, or may have it."""
        return self._is_lost or self._stop.is_set() or time.monotonic() - self._renewed > self._good_for

    async def progressed(self) -> None:
        """Say that this try leads somewhere, so that earlier ones don't count."""
        await self._jobs.progressed(self.leased)

    def renewed(self, at: float) -> None:
        """The lease was renewed at a moment of the monotonic clock."""
        self._renewed = at

    def lost(self) -> None:
        """Another worker has the job."""
        self._is_lost = True


Handler = Callable[[str, RunningJob], Awaitable[RetryAt | None]]
"""What does one kind of job: told what the job is about, it says whether there is more to do later."""


class LaneConcurrency:
    """Half as many places for a lane after each refusal, twice as many after each success."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._held = Counter[str]()
        self._limits: dict[str, int] = {}

    @property
    def uses(self) -> Sequence[LaneUse]:
        """The lanes that have places now, or may not have as many as any other."""
        lanes = self._held.keys() | self._limits.keys()
        return [LaneUse(lane=lane, held=self._held[lane], most=self._limits.get(lane, self._places)) for lane in lanes]

    def started(self, lane: str) -> None:
        """A job takes a place."""
        self._held[lane] += 1

    def ended(self, lane: str) -> None:
        """A job gives its place back."""
        self._held[lane] -= 1
        if not self._held[lane]:
            del self._held[lane]

    def succeeded(self, lane: str) -> None:
        """The lane's platform answers."""
        doubled = 2 * self._limits.pop(lane, self._places)
        if doubled < self._places:
            self._limits[lane] = doubled

    def refused(self, lane: str) -> None:
        """It doesn't, or not now."""
        self._limits[lane] = max(1, self._limits.get(lane, self._places) // 2)
