"""The stand-in fails on purpose, is read and driven from outside, and shows what a reader sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.servers.slack import Fault, SlackServer
from tests.servers.slack.samples import IMAGE, actions, button, mrkdwn, plain, rich, runs, section, text_input
from tests.servers.slack.scripted_app import ScriptedApp

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient


async def post(slack: SlackServer, patience: float = 5.0) -> tuple[int, str, str]:
    """Post in C1: status, `Retry-After` and body, or the failure's name."""
    headers, limit = {"Authorization": f"Bearer {slack.bot_token}"}, aiohttp.ClientTimeout(total=patience)
    async with aiohttp.ClientSession(headers=headers, timeout=limit) as session:
        try:
            async with session.post(f"{slack.api_url}chat.postMessage", data={"channel": "C1", "text": "x"}) as got:
                return got.status, got.headers.get("Retry-After", ""), await got.text()
        except (TimeoutError, aiohttp.ClientError) as failure:
            return 0, "", type(failure).__name__


@pytest.mark.parametrize(
    ("kind", "more", "status", "waiting", "stands"),
    [
        ("unavailable", {"retry_after": 0}, 500, "", 0),
        ("throttle", {"retry_after": 7}, 429, "7", 0),
        ("close", {}, 0, "", 0),
        ("stall", {"seconds": 9.0}, 0, "", 0),
        ("garbage", {}, 200, "", 0),
        ("error", {"error": "fatal_error"}, 200, "", 0),
        ("accept_then_close", {}, 0, "", 1),
        ("accept_then_stall", {"seconds": 9.0}, 0, "", 1),
    ],
)
async def test_each_fault_does_what_it_says(
    slack: SlackServer,
    kind: Any,  # noqa: ANN401 - a row of the table
    more: dict[str, Any],
    status: int,
    waiting: str,
    stands: int,
) -> None:
    """The next call goes wrong so, whether or not the message stands; the one after that goes well."""
    slack.fault(kind, "chat.postMessage", **more)

    bad = await post(slack, 0.2)
    after_fault = len(slack.channel().messages)
    good = await post(slack)

    assert bad[:2] == (status, waiting)
    assert after_fault == stands
    assert json.loads(good[2])["ok"]


async def test_faults_pick_their_calls(slack: SlackServer, client: AsyncWebClient) -> None:
    """A fault waits for its method, its channel and its turn, and can be called off."""
    slack.add_channel("C2")
    slack.faults.add(Fault(kind="error", method="chat.postMessage", channel="C1", after=1, times=-1))

    await client.chat_postMessage(channel="C2", text="x")
    await client.chat_postMessage(channel="C1", text="x")
    await client.auth_test()
    for _ in range(2):
        with pytest.raises(SlackApiError, match="internal_error"):
            await client.chat_postMessage(channel="C1", text="x")
    slack.faults.clear()
    await client.chat_postMessage(channel="C1", text="x")

    assert len(slack.channel("C1").messages) == 2
    with pytest.raises(ValueError, match="no such fault"):
        Fault(kind="rain")  # type: ignore[arg-type]


async def test_rights_come_and_go(slack: SlackServer, client: AsyncWebClient) -> None:
    """The bot leaves and comes, channels are archived, and uninstalling ends the token and tells the app."""
    slack.remove_bot()
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.conversations_history(channel="C1")
    joined = await client.conversations_join(channel="C1")
    again = await client.conversations_join(channel="C1")
    slack.archive()
    with pytest.raises(SlackApiError, match="is_archived"):
        await client.conversations_join(channel="C1")
    async with ScriptedApp() as app:
        slack.app_url = app.url
        await slack.invite("C1", "U2")
        revoked, gone = await slack.uninstall()

    assert joined["channel"]["is_member"]
    assert again["warning"] == "already_in_channel"
    assert revoked.payload["event"]["tokens"]["bot"] == ["UBOT"]
    assert gone.payload["event"]["type"] == "app_uninstalled"
    with pytest.raises(SlackApiError, match="account_inactive"):
        await client.auth_test()


async def test_people_edit_and_remove(slack: SlackServer) -> None:
    """Edits and deletions come as hidden message events."""
    async with ScriptedApp() as app:
        slack.app_url = app.url
        said = await slack.say("one", user="U2")
        edited = await slack.edit(said.message, "two")
        removed = await slack.remove(said.message)

    assert edited.payload["event"]["previous_message"]["text"] == "one"
    assert edited.payload["event"]["message"]["text"] == "two"
    assert removed.payload["event"]["subtype"] == "message_deleted"
    assert not slack.channel().messages


async def test_people_of_another_organisation(slack: SlackServer, client: AsyncWebClient) -> None:
    """In a Connect channel somebody's message and profile say where they come from."""
    slack.workspace.add_user("U9", "eve", team="T9")
    slack.add_channel("C2", shared=True, members=("U1", "U9"))
    async with ScriptedApp() as app:
        slack.app_url = app.url
        said = await slack.say("hi", user="U9", channel="C2")
    told = said.events["message"].payload

    assert told["is_ext_shared_channel"]
    assert told["event"]["user_team"] == "T9"
    assert (await client.users_info(user="U9"))["user"]["is_stranger"]
    assert (await client.conversations_info(channel="C2"))["channel"]["is_ext_shared"]


async def test_what_a_reader_sees_and_whom_it_calls(slack: SlackServer) -> None:
    """The words of every block, without addresses; and each mention, wherever it hides."""
    item = runs({"type": "text", "text": "one"})
    blocks = [
        {"type": "header", "text": plain("Head")},
        section(text=mrkdwn("*a* <https://x.org/|b> &lt;c&gt; <https://y.org/>"), fields=[mrkdwn("<!here>")]),
        section(text=plain("t"), accessory=button(text=plain("Go"))),
        rich({"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [item]}),
        rich(
            runs(
                {"type": "user", "user_id": "U1"},
                {"type": "broadcast", "range": "channel"},
                {"type": "emoji", "name": "x"},
            )
        ),
        actions(button(text=plain("Papers")), {"type": "users_select"}),
        {"type": "context", "elements": [mrkdwn("small"), IMAGE]},
        {"type": "divider"},
        IMAGE,
        text_input(),
    ]
    shown = {"text": "<@U7> <!subteam^S1|x>", "blocks": blocks, "attachments": [{"text": "card"}, {"blocks": [IMAGE]}]}

    assert slack.visible_text(shown).split("\n") == [
        "Head", "*a* b <c> https://y.org/", "<!here>", "t", "[Go]", "3. one", "<@U1><!channel>:x:",
        "[Papers] [users_select]", "small a", "---", "a", "x", "[plain_text_input]", "card", "a",
    ]  # fmt: skip
    assert slack.pings(shown) == ["@U7", "!subteam^S1", "!here", "U1", "channel"]
    assert slack.visible_text({"text": "only &amp; text"}) == "only & text"
