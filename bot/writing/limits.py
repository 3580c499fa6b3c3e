"""How much an installation lets its model cost in a day, and a person or a channel ask in an hour."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import OverBudget
from adapters.store.leases import add_to_all
from adapters.writers.ports import TokenBudget

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.chat import Answer, Reply, Request
    from adapters.store.leases import Counters
    from bot.clock import Clock

_HOUR = 3600
_TWO_DAYS = 2 * 86_400
_PERSONS = 5
"""As many use up a day's tokens together, and no fewer."""


class DailyTokenBudget(TokenBudget):
    """So many tokens a day in UTC, counted over all processes that share the counters.

    What one person asks for has its share of them; what the schedule makes is on nobody's account.
    """

    def __init__(
        self, counters: Counters, clock: Clock, *, a_day: int, a_person: int | None = None, kind: str = "tokens"
    ) -> None:
        """One `a_person` has a fifth of the day unless told otherwise."""
        self._counters = counters
        self._clock = clock
        self._a_day = a_day
        self._a_person = a_day // _PERSONS if a_person is None else a_person
        self._kind = kind
        self._person = ContextVar[str](f"who pays {kind}", default="")

    def on_account(self, answer: Answer) -> Answer:
        """The same answers, each on the account of who asks."""

        async def accounted(request: Request) -> Reply:
            token = self._person.set(f"{request.channel.tenant}:{request.person.id}")
            try:
                return await answer(request)
            finally:
                self._person.reset(token)

        return accounted

    @override
    async def pay(self, tokens: int) -> None:
        counts = self._counts
        full = await add_to_all(self._counters, counts, tokens, _TWO_DAYS)
        if full == counts[-1][0]:
            raise OverBudget(f"today's {self._a_day:,} tokens for the model don't reach for it")
        if full:
            raise OverBudget(
                f"one person's share of today's tokens for the model, {self._a_person:,}, doesn't reach for it; "
                "there are new ones after midnight UTC"
            )

    @override
    async def back(self, tokens: int) -> None:
        for name, _ in self._counts:
            await self._counters.add(name, -tokens, _TWO_DAYS)

    @property
    def _counts(self) -> list[tuple[str, int]]:
        """The count of who pays, where somebody does, and behind it that of all, each with what it may come to."""
        person, whole = self._person.get(), f"{self._kind}:{self._clock.now():%Y%m%d}"
        own = [(f"{whole}:{person}", self._a_person)] if person else []
        return [*own, (whole, self._a_day)]


class HourlyRateLimit:
    """So many in an hour for each name, counted over all processes."""

    def __init__(self, counters: Counters, *, most: int, kind: str) -> None:
        self._counters = counters
        self._most = most
        self._kind = kind

    async def take(self, name: str, now: datetime) -> bool:
        """Whether there is one left in this hour; if so, it is taken."""
        return await self._counters.add(f"hourly:{self._kind}:{name}:{now:%Y%m%d%H}", 1, _HOUR, most=self._most)
