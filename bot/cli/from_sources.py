"""`paperround roundup`, `paper`, `search` and `check` on what the sources list now."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from adapters.errors import StoreTaken
from adapters.platforms.terminal.progress import ProgressMeter
from bot import shutdown
from bot.clock import SystemClock
from bot.composition import app, model, sources, store
from digest.model import Window

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Sequence

    from adapters.settings import Settings
    from bot.cli.main import Streams
    from bot.service.library import LookupResult
    from bot.service.roundup_service import RoundupService
    from digest.corpus import Corpus
    from digest.model import Paper, Pick, Topic
    from digest.query import Query
    from digest.roundup import Roundup

T = TypeVar("T")


def roundup(topic: Topic, args: argparse.Namespace, streams: Streams, settings: Settings) -> tuple[Roundup, str]:
    """A roundup of the last seven days, or of the days asked for, and the author whom its topic names where it is empty.

    Raises `SourceAway` where none can be read.
    """

    async def make(service: RoundupService, meter: ProgressMeter) -> tuple[Roundup, str]:
        made = await service.roundup(topic, _window(args, service.current_window()), meter, limit=args.limit)
        if made.missing:
            streams.say(f"This roundup is partial. {made.missing}")
        is_empty = made.counts.matched == 0
        return made, await service.papers.author_named(topic.query, meter) if is_empty else ""

    return _with_service(make, streams, settings, by_model=args.writer == "model")


def find(ref: str, streams: Streams, settings: Settings) -> LookupResult:
    """The paper that is meant, in detail."""

    async def look_up(service: RoundupService, meter: ProgressMeter) -> LookupResult:
        found = await service.papers.find(ref, meter)
        return replace(found, card=await service.papers.detailed(found.card)) if found.card else found

    return _with_service(look_up, streams, settings, by_model=True)


def papers(ids: Sequence[str], streams: Streams, settings: Settings) -> tuple[Paper, ...]:
    """The papers with these ids, as many as there are."""

    async def look_up(service: RoundupService, meter: ProgressMeter) -> tuple[Paper, ...]:
        found = [(await service.papers.find(one, meter)).card for one in ids]
        return tuple(card.paper for card in found if card)

    return _with_service(look_up, streams, settings)


def search(query: Query, limit: int, streams: Streams, settings: Settings) -> tuple[tuple[Pick, ...], str]:
    """The papers of the last weeks that match, and where none do the author whom the words name."""

    async def look(service: RoundupService, meter: ProgressMeter) -> tuple[tuple[Pick, ...], str]:
        picks = await service.papers.search(query.text, limit, meter)
        return picks, "" if picks else await service.papers.author_named(query, meter)

    return _with_service(look, streams, settings)


def lately(streams: Streams, settings: Settings) -> Corpus:
    """The papers of the last weeks."""
    return _with_service(lambda service, meter: service.papers.lately(meter), streams, settings).corpus


def _window(args: argparse.Namespace, last: Window) -> Window:
    """The days asked for: a last day alone ends a week as long as the last one, a first day alone begins all since."""
    end = args.end or max(last.end, args.start or last.end)
    return Window(start=args.start or end - (last.end - last.start), end=end)


def _with_service(
    work: Callable[[RoundupService, ProgressMeter], Awaitable[T]],
    streams: Streams,
    settings: Settings,
    *,
    by_model: bool = False,
) -> T:
    """Do something with a service that reads the sources into the store, or into memory where another process has the store."""
    clock, meter = SystemClock(), ProgressMeter(streams.stderr)

    async def run() -> T:
        rate_limits = sources.LocalRateLimits()
        async with AsyncExitStack() as stack:
            try:
                opened = app.open_app(
                    settings, rate_limits, clock, meter, as_guest=True, by_model=by_model, full_text=False
                )
                service = (await stack.enter_async_context(opened)).service
            except StoreTaken as taken:
                streams.say(f"{taken} Reading arXiv without keeping what is read.")
                services = await model.enter_model_services(stack, settings, clock) if by_model else None
                kept = model.kept_embeddings(settings, clock)
                reranker = await model.reranker(stack, settings, clock, kept, services)
                service = app.roundup_service(
                    store.in_memory(),
                    sources.connect_interactive(settings, rate_limits),
                    clock,
                    settings,
                    services,
                    reranker=reranker,
                )
            with meter.under_way("Reading arXiv"):
                return await work(service, meter)

    return shutdown.run(run())
