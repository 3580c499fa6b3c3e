"""All of one process, put together from its settings: store, sources, model, platforms, deliveries and the bot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adapters.http_settings import PUBLIC_URL
from adapters.otlp import open_tracer
from adapters.store.redis.rate_limit import RedisSourceRateLimit
from adapters.tracing import ENDPOINT
from adapters.web.app import CLOCK_AHEAD, CLOCK_RIGHT, Health, serving
from adapters.web.mail_pages import MailPages
from adapters.web.metrics import Metrics
from adapters.web.public_pages import PublicPages
from bot import platforms
from bot.clock import SystemClock
from bot.composition import app, delivery, mail, model, sources
from bot.composition import store as stores
from bot.delivery.builds import RoundupServices
from bot.handlers.bot import Bot, CommandRateLimit
from bot.handlers.dead_letters import DeadLetterReplies
from bot.handlers.ended_subscriptions import EndedSubscriptions
from bot.handlers.web_pages import WebPageHandlers
from bot.platforms import AnswerProxy, PlatformServices
from bot.settings import CROWD, DAILY_INGEST

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager, AsyncExitStack

    from adapters.chat import Platform
    from adapters.settings import Settings
    from bot.composition.delivery import DeliveryRuntime


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """What a process is made of."""

    runtime: DeliveryRuntime
    platforms: Mapping[str, Platform]
    metrics: Metrics
    public_pages: PublicPages
    gauges: Callable[[], Awaitable[Mapping[str, float]]]

    def health(
        self, host: str, port: int, stopping: Callable[[], bool], disconnected: Callable[[], Sequence[str]]
    ) -> AbstractAsyncContextManager[int]:
        """The pages for whoever keeps it running, served until the context ends; its value is the port."""
        return serving(Health(self.gauges, self.metrics, stopping, disconnected), host, port)


async def compose_process(stack: AsyncExitStack, settings: Settings) -> Process:
    """All that a process is made of, nothing of it started; what it opened is closed with the stack."""
    store, clock = await stack.enter_async_context(stores.open_installation_store(settings)), SystemClock()
    await stores.refuse_unfit(store, settings)
    source = sources.connect(settings, partial(RedisSourceRateLimit, store.link), store.key_values)
    model_services = await model.enter_model_services(stack, settings, clock, store.key_values, source.pages)
    reranker = await model.reranker(stack, settings, clock, store.key_values, model_services)
    tracer = await stack.enter_async_context(open_tracer(settings[ENDPOINT]))
    service = partial(app.roundup_service, store.papers, reranker=reranker, tracer=tracer)
    services = RoundupServices(
        syncing=service(source, clock, settings, model_services, source.pages),
        offline=service(None, clock, settings, model_services, source.pages),
    )
    answer_proxy, metrics, interactive = AnswerProxy(), Metrics(), store.with_deadline()
    ports = platforms.ports_of(
        PlatformServices(
            subscriptions=stores.scheduling(interactive),
            roundups=interactive.roundups,
            key_values=interactive.key_values,
            service=services.syncing,
            clock=clock,
            answer_proxy=answer_proxy,
        )
    )
    connected_platforms = platforms.connect_platforms(settings, ports)
    options = delivery.RuntimeOptions(
        metrics=metrics,
        tracer=tracer,
        daily_ingest=settings[DAILY_INGEST],
        crowd=settings[CROWD],
        public_url=settings[PUBLIC_URL],
        tell=platforms.administrator_notifier(connected_platforms),
    )
    runtime = delivery.compose_delivery(store, services, connected_platforms, clock, options)
    bot = Bot(
        services.syncing,
        runtime.subscriptions,
        interactive.roundups,
        clock,
        answering=model_services.answering if model_services else None,
        translating=model_services.translating if model_services else None,
        awaited=runtime.awaited_deliveries.on_its_way,
        rights=platforms.posting_rights(connected_platforms),
        post_roundup=runtime.sharing.share,
        rate_limit=CommandRateLimit(interactive.key_values, clock),
        dead_letters=DeadLetterReplies(stores.jobs(interactive)),
        ended_subscriptions=EndedSubscriptions(interactive.key_values),
        pages=WebPageHandlers(interactive.pages, settings[PUBLIC_URL], interactive.subscriptions),
        mail=mail.handlers(settings, interactive, runtime.subscriptions, clock),
    )
    answer = model_services.token_budget.on_account(bot.answer) if model_services else bot.answer
    answer_proxy.answer = platforms.traced(answer, tracer)
    answer_proxy.pauser = runtime.pauser

    async def gauges() -> Mapping[str, float]:
        dead = await runtime.jobs.dead_letters()
        are_connected = {
            f"{name}_connected": float(platform.is_connected) for name, platform in connected_platforms.items()
        }
        watch = runtime.clock_watch
        clock = {CLOCK_AHEAD: await watch.ahead(), CLOCK_RIGHT: float(await watch.is_right())}
        return {"jobs_waiting": await runtime.jobs.count(), "jobs_dead": len(dead), **clock, **are_connected}

    by_mail = mail.subscribing(settings, store, stores.scheduling(store), clock)
    mail_pages = MailPages(by_mail, store.pages) if by_mail else None
    return Process(
        runtime=runtime,
        platforms=connected_platforms,
        metrics=metrics,
        public_pages=PublicPages(settings[PUBLIC_URL], store.pages, store.roundups, mail_pages),
        gauges=gauges,
    )
