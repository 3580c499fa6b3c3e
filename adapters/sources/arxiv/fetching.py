"""Asking until a page of answers can be believed: pacing, back-off, and when to give up."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from adapters.errors import SourceAway
from adapters.sources.arxiv import atom, http
from adapters.sources.arxiv.query import QueryUrls

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.sources.arxiv.query import ArxivQuery
    from adapters.sources.rate_limit import RequestGate

_FIRST_WAIT = 3.0
_LONGEST_WAIT = 60.0
_OK = 200


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


class FeedFetcher:
    """arXiv's API as a function from a question to a page."""

    def __init__(self, *, base_url: str, contact: str, gate: RequestGate, patience: ArxivRetryPolicy) -> None:
        self._addresses = QueryUrls(base_url)
        self._agent = user_agent(contact)
        self._gate = gate
        self._patience = patience

    async def page(
        self, question: ArxivQuery, start: int, size: int, doubt: Callable[[atom.AtomPage], str] = lambda _page: ""
    ) -> atom.AtomPage:
        """A page that is whole and that `doubt` has nothing against; raises `SourceAway` when patience is over."""
        url = self._addresses.page(question, start, size)
        deadline = self._patience.clock() + self._patience.seconds
        tries = absences = 0
        while True:
            try:
                return await self._once(url, deadline, doubt)
            except http.FetchFailed as trouble:
                absences = absences + 1 if isinstance(trouble, http.NoGateHolder) else 0
                if absences == self._patience.absences:
                    raise _away(trouble) from trouble
                await self._wait(trouble, tries, deadline)
            tries += 1

    async def _once(self, url: str, deadline: float, doubt: Callable[[atom.AtomPage], str]) -> atom.AtomPage:
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._left(deadline)):
                    await turn.enter_async_context(self._gate.turn())
            except TimeoutError as error:
                raise http.FetchFailed("too many questions are waiting for their turn") from error
            answer = await http.get(url, user_agent=self._agent, seconds=self._left(deadline))
        page = await asyncio.to_thread(atom.read, answer.body)
        if answer.status != _OK or page.error:
            words = f": {page.error}" if page.error else ""
            raise SourceAway(f"arXiv refused the question (status {answer.status}){words}.")
        if reason := _fault(page) or doubt(page):
            raise http.FetchFailed(reason)
        return page

    def _left(self, deadline: float) -> float:
        return max(0.05, deadline - self._patience.clock())

    async def _wait(self, trouble: http.FetchFailed, tries: int, deadline: float) -> None:
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2**tries) * (0.5 + self._patience.chance())
        wait = max(wait, trouble.retry_after or 0.0)
        if self._patience.clock() + wait >= deadline:
            raise _away(trouble) from trouble
        await self._patience.sleep(wait)


def user_agent(contact: str) -> str:
    """Who asks, and whom arXiv's people can write to."""
    name = f"Paperround/{version('paperround')}"
    printable = "".join(sign for sign in contact if sign.isascii() and sign.isprintable()).strip()
    return f"{name} (+{printable})" if printable else name


def _away(trouble: http.FetchFailed) -> SourceAway:
    return SourceAway(f"arXiv can't be reached ({trouble}).", retry_after=trouble.retry_after)


def _fault(page: atom.AtomPage) -> str:
    if not page.whole:
        return "its answer isn't whole"
    return "its answer doesn't say how many papers there are" if page.total is None else ""
