"""Where papers become answers: brings sources, store and engine together for whoever asks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from adapters.sources.ports import unwatched
from adapters.store.ports import whole_archive
from adapters.tracing import UNTRACED
from bot.due_dates import overlapping, window_before
from bot.knowledge import knowledge
from bot.service.paper_finder import PaperFinder, as_it_is
from bot.service.paper_sync import PaperSync
from bot.service.results import PaperVerdict, Preview
from bot.service.ttl_cache import TtlCache
from bot.writing.reranker import Reranker
from bot.writing.roundup_writer import extracted
from digest import engine, selection, themes
from digest.brief import prompting
from digest.corpus import Corpus
from digest.model import Window
from digest.selection.filters import in_categories

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence
    from datetime import date

    from adapters.errors import SourceAway
    from adapters.sources.ports import BulkSource, PaperSource, Progress
    from adapters.store.ports import Cadence, Papers
    from adapters.tracing import Tracer
    from bot.clock import Clock
    from bot.service.paper_finder import Detailed
    from bot.writing.roundup_writer import WriteRoundup
    from digest.brief.prompting import WritingOptions
    from digest.model import Paper, Topic
    from digest.roundup import Roundup

_WEEKS_BEFORE = 3
_KEPT_FOR = timedelta(minutes=20)


class RoundupService:
    """Gathers papers, asks the engine, and keeps its indexes for the next one who asks.

    Without a source, what the store has is all there is, and `latest` is the day that stands for today's. Without
    `categories`, those are read that the sources say. Where a model writes, `usual` says how it writes unless a
    subscription says otherwise.
    """

    def __init__(  # noqa: PLR0913 - what it works with, all of it stated
        self,
        papers: Papers,
        source: PaperSource | None,
        clock: Clock,
        *,
        categories: Sequence[str] = (),
        latest: date | None = None,
        weeks_before: int = _WEEKS_BEFORE,
        write: WriteRoundup = extracted,
        detailed: Detailed = as_it_is,
        usual: WritingOptions | None = None,
        bulk: BulkSource | None = None,
        reranker: Reranker | None = None,
        tracer: Tracer = UNTRACED,
    ) -> None:
        self._papers = papers
        self._clock = clock
        self._categories = tuple(categories) or knowledge().sources.categories
        self._latest = latest
        self._weeks_before = weeks_before
        self._write = write
        self._usual = usual
        self.reranker = reranker or Reranker()
        self._tracer = tracer
        # Threads share one interpreter: more than one at work would only keep the event loop waiting for its turn.
        self._turn = asyncio.Lock()
        self._reading = PaperSync(papers, source, clock, bulk)
        self._corpora = TtlCache[tuple[Window, tuple[str, ...]], Corpus](
            clock, most=weeks_before + 2, lifetime=_KEPT_FOR
        )
        self.papers = PaperFinder(
            papers, self._reading, clock, read_lately=self._read_lately, latest=latest, detailed=detailed
        )

    def current_window(self, cadence: Cadence = "weekly", zone: str = "UTC") -> Window:
        """The window that a roundup made now covers."""
        if self._latest is None:
            return window_before(self._clock.now().astimezone(ZoneInfo(zone)), cadence)
        days = {"daily": 1, "weekly": 7, "biweekly": 14}[cadence]
        return Window(start=self._latest - timedelta(days=days - 1), end=self._latest)

    def window_if_posted_now(self, cadence: Cadence, zone: str) -> Window:
        """The window of a roundup that would be posted now, which covers more than one that is asked for."""
        return overlapping(self.current_window(cadence, zone))

    @property
    def has_model(self) -> bool:
        """Whether a model writes, so that style and language take effect."""
        return self._usual is not None

    def writing_options(self, style: str, language: str) -> WritingOptions | None:
        """How a roundup of a subscription that says this is written; None where as usual, or where no model writes."""
        return self._usual and prompting.unusual(self._usual, style, language)

    async def roundup(
        self,
        topic: Topic,
        window: Window,
        progress: Progress,
        *,
        limit: int = engine.LIMIT,
        known_papers: frozenset[str] = frozenset(),
        writing_options: WritingOptions | None = None,
        compares: bool = False,
    ) -> Roundup:
        """A roundup of the papers of the window, or those at hand, without those `known_papers`; SourceAway where none are.

        It `compares` with the weeks before where `read_before` brought them in; what others read by chance is no measure.
        """
        missing, corpus = await self._read_corpus(topic, window, progress)
        history = await self._weeks_before_window(window, topic) if compares or self._latest else []
        now = self._clock.now()
        likes = selection.Preferences(known=known_papers)
        said = await self.reranker.reranking(corpus, topic, window, spending=True)
        async with self._turn:
            with self._tracer.span("select"):
                brief = await asyncio.to_thread(
                    engine.prepare, corpus, topic, window, limit=limit, preferences=likes, reranking=said
                )
                trend = await asyncio.to_thread(engine.volume_trend, corpus, brief, history, limit=limit)
            write = self._traced(self._write(brief, now=now, trend=trend, writing_options=writing_options))
            made = None if self.has_model else await write
        made = made or await write  # a model is waited for beside others
        return replace(made, missing=str(missing or ""))

    async def _traced(self, writing: Awaitable[Roundup]) -> Roundup:
        with self._tracer.span("write"):
            return await writing

    async def preview(self, topic: Topic, window: Window, progress: Progress) -> Preview:
        """What a roundup of the window would be about, without asking a model. SourceAway as above."""
        missing, corpus = await self._read_corpus(topic, window, progress)
        said = await self.reranker.reranking(corpus, topic, window, spending=False)
        shortlist = await asyncio.to_thread(selection.select, corpus, topic, window, reranking=said)
        found = await asyncio.to_thread(themes.group, shortlist, corpus.knowledge.vectors)
        return Preview(
            shortlist=shortlist,
            themes=tuple(theme.label for theme in found),
            missing=str(missing or ""),
            author=selection.author_named(corpus, topic.query),
        )

    async def _read_corpus(self, topic: Topic, window: Window, progress: Progress) -> tuple[SourceAway | None, Corpus]:
        """The papers of a window, and why not all of them could be read; raises that where there are none."""
        missing = await self.sync(window, topic.query.categories, progress)
        corpus = await self._corpus(window, topic)
        if missing and not corpus.papers:
            raise missing
        return missing, corpus

    async def judge(self, paper: Paper, topic: Topic, window: Window) -> PaperVerdict:
        """Why a paper is, or isn't, in the roundup of a topic and a window."""
        corpus = await self._corpus(window, topic)
        if corpus.index_of(paper.id) is None:
            return PaperVerdict(paper=paper, topic=topic, window=window, verdict=None)
        said = await self.reranker.reranking(corpus, topic, window, spending=False)
        verdict = await asyncio.to_thread(selection.explain, corpus, topic, window, paper.id, reranking=said)
        return PaperVerdict(paper=paper, topic=topic, window=window, verdict=verdict)

    async def sync(self, window: Window, categories: Sequence[str], progress: Progress) -> SourceAway | None:
        """Bring the window up to date; returns the reason where the source is away."""
        with self._tracer.span("ingest"):
            reading = await self._reading.read(window, self._with_topic_categories(categories), progress)
        for span, read in reading.spans.items():
            await self._forget(span, read)
        return reading.away

    async def _read_lately(self, progress: Progress) -> SourceAway | None:
        return await self.sync(self.current_window(), (), progress)

    async def ingest(
        self, since: date, window: Window, read_categories: Sequence[str], categories: Sequence[str]
    ) -> date:
        """Take over all that changed since a day (see `PaperSync.ingest`), in these categories besides the usual ones."""
        wanted, told = self._with_topic_categories(categories), self._with_topic_categories(read_categories)
        try:
            return await self._reading.ingest(since, window, told, wanted, unwatched)
        finally:
            await self._forget(window, wanted)

    async def _forget(self, span: Window, categories: Sequence[str]) -> None:
        """Have indexes made anew in which papers of these days and archives belong; others stay as they are."""
        read = {whole_archive(category) for category in categories}

        def is_concerned(key: tuple[Window, tuple[str, ...]]) -> bool:
            window, indexed = key
            meets = window.start <= span.end and span.start <= window.end
            return meets and not read.isdisjoint(map(whole_archive, indexed))

        await self._corpora.forget(is_concerned)
        await self.papers.outdate()

    def _with_topic_categories(self, categories: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self._categories, *categories)))

    async def _corpus(self, window: Window, topic: Topic) -> Corpus:
        """The papers that a topic chooses from.

        What was read or fetched for others is none of them: it would change which words are rare, and with them what
        is chosen and in which order. Of a fixed set of papers all count.
        """
        categories = self._with_topic_categories(topic.query.categories) if self._latest is None else ()

        async def index() -> Corpus:
            papers = await self._papers.during(window)
            wanted = [paper for paper in papers if in_categories(paper, categories)] if categories else papers
            return await asyncio.to_thread(Corpus.of, wanted, knowledge())

        return await self._corpora.get((window, categories), index)

    async def read_before(self, window: Window, categories: Sequence[str]) -> None:
        """Bring in the weeks that a window is compared with, as far back as their source can be reached."""
        for earlier in self._before(window):
            if await self.sync(earlier, categories, unwatched):
                return

    def _before(self, window: Window) -> Iterator[Window]:
        length = window.end - window.start + timedelta(days=1)
        for back in range(1, self._weeks_before + 1):
            yield Window(start=window.start - length * back, end=window.end - length * back)

    async def _weeks_before_window(self, window: Window, topic: Topic) -> list[tuple[Corpus, Window]]:
        """Windows of the same length before this one, oldest first, as far back as they have been read whole."""
        history: list[tuple[Corpus, Window]] = []
        for earlier in self._before(window):
            if not await self._reading.is_whole(earlier, self._with_topic_categories(topic.query.categories)):
                break
            corpus = await self._corpus(earlier, topic)
            if not corpus.papers:
                break
            history.append((corpus, earlier))
        return history[::-1]
