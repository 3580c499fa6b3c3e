"""What people do reaches the app as Slack brings it: once, in time, or again."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.servers.slack import SlackServer, controls
from tests.servers.slack.sample_app import bolt_app, running
from tests.servers.slack.samples import actions, button, mrkdwn, section, select
from tests.servers.slack.scripted_app import Line, ScriptedApp


async def test_a_slow_answer_is_an_operation_timeout(slack: SlackServer) -> None:
    """A command that isn't acknowledged in time is recorded as what the person is told."""
    async with ScriptedApp(Line(delay=0.5)) as app:
        slack.app_url = app.url
        answer = await slack.command("/papers", "list")

    assert answer.trouble == "operation_timeout"
    assert slack.failures == [answer]


async def test_a_socket_that_says_nothing_is_an_operation_timeout(slack: SlackServer) -> None:
    """An envelope without an acknowledgement times out too, and a late one is recorded as a stray."""
    async with aiohttp.ClientSession() as session:
        opened = await session.post(
            f"{slack.api_url}apps.connections.open", headers={"Authorization": f"Bearer {slack.app_token}"}
        )
        async with session.ws_connect((await opened.json())["url"]) as socket:
            hello = await socket.receive_json()
            answer = await slack.command("/papers", "list")
            envelope = await socket.receive_json()
            await socket.send_str("not json")
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await slack.socket_mode.disconnect("warning")
            farewell = await socket.receive_json()
            await slack.socket_mode.disconnect("link_disabled")

    assert (hello["type"], envelope["type"], farewell["reason"]) == ("hello", "slash_commands", "warning")
    assert answer.trouble == "operation_timeout"
    assert [each.known for each in slack.socket_mode.acks] == [False]


async def test_a_ticket_opens_one_socket(slack: SlackServer) -> None:
    """The address of a WebSocket is good once and for half a minute."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.app_token}"}) as session:
        first = (await (await session.post(f"{slack.api_url}apps.connections.open")).json())["url"]
        second = (await (await session.post(f"{slack.api_url}apps.connections.open")).json())["url"]
        async with session.ws_connect(first):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(first)
        slack.pass_by(31)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(second)


async def test_nobody_there(slack: SlackServer) -> None:
    """Without a socket, and with a URL where nothing listens, the app is unreachable."""
    by_socket = await slack.command("/papers")
    slack.app_url = "http://127.0.0.1:9/slack/events"
    by_http = await slack.command("/papers")

    assert by_socket.trouble == by_http.trouble == "app_unreachable"


async def test_an_event_comes_again_until_it_is_taken(slack: SlackServer) -> None:
    """Retries carry their number and reason, and the same event id."""
    async with ScriptedApp(Line(status=500), Line(delay=0.5)) as app:
        slack.app_url = app.url
        delivery = await (await slack.event("app_home_opened", user="U1")).settled()

    assert [each.status for each in delivery.attempts] == [500, 0, 200]
    assert [each.get("X-Slack-Retry-Num") for each in app.heard] == [None, "1", "2"]
    assert [each.get("X-Slack-Retry-Reason") for each in app.heard] == [None, "http_error", "http_timeout"]
    assert len({each.sent.payload["event_id"] for each in delivery.attempts}) == 1


async def test_an_event_is_given_up_after_three_retries(slack: SlackServer) -> None:
    """Slack tries four times in all."""
    async with ScriptedApp(*[Line(status=500)] * 9) as app:
        slack.app_url = app.url
        delivery = await (await slack.event("app_home_opened", user="U1")).settled()

    assert not delivery.ok
    assert len(delivery.attempts) == 4


async def test_an_app_may_ask_for_no_retries(slack: SlackServer) -> None:
    """`X-Slack-No-Retry: 1` ends it at once."""
    async with ScriptedApp(Line(status=500, headers={"X-Slack-No-Retry": "1"})) as app:
        slack.app_url = app.url
        delivery = await (await slack.event("app_home_opened", user="U1")).settled()

    assert len(delivery.attempts) == 1


async def test_an_event_can_come_twice_and_a_request_be_replayed(slack: SlackServer) -> None:
    """A test brings the same event again, or the same bytes with the same signature."""
    async with ScriptedApp() as app:
        slack.app_url = app.url
        said = await slack.say("hello")
        await slack.courier.again(said.events["message"])
        answer = await slack.command("/papers")
        await slack.replay(answer)

    first, second = app.heard[-2:]
    assert app.heard[1]["X-Slack-Retry-Num"] == "1"
    assert first["X-Slack-Signature"] == second["X-Slack-Signature"]


async def test_socket_mode_retries_events(slack: SlackServer) -> None:
    """An event that bolt doesn't acknowledge comes again over the socket."""
    app = bolt_app(slack)

    async with running(slack, app, "socket"):
        delivery = await (await slack.event("reaction_added", user="U1")).settled()

    assert [each.trouble for each in delivery.attempts] == ["operation_timeout"] * 4


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (Line(text="only you"), {"ephemerals": 1, "messages": 0}),
        (Line(json={"response_type": "in_channel", "text": "all"}), {"ephemerals": 0, "messages": 1}),
        (Line(text="  "), {"ephemerals": 0, "messages": 0}),
    ],
)
async def test_an_acknowledgement_may_say_something(slack: SlackServer, line: Line, kinds: dict[str, int]) -> None:
    """Text is for the asker, `in_channel` for all, and nothing is nothing."""
    async with ScriptedApp(line) as app:
        slack.app_url = app.url
        answer = await slack.command("/papers")

    channel = slack.channel()
    assert answer.ok
    assert {"ephemerals": len(channel.ephemerals), "messages": len(channel.messages)} == kinds


async def test_an_acknowledgement_with_bad_blocks_is_refused(slack: SlackServer) -> None:
    """What comes with the acknowledgement is looked at like everything else."""
    async with ScriptedApp(Line(json={"text": "x", "blocks": [{"type": "poem"}]})) as app:
        slack.app_url = app.url
        answer = await slack.command("/papers")

    assert answer.refused == "invalid_blocks"
    assert not answer.ok


async def test_a_response_url_is_good_five_times(slack: SlackServer) -> None:
    """The sixth use, a late one and a bad one are refused; refused ones don't count."""
    async with ScriptedApp() as app, aiohttp.ClientSession() as session:
        slack.app_url = app.url
        url = (await slack.command("/papers")).response_url
        other = (await slack.command("/papers")).response_url
        bad = await session.post(url, json={"blocks": [{"type": "poem"}]})
        broken = [await session.post(url, data=body) for body in (b"{", b"[]")]
        statuses = [(await session.post(url, json={"text": "x", "thread_ts": "1.1"})).status for _ in range(6)]
        slack.pass_by(1_801)
        late = await session.post(other, json={"text": "x"})
        errors = [(await each.json())["error"] for each in (bad, *broken, late)]

    assert errors == ["invalid_blocks", "invalid_payload", "invalid_payload", "expired_url"]
    assert statuses == [200] * 5 + [404]


async def test_an_ephemeral_message_is_replaced_and_removed(slack: SlackServer) -> None:
    """Its button's response URL changes what stands, then takes it away."""
    async with ScriptedApp(Line(json={"text": "x", "blocks": [actions(button())]})) as app:
        slack.app_url = app.url
        await slack.command("/papers")
        shown = slack.channel().ephemerals[0]
        answer = await slack.press(shown, "x")
        async with aiohttp.ClientSession() as session:
            await session.post(answer.response_url, json={"text": "new", "replace_original": True})
            after = [each["text"] for each in slack.channel().ephemerals]
            await session.post(answer.response_url, json={"delete_original": True})

    assert answer.sent.payload["container"]["is_ephemeral"]
    assert "message" not in answer.sent.payload
    assert after == ["new"]
    assert not slack.channel().ephemerals


async def test_menus_and_old_buttons(slack: SlackServer) -> None:
    """An option is chosen by value or label; what isn't there can't be, but may have been once."""
    async with ScriptedApp() as app:
        slack.app_url = app.url
        blocks = [section(text=mrkdwn(), block_id="b", accessory=select(2))]
        said = await slack.say("x", blocks=blocks, thread="1.1")
        chosen = await slack.select(said.message, "s", "1")
        old = await slack.act(said.message, {"block_id": "gone"}, {"type": "button", "action_id": "old", "value": "v"})
        with pytest.raises(controls.NothingThereError, match="no option"):
            await slack.select(said.message, "s", "7")
        with pytest.raises(controls.NothingThereError, match="no control"):
            await slack.press(said.message, "t")
        with pytest.raises(controls.NothingThereError, match="nowhere"):
            await slack.press({**said.message}, "s")

    assert chosen.sent.payload["actions"][0]["selected_option"]["value"] == "1"
    assert chosen.sent.payload["container"]["thread_ts"] == "1.1"
    assert old.sent.payload["actions"][0]["value"] == "v"


@pytest.mark.parametrize(
    ("kind", "scope", "event"),
    [
        ("public_channel", "channels:history", "message"),
        ("private_channel", "groups:history", "message"),
        ("public_channel", "app_mentions:read", "app_mention"),
        ("public_channel", "links:read", "link_shared"),
    ],
)
async def test_events_need_their_scopes(slack: SlackServer, kind: Any, scope: str, event: str) -> None:  # noqa: ANN401
    """Without its scope an event doesn't come; with it, it does."""
    slack.add_channel("C2", kind=kind)
    words = "<@UBOT> https://arxiv.org/abs/2605.13162"
    async with ScriptedApp() as app:
        slack.app_url = app.url
        with_all = await slack.say(words, channel="C2")
        slack.end_tokens()
        slack.state.tokens.issue("bot", "T1", tuple(each for each in slack.state.scopes if each != scope))
        without = await slack.say(words, channel="C2", thread=with_all.ts)

    assert event in with_all.events
    assert event not in without.events
    assert len(without.events) == 2
