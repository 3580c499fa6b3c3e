"""Connections: resumed, refused, sharded, and what servers do with the bot meanwhile."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapters.errors import PlatformAway, PlatformRefused
from adapters.platforms.discord.app import DiscordPlatform
from adapters.platforms.discord.client import intents
from adapters.platforms.discord.failures import REMOVED
from adapters.platforms.discord.settings import DiscordAccess
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeBot
from tests.platforms.listening import connected

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town
    from tests.servers.discord import DiscordServer


async def back(here: Town, resumed: int, identified: int) -> None:
    """Wait until the connection stands again."""
    gateway = here.discord.gateway
    for _ in range(400):
        if (gateway.resumed, gateway.identified) == (resumed, identified) and gateway.connected:
            return
        await asyncio.sleep(0.05)
    raise AssertionError((gateway.resumed, gateway.identified))


@pytest.mark.parametrize("how", ["reconnect", "drop"])
async def test_a_broken_connection_is_resumed(here: Town, how: str) -> None:
    """Commands work after it, and nothing is said twice."""
    getattr(here.discord.gateway, how)()
    await back(here, resumed=1, identified=1)

    done = await here.discord.slash("papers", "list")

    assert "No subscriptions." in done.text
    assert len(here.bot.asked) == 1


async def test_an_invalid_session_is_begun_anew(here: Town) -> None:
    """The client identifies again, and the servers are known as before."""
    here.discord.gateway.invalidate()
    await back(here, resumed=0, identified=2)

    assert "No subscriptions." in (await here.discord.slash("papers", "list")).text


async def test_shards_can_be_named(discord: DiscordServer) -> None:
    """A process has some of them, wherever the gateway is."""
    for gateway in ("", discord.gateway_url):
        async with town(discord, shards=((1,), 2), gateway=gateway):
            (session,) = discord.gateway.connected

            assert list(session.shard) == [1, 2]
        await discord.until(lambda: not discord.gateway.connected, 2)


async def test_only_the_least_is_asked_for(here: Town) -> None:
    """Servers, their messages and direct messages; no members, no presences, no contents unless it is set."""
    (session,) = here.discord.gateway.connected

    assert session.intents == 1 | 1 << 9 | 1 << 12
    assert intents(reads_all=True).message_content


async def test_a_wrong_token_is_said(discord: DiscordServer) -> None:
    """With where to get the right one."""
    platform = DiscordPlatform(DiscordAccess(token="wrong", api=discord.base_url), FakeBot().ports)  # noqa: S106 - it is none

    with pytest.raises(PlatformRefused, match="doesn't accept DISCORD_TOKEN"):
        await platform.listen()
    await platform.stop()


async def test_no_token_is_said(discord: DiscordServer) -> None:
    """Before anything is tried."""
    platform = DiscordPlatform(DiscordAccess(api=discord.base_url), FakeBot().ports)

    with pytest.raises(PlatformRefused, match="Set DISCORD_TOKEN"):
        await platform.listen()
    await platform.stop()
    assert not discord.rest.asked


async def test_an_unreachable_discord_is_said() -> None:
    """The installation can try again."""
    access = DiscordAccess(token="any", api="http://127.0.0.1:9/api/v10")  # noqa: S106 - it is none
    platform = DiscordPlatform(access, FakeBot().ports)

    with pytest.raises(PlatformAway, match="can't be reached"):
        await platform.listen()
    await platform.stop()


async def test_an_intent_that_isnt_granted_is_said(discord: DiscordServer) -> None:
    """With the switch that grants it."""
    platform = DiscordPlatform(
        DiscordAccess(token=discord.token, api=discord.base_url, reads_all=True), FakeBot().ports
    )

    with pytest.raises(PlatformRefused, match="Message Content Intent"):
        await platform.listen()
    await platform.stop()


async def test_a_token_that_is_reset_ends_the_connection(discord: DiscordServer) -> None:
    """Nothing but a new token helps, and that is said."""
    async with town(discord) as here:
        assert here.listening
        discord.revoke_token()

        with pytest.raises(PlatformRefused, match="doesn't accept DISCORD_TOKEN"):
            await asyncio.wait_for(here.listening, 10)
        assert not here.platform.is_connected


async def test_an_event_that_cant_be_read_is_skipped(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, and the next command is answered over the same connection."""
    here.discord.gateway.dispatch("GUILD_CREATE", {"nothing": "in it"})
    here.discord.gateway.dispatch("MESSAGE_CREATE", {"id": "not a number"})

    assert "No subscriptions." in (await here.discord.slash("papers", "list")).text
    assert "GUILD_CREATE" in caplog.text
    assert here.discord.gateway.identified == 1


async def test_while_the_gateway_is_away_it_counts_as_disconnected_and_can_be_listened_to_again(
    discord: DiscordServer,
) -> None:
    """The state follows the wire, not the last success."""
    async with town(discord) as here:
        assert here.listening
        discord.gateway.refuses = True
        discord.gateway.drop()
        async with asyncio.timeout(10):
            while here.platform.is_connected:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.02)
        discord.gateway.refuses = False
        here.listening.cancel()
        await asyncio.gather(here.listening, return_exceptions=True)
        again = asyncio.create_task(here.platform.listen())
        await connected(here.platform, again)

        assert "No subscriptions." in (await discord.slash("papers", "list")).text
        again.cancel()
        await asyncio.gather(again, return_exceptions=True)


async def test_stopping_finishes_what_is_in_hand(discord: DiscordServer) -> None:
    """An answer under way still reaches its asker."""
    async with town(discord, FakeBot(slow=0.6)) as here:
        asking = asyncio.create_task(here.discord.slash("papers", "list"))
        await asyncio.sleep(0.2)

    assert "No subscriptions." in (await asking).text
    assert not discord.gateway.connected


async def test_running_ends_when_it_is_cancelled(discord: DiscordServer) -> None:
    """It hangs up properly."""
    platform = DiscordPlatform(
        DiscordAccess(token=discord.token, api=discord.base_url, guilds_ready_after=0.05), FakeBot().ports
    )
    running = asyncio.create_task(platform.listen())
    await discord.until(lambda: bool(discord.gateway.connected))
    await connected(platform, running)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await platform.stop()

    assert await discord.until(lambda: not discord.gateway.connected, 2)


async def test_servers_come_and_go(here: Town) -> None:
    """A removal is told with its reason; an invitation brings back what was paused."""
    guild = here.discord.guild

    here.discord.leave_guild(guild)
    await until_told(here, lambda: bool(here.bot.removed))
    here.discord.join_guild(guild)
    await until_told(here, lambda: bool(here.bot.restored))

    assert here.bot.removed == [(guild.id, REMOVED)]
    assert here.bot.restored == [guild.id]


async def test_an_invitation_while_we_were_away_is_noticed(discord: DiscordServer) -> None:
    """At the next start; servers that never removed us cause no work."""
    bot = FakeBot()
    discord.add_guild("Another")
    async with town(discord, bot) as here:
        discord.leave_guild(discord.guild)
        await until_told(here, lambda: bool(bot.removed))
    discord.join_guild(discord.guild)

    async with town(discord, bot) as here:
        await until_told(here, lambda: bool(bot.restored))

    assert bot.restored == [discord.guild.id]


async def test_comings_and_goings_survive_a_lost_store(here: Town, caplog: pytest.LogCaptureFixture) -> None:
    """They are logged; the delivery finds out by itself."""
    here.bot.key_values.away = True

    here.discord.leave_guild(here.discord.guild)
    here.discord.join_guild(here.discord.guild)
    await until_told(here, lambda: caplog.text.count("couldn't be noted") == 2)


async def until_told(here: Town, happened: object) -> None:
    """Wait for something that the stand-in doesn't see."""
    assert callable(happened)
    for _ in range(100):
        if happened():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(here.bot)
