"""One process as `paperround run` puts it together, on a store that others share, its papers invented."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import platforms
from bot.clock import SystemClock
from bot.composition.delivery import RuntimeOptions, RuntimeTimes, compose_delivery
from bot.composition.store import scheduling
from bot.delivery.builds import RoundupServices
from bot.handlers.bot import Bot, CommandRateLimit
from bot.platforms import AnswerProxy, PlatformServices
from tests.stores import by_clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from adapters.chat import Platform, Ports
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.composition.delivery import DeliveryRuntime
    from bot.service.roundup_service import RoundupService


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a platform is given, and what gives it its bot and its delivery once it is there."""

    store: Store
    service: RoundupService
    clock: Clock
    ports: Ports
    answer_proxy: AnswerProxy

    @asynccontextmanager
    async def working(self, name: str, platform: Platform) -> AsyncIterator[DeliveryRuntime]:
        """The bot answers, and a worker does what is to be done."""
        found = {name: platform}
        services = RoundupServices(syncing=self.service, offline=self.service)
        times = RuntimeTimes(uncertain_for=0.3, ask_again_after=0.3, interactive_deadline=10)
        made = compose_delivery(self.store, services, found, self.clock, RuntimeOptions(times=times))
        bot = Bot(
            self.service,
            made.subscriptions,
            self.store.with_deadline().roundups,
            self.clock,
            awaited=made.awaited_deliveries.on_its_way,
            rights=platforms.posting_rights(found),
            post_roundup=made.sharing.share,
            rate_limit=CommandRateLimit(self.store.with_deadline().key_values, self.clock),
        )
        self.answer_proxy.answer, self.answer_proxy.pauser = bot.answer, made.pauser
        stop = asyncio.Event()
        working = asyncio.create_task(made.worker.work(stop))
        try:
            yield made
        finally:
            stop.set()
            await working


def wiring(store: Store, make_service: Callable[[Store, Clock], RoundupService], clock: Clock | None = None) -> Wiring:
    """On a store, with papers of one's own."""
    clock = clock or SystemClock()
    store = by_clock(store, clock)
    asked = store.with_deadline()
    service, answer_proxy = make_service(store, clock), AnswerProxy()
    services = PlatformServices(
        subscriptions=scheduling(asked),
        roundups=asked.roundups,
        key_values=asked.key_values,
        service=service,
        clock=clock,
        answer_proxy=answer_proxy,
    )
    ports = platforms.ports_of(services)
    return Wiring(store=store, service=service, clock=clock, ports=ports, answer_proxy=answer_proxy)
