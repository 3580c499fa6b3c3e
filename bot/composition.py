"""Composition: the only place that names concrete classes and hands them to one another."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.sources.arxiv import ArxivSource
from adapters.sources.arxiv.fetching import ArxivRetryPolicy, user_agent
from adapters.sources.arxiv.pages import BASE_URL, ArxivPages
from adapters.sources.arxiv.settings import CATEGORIES, CONTACT, QUERY_URL
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.store import open_store
from bot.handlers import Bot
from bot.service.roundup_service import RoundupService
from bot.settings import MODEL, REDIS_URL, data_folder
from bot.writing import model
from bot.writing.paper_details import PaperDetails
from bot.writing.writing import extracted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from adapters.settings import Settings
    from adapters.sources.pages import FullTextPages
    from adapters.sources.ports import PaperSource, Progress
    from adapters.sources.rate_limit import RequestGate
    from adapters.store.ports import KeyValueStore, Papers
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.writing.model import ModelServices
    from digest.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that answers, put together."""

    store: Store
    desk: RoundupService
    bot: Bot


def arxiv(settings: Settings, seconds: float | None = None, gate: RequestGate | None = None) -> ArxivSource:
    """The live source as this installation asks it; with `seconds`, for somebody who waits no longer than that.

    Where nobody is there to answer, such a one is told after a second try and not at the end of the time. Sources of
    one process share a gate, since arXiv counts the requests of all of them.
    """
    hurried = ArxivRetryPolicy(
        seconds=seconds or 0.0, absences=2, chance=lambda: 0.0
    )  # nothing to spread: it is one person
    patience = ArxivRetryPolicy() if seconds is None else hurried
    return ArxivSource(contact=settings[CONTACT], base_url=settings[QUERY_URL], gate=gate, patience=patience)


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
        store = await stack.enter_async_context(open_store(settings[REDIS_URL], data_folder(settings)))
        pages = pages_of(settings, gate, store.scratch) if gate else None
        thinking = await model_of(stack, settings, clock, store.scratch, pages) if by_model else None
        desk = desk_of(store.papers, source, clock, settings, thinking, pages)
        yield _app(store, desk, clock, progress, thinking)


@asynccontextmanager
async def opened_on(
    papers: Sequence[Paper], folder: Path, clock: Clock, progress: Progress, redis_url: str = ""
) -> AsyncIterator[App]:
    """The bot on a fixed set of papers, its subscriptions kept in `folder` or at `redis_url`."""
    shelf = InMemoryPapers(papers)
    async with open_store(redis_url, folder) as store:
        yield _app(store, RoundupService(shelf, None, clock, latest=shelf.latest), clock, progress)


async def model_of(
    stack: AsyncExitStack,
    settings: Settings,
    clock: Clock,
    notes: KeyValueStore | None = None,
    pages: FullTextPages | None = None,
) -> ModelServices | None:
    """The language model that is set, until the stack ends."""
    if not settings[MODEL]:
        return None
    return await stack.enter_async_context(model.opened(settings, clock, notes, pages))


def pages_of(settings: Settings, gate: RequestGate, notes: KeyValueStore) -> FullTextPages:
    """Whole papers as arXiv's pages, at the place where arXiv is for this installation."""
    place = urlsplit(settings[QUERY_URL])
    base = BASE_URL if (place.hostname or "").endswith("arxiv.org") else f"{place.scheme}://{place.netloc}/html/"
    return ArxivPages(gate, notes, user_agent=user_agent(settings[CONTACT]), base_url=base)


def desk_of(
    papers: Papers,
    source: PaperSource | None,
    clock: Clock,
    settings: Settings,
    thinking: ModelServices | None = None,
    pages: FullTextPages | None = None,
) -> RoundupService:
    """A desk on these papers, whose roundups and cards a model writes where there is one."""
    detailing = PaperDetails(pages, thinking.answering.gist if thinking else None)
    write = thinking.writing.roundup if thinking else extracted
    usual = thinking.manner if thinking else None
    return RoundupService(
        papers, source, clock, categories=settings[CATEGORIES], write=write, gist=detailing.card, usual=usual
    )


def _app(
    store: Store, desk: RoundupService, clock: Clock, progress: Progress, thinking: ModelServices | None = None
) -> App:
    answering = thinking.answering if thinking else None
    bot = Bot(desk, store.subscriptions, store.roundups, clock, progress=progress, answering=answering)
    return App(store=store, desk=desk, bot=bot)
