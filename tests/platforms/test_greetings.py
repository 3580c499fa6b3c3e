"""The first hello over the wire: once in a channel, once to who installed, and never where it isn't wanted."""

from __future__ import annotations

import re

from bot.handlers.greetings import Greetings
from tests.adapters.platforms.discord.conftest import town as discord_town
from tests.adapters.platforms.discord.fakes import FakeBot as DiscordBot
from tests.adapters.platforms.slack.conftest import town as slack_town
from tests.adapters.platforms.slack.fakes import FakeBot as SlackBot
from tests.adapters.platforms.slack.fakes import subscription
from tests.adapters.platforms.slack.test_oauth import KEY, install
from tests.platforms.in_slack import C1
from tests.servers.discord import DiscordServer
from tests.servers.discord import Rates as DiscordRates
from tests.servers.slack import Rates as SlackRates
from tests.servers.slack import SlackServer
from tests.stores import FakeKeyValues, FakeSubscriptions


def said(slack: SlackServer, channel: str) -> list[str]:
    """What the bot said there."""
    return [slack.visible_text(one) for one in slack.channel(channel).messages if one["user"] == "UBOT"]


async def test_slack_who_invites_the_bot_is_told_what_it_is_once() -> None:
    """By whichever process hears of it, after a restart too; its own joining and others' are no invitation."""
    bot = SlackBot()
    async with SlackServer(rates=SlackRates.off()) as slack:
        slack.add_channel("C2", "other", with_bot=False)
        slack.add_channel("C3", "third", with_bot=False)
        for _ in range(2):
            async with slack_town(slack, bot) as here:
                await slack.invite("C2")
                await slack.invite("C2")
                await slack.invite("C1", "U3")
                await slack.event("member_joined_channel", user="UBOT", channel="C3", channel_type="C")
                await here.settled()

        (hello,) = said(slack, "C2")
        assert re.search(
            r"read everything new on arXiv.*\[Subscribe\] \[See last week on fine-tuning\]", hello, re.DOTALL
        )
        assert said(slack, "C1") == said(slack, "C3") == []
        assert slack.failures == []


async def test_slack_a_channel_that_follows_a_topic_knows_the_bot_and_one_that_is_closed_hears_nothing() -> None:
    """Nothing is said twice in other words, and what can't be posted is silence."""
    bot = SlackBot()
    bot.subscriptions.have(subscription("C1"))
    async with SlackServer(rates=SlackRates.off()) as slack, slack_town(slack, bot) as here:
        slack.add_channel("C2", "other", with_bot=False)
        slack.fault("error", "chat.postMessage", error="restricted_action")
        await slack.invite("C1")
        await slack.invite("C2")
        await here.settled()

        assert said(slack, "C1") == said(slack, "C2") == []
        assert here.slack.channel("C2").ephemerals == []


async def test_slack_who_installs_the_app_is_told_the_next_step_once() -> None:
    """By direct message; a second installation says nothing more."""
    async with SlackServer(rates=SlackRates.off()) as slack:
        keys = slack.state.keys
        secret = keys.client_secret
        async with slack_town(
            slack, bot_token="", client_id=keys.client_id, client_secret=secret, secret_key=KEY
        ) as here:
            statuses = [(await install(here))[0] for _ in range(2)]
            await here.settled()

        (note,) = [here.words(one) for one in slack.workspace.direct("U1").messages]
        assert statuses == [200, 200]
        assert "/papers subscribe fine-tuning" in note


async def test_discord_a_server_is_greeted_once_where_it_shows_who_joins() -> None:
    """Its owner is told the next step; a second invitation, and a server without such a channel, say nothing more there."""
    async with DiscordServer(rates=DiscordRates.off()) as discord, discord_town(discord, DiscordBot()) as here:
        before = len(discord.messages)
        shown, quiet = (discord.add_guild(name, joined=False) for name in ("Lab", "Quiet"))
        shown.system_channel_id = next(iter(shown.channels))
        for guild in (shown, quiet, shown):
            discord.join_guild(guild)
            await discord.until(lambda: bool(here.bot.restored), 2)
            connection = here.platform._connection  # noqa: SLF001 - the one way to know that nothing more comes
            assert connection
            await connection._client.tasks.finish(5)  # noqa: SLF001 - as above
            here.bot.restored.clear()
            if guild is shown:
                discord.leave_guild(guild)

        words = [discord.visible_text(one) for one in discord.messages[before:]]
        assert sum("I read everything new on arXiv" in one for one in words) == 1
        assert sum("The next step" in one for one in words) == 2
        assert "Subscribe" in "\n".join(words)


async def test_of_two_processes_one_says_hello() -> None:
    """The note about it is claimed before anything is said."""
    notes, subscriptions = FakeKeyValues(), FakeSubscriptions()
    hellos = [await Greetings(notes, subscriptions).hello(C1) for _ in range(2)]
    steps = [await Greetings(notes, subscriptions).next_step("slack", "T1") for _ in range(2)]

    assert [one is None for one in hellos] == [False, True]
    assert [one is None for one in steps] == [False, True]
