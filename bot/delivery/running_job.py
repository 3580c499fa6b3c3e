"""A job under way, as its handler sees it: its standing, its token, and how it may end."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

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
