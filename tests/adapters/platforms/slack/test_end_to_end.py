"""The whole product in Slack: the real bot and store behind the real app, on the sample week."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapters.platforms.slack.access import SlackAccess
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.ports import SlackPorts
from adapters.sources.snapshot import files
from bot import composition
from bot.clock import SystemClock
from bot.schedule import next_dates
from tests.adapters.platforms.slack.limits import check
from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapters.chat import Channel
    from bot.composition import App


def ports(made: App) -> SlackPorts:
    """The bot as the platform takes it."""
    clock, store = SystemClock(), made.store

    async def shown(channel: Channel, thread: str, roundup: str) -> None:
        await store.roundups.shown(channel, thread, roundup, clock.now())

    async def ours(channel: Channel, thread: str) -> bool:
        return await store.roundups.in_thread(channel, thread) is not None

    async def removed(workspace: str, reason: str) -> None:
        raise NotImplementedError

    return SlackPorts(
        answer=made.bot.answer,
        shown=shown,
        ours=ours,
        removed=removed,
        subscriptions=store.subscriptions,
        scratch=store.scratch,
        topics=lambda _: ["fine-tuning"],
        zones=lambda _: ["Europe/Berlin"],
        next_date=lambda one: next_dates(one, clock.now(), 1)[0],
        now=clock.now,
    )


@asynccontextmanager
async def workspace(folder: Path) -> AsyncIterator[tuple[SlackServer, SlackPlatform]]:
    """A stand-in Slack and the product in it, over Socket Mode."""
    papers = files.read(files.SAMPLE).papers
    async with (
        SlackServer(rates=Rates.off()) as slack,
        composition.opened_on(papers, folder, SystemClock(), lambda _done, _all: None) as made,
    ):
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, base_url=slack.api_url)
        platform = SlackPlatform(access, ports(made))
        await platform.start()
        try:
            await slack.socket_mode.connected()
            yield slack, platform
        finally:
            await platform.stop()


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
    assert "20 on topic" in slack.visible_text(opening)
    assert "arXiv" in slack.visible_text(channel.threads[opening["ts"]][-1])
    assert "arXiv" in slack.visible_text(channel.ephemerals[-1])
    assert "every Monday at 09:00, Europe/Berlin" in slack.visible_text(slack.homes["U1"])
    for message in (*channel.posts.values(), *channel.ephemerals):
        if message.get("user") != "U2" or "blocks" in message:
            check(message)
    assert slack.failures == []
