"""An installation moves with all of its subscriptions, too many for the suite."""

from __future__ import annotations

import asyncio
import resource
import signal
import subprocess
import sys
import time as stopwatch
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest
from redis import Redis
from redis.exceptions import RedisError

from adapters.chat import Channel
from adapters.store import subscription_json
from adapters.store.ports import PauseReason
from adapters.store.redis import schema
from adapters.store.redis.folder import DataFolder
from adapters.store.redis.store import open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from tests.bot.console import Console
from tests.bot.runtime import wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.store.ports import Subscription

MANY = 20_000
CHANNEL_HAS = 2
WANTED, STEP = 5.0, 0.02
"""Seconds for an import, and for which it runs between two looks at how far it is."""
QUERIES, HOURS, ZONES = 300, 7, ("Europe/Berlin", "America/Chicago", "Asia/Tokyo", "Australia/Lord_Howe")


@pytest.fixture
def say(tmp_path: Path) -> Console:
    """An installation without subscriptions."""
    return Console(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The subscriptions of ten thousand channels, with two each; every tenth of them is paused."""
    path = tmp_path / "all.json"
    path.write_text(subscription_json.write(tuple(_subscription(number) for number in range(MANY))))
    return path


def _subscription(number: int) -> Subscription:
    channel = number // CHANNEL_HAS
    one = wish(
        Channel(platform="slack", workspace=f"T{channel % 97}", id=f"C{channel:06}"), f"topic {number % CHANNEL_HAS}"
    )
    return replace(
        one,
        query=f"question number {number % QUERIES} OR graph networks",
        cadence=("weekly", "daily")[number % 3 // 2],
        weekday=number % 5,
        at=time(8 + number % HOURS),
        zone=ZONES[number % len(ZONES)],
        created=one.created + timedelta(seconds=number),
        paused=PauseReason(code="asked", text="asked") if number % 10 == 0 else None,
    )


def _worked() -> float:
    """Processor seconds of this process and of all that were started from here and have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


async def _kept(data: Path) -> tuple[tuple[Subscription, ...], int]:
    """All of them, and how many are looked at."""
    async with open_store(None, data) as store:
        return await store.subscriptions.every(), len(await RedisDueTimes(store.link).all_due_times())


def test_all_of_them_are_there_afterwards(
    say: Console, file: Path, record_property: Callable[[str, object], None]
) -> None:
    """And so fast that nobody wonders whether anything happens."""
    seconds, work, told = [], [], []
    for _ in range(2):
        began, before = stopwatch.monotonic(), _worked()
        told.append(say("subscriptions", "import", str(file)))
        seconds.append(stopwatch.monotonic() - began)
        work.append(_worked() - before)
    took = [f"{whole:.1f} s by the clock ({cpu:.1f} s of work)" for whole, cpu in zip(seconds, work, strict=True)]
    record_property("figure", f"{MANY:,} in {took[0]}, again in {took[1]}")

    assert [one.code for one in told] == [0, 0], told
    assert f"{MANY} subscriptions added, 0 that" in told[0].err
    assert f"0 subscriptions added, {MANY} that" in told[1].err
    assert work[0] <= WANTED  # how long that takes depends on what else the machine does


def test_an_import_that_was_killed_is_completed_by_the_next(
    say: Console, file: Path, record_property: Callable[[str, object], None]
) -> None:
    """Killed where it keeps them, it leaves whole ones only; another brings the rest, each looked at once."""
    kept = _killed_in_the_middle(say, file)
    told = say("subscriptions", "import", str(file))
    every, planned = asyncio.run(_kept(say.data))

    record_property("figure", f"killed with {kept:,} kept, completed by the next")
    wanted = tuple(_subscription(number) for number in range(MANY))
    assert MANY // 10 <= kept <= MANY - MANY // 10
    assert told.code == 0, told.err
    assert set(every) == set(wanted)
    assert planned == sum(one.paused is None for one in wanted)


def _killed_in_the_middle(say: Console, file: Path) -> int:
    """How many an import has kept that is killed once its store says that a fifth of the channels are there.

    It only runs between two looks at the store, so that however slow a look is, it can't get to its end meanwhile.
    """
    command = [sys.executable, "-m", "bot", "subscriptions", "import", str(file)]
    with subprocess.Popen(command, env=say.environ, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - this program
        while _channels(say.data) < MANY // CHANNEL_HAS // 5:
            process.send_signal(signal.SIGCONT)
            stopwatch.sleep(STEP)
            process.send_signal(signal.SIGSTOP)
            assert process.poll() is None, "it came to its end before it was killed"
        process.kill()
    return len(asyncio.run(_kept(say.data))[0])


def _channels(data: Path) -> int:
    """How many channels a store knows, which the import notes just before their subscriptions; 0 where none answers."""
    with suppress(RedisError, OSError), Redis(unix_socket_path=DataFolder(data).socket()) as asking:
        return int(asking.scard(schema.CHANNELS))
    return 0
