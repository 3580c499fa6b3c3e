"""How fast a round is delivered on stand-ins, and what subscriptions cost that aren't due."""

from __future__ import annotations

import asyncio
import random
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from adapters.chat import Channel
from adapters.store.redis.jobs import RedisJobs
from adapters.store.redis.ledger import RedisLedger
from adapters.store.redis.store import Store, open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from bot.composition.store import scheduling
from bot.delivery.due import DueScan
from tests.bench.store_size import used
from tests.bot.runtime import MONDAY, wish
from tests.chaos.campaign import is_over, subscribe
from tests.chaos.stage import Stage
from tests.clock import SetClock
from tests.servers.discord.rates import Rates as DiscordRates
from tests.servers.slack.rates import Rates as SlackRates
from tests.stores import FakeStoreClock, by_clock

_LIMIT = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One delivered round.

    Attributes:
        posts: Messages that stand.
        seconds: From the start of the processes to the last job's end.
        minimum: Seconds that the platforms' limits alone ask for; 0 without limits.
        cpu: Seconds of processor time of all the bot's processes.
    """

    posts: int
    seconds: float
    minimum: float
    cpu: float


async def deliver(channels: int, workers: int, *, limited: bool) -> Round:
    """A round to so many channels, half of them on each platform."""
    limits = (
        (SlackRates(each=1, burst=1, tiers={}), DiscordRates()) if limited else (SlackRates.off(), DiscordRates.off())
    )
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        stage = Stage(Path(folder), random.Random(1), workers=workers, limits=limits, places=2 * channels)
        async with stage, open_store(stage.store.url, Path(folder)) as store:
            places = stage.channels(channels)
            await subscribe(store, places)
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            await stage.start()
            seconds = await _first_to_last(stage, store)
            await _end(stage)
            now = resource.getrusage(resource.RUSAGE_CHILDREN)
            stand = [stage.posts(place) for place in places]
    posts = sum(len(opening) + len(thread) for opening, thread in stand)
    each = max(len(opening) + len(thread) for opening, thread in stand)
    calls = posts / 2 + channels / 2  # Discord's threads are opened by a call each
    minimum = max(float(each - 1), calls / 50) if limited else 0.0
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return Round(posts=posts, seconds=seconds, minimum=minimum, cpu=cpu)


async def _first_to_last(stage: Stage, store: Store) -> float:
    """Seconds from the first message that stands until no job is left, without the start of the processes."""
    began = None
    end = time.monotonic() + _LIMIT
    while time.monotonic() < end:
        await asyncio.sleep(0.1)
        if began is None and (stage.discord.messages or stage.slack.calls("chat.postMessage")):
            began = time.monotonic()
        if began is not None and await is_over(store):
            return time.monotonic() - began
    return _LIMIT


async def _end(stage: Stage) -> None:
    for process in stage.processes:
        process.terminate()
        await process.wait()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What subscriptions cost that aren't due.

    Attributes:
        bytes_each: In Redis, with its place in the list of what is due.
        seconds: Of one look when ten are due among them.
    """

    bytes_each: float
    seconds: float


async def look(subscriptions: int) -> Looking:
    """One look among so many subscriptions, of which ten are due."""
    with tempfile.TemporaryDirectory(prefix="paperround-bench-") as folder:
        async with open_store(None, Path(folder)) as store:
            clock = SetClock(MONDAY - timedelta(days=6))
            made, before = scheduling(by_clock(store, clock)), await used(store)
            for number in range(subscriptions):
                day = 0 if number < 10 else 1
                await made.put(
                    replace(wish(Channel(platform="slack", workspace="T1", id=f"C{number:08}")), weekday=day)
                )
            taken = await used(store) - before
            clock.moment = MONDAY + timedelta(minutes=10)
            jobs = RedisJobs(store.link)
            looking = DueScan(RedisDueTimes(store.link), made, RedisLedger(store.link), jobs, FakeStoreClock(clock))
            began = time.perf_counter()
            opened = await looking.look()
            seconds = time.perf_counter() - began
            assert opened == min(10, subscriptions)
    return Looking(bytes_each=taken / subscriptions, seconds=seconds)
