"""Subscribing over the wire where the bot may not post: said before anything is kept, and tried again by one press."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.settings import DiscordAccess
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.store.memory.papers import InMemoryPapers
from bot.service.roundup_service import RoundupService
from tests.bot.fakes import NOW, FakeSource
from tests.clock import SetClock
from tests.platforms.in_slack import C1
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.platforms.test_sharing import service, until
from tests.servers.discord import DiscordServer, permissions, world
from tests.servers.discord import Rates as DiscordRates
from tests.servers.slack import Rates as SlackRates
from tests.servers.slack import SlackServer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.sources.ports import Progress
    from adapters.store.redis.store import Store
    from bot.clock import Clock
    from digest.model import Paper, Window


class SilentSource(FakeSource):
    """Says nothing until it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = asyncio.Event()

    @override
    async def during(self, window: Window, categories: Sequence[str], progress: Progress) -> tuple[Paper, ...]:
        await self.may_answer.wait()
        return await super().during(window, categories, progress)

    def service(self, _store: Store, clock: Clock) -> RoundupService:
        """What reads from it."""
        return RoundupService(InMemoryPapers([], whole=False), self, clock, categories=("cs.*",))


async def test_in_slack_a_channel_without_the_bot_is_subscribed_once_it_is_invited(store: Store) -> None:
    """A private one: nobody but its members can bring the bot in."""
    wired = wiring(store, service, SetClock(NOW))
    async with SlackServer(rates=SlackRates.off()) as slack:
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, base_url=slack.api_url)
        platform = SlackPlatform(access, wired.ports)
        channel = slack.channel("C1")
        channel.kind = "private_channel"
        slack.remove_bot("C1")
        async with listening_on(platform), wired.working("slack", platform) as runtime:
            await slack.command("/papers", "subscribe fine-tuning daily at 9")
            await until(lambda: channel.ephemerals)
            refused = channel.ephemerals[-1]
            kept = await runtime.subscriptions.of(C1)
            channel.members.add("UBOT")
            await slack.press(refused, "Try again")
            await until(lambda: channel.messages)

            (subscribed,) = await runtime.subscriptions.of(C1)
            assert "Invite me with /invite @Paperround" in slack.visible_text(refused)
            assert kept == ()
            assert subscribed.cadence == "daily"
            assert "now subscribed to fine-tuning" in slack.visible_text(channel.messages[-1])
            assert "Subscribed by" in slack.visible_text(channel.messages[-1])


async def test_in_discord_a_closed_channel_is_subscribed_once_the_right_is_granted(store: Store) -> None:
    """The rights that are missing are named as Discord's settings call them."""
    wired = wiring(store, service, SetClock(NOW))
    async with DiscordServer(rates=DiscordRates.off()) as discord:
        access = DiscordAccess(token=discord.token, api=discord.base_url, guilds_ready_after=0.05)
        platform = DiscordPlatform(access, wired.ports)
        denied = permissions.SEND_MESSAGES | permissions.CREATE_PUBLIC_THREADS
        discord.channel.overwrites[discord.bot.id] = world.Overwrite(kind=1, deny=denied)
        async with listening_on(platform), wired.working("discord", platform) as runtime:
            refused = await discord.slash("papers", "subscribe", topic="fine-tuning", cadence="daily")
            kept = await runtime.subscriptions.every()
            del discord.channel.overwrites[discord.bot.id]
            assert refused.message
            granted = await discord.press(refused.message, label="Try again", wait=5)

            (subscribed,) = await runtime.subscriptions.every()
            assert "I lack Send Messages and Create Public Threads here" in refused.text
            assert refused.private
            assert (list(kept), subscribed.cadence) == ([], "daily")
            assert "now subscribed to **fine-tuning**" in granted.text
            assert not granted.private


async def test_in_slack_a_preview_that_takes_long_is_added_to_the_answer(store: Store) -> None:
    """That the channel is subscribed doesn't wait for the source, and stays one message."""
    source = SilentSource()
    wired = wiring(store, source.service, SetClock(NOW))
    async with SlackServer(rates=SlackRates.off()) as slack:
        access = SlackAccess(bot_token=slack.bot_token, app_token=slack.app_token, base_url=slack.api_url)
        platform = SlackPlatform(access, wired.ports)
        channel = slack.channel("C1")
        async with listening_on(platform), wired.working("slack", platform):
            await slack.command("/papers", "subscribe fine-tuning")
            await until(lambda: channel.messages)
            at_once = slack.visible_text(channel.messages[-1])
            source.may_answer.set()
            await until(lambda: "Posted now" in slack.visible_text(channel.messages[-1]))

            assert "now subscribed to fine-tuning" in at_once
            assert "I am reading what is new" in at_once
            assert "I am reading" not in slack.visible_text(channel.messages[-1])
            assert len(channel.messages) == 1


async def test_in_discord_a_preview_that_takes_long_is_added_to_the_answer(store: Store) -> None:
    """As in Slack."""
    source = SilentSource()
    wired = wiring(store, source.service, SetClock(NOW))
    async with DiscordServer(rates=DiscordRates.off()) as discord:
        access = DiscordAccess(token=discord.token, api=discord.base_url, guilds_ready_after=0.05)
        platform = DiscordPlatform(access, wired.ports)
        async with listening_on(platform), wired.working("discord", platform):
            at_once = await discord.slash("papers", "subscribe", topic="fine-tuning", wait=5)
            assert at_once.message
            said = discord.visible_text(at_once.message)
            source.may_answer.set()
            await until(lambda: "Posted now" in discord.visible_text(at_once.message))  # type: ignore[arg-type]

            assert "now subscribed to **fine-tuning**" in said
            assert "I am reading what is new" in said
            assert "I am reading" not in discord.visible_text(at_once.message)
