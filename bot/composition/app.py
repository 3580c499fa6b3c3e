"""The bot as one person uses it in a terminal: on the installation's own store, or on a fixed set of papers."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.sources.settings import CATEGORIES
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.store import open_store
from adapters.tracing import UNTRACED
from bot.composition import mail, model, sources, store
from bot.handlers.bot import Bot
from bot.handlers.sharing import PostingRights
from bot.service.roundup_service import RoundupService
from bot.writing.paper_details import PaperDetails
from bot.writing.roundup_writer import extracted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import date
    from pathlib import Path

    from adapters.chat import Channel, Person
    from adapters.settings import Settings
    from adapters.sources.ports import ConnectedSource, FullTextPages, Progress, SourceRateLimit
    from adapters.store.ports import Papers
    from adapters.store.redis.store import Store
    from adapters.tracing import Tracer
    from bot.clock import Clock
    from bot.composition.model import ModelServices
    from bot.handlers.mail import MailHandlers
    from bot.writing.reranker import Reranker
    from digest.model import Paper


async def _can_post(_channel: Channel) -> str:
    return ""


async def _everybody_may(_channel: Channel, _person: Person) -> bool:
    return True


ONE_PERSON = PostingRights(ensure_can_post=_can_post, may_post=_everybody_may)
"""In a terminal, where what is answered is all that is posted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Everything that answers, put together."""

    store: Store
    service: RoundupService
    bot: Bot


@asynccontextmanager
async def open_app(
    settings: Settings,
    rate_limits: Callable[[str], SourceRateLimit],
    clock: Clock,
    progress: Progress,
    *,
    as_guest: bool = False,
    by_model: bool = True,
    full_text: bool = True,
) -> AsyncIterator[App]:
    """The bot on the installation's own store, reading from its sources; raises `StoreAway` or `StoreTaken`.

    With `as_guest`, also while a bot runs on it, and for one command of somebody who waits for it. With `full_text`, papers
    shown in detail are read whole as well, where their source has them.
    """
    async with AsyncExitStack() as stack:
        opened_store = await stack.enter_async_context(store.open_installation_store(settings, as_guest=as_guest))
        cache = opened_store.key_values
        reach = sources.connect_interactive if as_guest else sources.connect
        source = reach(settings, rate_limits, cache if full_text else None)
        services = await model.enter_model_services(stack, settings, clock, cache, source.pages) if by_model else None
        reranker = await model.reranker(stack, settings, clock, cache, services)
        service = roundup_service(
            opened_store.papers, source, clock, settings, services, source.pages, reranker=reranker
        )
        by_mail = mail.handlers(settings, opened_store, opened_store.subscriptions, clock)
        yield _app(opened_store, service, clock, progress, services, by_mail)


@asynccontextmanager
async def open_app_on_papers(
    papers: Sequence[Paper],
    folder: Path,
    clock: Clock,
    progress: Progress,
    *,
    settings: Settings,
    redis_url: str = "",
) -> AsyncIterator[App]:
    """The bot on a fixed set of papers, its subscriptions kept in `folder` or at `redis_url`."""
    at_hand = InMemoryPapers(papers)
    async with AsyncExitStack() as stack:
        opened_store = await stack.enter_async_context(open_store(redis_url, folder))
        services = await model.enter_model_services(stack, settings, clock, opened_store.key_values)
        reranker = await model.reranker(stack, settings, clock, opened_store.key_values, services)
        service = roundup_service(at_hand, None, clock, settings, services, latest=at_hand.latest, reranker=reranker)
        yield _app(opened_store, service, clock, progress, services)


def roundup_service(  # noqa: PLR0913 - what it works with, all of it stated
    papers: Papers,
    source: ConnectedSource | None,
    clock: Clock,
    settings: Settings,
    services: ModelServices | None = None,
    pages: FullTextPages | None = None,
    *,
    latest: date | None = None,
    reranker: Reranker | None = None,
    tracer: Tracer = UNTRACED,
) -> RoundupService:
    """The service on these papers and what the source has, whose roundups and cards a model writes where there is one."""
    details = PaperDetails(pages, services.answering.gist if services else None)
    write = services.writing.roundup if services else extracted
    usual = services.writing_options if services else None
    return RoundupService(
        papers,
        source.papers if source else None,
        clock,
        categories=settings[CATEGORIES],
        write=write,
        detailed=details.card,
        usual=usual,
        bulk=source.bulk if source else None,
        latest=latest,
        reranker=reranker,
        tracer=tracer,
    )


def _app(
    store: Store,
    service: RoundupService,
    clock: Clock,
    progress: Progress,
    services: ModelServices | None = None,
    by_mail: MailHandlers | None = None,
) -> App:
    bot = Bot(
        service,
        store.subscriptions,
        store.roundups,
        clock,
        rights=ONE_PERSON,
        progress=progress,
        answering=services.answering if services else None,
        translating=services.translating if services else None,
        mail=by_mail,
    )
    return App(store=store, service=service, bot=bot)
