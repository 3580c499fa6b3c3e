"""A process whose clock is wrong says so, and schedules and posts nothing."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.store.redis.subscriptions import RedisDueTimes
from bot.clock import SystemClock
from bot.composition.delivery import RuntimeOptions, compose_delivery
from bot.delivery.builds import RoundupServices
from bot.delivery.clock_watch import ClockWatch
from bot.run import run_scheduler
from bot.service.roundup_service import RoundupService
from tests.bot.runtime import LAB
from tests.bot.test_run import due_now
from tests.clock import SetClock
from tests.stores import FakeStoreClock

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from bot.composition.delivery import DeliveryRuntime


def _process(store: Store, clock: Clock) -> DeliveryRuntime:
    """A process of the bot, whose clock says what it says, on a store that knows the time."""
    service = RoundupService(store.papers, None, clock)
    services = RoundupServices(syncing=service, offline=service)
    return compose_delivery(store, services, {}, clock, RuntimeOptions(daily_ingest=False))


async def _scheduled(made: DeliveryRuntime) -> list[object]:
    """Let it schedule and work for a moment; the deliveries that it opened."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(run_scheduler(made, stop, look_every=1)), asyncio.create_task(made.worker.work(stop))]
    await asyncio.sleep(0.5)
    stop.set()
    await asyncio.gather(*tasks)
    return [*await made.ledger.open(LAB)]


async def test_three_hundred_days_ahead_silence_nobody(
    store: Store, caplog: pytest.LogCaptureFixture, record_property: Callable[[str, object], None]
) -> None:
    """Such a process leaves what is due to others, whose clocks are right, and says why."""
    await due_now(store, LAB)
    wrong = SetClock(SystemClock().now() + timedelta(days=300))

    with caplog.at_level(logging.WARNING):
        opened = await _scheduled(_process(store, wrong))

    by_others = await _scheduled(_process(store, SystemClock()))
    record_property("figure", f"{len(opened)} opened by it, {len(by_others)} by others, 0 silenced")
    assert opened == []
    assert "this machine's clock is 300 days ahead of the store's" in caplog.text
    assert len(by_others) == 1


async def test_what_is_due_is_decided_by_the_store(store: Store) -> None:
    """Whoever subscribes by way of a process whose clock is wrong is looked at when it is due."""
    await due_now(store, LAB)
    wrong = _process(store, SetClock(SystemClock().now() + timedelta(days=300)))
    (one,) = await store.subscriptions.of(LAB)
    await store.subscriptions.remove(LAB, one.topic)
    await wrong.subscriptions.put(one)

    (at,) = (await RedisDueTimes(store.link).all_due_times()).values()

    assert at < SystemClock().now() + timedelta(days=8)


async def test_seconds_are_borne_and_a_clock_that_is_set_right_is_taken_back(caplog: pytest.LogCaptureFixture) -> None:
    """It is asked for anew every few seconds."""
    right = SystemClock().now()
    ours, looked = SetClock(right + timedelta(seconds=40)), [0.0]
    watch = ClockWatch(ours, FakeStoreClock(SetClock(right)), monotonic=lambda: looked[0])
    borne = await watch.is_right()
    ours.moment, looked[0] = right - timedelta(minutes=5), 6.0
    wrong = await watch.is_right()
    ours.moment, looked[0] = right, 12.0

    assert (borne, wrong, await watch.is_right()) == (True, False, True)
    assert "5 minutes behind" in caplog.text
