"""Subscribing over the wire where the bot may not post: said before anything is kept, and tried again by one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.settings import DiscordAccess
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from bot.clock import SetClock
from tests.bot.fakes import NOW
from tests.platforms.in_slack import C1
from tests.platforms.listening import listening_on
from tests.platforms.processes import wiring
from tests.platforms.test_sharing import service, until
from tests.servers.discord import DiscordServer, permissions, world
from tests.servers.discord import Rates as DiscordRates
from tests.servers.slack import Rates as SlackRates
from tests.servers.slack import SlackServer

if TYPE_CHECKING:
    from adapters.store.redis.store import Store


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
        access = DiscordAccess(token=discord.token, api=discord.base_url, settles=0.05)
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
