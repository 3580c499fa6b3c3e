"""What the bot asks for, and who may change subscriptions."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.chat import Person
from adapters.errors import TryLater
from adapters.platforms.discord import rights
from adapters.platforms.discord.failures import DiscordRefused
from adapters.platforms.discord.rights import NEEDED, GuildMember, ManageRule, how_to_grant, invite, missing_permissions
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.platforms.discord.fakes import FakeRest
from tests.servers.discord import DiscordServer, Rates, permissions, world

ROUTE = "GET /applications/{application}/guilds/{guild}/commands/{command}/permissions"
MEMBER = GuildMember(guild="1", id="7", roles=("1", "5"), permissions=permissions.VIEW_CHANNEL)


def allowing(*exceptions: tuple[str, int, bool]) -> dict[str, Any]:
    """A server's settings for `/papers`: (id, 1 for a role or 2 for a person, allowed)."""
    return {"permissions": [{"id": one, "type": kind, "permission": may} for one, kind, may in exceptions]}


@pytest.mark.parametrize(
    ("exceptions", "may"),
    [
        ([("5", 1, True)], True),
        ([("7", 2, True)], True),
        ([("5", 1, False)], False),
        ([("6", 1, True), ("8", 2, True)], False),
        ([("1", 1, True)], False),
        ([("5", 2, True)], False),
        ([], False),
    ],
)
async def test_a_server_decides_in_its_settings(exceptions: list[tuple[str, int, bool]], *, may: bool) -> None:
    """Allowing a role or a person `/papers` lets them change subscriptions; allowing it to everyone doesn't."""
    manage_rule = ManageRule(FakeRest({ROUTE: [allowing(*exceptions)]}), "9", "99")

    assert await manage_rule.allows(MEMBER) is may


async def test_settings_are_asked_for_once_in_a_while() -> None:
    """The answer holds for some minutes."""
    rest = FakeRest({ROUTE: [allowing(("5", 1, True)), allowing()]})
    manage_rule = ManageRule(rest, "9", "99")

    assert [await manage_rule.allows(MEMBER) for _ in range(3)] == [True] * 3
    assert len(rest.sent) == 1


async def test_settings_that_cant_be_read_allow_nothing() -> None:
    """A server that never touched them is answered with an error; it is no reason to stop."""
    manage_rule = ManageRule(FakeRest({ROUTE: [DiscordRefused(404, 10066, "Unknown permissions")]}), "9", "99")

    assert not await manage_rule.allows(MEMBER)


async def test_settings_that_discord_doesnt_tell_now_are_asked_for_again() -> None:
    """A rate limit or an outage is no answer, so it isn't kept as one."""
    manage_rule = ManageRule(FakeRest({ROUTE: [TryLater("Discord is busy."), allowing(("5", 1, True))]}), "9", "99")

    assert [await manage_rule.allows(MEMBER) for _ in range(2)] == [False, True]


async def test_settings_stay_what_they_were_while_discord_doesnt_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last answer holds until there is another one."""
    monkeypatch.setattr(rights, "_KEPT_SECONDS", 0.0)
    answers = [allowing(("5", 1, True)), TryLater("Discord is busy."), allowing()]
    manage_rule = ManageRule(FakeRest({ROUTE: answers}), "9", "99")

    assert [await manage_rule.allows(MEMBER) for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize("right", [permissions.MANAGE_CHANNELS, permissions.ADMINISTRATOR])
async def test_who_manages_the_channel_may(right: int) -> None:
    """Discord's own right, or being an administrator; nothing needs to be asked for."""
    member = GuildMember(guild="1", id="7", roles=(), permissions=right)

    assert await ManageRule(FakeRest({}), "9", "99").allows(member)


def test_the_invitation_asks_for_the_least() -> None:
    """Five rights, none of which manages anything."""
    query = parse_qs(urlsplit(invite("42")).query)

    assert query["client_id"] == ["42"]
    assert query["scope"] == ["bot applications.commands"]
    assert int(query["permissions"][0]) == sum(NEEDED.values()) + permissions.ATTACH_FILES
    assert missing_permissions(int(query["permissions"][0])) == ()
    assert not int(query["permissions"][0]) & (permissions.MANAGE_CHANNELS | permissions.ADMINISTRATOR)


def test_missing_rights_are_named() -> None:
    """As Discord's settings call them; an administrator lacks nothing."""
    assert missing_permissions(permissions.VIEW_CHANNEL | permissions.SEND_MESSAGES) == (
        "Read Message History",
        "Create Public Threads",
        "Send Messages in Threads",
    )
    assert missing_permissions(permissions.ADMINISTRATOR) == ()
    assert "I lack A and B here" in how_to_grant(["A", "B"])


async def test_what_the_bot_lacks_in_a_channel_is_known_before_anything_is_promised() -> None:
    """By the channel's overwrites for everyone, for roles and for the bot itself; nothing in direct messages."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord) as here:
        well = await here.platform.ensure_can_post(here.at())
        everyone = discord.channel.guild_id or ""
        silent = permissions.SEND_MESSAGES | permissions.SEND_MESSAGES_IN_THREADS
        discord.channel.overwrites[everyone] = world.Overwrite(kind=0, deny=silent)
        silenced = await here.platform.ensure_can_post(here.at())
        discord.channel.overwrites[discord.bot.id] = world.Overwrite(kind=1, allow=silent)
        allowed = await here.platform.ensure_can_post(here.at())
        discord.channel.overwrites[discord.bot.id] = world.Overwrite(kind=1, deny=permissions.VIEW_CHANNEL)
        hidden = await here.platform.ensure_can_post(here.at())

        assert (well, allowed, await here.platform.ensure_can_post(here.at(discord.dm()))) == ("", "", "")
        assert silenced.startswith("I lack Send Messages and Send Messages in Threads here.")
        assert "Edit Channel → Permissions → Paperround" in silenced
        assert "View Channel" in hidden


async def test_where_the_bot_cannot_see_who_may_post_nobody_may() -> None:
    """That Discord doesn't tell is raised, not taken for a yes."""
    async with DiscordServer(rates=Rates.off()) as discord, town(discord) as here:
        ben = Person(id=discord.ben.id, may_manage=False)
        seen = await here.platform.may_post(here.at(), ben)
        discord.channel.overwrites[discord.bot.id] = world.Overwrite(kind=1, deny=permissions.VIEW_CHANNEL)

        assert seen
        with pytest.raises(DiscordRefused):
            await here.platform.may_post(here.at(), ben)
