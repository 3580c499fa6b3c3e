"""The stand-in's workspace answers like Slack's: people, channels, tokens and changes that go well."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.servers.slack.samples import actions, button
from tests.servers.slack.socket_mode import MOST

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.servers.slack import SlackServer


async def test_a_message_is_changed_and_removed(slack: SlackServer, client: AsyncWebClient) -> None:
    """New text takes the place of blocks, metadata is kept anew, and a removed message stands nowhere."""
    first = await client.chat_postMessage(channel="C1", text="one", blocks=[actions(button())])
    marker = {"event_type": "part", "event_payload": {}}

    await client.chat_update(channel="C1", ts=first["ts"], text="two", metadata=marker)
    changed = dict(slack.channel().messages[0])
    await client.chat_delete(channel="C1", ts=first["ts"])

    assert changed["text"] == "two"
    assert "blocks" not in changed
    assert changed["metadata"] == marker
    assert changed["edited"]["user"] == "UBOT"
    assert not slack.channel().messages


async def test_blocks_are_changed_with_their_text(slack: SlackServer, client: AsyncWebClient) -> None:
    """An update with blocks replaces them, also those of attachments."""
    first = await client.chat_postMessage(channel="C1", text="one", attachments=[{"blocks": [actions(button())]}])

    await client.chat_update(channel="C1", ts=first["ts"], text="two", blocks=[actions(button(action_id="b"))])

    assert slack.channel().messages[0]["blocks"][0]["elements"][0]["action_id"] == "b"


async def test_only_one_person_sees_an_ephemeral_message(slack: SlackServer, client: AsyncWebClient) -> None:
    """It stands in no history, but in its thread for one person."""
    await client.chat_postEphemeral(channel="C1", user="U2", text="psst", thread_ts="1.1")

    assert slack.channel().ephemerals[0]["user"] == "U2"
    assert slack.channel().ephemerals[0]["thread_ts"] == "1.1"
    assert not slack.channel().messages


async def test_channels_are_listed_as_far_as_they_are_seen(slack: SlackServer, client: AsyncWebClient) -> None:
    """Private channels only from inside, archived ones unless they are left out."""
    slack.add_channel("C2", kind="private_channel", with_bot=False)
    slack.add_channel("C3", kind="private_channel")
    slack.add_channel("C4", with_bot=False)
    slack.archive("C1")
    kinds = "public_channel,private_channel"

    every = await client.conversations_list(types=kinds)
    living = await client.conversations_list(types=kinds, exclude_archived=True)
    own = await client.users_conversations(types=kinds)
    hers = await client.users_conversations(user="U2", exclude_archived=True)
    members = await client.conversations_members(channel="C4")

    assert [each["id"] for each in every["channels"]] == ["C1", "C3", "C4"]
    assert [each["id"] for each in living["channels"]] == ["C3", "C4"]
    assert [each["id"] for each in own["channels"]] == ["C1", "C3"]
    assert [each["id"] for each in hers["channels"]] == ["C4"]
    assert members["members"] == ["U1", "U2"]


async def test_direct_messages_are_opened_once(slack: SlackServer, client: AsyncWebClient) -> None:
    """The same person has the same direct message; several people and a gone one are refused."""
    first = await client.conversations_open(users="U2")
    second = await client.conversations_open(users="U2")
    about = await client.conversations_info(channel="D2")
    slack.workspace.users["U1"].gone = True

    assert first["channel"]["id"] == second["channel"]["id"] == "D2"
    assert about["channel"]["user"] == "U2"
    for users, error in (("U1", "user_disabled"), ("U1,U2", "missing_scope")):
        with pytest.raises(SlackApiError, match=error):
            await client.conversations_open(users=users)


async def test_user_groups_have_their_members(slack: SlackServer, client: AsyncWebClient) -> None:
    """A group is found by its id, a disabled one only where asked for."""
    slack.workspace.add_group("S1", "editors", ["U2"])
    slack.workspace.add_group("S2", "former", []).disabled = True

    members = await client.usergroups_users_list(usergroup="S1")
    shown = await client.usergroups_list()
    every = await client.usergroups_list(include_disabled=True)

    assert members["users"] == ["U2"]
    assert [each["id"] for each in shown["usergroups"]] == ["S1"]
    assert len(every["usergroups"]) == 2


async def test_the_team_and_a_token_that_gives_itself_up(slack: SlackServer, client: AsyncWebClient) -> None:
    """A token can be revoked by itself, unless that is only tried out."""
    team = await client.team_info()
    tried = await client.auth_revoke(test=True)
    done = await client.auth_revoke()

    assert team["team"]["name"] == slack.workspace.name
    assert (tried["revoked"], done["revoked"]) == (False, True)
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()


async def test_workspaces_do_not_see_each_other(slack: SlackServer, client: AsyncWebClient) -> None:
    """A token of one workspace finds no channel of another, which has its own people."""
    other = slack.add_workspace("T2")
    token = slack.state.tokens.issue("bot", "T2", slack.state.scopes).value

    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.chat_postMessage(channel="C1T2", text="x")
    await client.chat_postMessage(channel="C1T2", text="x", token=token)

    assert other.channels["C1T2"].messages[0]["user"] == "UBOTT2"
    with pytest.raises(KeyError):
        slack.channel("C404")


OAUTH: list[tuple[dict[str, str], str]] = [
    ({"client_id": "1"}, "invalid_client_id"),
    ({"client_secret": "x"}, "bad_client_secret"),
    ({"grant_type": "password"}, "invalid_grant_type"),
    ({"code": "x"}, "invalid_code"),
    ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
    ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_refresh_token"),
]


@pytest.mark.parametrize(("wrong", "error"), OAUTH, ids=[error for _, error in OAUTH])
async def test_bad_exchanges_are_refused(slack: SlackServer, wrong: dict[str, str], error: str) -> None:
    """Each part of an OAuth exchange is looked at."""
    keys = slack.state.keys
    form = {"client_id": keys.client_id, "client_secret": keys.client_secret, "code": slack.consent.code(), **wrong}

    assert (await exchange(slack, data=form))["error"] == error


async def exchange(slack: SlackServer, **sent: Any) -> dict[str, Any]:  # noqa: ANN401 - any body
    """What an exchange is answered with."""
    async with aiohttp.ClientSession() as session, session.post(f"{slack.api_url}oauth.v2.access", **sent) as got:
        return dict(await got.json())


async def test_a_code_is_good_once_and_only_in_a_form(slack: SlackServer) -> None:
    """JSON, a broken authorization header, and a second use are refused."""
    keys = slack.state.keys
    form = {"client_id": keys.client_id, "client_secret": keys.client_secret, "code": slack.consent.code()}
    scheme = {"Authorization": "Basic !"}

    said = [
        await exchange(slack, json=form),
        await exchange(slack, data={"code": "x"}, headers=scheme),
        await exchange(slack, data=form),
        await exchange(slack, data=form),
    ]

    assert [each.get("error") for each in said] == ["invalid_form_data", "invalid_client_id", None, "code_already_used"]


@pytest.mark.parametrize("query", [{"client_id": "1", "scope": "chat:write"}, {"client_id": "111.222"}], ids=str)
async def test_the_consent_page_wants_a_client_and_scopes(slack: SlackServer, query: dict[str, str]) -> None:
    """An unknown client and a question without scopes are refused."""
    async with aiohttp.ClientSession() as session:
        got = await session.get(f"{slack.base_url}/oauth/v2/authorize", params=query)

    assert got.status == 400


async def test_ten_sockets_are_enough(slack: SlackServer) -> None:
    """The eleventh connection of an app is told so and not used."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.app_token}"}) as session:
        sockets = []
        for _ in range(MOST + 1):
            opened = await (await session.post(f"{slack.api_url}apps.connections.open")).json()
            sockets.append(await session.ws_connect(opened["url"]))
        told = await asyncio.wait_for(sockets[-1].receive_json(), 1)

    assert told["reason"] == "too_many_websockets"
    assert len(slack.socket_mode.connections) <= MOST


async def test_public_channels_are_open_to_who_may_write_anywhere(slack: SlackServer, client: AsyncWebClient) -> None:
    """With `chat:write.public` a bot posts in public channels that it isn't in."""
    slack.remove_bot()
    client.token = slack.state.tokens.issue("bot", "T1", ("chat:write", "chat:write.public")).value

    await client.chat_postMessage(channel="C1", text="x")

    assert len(slack.channel().messages) == 1


async def test_an_app_hears_its_own_messages(slack: SlackServer, client: AsyncWebClient) -> None:
    """What the app posted can be told to it, as Slack tells it, with its bot id."""
    await client.chat_postMessage(channel="C1", text="<@UBOT> https://arxiv.org/abs/2605.13162")

    events = await slack.heard("C1", slack.channel().messages[0])

    assert events.keys() == {"message", "app_mention", "link_shared"}
    assert events["message"].payload["event"]["bot_id"] == "BBOT"
