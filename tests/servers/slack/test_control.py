"""The stand-in is read and driven from other processes."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.servers.slack.samples import actions, button, modal
from tests.servers.slack.scripted_app import ScriptedApp

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from tests.servers.slack import SlackServer


async def do(url: str, deed: str, /, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any arguments
    """Have one thing done."""
    async with aiohttp.ClientSession() as session, session.post(f"{url}/_control", json={"do": deed, **more}) as got:
        return dict(await got.json())


async def read(url: str, **query: str) -> dict[str, Any]:
    """Everything, or one channel."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/_control", params=query) as got:
        return dict(await got.json())


async def test_people_are_driven_from_outside(slack: SlackServer, client: AsyncWebClient) -> None:
    """Commands, presses and suggestions are done by name, and their answers told."""
    url = slack.base_url
    await do(url, "add_channel", id="C2")
    posted = await client.chat_postMessage(channel="C2", text="x", blocks=[actions(button())])
    view = {**modal(), "blocks": [actions(button())]}
    opened = await client.views_open(trigger_id=slack.state.triggers.hand_out("U1", 9e9), view=view)
    await client.views_publish(user_id="U1", view={"type": "home", "blocks": [actions(button())]})
    async with ScriptedApp() as app:
        await do(url, "app_url", url=app.url)
        commanded = await do(url, "command", args=["/papers", "list"], user="U2")
        pressed = [
            await do(url, "press", control="a", channel="C2", ts=posted["ts"]),
            await do(url, "press", control="a", view=opened["view"]["id"]),
            await do(url, "press", control="a", home="U1"),
        ]
    state = await read(url)
    posts = await read(url, channel="C2")

    assert commanded["outcome"]["status"] == 200
    assert [each["outcome"]["trouble"] for each in pressed] == [""] * 3
    assert [each["kind"] for each in state["answers"]] == ["command", *["interaction"] * 3]
    assert [each["text"] for each in posts["posts"]] == ["x"]


async def test_faults_and_rights_are_set_from_outside(slack: SlackServer, client: AsyncWebClient) -> None:
    """What goes wrong is told by name too."""
    url = slack.base_url

    await do(url, "fault", kind="error", method="auth.test", times=2)
    with pytest.raises(SlackApiError, match="internal_error"):
        await client.auth_test()
    await do(url, "clear_faults")
    await client.auth_test()
    await do(url, "archive", channel="C1")
    await do(url, "disconnect")
    await do(url, "end_tokens")
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()

    state = await read(url)
    assert state["workspaces"]["T1"]["channels"]["C1"]["archived"]
    assert [each["error"] for each in state["called"]] == ["internal_error", "", "token_revoked"]


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "dance"},
        {"do": "archive", "channel": "C404"},
        {"do": "fault", "kind": "rain"},
        {"do": "fault", "colour": "red"},
        {"do": "press", "view": "V404", "control": "a"},
        {"do": "press", "home": "U404", "control": "a"},
        {"do": "press", "channel": "C1", "ts": "1.1", "control": "a"},
        {"do": "command", "args": ["/papers"], "user": "U404"},
    ],
    ids=str,
)
async def test_deeds_that_cannot_be_done(slack: SlackServer, asked: dict[str, Any]) -> None:
    """They are refused with a reason instead of failing."""
    said = await do(slack.base_url, asked.pop("do"), **asked)

    assert not said["ok"]
    assert said["error"]


async def test_a_process_of_its_own() -> None:
    """The server runs alone, prints its URL and keys, and ends when it is asked to."""
    command = ("-m", "tests.servers.slack", "--no-limits", "--channels", "3")
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    keys = json.loads(await process.stdout.readline())
    headers = {"Authorization": f"Bearer {keys['bot_token']}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        posted = await session.post(f"{url}/api/chat.postMessage", data={"channel": "C3", "text": "x"})
    process.send_signal(signal.SIGTERM)

    assert (await posted.json())["ok"]
    assert await process.wait() == 0
