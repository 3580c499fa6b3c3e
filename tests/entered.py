"""Counts the files of the product that one thing enters: `python -m tests.entered [-v]`.

A `/papers subscribe` from Slack, from the vendor's call to the last message posted; and a due delivery to Slack, from
the look for due work to the last message of the thread. A stranger who follows either has to read these files.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import threading
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.chat import Channel
from adapters.store.redis.store import open_store
from bot.composition.delivery import RuntimeOptions, compose_delivery
from bot.delivery.builds import RoundupServices
from bot.delivery.running_job import RunningJob
from bot.service.roundup_service import RoundupService
from tests.adapters.platforms.slack.conftest import town
from tests.adapters.platforms.slack.test_end_to_end import done, workspace
from tests.bot.fakes import FakeSource
from tests.bot.runtime import MONDAY, wish
from tests.clock import SetClock
from tests.servers.slack import Rates, SlackServer
from tests.stores import by_clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ROOT = Path(__file__).parents[1]
PRODUCT = tuple(f"{ROOT / package}/" for package in ("bot", "adapters", "digest"))


class Entered:
    """What was entered."""

    def __init__(self) -> None:
        self.files: set[str] = set()

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        """The profiler's hook: a function is called."""
        code = frame.f_code
        if event == "call" and code.co_name != "<module>" and code.co_filename.startswith(PRODUCT):
            self.files.add(code.co_filename.removeprefix(f"{ROOT}/"))


@contextmanager
def entered() -> Iterator[Entered]:
    """Everything that the product enters meanwhile, in this thread and in those that begin."""
    found = Entered()
    threading.setprofile(found)
    sys.setprofile(found)
    try:
        yield found
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def subscribing() -> Entered:
    """`/papers subscribe` in a channel of Slack, on the sample week."""
    with tempfile.TemporaryDirectory(prefix="paperround-") as folder:
        async with workspace(Path(folder)) as (slack, platform):
            with entered() as found:
                await slack.command("/papers", "subscribe fine-tuning on monday at 09:00 tz Europe/Berlin")
                await done(platform)
            assert "subscribed to fine-tuning" in slack.visible_text(slack.channel("C1").messages[-1])
    return found


async def delivering() -> Entered:
    """A roundup that is due in a channel of Slack."""
    with tempfile.TemporaryDirectory(prefix="paperround-") as folder:
        async with (
            open_store(None, Path(folder)) as store,
            SlackServer(rates=Rates.off()) as slack,
            town(slack) as here,
        ):
            clock = SetClock(MONDAY - timedelta(days=6))
            service = partial(RoundupService, store.papers, clock=clock, categories=("cs.*",))
            services = RoundupServices(syncing=service(FakeSource()), offline=service(None))
            runtime = compose_delivery(
                by_clock(store, clock), services, {"slack": here.platform}, clock, RuntimeOptions(daily_ingest=False)
            )
            await runtime.subscriptions.put(wish(Channel(platform="slack", workspace="T1", id="C1")))
            clock.moment = MONDAY + timedelta(minutes=5)
            with entered() as found:
                await runtime.due_scan.look()
                while leased := (await runtime.jobs.take(100)).jobs:
                    for one in leased:
                        await runtime.worker.run(RunningJob(runtime.jobs, one, asyncio.Event()))
            assert len(slack.channel("C1").posts) >= 3
    return found


def main() -> None:
    """Print both counts; with -v, the files too."""
    for what, found in (("subscribe", asyncio.run(subscribing())), ("delivery", asyncio.run(delivering()))):
        engine = sum(file.startswith("digest/") for file in found.files)
        print(f"{what}: {len(found.files)} files, {engine} of them the engine's")  # noqa: T201 - what it is for
        if "-v" in sys.argv:
            print("\n".join(f"  {file}" for file in sorted(found.files)))  # noqa: T201 - as above


if __name__ == "__main__":
    main()
