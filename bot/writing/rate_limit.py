"""How many questions a person or a channel may ask in an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.store.leases import Counters

_HOUR = 3600


class HourlyLimit:
    """So many in an hour for each name, counted over all processes."""

    def __init__(self, counters: Counters, *, most: int, kind: str) -> None:
        self._counters = counters
        self._most = most
        self._kind = kind

    async def take(self, name: str, now: datetime) -> bool:
        """Whether there is one left in this hour; if so, it is taken."""
        return await self._counters.add(f"hourly:{self._kind}:{name}:{now:%Y%m%d%H}", 1, _HOUR, most=self._most)
