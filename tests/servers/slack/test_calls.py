"""The stand-in's Web API refuses the calls that Slack refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.servers.slack import SlackServer


async def refusal(client: AsyncWebClient, method: str, **args: Any) -> dict[str, Any]:  # noqa: ANN401 - any arguments
    """What a call is refused with."""
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=args)
    return dict(refused.value.response.data)


@pytest.mark.parametrize("state", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_an_ended_token_is_refused_by_name(slack: SlackServer, client: AsyncWebClient, state: Any) -> None:  # noqa: ANN401
    """Whatever a token's end, every call says which it was."""
    slack.end_tokens(state)

    assert (await refusal(client, "auth.test"))["error"] == state


async def test_no_token_and_a_made_up_one_are_told_apart(slack: SlackServer, client: AsyncWebClient) -> None:
    """Without a token it is `not_authed`, with one that nobody issued `invalid_auth`."""
    client.token = None
    without = (await refusal(client, "auth.test"))["error"]
    client.token = "xoxb-made-up"  # noqa: S105 - nobody's
    made_up = (await refusal(client, "auth.test"))["error"]

    assert (without, made_up) == ("not_authed", "invalid_auth")
    assert [each.error for each in slack.called] == ["not_authed", "invalid_auth"]


async def test_an_app_token_opens_sockets_and_nothing_else(slack: SlackServer, client: AsyncWebClient) -> None:
    """Each kind of token is refused where the other belongs."""
    bot_at_socket = (await refusal(client, "apps.connections.open"))["error"]
    client.token = slack.app_token
    app_at_chat = (await refusal(client, "chat.postMessage", channel="C1", text="x"))["error"]
    who = await client.auth_test()

    assert bot_at_socket == app_at_chat == "not_allowed_token_type"
    assert who["app_id"] == "A111"


@pytest.mark.parametrize(
    ("method", "scope", "args"),
    [
        ("chat.postMessage", "chat:write", {"channel": "C1", "text": "x"}),
        ("chat.postEphemeral", "chat:write", {"channel": "C1", "user": "U1", "text": "x"}),
        ("chat.unfurl", "links:write", {"channel": "C1", "ts": "1.1", "unfurls": {}}),
        ("conversations.history", "channels:history", {"channel": "C1"}),
        ("conversations.replies", "channels:history", {"channel": "C1", "ts": "1.1"}),
        ("conversations.info", "channels:read", {"channel": "C1"}),
        ("conversations.members", "channels:read", {"channel": "C1"}),
        ("conversations.list", "channels:read", {}),
        ("conversations.join", "channels:join", {"channel": "C1"}),
        ("conversations.open", "im:write", {"users": "U1"}),
        ("users.info", "users:read", {"user": "U1"}),
        ("users.conversations", "channels:read", {}),
        ("usergroups.users.list", "usergroups:read", {"usergroup": "S1"}),
        ("team.info", "team:read", {}),
    ],
)
async def test_a_missing_scope_is_named(
    slack: SlackServer, client: AsyncWebClient, method: str, scope: str, args: dict[str, Any]
) -> None:
    """Without the scope that a method needs, the refusal says which, and what there is instead."""
    others = tuple(each for each in slack.state.scopes if each != scope)
    client.token = slack.state.tokens.issue("bot", "T1", others).value

    said = await refusal(client, method, **args)

    assert said["error"] == "missing_scope"
    assert scope in said["needed"].split(",")
    assert scope not in said["provided"].split(",")


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"with_bot": False}, "not_in_channel"),
        ({"with_bot": False, "kind": "private_channel"}, "channel_not_found"),
        ({"archived": True}, "is_archived"),
        ({"missing": True}, "channel_not_found"),
    ],
)
async def test_channels_that_the_bot_may_not_post_to(slack: SlackServer, where: dict[str, Any], error: str) -> None:
    """Channels without the bot, private ones, archived ones and none are refused each in its way."""
    wants = {key: value for key, value in where.items() if key in ("with_bot", "kind")}
    slack.add_channel("C9", **wants)
    slack.archive("C9", archived=where.get("archived", False))
    member_scopes = tuple(each for each in slack.state.scopes if each != "chat:write.public")
    token = slack.state.tokens.issue("bot", "T1", member_scopes).value
    channel = "C404" if where.get("missing") else "C9"

    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
        got = await session.post(f"{slack.api_url}chat.postMessage", data={"channel": channel, "text": "x"})
        said = await got.json()

    assert said == {"ok": False, "error": error}


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C1"}, "no_text"),
        ("chat.postMessage", {"channel": "C1", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C1", "blocks": "not json"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "C1", "attachments": ["x"]}, "invalid_attachments"),
        ("chat.postMessage", {"channel": "C1", "attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ("chat.postMessage", {"channel": "C1", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ("chat.postMessage", {"channel": "C1", "text": "x", "thread_ts": "1.1"}, "thread_not_found"),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "x", "metadata": {"event_type": "y"}},
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "x", "metadata": {"event_payload": {}}},
            "invalid_metadata_format",
        ),
        (
            "chat.postMessage",
            {"channel": "C1", "text": "x", "metadata": {"event_type": "y", "event_payload": {"z": "x" * 16_000}}},
            "metadata_too_large",
        ),
        ("chat.update", {"channel": "C1", "ts": "1.1", "text": "x"}, "message_not_found"),
        ("chat.update", {"channel": "C1", "text": "x"}, "invalid_arguments"),
        ("chat.delete", {"channel": "C1", "ts": "1.1"}, "message_not_found"),
        ("chat.getPermalink", {"channel": "C1", "message_ts": "1.1"}, "message_not_found"),
        ("chat.postEphemeral", {"channel": "C1", "user": "U404", "text": "x"}, "user_not_in_channel"),
        ("chat.unfurl", {"channel": "C404", "ts": "1.1", "unfurls": {"x": {}}}, "cannot_find_channel"),
        ("chat.unfurl", {"channel": "C1", "ts": "1.1", "unfurls": {"x": {}}}, "cannot_find_message"),
        ("conversations.history", {"channel": "C404"}, "channel_not_found"),
        ("conversations.history", {"channel": "C1", "limit": "1000"}, "invalid_limit"),
        ("conversations.history", {"channel": "C1", "cursor": "x"}, "invalid_cursor"),
        ("conversations.history", {"channel": "C1", "oldest": "x"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": "C1", "latest": "x"}, "invalid_ts_latest"),
        ("conversations.replies", {"channel": "C1", "ts": "1.1"}, "thread_not_found"),
        ("conversations.list", {"types": "secret"}, "invalid_types"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("usergroups.users.list", {"usergroup": "S404"}, "no_such_subteam"),
        ("team.info", {"team": "T404"}, "team_not_found"),
        ("views.open", {"view": {}, "trigger_id": "x"}, "invalid_arguments"),
        ("views.update", {"view": "not json"}, "invalid_arguments"),
        ("chat.whisper", {}, "unknown_method"),
    ],
)
async def test_calls_that_make_no_sense(client: AsyncWebClient, method: str, args: dict[str, Any], error: str) -> None:
    """Each is refused with Slack's own name for it."""
    assert (await refusal(client, method, **args))["error"] == error


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
async def test_bodies_that_are_no_object(slack: SlackServer, body: bytes, error: str) -> None:
    """A broken JSON body and a list are refused before anything is looked at."""
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{slack.api_url}auth.test", data=body, headers=headers) as got,
    ):
        said = await got.json()

    assert said["error"] == error


async def test_a_bot_changes_only_its_own_messages(slack: SlackServer, client: AsyncWebClient) -> None:
    """What a person wrote can be neither changed nor removed by the app."""
    said = await slack.say("mine")

    changed = await refusal(client, "chat.update", channel="C1", ts=said.ts, text="ours")
    removed = await refusal(client, "chat.delete", channel="C1", ts=said.ts)

    assert (changed["error"], removed["error"]) == ("cant_update_message", "cant_delete_message")
    assert slack.channel().messages[0]["text"] == "mine"


async def test_only_links_of_the_message_are_unfurled(slack: SlackServer, client: AsyncWebClient) -> None:
    """A card goes to a registered link that stands in the message, and to no other."""
    url = "https://arxiv.org/abs/2605.13162"
    said = await slack.say(f"look: <{url}> and https://example.org/")
    card = {"blocks": [{"type": "divider"}]}

    other = await refusal(client, "chat.unfurl", channel="C1", ts=said.ts, unfurls={"https://example.org/": card})
    none = await refusal(client, "chat.unfurl", channel="C1", ts=said.ts, unfurls={})
    await client.chat_unfurl(unfurl_id=f"C1.{said.ts}", source="conversations_history", unfurls={url: card})

    assert (other["error"], none["error"]) == ("cannot_unfurl_url", "missing_unfurls")
    assert slack.unfurls[0]["unfurls"].keys() == {url}
