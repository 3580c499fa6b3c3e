"""Brings papers from the sources into the store: days that nobody has read yet, and all that changed since a day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.errors import SourceAway
from adapters.store.ports import whole_archive
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from adapters.sources.ports import BulkSource, Changes, PaperSource, Progress
    from adapters.store.ports import Papers
    from bot.clock import Clock
    from digest.model import Paper

# Sources announce late: a day is settled once the next one is over, and until then looked at again now and then.
_SETTLED_AFTER = timedelta(days=2)
_LOOK_AGAIN_AFTER = timedelta(minutes=30)
_IN_MODERATION = timedelta(days=30)
"""A first version that changed later than this after it was submitted was listed long ago, and only its record changed."""
_TOO_OLD = timedelta(days=60)
"""Corrections of papers listed longer ago aren't kept: no window reaches back so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncResult:
    """What was read.

    Attributes:
        spans: From when to when, and of which categories.
        away: Why it was no more; the first reason where there are several.
    """

    spans: Mapping[Window, Sequence[str]]
    away: SourceAway | None = None


class PaperSync:
    """Brings the store up to date with the sources; one reading at a time, as their terms ask."""

    def __init__(
        self, papers: Papers, source: PaperSource | None, clock: Clock, bulk: BulkSource | None = None
    ) -> None:
        self._papers = papers
        self._source = source
        self._bulk = bulk
        self._clock = clock
        self._looked: dict[tuple[date, str], datetime] = {}
        self._turn = asyncio.Lock()

    async def read(self, window: Window, categories: Sequence[str], progress: Progress) -> SyncResult:
        """Read what is unread of the window, and of each category no more than that; what is away isn't marked."""
        read: dict[Window, list[str]] = {}
        if self._source is None:
            return SyncResult(spans=read)
        first_away: SourceAway | None = None
        async with self._turn:
            for span, unread in (await self._unread_spans(window, categories)).items():
                try:
                    found = await self._source.during(span, unread, progress)
                except SourceAway as away:  # another source may have the others
                    first_away = first_away or away
                    continue
                await self._papers.put(found)
                await self._mark_read(span.days, unread)
                read[span] = unread
        return SyncResult(spans=read, away=first_away)

    async def ingest(
        self, since: date, window: Window, read_categories: Sequence[str], categories: Sequence[str], progress: Progress
    ) -> date:
        """Take over all that changed since a day, then read what of the window is unread; says since when to ask next.

        Of the categories `read_categories`, all that was listed from the window's start until `since` has been read before;
        what of them isn't among `categories` any more isn't asked for, so it isn't marked as read either.
        Raises `SourceAway`; what had come by then is kept, and nothing is marked as read.
        """
        as_of = self._clock.now().date()
        if self._bulk is not None:
            async with self._turn:
                async for part in self._bulk.changes(since, categories):
                    await self._papers.put([paper async for paper in self._papers_to_keep(part)])
                    as_of = part.as_of
                await self._mark_read(window.days, _told(read_categories, categories, self._bulk))
        reading = await self.read(window, categories, progress)
        if reading.away:
            raise reading.away
        return as_of

    async def is_whole(self, window: Window, categories: Sequence[str]) -> bool:
        """Whether all of the window has been read."""
        return not any((await self._papers.unread(categories, window)).values())

    async def fetch(self, paper_id: str) -> Paper | None:
        """One paper by its id, from the store or else from the source."""
        known = await self._papers.get([paper_id])
        if known or self._source is None:
            return known[0] if known else None
        found = await self._source.get([paper_id])
        await self._papers.put(found)
        return found[0] if found else None

    async def _papers_to_keep(self, part: Changes) -> AsyncIterator[Paper]:
        """What is to be kept of a part: new papers on the day they were listed, corrections on the day of the first version.

        A withdrawal is listed when it was made, so that it can be told; what is gone counts as withdrawn.
        """
        oldest = self._clock.now().date() - _TOO_OLD
        corrected = [paper.id for paper in part.papers if paper.version > 1]
        kept = await self._papers.get([*corrected, *(paper_id for paper_id, _ in part.deleted)])
        known = {paper.id: paper for paper in kept}
        for paper in part.papers:
            placed = replace(paper, listed=_listing_day(paper, known.get(paper.id)))
            if placed.listed >= oldest:
                yield placed
        for paper_id, _ in part.deleted:
            if paper_id in known:
                yield replace(known[paper_id], withdrawn=True)

    async def _unread_spans(self, window: Window, categories: Sequence[str]) -> dict[Window, list[str]]:
        """From when to when there is something to read, and of which categories."""
        now = self._clock.now()
        spans: dict[Window, list[str]] = {}
        if window.start > now.date():
            return spans
        window = Window(start=window.start, end=min(window.end, now.date()))
        for category, unread in (await self._papers.unread(categories, window)).items():
            days = [day for day in unread if self._may_look(day, category, now)]
            if days:
                spans.setdefault(Window(start=min(days), end=max(days)), []).append(category)
        return spans

    def _may_look(self, day: date, category: str, now: datetime) -> bool:
        looked = self._looked.get((day, category))
        return looked is None or now - looked >= _LOOK_AGAIN_AFTER

    async def _mark_read(self, read: Iterable[date], categories: Sequence[str]) -> None:
        now = self._clock.now()
        past = [day for day in read if day <= now.date()]
        settled = [day for day in past if now.date() - day >= _SETTLED_AFTER]
        await self._papers.mark_read(categories, settled, now)
        young = {(day, category): now for day in past if day not in settled for category in categories}
        lately = {key: looked for key, looked in self._looked.items() if now - looked < _LOOK_AGAIN_AFTER}
        self._looked = lately | young


def _told(before: Iterable[str], now: Sequence[str], bulk: BulkSource) -> list[str]:
    """The categories, or whole archives, of which a list of changes has told all that wasn't known before."""
    every, asked = set(before), set(now)
    whole = {one for one in every if one in asked or whole_archive(one) in asked}
    narrowed = {one for one in asked if whole_archive(one) in every}
    return sorted(one for one in whole | narrowed if bulk.covers(one))


def _listing_day(paper: Paper, known: Paper | None) -> date:
    """The day on which a changed paper belongs, `paper.listed` being the day of the change."""
    if paper.withdrawn:
        return paper.listed
    if known is not None:
        return known.listed
    is_new = paper.version == 1 and paper.listed - paper.published <= _IN_MODERATION
    return paper.listed if is_new else paper.published
