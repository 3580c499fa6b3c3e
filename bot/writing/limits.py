"""How much an installation lets its model cost in a day, and a person or a channel ask in an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import OverBudget
from adapters.writers.ports import TokenBudget

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.leases import Counters
    from bot.clock import Clock

_HOUR = 3600
_TWO_DAYS = 2 * 86_400


class DailyTokenBudget(TokenBudget):
    """So many tokens a day in UTC, counted over all processes that share the counters."""

    def __init__(self, counters: Counters, clock: Clock, *, a_day: int, kind: str = "tokens") -> None:
        self._counters = counters
        self._clock = clock
        self._a_day = a_day
        self._kind = kind

    @override
    async def pay(self, tokens: int) -> None:
        if not await self._counters.add(self._name, tokens, _TWO_DAYS, most=self._a_day):
            raise OverBudget(f"today's {self._a_day:,} tokens for the model don't reach for it")

    @override
    async def back(self, tokens: int) -> None:
        await self._counters.add(self._name, -tokens, _TWO_DAYS)

    @property
    def _name(self) -> str:
        return f"{self._kind}:{self._clock.now():%Y%m%d}"


class HourlyLimit:
    """So many in an hour for each name, counted over all processes."""

    def __init__(self, counters: Counters, *, most: int, kind: str) -> None:
        self._counters = counters
        self._most = most
        self._kind = kind

    async def take(self, name: str, now: datetime) -> bool:
        """Whether there is one left in this hour; if so, it is taken."""
        return await self._counters.add(f"hourly:{self._kind}:{name}:{now:%Y%m%d%H}", 1, _HOUR, most=self._most)
