"""The bot as one person uses it in a terminal: on the installation's own store, or on a fixed set of papers."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.sources.arxiv.settings import CATEGORIES
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.store import open_store
from bot.composition import model, sources, store
from bot.handlers.bot import Bot
from bot.service.roundup_service import RoundupService
from bot.writing.paper_details import PaperDetails
from bot.writing.writing import extracted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from adapters.settings import Settings
    from adapters.sources.pages import FullTextPages
    from adapters.sources.ports import BulkSource, PaperSource, Progress
    from adapters.sources.rate_limit import RequestGate
    from adapters.store.ports import Papers
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.composition.model import ModelServices
    from digest.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that answers, put together."""

    store: Store
    service: RoundupService
    bot: Bot


@asynccontextmanager
async def opened(
    settings: Settings,
    source: PaperSource,
    clock: Clock,
    progress: Progress,
    gate: RequestGate | None = None,
    *,
    by_model: bool = True,
) -> AsyncIterator[App]:
    """The bot on the installation's own store, reading from a source; raises `StoreAway` or `StoreTaken`.

    With the source's gate, papers shown in detail are read whole on arXiv's pages as well.
    """
    async with AsyncExitStack() as stack:
        opened_store = await stack.enter_async_context(store.opened(settings))
        pages = sources.full_text(settings, gate, opened_store.scratch) if gate else None
        services = await model.entered(stack, settings, clock, opened_store.scratch, pages) if by_model else None
        service = roundup_service(opened_store.papers, source, clock, settings, services, pages)
        yield _app(opened_store, service, clock, progress, services)


@asynccontextmanager
async def opened_on(
    papers: Sequence[Paper], folder: Path, clock: Clock, progress: Progress, redis_url: str = ""
) -> AsyncIterator[App]:
    """The bot on a fixed set of papers, its subscriptions kept in `folder` or at `redis_url`."""
    at_hand = InMemoryPapers(papers)
    async with open_store(redis_url, folder) as opened_store:
        yield _app(opened_store, RoundupService(at_hand, None, clock, latest=at_hand.latest), clock, progress)


def roundup_service(
    papers: Papers,
    source: PaperSource | None,
    clock: Clock,
    settings: Settings,
    services: ModelServices | None = None,
    pages: FullTextPages | None = None,
    bulk: BulkSource | None = None,
) -> RoundupService:
    """The service on these papers, whose roundups and cards a model writes where there is one."""
    details = PaperDetails(pages, services.answering.gist if services else None)
    write = services.writing.roundup if services else extracted
    usual = services.manner if services else None
    return RoundupService(
        papers, source, clock, categories=settings[CATEGORIES], write=write, gist=details.card, usual=usual, bulk=bulk
    )


def _app(
    store: Store, service: RoundupService, clock: Clock, progress: Progress, services: ModelServices | None = None
) -> App:
    answering = services.answering if services else None
    bot = Bot(service, store.subscriptions, store.roundups, clock, progress=progress, answering=answering)
    return App(store=store, service=service, bot=bot)
