"""Who may change what a channel gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapters.chat import Channel, Person
from adapters.platforms.slack.failures import SlackRefused
from tests.adapters.platforms.slack.conftest import town

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town
    from tests.servers.slack import SlackServer


async def may(town: Town, user: str, channel: str = "C1") -> bool:
    """Whether the bot is told that somebody may."""
    town.bot.asked.clear()
    await town.slack.command("/papers", "list", user=user, channel=channel)
    await town.settled()
    return town.bot.asked[-1].person.may_manage


async def test_by_default_members_may(http: Town) -> None:
    """No guests, nobody from a connected workspace, nobody from outside of the channel."""
    for user in ("U1", "U2", "U5", "U6"):
        http.slack.channel("C1").members.add(user)
    http.slack.workspace.add_user("U4")
    http.slack.workspace.add_user("U5", guest=True)
    http.slack.workspace.add_user("U6", team="T9")

    allowed = {user: await may(http, user) for user in ("U1", "U2", "U4", "U5", "U6")}

    assert allowed == {"U1": True, "U2": True, "U4": False, "U5": False, "U6": False}


async def test_in_a_private_channel_without_the_bot_its_members_may(http: Town) -> None:
    """Slack won't list them, and lets nobody else speak there."""
    http.slack.add_channel("C3", kind="private_channel", with_bot=False)

    assert await may(http, "U1", "C3")


async def test_everybody_may_in_their_direct_messages(http: Town) -> None:
    """Nobody else is there."""
    direct = http.slack.workspace.direct("U2")

    assert await may(http, "U2", direct.id)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("anyone", {"U1": True, "U2": True, "U4": True}),
        ("creators", {"U1": True, "U2": False, "U4": True}),
        ("S1", {"U1": False, "U2": True, "U4": False}),
        ("S404", {"U1": False, "U2": False, "U4": False}),
    ],
)
async def test_other_rules(slack: SlackServer, rule: str, expected: dict[str, bool]) -> None:
    """Anyone, creators and admins, or a user group; one that doesn't exist lets nobody in."""
    slack.workspace.add_user("U4", admin=True)
    slack.workspace.add_group("S1", "editors", ["U2"])
    async with town(slack, rule=rule) as made:
        allowed = {user: await may(made, user) for user in expected}

    assert allowed == expected


async def test_the_creators_rule_in_a_channel_slack_does_not_show(slack: SlackServer) -> None:
    """Who can't be told to be the creator isn't."""
    slack.add_channel("C3", kind="private_channel", with_bot=False)
    async with town(slack, rule="creators") as made:
        allowed = await may(made, "U2", "C3")

    assert not allowed


async def test_where_slack_does_not_tell_nobody_may(http: Town) -> None:
    """The answer comes all the same, and the next question asks Slack again."""
    http.slack.fault("error", "users.info", error="user_not_found")

    assert not await may(http, "U1")
    assert await may(http, "U1")


async def test_what_the_app_may_not_see_allows_nothing(slack: SlackServer) -> None:
    """Without the scope that lists members, nobody is taken for one, and nobody's roundup is posted."""
    scopes = tuple(
        scope
        for scope in slack.state.scopes
        if scope != "channels:read" and not scope.startswith(("im:", "mpim:", "groups:"))
    )
    async with town(slack, bot_token=slack.state.tokens.issue("bot", "T1", scopes).value) as made:
        assert not await may(made, "U1")
        with pytest.raises(SlackRefused, match="scope"):
            await made.platform.may_post(
                Channel(platform="slack", workspace="T1", id="C1"), Person(id="U1", may_manage=True)
            )


async def test_many_questions_at_once_are_one_call(http: Town) -> None:
    """What is known about somebody holds for a minute."""
    for _ in range(5):
        await http.slack.command("/papers", "list")
    await http.settled()

    assert len(http.slack.calls("users.info")) == 1
    assert len(http.slack.calls("conversations.members")) == 1


async def test_a_public_channel_is_joined_and_what_else_is_missing_is_said_before_anything_is_promised(
    http: Town,
) -> None:
    """An archived channel, a private one without the bot, and an app without the scope; nothing where it may post."""
    http.slack.add_channel("C2", "other", with_bot=False)
    http.slack.add_channel("C3", kind="private_channel", with_bot=False)
    http.slack.channel("C1").archived = True
    direct = http.slack.workspace.direct("U2").id

    found = {
        one: await http.platform.ensure_can_post(Channel(platform="slack", workspace="T1", id=one))
        for one in ("C1", "C2", "C3", direct)
    }

    assert found == {
        "C1": "This channel is archived; nothing can be posted in it.",
        "C2": "",
        "C3": "I'm not in this channel, so I can't post here. Invite me with /invite @Paperround.",
        direct: "",
    }
    assert http.slack.workspace.bot in http.slack.channel("C2").members
