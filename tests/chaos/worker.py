"""One process of the campaign: `python -m tests.chaos.worker SETTINGS`, which runs until it is killed or told to end."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.store.redis.store import open_store
from bot import logs, platforms, settings
from bot.clock import Clock
from bot.composition.delivery import RuntimeOptions, RuntimeTimes, compose_delivery
from bot.composition.store import scheduling
from bot.delivery.builds import RoundupServices
from bot.delivery.worker import WorkerOptions
from bot.platforms import AnswerProxy, PlatformServices
from bot.run import run_scheduler
from bot.service.roundup_service import RoundupService

if TYPE_CHECKING:
    from bot.composition.delivery import DeliveryRuntime

QUICK = RuntimeTimes(lease=3.0, uncertain_for=1.0, ask_again_after=1.0)
OPTIONS = WorkerOptions(tries=8, renewal=1.0, first_wait=0.5, drain=10.0)


@dataclass(frozen=True, slots=True)
class Skewed(Clock):
    """A clock that is wrong by some seconds, as those of a few machines are."""

    by: float

    @override
    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.by)  # noqa: TID251 - a clock


async def main(said: dict[str, str]) -> None:
    """Do jobs, and look for due work where asked to."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with AsyncExitStack() as stack:
        runtime = await _runtime(said, stack)
        tasks = (
            [runtime.worker.work(stop)] if said["role"] == "worker" else [run_scheduler(runtime, stop, look_every=1)]
        )
        await asyncio.gather(*tasks)


async def _runtime(said: dict[str, str], stack: AsyncExitStack) -> DeliveryRuntime:
    store = await stack.enter_async_context(open_store(said["REDIS_URL"], Path("unused")))
    clock = Skewed(float(said["skew"]))
    service = partial(RoundupService, store.papers, None, clock)
    answer_proxy, subscriptions = AnswerProxy(), scheduling(store)
    services = PlatformServices(
        subscriptions=subscriptions,
        roundups=store.roundups,
        key_values=store.key_values,
        service=service(),
        clock=clock,
        answer_proxy=answer_proxy,
    )
    found = platforms.connect_platforms(settings.read(said), platforms.ports_of(services))
    for platform in found.values():
        await platform.start()
        stack.push_async_callback(platform.stop)
    worker = replace(OPTIONS, places=int(said["places"]))
    options = RuntimeOptions(times=QUICK, worker=worker, daily_ingest=False)
    return compose_delivery(store, RoundupServices(syncing=service(), offline=service()), found, clock, options)


if __name__ == "__main__":
    logs.set_up(sys.stderr)
    asyncio.run(main(json.loads(sys.argv[1])))
