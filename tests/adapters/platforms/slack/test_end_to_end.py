"""The whole product in Slack: the real bot and store behind the real app, on the sample week."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.sources.arxiv.snapshot import files
from bot.clock import SystemClock
from bot.composition import app
from bot.settings import read
from tests.adapters.platforms.slack.limits import check
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@asynccontextmanager
async def workspace(folder: Path) -> AsyncIterator[tuple[SlackServer, SlackPlatform]]:
    """A stand-in Slack and the product in it, over Socket Mode."""
    papers = files.read(files.SAMPLE).papers
    async with (
        SlackServer(rates=Rates.off()) as slack,
        app.open_app_on_papers(papers, folder, SystemClock(), lambda _done, _all: None, settings=read({})) as made,
    ):
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, base_url=slack.api_url)
        wired = wiring(made.store, lambda _store, _clock: made.service)
        platform = SlackPlatform(access, wired.ports)
        async with listening_on(platform), wired.working("slack", platform):
            yield slack, platform


async def done(platform: SlackPlatform) -> None:
    """Wait until everything in hand is done."""
    await asyncio.sleep(0.05)
    await platform._tasks.finish(20.0)  # noqa: SLF001 - the one way to know that nothing more comes


async def test_from_the_first_command_to_an_answer_in_the_thread(tmp_path: Path) -> None:
    """Subscribe, look, share, ask for paper 3, look at the Home tab."""
    async with workspace(tmp_path) as (slack, platform):
        channel = slack.channel("C1")
        await slack.command("/papers", "subscribe fine-tuning on monday at 09:00 tz Europe/Berlin")
        await done(platform)
        subscribed = slack.visible_text(channel.messages[-1])
        await slack.command("/papers", "roundup")
        await done(platform)
        await slack.press(channel.ephemerals[-1], "Share")
        await done(platform)
        opening = channel.messages[-1]
        await slack.say("3", thread=opening["ts"], user="U2")
        await done(platform)
        await slack.select(opening, "Details", "thread 1")
        await slack.open_home()
        await done(platform)

    assert "subscribed to fine-tuning" in subscribed
    assert " on topic · " in slack.visible_text(opening)
    assert "arXiv" in slack.visible_text(channel.threads[opening["ts"]][-1])
    assert "arXiv" in slack.visible_text(channel.ephemerals[-1])
    assert "every Monday at 09:00, Europe/Berlin" in slack.visible_text(slack.homes["U1"])
    for message in (*channel.posts.values(), *channel.ephemerals):
        if message.get("user") != "U2" or "blocks" in message:
            check(message)
    assert slack.failures == []
