"""What an installation lets its model cost in a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import OverBudget
from adapters.writers.ports import TokenBudget
from bot.writing.rate_limit import alone

if TYPE_CHECKING:
    from adapters.store.ports import KeyValueStore
    from bot.clock import Clock

_TWO_DAYS = 2 * 86_400
_PAUSE = 0.02


class DailyTokenBudget(TokenBudget):
    """So many tokens a day in UTC, counted over all processes that share the notes."""

    def __init__(self, notes: KeyValueStore, clock: Clock, *, a_day: int) -> None:
        self._notes = notes
        self._clock = clock
        self._a_day = a_day

    @override
    async def pay(self, tokens: int) -> None:
        async with alone(self._notes, "model:purse", pause=_PAUSE):
            spent = await self._spent()
            if spent + tokens > self._a_day:
                raise OverBudget(f"today's {self._a_day:,} tokens for the model don't reach for it")
            await self._note(spent + tokens)

    @override
    async def back(self, tokens: int) -> None:
        async with alone(self._notes, "model:purse", pause=_PAUSE):
            await self._note(max(0, await self._spent() - tokens))

    async def _spent(self) -> int:
        note = await self._notes.get(self._name)
        return int(note) if note and note.isdecimal() else 0

    async def _note(self, spent: int) -> None:
        await self._notes.put(self._name, str(spent), _TWO_DAYS)

    @property
    def _name(self) -> str:
        return f"model:spent:{self._clock.now():%Y%m%d}"
