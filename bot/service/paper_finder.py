"""Single papers: found by id, link, title, name or words, explained of what is at hand, and told in more detail."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.knowledge import knowledge
from bot.service.library import Library, LookupResult
from bot.service.ttl_cache import TtlCache
from digest import engine, query, selection
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from adapters.errors import SourceAway
    from adapters.sources.ports import Progress
    from adapters.store.ports import Papers
    from bot.clock import Clock
    from bot.service.paper_sync import PaperSync
    from digest.lookup import Completion
    from digest.model import Paper, Pick
    from digest.query import Query
    from digest.roundup import Card

    Detailed = Callable[[Card], Awaitable[Card]]
    """The card with what takes a while to read."""
    ReadLately = Callable[[Progress], Awaitable[SourceAway | None]]
    """Brings the last week up to date; says why it couldn't."""

_LATELY = timedelta(days=20)
_KEPT_FOR = timedelta(minutes=20)
_KEY = "lately"


async def as_it_is(card: Card) -> Card:
    """No more is known of the paper."""
    return card


class PaperFinder:
    """Looks among the papers of the last weeks; what is at hand never waits for a source.

    `latest` stands for today where the papers are a fixed set. `detailed` tells more of a paper, which takes its time.
    """

    def __init__(
        self,
        papers: Papers,
        reading: PaperSync,
        clock: Clock,
        *,
        read_lately: ReadLately,
        latest: date | None = None,
        detailed: Detailed = as_it_is,
    ) -> None:
        self._papers = papers
        self._reading = reading
        self._clock = clock
        self._read_lately = read_lately
        self._latest = latest
        self.detailed = detailed
        self._library = TtlCache[str, Library](clock, most=1, lifetime=_KEPT_FOR)

    async def find(self, ref: str, progress: Progress) -> LookupResult:
        """The card of the paper that is meant; without one, the nearest papers. A source is asked for what isn't at hand."""
        known = knowledge().sources.paper_id(ref)
        if known:
            paper = await self._reading.fetch(known)
            return LookupResult(card=await self.card(paper) if paper else None)
        at_hand = await self._library.at_hand(_KEY, self._index)
        found = await asyncio.to_thread(at_hand.look_up, ref)
        if found.is_sure:
            return found
        return await asyncio.to_thread((await self.lately(progress)).look_up, ref)

    async def card(self, paper: Paper) -> Card:
        """A paper explained, with its neighbours among the papers at hand."""
        library = await self._library.at_hand(_KEY, self._index)
        return await asyncio.to_thread(engine.card, library.corpus, paper)

    async def search(self, words: str, limit: int, progress: Progress) -> tuple[Pick, ...]:
        """The papers of the last weeks that match best."""
        library = await self.lately(progress)
        return await asyncio.to_thread(selection.search, library.corpus, query.parse(words, knowledge().sources), limit)

    async def author_named(self, asked: Query, progress: Progress) -> str:
        """The author of a paper of the last weeks whom these words name rather than a subject; "" where there is none."""
        return selection.author_named((await self.lately(progress)).corpus, asked)

    def completions(self, prefix: str, limit: int) -> tuple[Completion, ...]:
        """Papers at hand whose name or title goes on like this; none before the first index has been made."""
        library = self._library.peek(_KEY)
        return library.lookup.complete(prefix, limit) if library else ()

    async def nearest(self, words: str, progress: Progress) -> tuple[Paper, ...]:
        """The papers of the last weeks that these words likely mean, best first."""
        return await asyncio.to_thread((await self.lately(progress)).nearest, words)

    async def lately(self, progress: Progress) -> Library:
        """All papers of the last weeks at hand, after the last one was read; SourceAway where there are none."""
        missing = await self._read_lately(progress)
        library = await self._library.get(_KEY, self._index)
        if missing and not library.corpus.papers:
            raise missing
        return library

    async def outdate(self) -> None:
        """Other papers are at hand now than were indexed."""
        await self._library.outdate(_KEY)

    async def _index(self) -> Library:
        end = self._latest or self._clock.now().date()
        return await asyncio.to_thread(Library.of, await self._papers.during(Window(start=end - _LATELY, end=end)))
