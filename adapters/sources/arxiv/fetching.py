"""Asking until an answer can be believed: pacing, back-off, and when to give up."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

from adapters.errors import SourceAway
from adapters.sources.arxiv import http

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.sources.arxiv.http import Download, HttpAnswer
    from adapters.sources.rate_limit import RequestGate

T = TypeVar("T")

_FIRST_WAIT = 3.0
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArxivRetryPolicy:
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


class ArxivFetcher:
    """All requests to arXiv's interfaces: one at a time through the gate, again until one is good."""

    def __init__(self, *, contact: str, gate: RequestGate, patience: ArxivRetryPolicy) -> None:
        self._agent = user_agent(contact)
        self._gate = gate
        self._patience = patience

    async def fetch(
        self, work: Callable[[Callable[[str], HttpAnswer]], T], doubt: Callable[[T], str], accept: str
    ) -> T:
        """What `work` makes of a download, once `doubt` has nothing against it; raises `SourceAway` when patience is over.

        `work` is given the download and runs in a thread; what it raises but `FetchFailed` is raised at once.
        """
        deadline = self._patience.clock() + self._patience.seconds
        tries = absences = 0
        while True:
            try:
                return _believed(await self._once(work, deadline, accept), doubt)
            except http.FetchFailed as trouble:
                absences = absences + 1 if isinstance(trouble, http.HostAbsent) else 0
                if absences == self._patience.absences:
                    raise _away(trouble) from trouble
                await self._wait(trouble, tries, deadline)
            tries += 1

    async def _once(self, work: Callable[[Callable[[str], HttpAnswer]], T], deadline: float, accept: str) -> T:
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._left(deadline)):
                    await turn.enter_async_context(self._gate.turn())
            except TimeoutError as error:
                raise http.FetchFailed("too many questions are waiting for their turn") from error
            return await http.fetched(self._download(deadline, accept), work)

    def _download(self, deadline: float, accept: str) -> Download:
        return http.Download(user_agent=self._agent, seconds=self._left(deadline), accept=accept)

    def _left(self, deadline: float) -> float:
        return max(0.05, deadline - self._patience.clock())

    async def _wait(self, trouble: http.FetchFailed, tries: int, deadline: float) -> None:
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2**tries) * (0.5 + self._patience.chance())
        wait = max(wait, trouble.retry_after or 0.0)
        if self._patience.clock() + wait >= deadline:
            raise _away(trouble) from trouble
        await self._patience.sleep(wait)


def _believed(made: T, doubt: Callable[[T], str]) -> T:
    if reason := doubt(made):
        raise http.FetchFailed(reason)
    return made


def user_agent(contact: str) -> str:
    """Who asks, and whom arXiv's people can write to."""
    name = f"Paperround/{version('paperround')}"
    printable = "".join(sign for sign in contact if sign.isascii() and sign.isprintable()).strip()
    return f"{name} (+{printable})" if printable else name


def _away(trouble: http.FetchFailed) -> SourceAway:
    return SourceAway(f"arXiv can't be reached ({trouble}).", retry_after=trouble.retry_after)
