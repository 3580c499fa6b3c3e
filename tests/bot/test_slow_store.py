"""A store that hangs is slow, not dead: people are told within a second or two, and a process ends when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from adapters.errors import StoreAway
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.sources.arxiv.snapshot import files
from adapters.store.memory.papers import InMemoryPapers
from adapters.store.redis.store import open_store
from bot.service.roundup_service import RoundupService
from tests.adapters.store.redis.samples import HERE
from tests.bot.test_run import answered, started, surroundings
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer
from tests.servers.valkey.process import ValkeyProcess, free_port

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def test_whoever_waits_is_told_within_a_second(tmp_path: Path) -> None:
    """The first question waits, those that follow don't; work that nobody waits for has its patience."""
    async with ValkeyProcess(tmp_path) as server, open_store(f"redis://127.0.0.1:{server.port}", tmp_path) as store:
        asked = store.with_deadline()
        await asked.subscriptions.of(HERE)
        server.stall()
        began = time.monotonic()
        for _ in range(5):
            with pytest.raises(StoreAway, match="didn't answer in time"):
                await asked.subscriptions.of(HERE)
        took = time.monotonic() - began
        patient = asyncio.create_task(store.subscriptions.of(HERE))
        await asyncio.sleep(1)
        server.go_on()

        assert took < 1.5
        assert await patient == ()
        await asyncio.sleep(1)
        assert await asked.subscriptions.of(HERE) == ()


async def test_slack_is_answered_in_time_while_the_store_hangs(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """The acknowledgement comes within a second, and the honest sentence soon after."""
    papers = InMemoryPapers(files.read(files.SAMPLE).papers)
    async with (
        ValkeyProcess(tmp_path) as server,
        open_store(f"redis://127.0.0.1:{server.port}", tmp_path) as store,
        SlackServer(rates=Rates.off()) as slack,
    ):
        wired = wiring(store, lambda _store, clock: RoundupService(papers, None, clock))
        access = SlackAccess(
            bot_token=slack.bot_token,
            signing_secret=slack.signing_secret,
            host="127.0.0.1",
            port=0,
            base_url=slack.api_url,
        )
        platform = SlackPlatform(access, wired.ports)
        async with listening_on(platform), wired.working("slack", platform):
            slack.app_url = f"http://127.0.0.1:{platform.port}/slack/events"
            await slack.command("/papers", "list")
            server.stall()
            began = time.monotonic()
            acknowledged = await slack.command("/papers", "list")
            took = time.monotonic() - began
            channel = slack.channel("C1")
            while not any("can't reach my memory" in slack.visible_text(one) for one in channel.ephemerals):
                await asyncio.sleep(0.05)
                assert time.monotonic() - began < 4
            server.go_on()
            said = time.monotonic() - began

    record_property("figure", f"acknowledged in {took:.2f} s, the sentence after {said:.2f} s")
    assert acknowledged.trouble == ""
    assert took < 1.1


async def test_a_process_ends_when_told_whatever_hangs(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Its store answers nothing any more, and its platform keeps every message waiting."""
    async with SlackServer(rates=Rates.off()) as slack:
        port = str(free_port())
        environ = surroundings(
            tmp_path,
            PAPERROUND_PORT=port,
            SLACK_BOT_TOKEN=slack.bot_token,
            SLACK_APP_TOKEN=slack.app_token,
            SLACK_API_URL=slack.api_url,
        )
        process = await started([], environ)
        await answered(f"http://127.0.0.1:{port}/readyz")
        server = int((tmp_path / "store" / "server.lock").read_text())
        os.kill(server, signal.SIGSTOP)
        try:
            await slack.say("<@UBOT> list")
            await asyncio.sleep(0.5)
            told = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, said = await process.communicate()
            took = time.monotonic() - told
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGKILL)

    record_property("figure", f"SIGTERM ended it in {took:.1f} s")
    assert took < 20, said.decode()[-2000:]
