"""An installation moves with all of its subscriptions, too many for the suite."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import time as stopwatch
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel
from adapters.store import subscription_json
from adapters.store.ports import PauseReason
from adapters.store.redis.store import open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from tests.bot.console import Console
from tests.bot.runtime import wish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapters.store.ports import Subscription

MANY = 20_000
WANTED, LONGEST = 5.0, 8.0
"""Seconds for an import, and after which it is over in most cases."""
KILLS = 7
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
    one = wish(Channel(platform="slack", workspace=f"T{number % 97}", id=f"C{number // 2:06}"), f"topic {number % 2}")
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
    took = [f"{whole:.1f} s ({cpu:.1f} s of work)" for whole, cpu in zip(seconds, work, strict=True)]
    record_property("figure", f"{MANY:,} in {took[0]}, again in {took[1]}")

    assert [one.code for one in told] == [0, 0], told
    assert f"{MANY} subscriptions added, 0 that" in told[0].err
    assert f"0 subscriptions added, {MANY} that" in told[1].err
    assert work[0] <= WANTED  # how long that takes depends on what else the machine does


def test_an_import_that_was_killed_is_completed_by_the_next(
    tmp_path: Path, file: Path, record_property: Callable[[str, object], None]
) -> None:
    """Killed where it keeps them, it leaves whole ones only; another brings the rest, each looked at once."""
    early, late, left = 0.3, LONGEST, []
    for say in [Console(tmp_path / str(number)) for number in range(KILLS)]:
        left.append(_killed(say, file, (early + late) / 2))
        if left[-1]:
            late = (early + late) / 2
        else:
            early = (early + late) / 2
        if 0 < left[-1] < MANY:
            break
    told = say("subscriptions", "import", str(file))
    every, planned = asyncio.run(_kept(say.data))

    record_property("figure", f"killed {len(left)} times, with {left[-1]:,} kept completed by the next")
    wanted = tuple(_subscription(number) for number in range(MANY))
    assert told.code == 0, told.err
    assert set(every) == set(wanted)
    assert planned == sum(one.paused is None for one in wanted)


def _killed(say: Console, file: Path, seconds: float) -> int:
    """How many an import has kept that is killed after so long."""
    command = [sys.executable, "-m", "bot", "subscriptions", "import", str(file)]
    process = subprocess.Popen(command, env=say.environ, stderr=subprocess.DEVNULL)  # noqa: S603 - this program
    stopwatch.sleep(seconds)
    process.kill()
    process.wait()
    return len(asyncio.run(_kept(say.data))[0])
