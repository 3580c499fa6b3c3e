"""What Slack sends again, forges or breaks."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from adapters.chat import Reply
from adapters.platforms.slack import render
from adapters.present.parts import parts
from tests.adapters.platforms.slack.conftest import town
from tests.adapters.platforms.slack.fakes import FakeBot, says
from tests.adapters.present.documents import roundup
from tests.servers.slack.signing import signed

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town
    from tests.servers.slack import SlackServer


async def test_an_event_that_comes_again_is_answered_once(both: Town) -> None:
    """An acknowledgement that got lost makes no second answer."""
    said = await both.slack.say("<@UBOT> list")
    await both.settled()
    again = await both.slack.courier.again(said.events["app_mention"])
    await both.settled()

    assert again.ok
    assert len(both.bot.asked) == 1
    assert len(both.slack.channel("C1").ephemerals) == 1


async def test_another_process_leaves_the_second_copy_alone(slack: SlackServer) -> None:
    """They share their notes."""
    bot = FakeBot()
    async with town(slack, bot) as one, town(slack, bot) as other:
        slack.app_url = f"http://127.0.0.1:{one.platform.port}/slack/events"
        said = await slack.say("<@UBOT> list")
        slack.app_url = f"http://127.0.0.1:{other.platform.port}/slack/events"
        await slack.courier.again(said.events["app_mention"])
        await one.settled()
        await other.settled()

    assert len(bot.asked) == 1
    assert len(slack.channel("C1").ephemerals) == 1


async def test_a_first_try_that_failed_half_way_is_finished_by_the_second(http: Town) -> None:
    """Messages that were posted aren't posted again; those that are missing are."""
    http.bot.replies["tell us"] = Reply(parts=parts(roundup()), private=False)
    http.slack.fault("error", "chat.postMessage", after=2, times=1, error="internal_error")
    http.slack.fault("error", "conversations.replies", times=-1, error="internal_error")
    said = await http.slack.say("<@UBOT> tell us")
    await http.settled()
    http.slack.faults.clear()
    await http.slack.courier.again(said.events["app_mention"])
    await http.settled()

    openings = [one for one in http.slack.channel("C1").messages if one["user"] == "UBOT"]
    replies = http.slack.channel("C1").threads[openings[0]["ts"]]
    texts = [one["text"] for one in replies]
    assert len(openings) == 1
    assert len(texts) == len(set(texts)) == len(render.fit(http.bot.replies["tell us"].parts)) - 1


async def test_a_post_that_slack_took_without_saying_so_is_found(http: Town) -> None:
    """The connection broke after the message was accepted: it stands there once."""
    http.bot.replies["hello"] = says("Hello all.", private=False)
    http.slack.fault("accept_then_close", "chat.postMessage")
    await http.slack.command("/papers", "hello")
    await http.settled()

    assert [http.words(one) for one in http.slack.channel("C1").messages] == ["Hello all."]


async def test_rate_limits_are_waited_for(http: Town) -> None:
    """Slack says how long."""
    http.slack.fault("throttle", "chat.postEphemeral", retry_after=1)
    await http.slack.say("<@UBOT> list")
    shown = await http.private()

    assert http.words(shown) == "papers: list"


@pytest.mark.parametrize("forgery", ["secret", "stale", "unsigned", "altered", "future", "endless"])
async def test_what_slack_did_not_sign_just_now_is_turned_away(http: Town, forgery: Any) -> None:  # noqa: ANN401
    """401, and nothing is done."""
    answer = await http.slack.command("/papers", "list", forgery=forgery)
    await http.settled()

    assert answer.status == 401
    assert http.bot.asked == []


async def test_a_replay_is_turned_away(http: Town) -> None:
    """The same signature a second time is somebody else's copy."""
    first = await http.slack.command("/papers", "list")
    second = await http.slack.replay(first)
    await http.settled()

    assert (first.status, second.status) == (200, 401)
    assert len(http.bot.asked) == 1


async def test_the_handshake_is_answered(http: Town) -> None:
    """Slack checks a request URL before it uses it."""
    answer = await http.slack.verify_url()

    assert answer.status == 200
    assert answer.json["challenge"] == "3eZbrw1aB"


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "message"},
        {"kind": "app_mention", "text": 7},
        {"kind": "link_shared", "links": "x"},
        {"kind": "never_heard_of"},
        {"kind": "app_home_opened"},
    ],
)
async def test_malformed_events_harm_nothing(http: Town, fields: dict[str, Any]) -> None:
    """The next request is answered as ever."""
    await http.slack.event(fields.pop("kind"), **fields)
    await http.slack.command("/papers", "list")
    shown = await http.private()

    assert http.words(shown) == "papers: list"


async def test_a_body_that_cannot_be_read_is_a_bad_request(http: Town) -> None:
    """Signed nonsense is 400, a body beyond all bounds 413, unsigned nonsense 401."""
    url = http.slack.app_url
    async with aiohttp.ClientSession() as session:
        unsigned = await session.post(url, data=b"{")
        huge = await session.post(url, data=io.BytesIO(b"x" * 1_100_000))
    sent = (await http.slack.command("/papers", "list")).sent
    body = b'payload={"type":'
    headers = {**sent.headers, **signed(http.slack.signing_secret, body, http.slack.state.clock.now())}
    nonsense = await http.slack.courier.send(replace(sent, body=body, headers=headers))

    assert (unsigned.status, huge.status, nonsense.status) == (401, 413, 400)


async def test_four_thousand_characters_are_no_trouble(http: Town) -> None:
    """A long command gets an answer that Slack takes."""
    await http.slack.command("/papers", "subscribe " + "<!channel> *x* " * 270)
    shown = await http.private()

    assert http.slack.pings(shown) == []
    assert http.words(shown).startswith("papers: subscribe")


async def test_while_the_store_is_away_commands_are_answered(http: Town) -> None:
    """The answer says so; doubles are the lesser evil."""
    http.bot.key_values.away = True
    http.bot.replies["list"] = says("I can't reach my memory.")
    await http.slack.command("/papers", "list")
    shown = await http.private()

    assert http.words(shown) == "I can't reach my memory."


async def test_a_replay_that_calls_itself_a_retry_is_turned_away(http: Town) -> None:
    """Slack signs what it sends again anew; the header that says so is signed by nobody."""
    first = await http.slack.command("/papers", "list")
    headers = {**first.sent.headers, "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    second = await http.slack.courier.send(replace(first.sent, headers=headers))
    await http.settled()

    assert (first.status, second.status) == (200, 401)
    assert len(http.bot.asked) == 1
