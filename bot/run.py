"""`paperround run`: the roles of one process, from its start until SIGTERM."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, TextIO

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.errors import StoreAway
from adapters.http_settings import HOST, PAGES_HOST, PAGES_PORT, PORT, PUBLIC_URL
from bot import logs, registry
from bot.composition.process import compose_process
from bot.connection_supervisor import ConnectionSupervisor
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection

    from adapters.settings import Settings
    from bot.composition.delivery import DeliveryRuntime
    from bot.composition.process import Process
    from bot.delivery.clock_watch import ClockWatch

_LOOK_EVERY = 5
_MEND_EVERY = 3600
_CALL_EVERY = 600
_DRAIN = 11.0
_CLOSES_WITHIN = 6.0
_ENDS_WITHIN = 19.0
"""Seconds after which the process ends in any case; what hangs then goes on from the ledger elsewhere."""
_WEB_PORT = 8080
_SWITCHES_AFTER = 0.0005
"""Seconds that a thread at work keeps the event loop waiting; Python's own 5 ms add up over the steps of an answer."""

_log = logging.getLogger(__name__)


def run(roles: Collection[str], settings: Settings, log: TextIO) -> None:
    """Run these roles, or all of them, until told to stop; `log` is where it says what it does."""
    logs.set_up(log, secrets=settings.secrets)
    for notice in settings.notices:
        _log.warning(notice)
    end = threading.Timer(_ENDS_WITHIN, _end_in_any_case)
    end.daemon = True
    try:
        asyncio.run(serve(frozenset(roles or registry.roles()), settings, end.start))
    finally:
        end.cancel()


def _end_in_any_case() -> None:
    """From a thread of its own, since whatever hangs may hang the others, or the end of the loop."""
    _log.error("something hangs, so this process ends now; others go on with what it had in hand")
    logging.shutdown()
    os._exit(1)


async def serve(roles: frozenset[str], settings: Settings, on_stop: Callable[[], None] = lambda: None) -> None:
    """Run these roles until SIGTERM, SIGINT or the end of the terminal; the first of them calls `on_stop`."""
    stop = asyncio.Event()
    sys.setswitchinterval(_SWITCHES_AFTER)

    def end() -> None:
        if not stop.is_set():
            stop.set()
            on_stop()

    for signal_number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(signal_number, end)
    stack = AsyncExitStack()
    try:
        process = await compose_process(stack, settings)
        await _start(process, roles, settings, stack, stop)
    finally:
        async with asyncio.timeout(_CLOSES_WITHIN):
            await stack.aclose()


async def _start(
    process: Process, roles: frozenset[str], settings: Settings, stack: AsyncExitStack, stop: asyncio.Event
) -> None:
    """Start the roles, wait for the end, and let what is in hand come to its own."""
    for name, platform in process.platforms.items():
        if name in roles or "worker" in roles:
            await platform.start()
            stack.push_async_callback(platform.stop)
    _check(process, roles)
    listening = ConnectionSupervisor({name: platform for name, platform in process.platforms.items() if name in roles})
    port = settings[PORT]
    if port is None:
        port = _WEB_PORT if "web" in roles else 0
    if port:
        health = process.health(settings[HOST], port, stop.is_set, listening.disconnected)
        await stack.enter_async_context(health)
    if "web" in roles and settings[PUBLIC_URL] and settings[PAGES_PORT]:
        await stack.enter_async_context(process.public_pages.served(settings[PAGES_HOST], settings[PAGES_PORT]))
    tasks = [asyncio.create_task(_wait_for(stop)), asyncio.create_task(listening.listen(stop))]
    if "scheduler" in roles:
        tasks.append(asyncio.create_task(run_scheduler(process.runtime, stop)))
    if "worker" in roles:
        tasks.append(asyncio.create_task(process.runtime.worker.work(stop)))
    _log.info("running", extra={"roles": sorted(roles), "platforms": sorted(process.platforms)})
    await _run_until_done(tasks, stop)


def _check(process: Process, roles: frozenset[str]) -> None:
    """Say what was asked for and can't be."""
    wanted = roles.intersection(registry.platform_names())
    if not process.platforms and (wanted or "worker" in roles):
        needed = ", or ".join(declared.variables for declared in registry.platform_declarations())
        raise PaperroundError(f"No chat platform is set up here. Set {needed}; paperround try works without any.")
    not_set_up = sorted(wanted - process.platforms.keys())
    if not_set_up and roles != frozenset(registry.roles()):
        one = registry.platform_declaration(not_set_up[0])
        raise PaperroundError(
            f"The role {one.name} was asked for, but {one.title} isn't set up here. Set {one.variables}."
        )


async def _run_until_done(tasks: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
    """Wait until told to stop or one of them fails; then until all have come to a good point."""
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    _log.info("stopping")
    _, late = await asyncio.wait(tasks, timeout=_DRAIN)
    for task in late:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result
    _log.info("stopped")


async def _wait_for(stop: asyncio.Event) -> None:
    await stop.wait()


async def run_scheduler(runtime: DeliveryRuntime, stop: asyncio.Event, *, look_every: int = _LOOK_EVERY) -> None:
    """Look for due work and keep house; any number of processes may."""
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for work, seconds in (
        (runtime.due_scan.look, look_every),
        (runtime.due_scan.mend, _MEND_EVERY),
        (runtime.daily_ingest.call, _CALL_EVERY),
    ):
        careful = partial(_guarded, work, runtime.clock_watch)
        await careful()
        scheduler.add_job(careful, "interval", seconds=seconds)
    scheduler.start()
    await stop.wait()
    scheduler.shutdown(wait=False)


async def _guarded(work: Callable[[], Awaitable[object]], clock_watch: ClockWatch) -> None:
    try:
        if await clock_watch.is_right():
            await work()
    except StoreAway:
        _log.warning("the store is away; looking again soon")
    except Exception:  # noqa: BLE001 - the boundary: the next look comes in any case
        _log.exception("a look failed")
