"""Asking a source politely until an answer can be believed: pacing, back-off, and when to give up."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from tenacity import AsyncRetrying, retry_if_exception_type, wait_exponential

from adapters.errors import SourceAway
from adapters.retrying import any_of, at_least_asked_for
from adapters.sources import http

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tenacity import RetryCallState

    from adapters.sources.http import Download, HttpAnswer
    from adapters.sources.ports import SourceRateLimit

T = TypeVar("T")

_BACK_OFF = wait_exponential(multiplier=3.0, max=60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRetryPolicy:
    """How long to keep trying, by which clock.

    Attributes:
        seconds: Without one good answer; each good one starts the time anew.
        absences: Tries in a row that find nobody there, after which waiting for more is given up; None never gives up.
        chance: A number from 0 to 1 that spreads the tries of several processes.
    """

    seconds: float = 120.0
    absences: int | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


class SourceFetcher:
    """All requests to a source's interfaces: one at a time under the rate limit, again until one is good."""

    def __init__(self, name: str, *, contact: str, rate_limit: SourceRateLimit, patience: SourceRetryPolicy) -> None:
        """`name` is the source's, as people are told that it can't be reached."""
        self._name = name
        self._agent = user_agent(contact)
        self._rate_limit = rate_limit
        self._patience = patience

    async def fetch(
        self, work: Callable[[Callable[[str], HttpAnswer]], T], doubt: Callable[[T], str], accept: str
    ) -> T:
        """What `work` makes of a download, once `doubt` has nothing against it; raises `SourceAway` when patience is over.

        `work` is given the download and runs in a thread; what it raises but `FetchFailed` is raised at once.
        """
        deadline = self._patience.clock() + self._patience.seconds
        tries = AsyncRetrying(
            retry=retry_if_exception_type(http.FetchFailed),
            wait=at_least_asked_for(self._back_off),
            stop=any_of(_Absences(self._patience.absences), partial(self._too_late, deadline)),
            sleep=self._patience.sleep,
            reraise=True,
        )

        async def believed() -> T:
            made = await self._once(work, deadline, accept)
            if reason := doubt(made):
                raise http.FetchFailed(reason)
            return made

        try:
            return await tries(believed)
        except http.FetchFailed as trouble:
            raise SourceAway(
                f"{self._name} can't be reached ({trouble}).", retry_after=trouble.retry_after
            ) from trouble

    async def _once(self, work: Callable[[Callable[[str], HttpAnswer]], T], deadline: float, accept: str) -> T:
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._left(deadline)):
                    await turn.enter_async_context(self._rate_limit.turn())
            except TimeoutError as error:
                raise http.FetchFailed("too many questions are waiting for their turn") from error
            return await http.fetched(self._download(deadline, accept), work)

    def _download(self, deadline: float, accept: str) -> Download:
        return http.Download(user_agent=self._agent, seconds=self._left(deadline), accept=accept)

    def _left(self, deadline: float) -> float:
        return max(0.05, deadline - self._patience.clock())

    def _back_off(self, tried: RetryCallState) -> float:
        return _BACK_OFF(tried) * (0.5 + self._patience.chance())

    def _too_late(self, deadline: float, tried: RetryCallState) -> bool:
        return self._patience.clock() + tried.upcoming_sleep >= deadline


@dataclass(slots=True)
class _Absences:
    """Stops after so many tries in a row that found nobody there."""

    most: int | None
    in_a_row: int = 0

    def __call__(self, tried: RetryCallState) -> bool:
        absent = tried.outcome is not None and isinstance(tried.outcome.exception(), http.HostAbsent)
        self.in_a_row = self.in_a_row + 1 if absent else 0
        return self.in_a_row == self.most


def user_agent(contact: str) -> str:
    """Who asks, and whom the source's people can write to."""
    name = f"Paperround/{version('paperround')}"
    printable = "".join(sign for sign in contact if sign.isascii() and sign.isprintable()).strip()
    return f"{name} (+{printable})" if printable else name
