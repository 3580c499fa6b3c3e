"""Papers from files named on the command line: no network, no store."""

from __future__ import annotations

import asyncio
import gc
import math
from contextlib import AsyncExitStack
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from adapters.platforms.terminal.progress import ProgressMeter
from bot.composition import sources
from bot.knowledge import knowledge
from bot.settings import EMBEDDINGS
from bot.writing.roundup_writer import extracted
from digest import engine, selection
from digest.corpus import Corpus
from digest.model import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.settings import Settings
    from bot.cli.main import Streams
    from bot.clock import Clock
    from digest.model import Paper, Topic
    from digest.roundup import Roundup

_WEEK = timedelta(days=7)
_WEEKS = 12
_WORKING_WEEK = 4  # days, where one is a holiday


def read(names: Sequence[str], streams: Streams, meter: ProgressMeter) -> tuple[Paper, ...]:
    """The papers of these files, what couldn't be used being said on stderr; raises `BadFile`."""
    reading = sources.read_files(names, meter)
    for complaint in reading.complaints:
        streams.say(complaint)
    return reading.papers


def whole(papers: Sequence[Paper], start: date | None = None, end: date | None = None) -> Window:
    """The days between these two, or as far as the papers reach; one day where they lie beyond the one that is given."""
    days = [paper.listed for paper in papers]
    first = start or min(*days, end or date.max)
    return Window(start=first, end=end or max(*days, first))


def roundup(  # noqa: PLR0913 - what was asked for, all of it stated
    topic: Topic,
    names: Sequence[str],
    earlier: Sequence[str],
    *,
    start: date | None,
    end: date | None,
    limit: int,
    streams: Streams,
    clock: Clock,
    settings: Settings,
    by_model: bool = False,
) -> tuple[Roundup, str]:
    """A roundup of the papers in files, written by a model where that is wanted, and the author whom its topic names.

    `earlier` files make its trend.
    """
    meter = ProgressMeter(streams.stderr)
    with meter.under_way("Reading papers"):
        papers = read(names, streams, meter)
        history = read(earlier, streams, meter) if earlier else ()
    # They all stay to the end: looking through them for garbage again and again would take a twentieth of the time.
    gc.freeze()
    window = whole(papers, start, end)
    # In the store's order, so that it doesn't matter which file was named first.
    inside = sorted((one for one in papers if one.listed in window), key=lambda one: (one.listed, one.id), reverse=True)
    with meter.under_way("Writing the roundup"):
        now, weeks = clock.now().astimezone(UTC), _weeks(history, window)
        corpus = Corpus.of(inside, knowledge())
        author = selection.author_named(corpus, topic.query)
        if not (by_model or settings[EMBEDDINGS]):
            return engine.roundup(corpus, topic, window, now=now, limit=limit, history=weeks), author
        work = _with_models(corpus, topic, window, weeks, limit=limit, settings=settings, clock=clock, writes=by_model)
        return asyncio.run(work), author


async def _with_models(  # noqa: PLR0913 - as above
    corpus: Corpus,
    topic: Topic,
    window: Window,
    weeks: Sequence[tuple[Corpus, Window]],
    *,
    limit: int,
    settings: Settings,
    clock: Clock,
    writes: bool,
) -> Roundup:
    from bot.composition import model  # noqa: PLC0415 - most roundups need no model

    async with AsyncExitStack() as stack:
        # Kept, so that the same roundup in another format is not written, and paid for, again.
        drafts, vectors = model.kept_drafts(settings, clock), model.kept_embeddings(settings, clock)
        services = await model.enter_model_services(stack, settings, clock, drafts) if writes else None
        reranker = await model.reranker(stack, settings, clock, vectors, services)
        said = await reranker.reranking(corpus, topic, window, spending=True)
        brief = engine.prepare(corpus, topic, window, limit=limit, reranking=said)
        write = services.writing.roundup if services else extracted
        compared = engine.volume_trend(corpus, brief, weeks, limit=limit)
        return await write(brief, now=clock.now().astimezone(UTC), trend=compared)


def _weeks(papers: Sequence[Paper], window: Window) -> list[tuple[Corpus, Window]]:
    """The weeks before a window that have papers, oldest first; a few days can't be compared with whole weeks.

    A window of more than a week is compared with as many weeks at a time.
    """
    days = len(window.days)
    if days < _WORKING_WEEK:
        return []
    span = _WEEK * math.ceil(days / _WEEK.days)
    weeks = []
    for back in range(_WEEKS, 0, -1):
        week = Window(start=window.start - back * span, end=window.start - (back - 1) * span - timedelta(days=1))
        inside = [paper for paper in papers if paper.listed in week]
        if inside:
            weeks.append((Corpus.of(inside, knowledge()), week))
    return weeks
