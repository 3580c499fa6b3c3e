"""Reads the days that nobody has read yet from the source into the store."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from adapters.sources.ports import PaperSource, Progress
    from adapters.store.ports import Papers
    from bot.clock import Clock
    from digest.model import Paper

# arXiv announces late: a day is settled once the next one is over, and until then looked at again now and then.
_SETTLED_AFTER = timedelta(days=2)
_LOOK_AGAIN_AFTER = timedelta(minutes=30)


class PaperSync:
    """Brings the store up to date with a source; one at a time, as the source's terms ask."""

    def __init__(self, papers: Papers, source: PaperSource | None, clock: Clock) -> None:
        self._papers = papers
        self._source = source
        self._clock = clock
        self._looked: dict[tuple[date, tuple[str, ...]], datetime] = {}
        self._turn = asyncio.Lock()

    async def read(self, window: Window, categories: Sequence[str], progress: Progress) -> Window | None:
        """Read what is unread of the window, and say from when to when that was; SourceAway leaves nothing marked."""
        if self._source is None:
            return None
        async with self._turn:
            days = await self._due(window, tuple(categories))
            if not days:
                return None
            span = Window(start=days[0], end=days[-1])
            found = await self._source.during(span, categories, progress)
            await self._papers.put(found)
            await self._remember(days, tuple(categories))
            return span

    async def is_whole(self, window: Window, categories: Sequence[str]) -> bool:
        """Whether all of the window has been read."""
        return self._source is None or not await self._papers.unread(categories, window)

    async def fetch(self, paper_id: str) -> Paper | None:
        """One paper by its id, from the store or else from the source."""
        known = await self._papers.get([paper_id])
        if known or self._source is None:
            return known[0] if known else None
        found = await self._source.get([paper_id])
        await self._papers.put(found)
        return found[0] if found else None

    async def _due(self, window: Window, categories: tuple[str, ...]) -> tuple[date, ...]:
        now = self._clock.now()
        if window.start > now.date():
            return ()
        days = await self._papers.unread(categories, Window(start=window.start, end=min(window.end, now.date())))
        return tuple(sorted(day for day in days if not self._looked_lately(day, categories, now)))

    def _looked_lately(self, day: date, categories: tuple[str, ...], now: datetime) -> bool:
        looked = self._looked.get((day, categories))
        return looked is not None and now - looked < _LOOK_AGAIN_AFTER

    async def _remember(self, days: tuple[date, ...], categories: tuple[str, ...]) -> None:
        now = self._clock.now()
        settled = [day for day in days if now.date() - day >= _SETTLED_AFTER]
        await self._papers.mark_read(categories, settled, now)
        young = {(day, categories): now for day in days if day not in settled}
        lately = {key: looked for key, looked in self._looked.items() if now - looked < _LOOK_AGAIN_AFTER}
        self._looked = lately | young
