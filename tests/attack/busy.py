"""Somebody asks while one process, which does everything, makes and posts five hundred roundups."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time as stopwatch
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.sources.arxiv.snapshot import files
from adapters.store.ports import Subscription
from adapters.store.redis.embedded import EmbeddedServer
from adapters.store.redis.store import open_store
from adapters.store.redis.subscriptions import RedisDueTimes
from bot.composition.store import scheduling
from bot.knowledge import knowledge
from tests.bot.console import NOWHERE
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime

    from adapters.store.redis.store import Store
    from digest.model import Paper

MANY = 500
COPIES = 12
"""Of the eighty papers of the sample week: about as many as arXiv lists in a quiet week."""
IDLE = 100
WANTED = 10.0
"""Times as long as idle, for all but one in a hundred."""
LONG_ENOUGH = 30.0
"""Seconds of the round that are measured."""
ROOT = Path(__file__).parents[2]


@dataclass(kw_only=True)
class Busy:
    """Seconds that answers to `/papers list` took, before the round and during it."""

    idle: list[float]
    under_way: list[float]
    posted: int = 0

    @property
    def figure(self) -> str:
        """In words."""
        idle, busy = _p99(self.idle), _p99(self.under_way)
        return (
            f"/papers list p99 {1000 * idle:.0f} ms idle, {1000 * busy:.0f} ms beside ({busy / idle:.1f} ×); "
            f"{len(self.under_way)} asked while {self.posted} of {MANY} were posted"
        )

    @property
    def ratio(self) -> float:
        """Of the slowest of a hundred, busy to idle."""
        return _p99(self.under_way) / _p99(self.idle)


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.99 * (len(seconds) - 1))]


async def measured() -> Busy:
    """One program on one store, in one workspace, asked again and again."""
    with tempfile.TemporaryDirectory(prefix="paperround-busy-") as folder:
        async with EmbeddedServer(Path(folder)) as server, open_store(server.url, Path(folder)) as store:
            now = await store.clock.now()
            topics = await _papers_read(store, now)
            async with SlackServer(rates=Rates.off()) as slack, _running(slack, server.url, Path(folder)):
                found = Busy(idle=[await _asked(slack) for _ in range(IDLE)], under_way=[])
                channels = [slack.add_channel(f"C{number + 100}") for number in range(MANY)]
                places = [Channel(platform="slack", workspace="T1", id=one.id) for one in channels]
                await _all_due(store, dict(zip(places, topics, strict=True)), now)
                end = stopwatch.monotonic() + LONG_ENOUGH
                while found.posted < MANY and stopwatch.monotonic() < end:
                    found.under_way.append(await _asked(slack))
                    found.posted = sum(bool(slack.channel(one.id).posts) for one in channels)
    return found


async def _papers_read(store: Store, now: datetime) -> list[str]:
    """Have some papers of the last days, all of them read; gives as many topics as are wanted, no two alike."""
    sample, today = files.read(files.SAMPLE).papers, now.date()
    papers = [_copy(paper, number, copy, now) for copy in range(COPIES) for number, paper in enumerate(sample)]
    await store.papers.put(papers)
    days = [today - timedelta(days=back) for back in range(60)]
    await store.papers.mark_read(knowledge().sources.categories, days, now + timedelta(days=1))
    words = list(dict.fromkeys(word for paper in sample for word in paper.title.lower().split() if word.isalpha()))
    pairs = (f"{one} {other}" for one, other in product(words, words) if one < other and min(len(one), len(other)) > 4)
    return list(islice(pairs, MANY))


def _copy(paper: Paper, number: int, copy: int, now: datetime) -> Paper:
    day = now.date() - timedelta(days=1 + (number + copy) % 5)
    return replace(paper, id=f"{day:%y%m}.{10_000 + COPIES * number + copy}", listed=day, published=day)


async def _all_due(store: Store, topics: dict[Channel, str], now: datetime) -> None:
    slot = (now - timedelta(minutes=5)).replace(second=0, microsecond=0)
    wanted = [
        Subscription(
            channel=channel,
            topic=topic,
            query=topic,
            cadence="weekly",
            weekday=slot.weekday(),
            at=slot.time(),
            zone="UTC",
            created=now - timedelta(days=3),
        )
        for channel, topic in topics.items()
    ]
    await scheduling(store).put_all(wanted)
    due = RedisDueTimes(store.link)
    await due.plan_all([(key, now, slot - timedelta(minutes=1)) for key in await due.all_due_times()])


async def _asked(slack: SlackServer) -> float:
    """Ask once; seconds until the person reads the answer."""
    here = slack.channel("C1")
    before, began = len(here.ephemerals), stopwatch.monotonic()
    await slack.command("/papers", "list")
    async with asyncio.timeout(60):
        while len(here.ephemerals) == before:  # noqa: ASYNC110 - the stand-in tells nobody
            await asyncio.sleep(0.001)
    seconds = stopwatch.monotonic() - began
    await asyncio.sleep(0.02)
    return seconds


@asynccontextmanager
async def _running(slack: SlackServer, store: str, folder: Path) -> AsyncIterator[None]:
    """`paperround run` with all of its roles."""
    environ = {
        **os.environ,  # noqa: TID251 - handed to the program
        "REDIS_URL": store,
        "PAPERROUND_UNFIT_STORE": "1",
        "PAPERROUND_DATA": str(folder / "data"),
        "PAPERROUND_ARXIV_URL": NOWHERE,
        "PAPERROUND_DAILY_INGEST": "off",
        "PAPERROUND_CROWD": str(2 * MANY),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen([sys.executable, "-m", "bot", "run"], cwd=ROOT, env=environ, stderr=log)  # noqa: ASYNC220 - this program
        try:
            async with asyncio.timeout(60):
                while not slack.socket_mode.connections:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.05)
            yield
        finally:
            program.terminate()
            program.wait(30)


async def test_who_asks_does_not_wait_for_roundups(record_property: Callable[[str, object], None]) -> None:
    """Making them is a machine's work, which never keeps people waiting."""
    found = await measured()

    record_property("figure", found.figure)
    assert found.posted
    assert found.ratio <= WANTED


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(measured()).figure + "\n")
