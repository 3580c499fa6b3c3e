"""Composition: the only place that names concrete classes and hands them to one another."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.arxiv import ArxivSource
from adapters.arxiv.asking import Patience
from adapters.redis.store import open_store
from bot import model
from bot.desk import Desk
from bot.handlers import Bot
from bot.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from adapters.gate import Gate
    from adapters.redis.store import Store
    from adapters.sources import PaperSource, Progress
    from adapters.store import Papers, Scratch
    from bot.clock import Clock
    from bot.model import Model
    from bot.settings import Settings
    from digest.model import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that answers, put together."""

    store: Store
    desk: Desk
    bot: Bot


def arxiv(settings: Settings, seconds: float | None = None, gate: Gate | None = None) -> ArxivSource:
    """The live source as this installation asks it; with `seconds`, for somebody who waits no longer than that.

    Where nobody is there to answer, such a one is told after a second try and not at the end of the time. Sources of
    one process share a gate, since arXiv counts the requests of all of them.
    """
    hurried = Patience(seconds=seconds or 0.0, absences=2, chance=lambda: 0.0)  # nothing to spread: it is one person
    patience = Patience() if seconds is None else hurried
    return ArxivSource(contact=settings.contact, base_url=settings.arxiv_url, gate=gate, patience=patience)


@asynccontextmanager
async def opened(settings: Settings, source: PaperSource, clock: Clock, progress: Progress) -> AsyncIterator[App]:
    """The bot on the installation's own store, reading from a source; raises `StoreAway` or `StoreTaken`."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.redis_url, settings.data))
        thinking = await model_of(stack, settings, clock, store.scratch)
        desk = desk_of(store.papers, source, clock, settings, thinking)
        yield _app(store, desk, clock, progress, thinking)


@asynccontextmanager
async def opened_on(
    papers: Sequence[Paper], folder: Path, clock: Clock, progress: Progress, redis_url: str | None = None
) -> AsyncIterator[App]:
    """The bot on a fixed set of papers, its subscriptions kept in `folder` or at `redis_url`."""
    shelf = Shelf(papers)
    async with open_store(redis_url, folder) as store:
        yield _app(store, Desk(shelf, None, clock, latest=shelf.latest), clock, progress)


async def model_of(
    stack: AsyncExitStack, settings: Settings, clock: Clock, notes: Scratch | None = None
) -> Model | None:
    """The language model that is set, until the stack ends."""
    return await stack.enter_async_context(model.opened(settings.model, clock, notes)) if settings.model else None


def desk_of(papers: Papers, source: PaperSource, clock: Clock, settings: Settings, thinking: Model | None) -> Desk:
    """A desk on these papers, whose roundups and cards a model writes where there is one."""
    if thinking is None:
        return Desk(papers, source, clock, categories=settings.categories)
    write, gist = thinking.writing.roundup, thinking.answering.gist
    return Desk(papers, source, clock, categories=settings.categories, write=write, gist=gist)


def _app(store: Store, desk: Desk, clock: Clock, progress: Progress, thinking: Model | None = None) -> App:
    answering = thinking.answering if thinking else None
    bot = Bot(desk, store.subscriptions, store.roundups, clock, progress=progress, answering=answering)
    return App(store=store, desk=desk, bot=bot)
