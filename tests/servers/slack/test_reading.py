"""The stand-in's rates, stamps, threads and pages are Slack's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp

from tests.servers.slack import Rates, SlackServer

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient


async def test_more_than_a_message_a_second_is_too_much() -> None:
    """After a small burst a channel is limited with `Retry-After`; other channels aren't, and time mends it."""
    async with (
        SlackServer(rates=Rates(burst=2)) as slack,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.bot_token}"}) as session,
    ):
        slack.add_channel("C2")

        async def post(channel: str) -> tuple[int, str]:
            async with session.post(f"{slack.api_url}chat.postMessage", data={"channel": channel, "text": "x"}) as got:
                return got.status, got.headers.get("Retry-After", "")

        burst = [await post("C1") for _ in range(3)]
        elsewhere = await post("C2")
        slack.pass_by(1.0)
        later = await post("C1")

    assert burst == [(200, ""), (200, ""), (429, "1")]
    assert elsewhere == later == (200, "")


async def test_methods_have_tiers() -> None:
    """A method of the second tier may be called twenty times a minute and workspace."""
    async with (
        SlackServer() as slack,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {slack.bot_token}"}) as session,
    ):
        statuses = [(await session.post(f"{slack.api_url}conversations.list")).status for _ in range(21)]

    assert statuses == [200] * 20 + [429]


async def test_every_ts_is_later_than_all_before(slack: SlackServer, client: AsyncWebClient) -> None:
    """Stamps are unique and rise, whoever posts and however fast."""
    stamps = [(await client.chat_postMessage(channel="C1", text="x"))["ts"] for _ in range(3)]
    stamps.append((await slack.say("y")).ts)

    assert stamps == sorted(set(stamps))


async def test_threads_history_and_metadata(slack: SlackServer, client: AsyncWebClient) -> None:
    """History has no replies but broadcast ones, and metadata only where it is asked for."""
    marker = {"event_type": "part", "event_payload": {"n": 1}}
    opening = (await client.chat_postMessage(channel="#reading", text="one", metadata=marker))["ts"]
    reply = (await client.chat_postMessage(channel="C1", text="two", thread_ts=opening))["ts"]
    await client.chat_postMessage(channel="C1", text="three", thread_ts=reply, reply_broadcast=True)

    plain = await client.conversations_history(channel="C1")
    marked = await client.conversations_history(channel="C1", include_all_metadata=True, oldest=opening, inclusive=True)
    thread = await client.conversations_replies(channel="C1", ts=opening)
    link = await client.chat_getPermalink(channel="C1", message_ts=reply)

    assert [each["text"] for each in plain["messages"]] == ["three", "one"]
    assert "metadata" not in plain["messages"][1]
    assert marked["messages"][1]["metadata"] == marker
    assert [each["text"] for each in thread["messages"]] == ["one", "two", "three"]
    assert thread["messages"][0]["reply_count"] == 2
    assert f"thread_ts={opening}" in link["permalink"]
    assert len(slack.channel().threads[opening]) == 2


async def test_pages_lead_on_to_their_end(slack: SlackServer, client: AsyncWebClient) -> None:
    """A cursor leads to the next page, and the last has none."""
    for number in range(3):
        await client.chat_postMessage(channel="C1", text=str(number))

    first = await client.conversations_history(channel="C1", limit=2)
    second = await client.conversations_history(channel="C1", limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert first["has_more"]
    assert not second["has_more"]
    assert [each["text"] for each in second["messages"]] == ["0"]
    assert len(slack.calls("conversations.history")) == 2
