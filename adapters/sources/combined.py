"""Sources put together: all of an installation as one, and a hurried with a patient one for somebody who waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.errors import SourceAway
from adapters.sources.ports import BulkSource, Changes, ConnectedSource, FullTextPages, PaperSource

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import date

    from adapters.sources.ports import Progress
    from digest.full_text import FullText
    from digest.model import Paper, Window
    from digest.source_profiles import SourceProfile

    Connected = Mapping[SourceProfile, ConnectedSource]


def combined(connected: Connected) -> ConnectedSource:
    """One source that is all of these."""
    return ConnectedSource(
        papers=_Papers(connected),
        bulk=_Changes(connected) if any(source.bulk for source in connected.values()) else None,
        pages=_Pages(connected),
    )


class _Papers(PaperSource):
    def __init__(self, connected: Connected) -> None:
        self._connected = connected

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        found: list[Paper] = []
        for profile, source in self._connected.items():
            if own := _own_categories(profile, categories):
                found += await source.papers.during(window, own, progress)
        return tuple(sorted(found, key=lambda paper: (paper.published, paper.id), reverse=True))

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        found: dict[str, Paper] = {}
        for profile, source in self._connected.items():
            if own := [one for one in ids if one not in found and profile.paper_id(one)]:
                found |= {paper.id: paper for paper in await source.papers.get(own)}
        return tuple(found[one] for one in ids if one in found)


class _Changes(BulkSource):
    def __init__(self, connected: Connected) -> None:
        self._sources = {profile: source.bulk for profile, source in connected.items() if source.bulk}

    @override
    def covers(self, category: str) -> bool:
        return any(profile.category(category) and bulk.covers(category) for profile, bulk in self._sources.items())

    @override
    async def changes(self, since: date, categories: Sequence[str]) -> AsyncIterator[Changes]:
        as_of: date | None = None
        for profile, bulk in self._sources.items():
            if own := _own_categories(profile, categories):
                async for part in bulk.changes(since, own):
                    as_of = min(as_of or part.as_of, part.as_of)
                    yield Changes(papers=part.papers, deleted=part.deleted, as_of=as_of)


class _Pages(FullTextPages):
    def __init__(self, connected: Connected) -> None:
        self._pages = {profile.name: source.pages for profile, source in connected.items() if source.pages}

    @override
    async def of(self, paper: Paper) -> FullText | None:
        pages = self._pages.get(paper.source)
        return await pages.of(paper) if pages else None


def _own_categories(profile: SourceProfile, categories: Sequence[str]) -> tuple[str, ...]:
    return tuple(own for category in categories if (own := profile.category(category)))


class InteractiveSource(PaperSource):
    """Asks a hurried source for single papers, and the patient one for whole windows once the hurried one has answered.

    A source that was away stays away, so that one command waits for it once.
    """

    def __init__(self, patient: PaperSource, hurried: PaperSource, example: str) -> None:
        """`example` is the id of a paper that is always there."""
        self._patient = patient
        self._hurried = hurried
        self._example = example
        self._is_there = False
        self._away: SourceAway | None = None

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        if not self._is_there:
            await self.get([self._example])
        return await self._patient.during(window, categories, progress)

    @override
    async def get(self, ids: Sequence[str]) -> tuple[Paper, ...]:
        if self._away is not None:
            raise self._away
        try:
            found = await self._hurried.get(ids)
        except SourceAway as away:
            self._away = away
            raise
        self._is_there = True
        return found
