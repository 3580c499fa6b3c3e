"""Papers in memory, for work without a store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.ports import Papers, is_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from digest.model import Paper, Window


class InMemoryPapers(Papers):
    """What is put on it stays while the program runs; `whole` says that all there is to be read is on it already."""

    def __init__(self, papers: Sequence[Paper], *, whole: bool = True) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._whole = whole
        self._read: dict[date, dict[str, datetime]] = {}

    @property
    def latest(self) -> date | None:
        """The newest day of listing; None where there are no papers."""
        return max((paper.listed for paper in self._papers.values()), default=None)

    @override
    async def put(self, papers: Sequence[Paper]) -> None:
        for paper in papers:
            known = self._papers.get(paper.id)
            if known is None or paper.version > known.version:
                self._papers[paper.id] = paper
            elif paper.version == known.version:
                self._papers[paper.id] = replace(paper, listed=known.listed)

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        return tuple(self._papers[one] for one in ids if one in self._papers)

    @override
    async def during(self, window: Window) -> tuple[Paper, ...]:
        inside = [paper for paper in self._papers.values() if paper.listed in window]
        return tuple(sorted(inside, key=lambda paper: (paper.listed, paper.published, paper.id), reverse=True))

    @override
    async def mark_read(self, categories: Sequence[str], days: Iterable[date], when: datetime) -> None:
        for day in days:
            self._read.setdefault(day, {}).update(dict.fromkeys(categories, when))

    @override
    async def unread(self, categories: Sequence[str], window: Window) -> dict[str, tuple[date, ...]]:
        days = () if self._whole else window.days
        return {
            category: tuple(day for day in days if not is_read(day, category, self._read.get(day, {})))
            for category in categories
        }
