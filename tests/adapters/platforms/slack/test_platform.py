"""What the delivery posts by, and how the platform comes and goes."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from adapters.chat import Channel, Heading, Marker, Part
from adapters.errors import PlatformRefused, RightsLost, TryLater, Uncertain
from adapters.platforms.slack.app import SlackPlatform
from adapters.platforms.slack.settings import SlackAccess
from adapters.present.parts import paper_list
from tests.adapters.platforms.slack.conftest import town
from tests.adapters.platforms.slack.fakes import FakeBot
from tests.adapters.platforms.slack.limits import check
from tests.adapters.present.documents import many, roundup
from tests.platforms.listening import connected
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer

if TYPE_CHECKING:
    from tests.adapters.platforms.slack.conftest import Town

C1 = Channel(platform="slack", workspace="T1", id="C1")
PART = Part(blocks=(Heading("News"),))
FIRST = Marker(delivery="d-1", part=0)


def since() -> datetime:
    """Long ago."""
    return datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_part_is_posted_with_a_marker_and_found_by_it(http: Town) -> None:
    """In the channel and in its thread, each delivery for itself."""
    opening = await http.platform.post(C1, PART, FIRST)
    reply = await http.platform.post(C1, PART, Marker(delivery="d-1", part=1), thread=opening)
    await http.platform.post(C1, PART, Marker(delivery="d-2", part=0))

    assert await http.platform.posted(C1, "d-1", since=since()) == {0: opening}
    assert (await http.platform.posted(C1, "d-1", since=since(), thread=opening))[1] == reply
    assert await http.platform.posted(C1, "d-3", since=since()) == {}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("not_in_channel", "the bot isn't in the channel"),
        ("channel_not_found", "the channel is gone, or the bot was removed from it"),
        ("is_archived", "the channel is archived"),
        ("account_inactive", "the app was deactivated in the workspace"),
        ("token_revoked", "the app's token was revoked"),
        ("something_new", "Slack refused (something_new)"),
    ],
)
async def test_lost_rights_are_a_reason_to_pause(http: Town, error: str, reason: str) -> None:
    """Each in words that a channel's members understand."""
    http.slack.fault("error", "chat.postMessage", error=error)

    with pytest.raises(RightsLost) as lost:
        await http.platform.post(C1, PART, FIRST)

    assert lost.value.reason == reason


async def test_a_missing_scope_is_named(slack: SlackServer) -> None:
    """So that somebody can add it."""
    async with town(slack, bot_token=slack.state.tokens.issue("bot", "T1", ("users:read",)).value) as made:
        with pytest.raises(RightsLost, match="chat:write"):
            await made.platform.post(C1, PART, FIRST)
        with pytest.raises(RightsLost, match="channels:history"):
            await made.platform.posted(C1, "d-1", since=since())


async def test_a_rate_limit_says_when_to_try_again(http: Town) -> None:
    """Nothing was posted, and nobody waits here."""
    http.slack.fault("throttle", "chat.postMessage", retry_after=17)

    with pytest.raises(TryLater) as later:
        await http.platform.post(C1, PART, FIRST)

    assert later.value.retry_after == 17.0
    assert http.slack.channel("C1").messages == []


@pytest.mark.parametrize("kind", ["unavailable", "close", "garbage", "accept_then_close"])
async def test_no_answer_may_be_a_message(http: Town, kind: Any) -> None:  # noqa: ANN401
    """Whether it stands there is for the marker to tell."""
    http.slack.fault(kind, "chat.postMessage")

    with pytest.raises(Uncertain):
        await http.platform.post(C1, PART, FIRST)
    standing = await http.platform.posted(C1, "d-1", since=since())

    assert bool(standing) == (kind == "accept_then_close")


@pytest.mark.parametrize("when", ["before", "meanwhile", "never"])
async def test_a_search_goes_on_where_slack_interrupted_it(when: str) -> None:
    """With the limits of apps outside the Marketplace: fifteen messages a minute, and an end to it."""
    limits = Rates(each=math.inf, tiers={}, history=(15, 1))
    async with SlackServer(rates=limits) as slack, town(slack) as made:
        ids = [await made.platform.post(C1, PART, FIRST)] if when == "before" else []
        for n in range(40):
            await made.platform.post(C1, PART, Marker(delivery=f"other-{n}", part=0))
        waits: list[float] = []
        standing = None
        while standing is None:
            try:
                standing = await made.platform.posted(C1, "d-1", since=since())
            except TryLater as later:
                waits.append(later.retry_after or 0.0)
                slack.pass_by(waits[-1])
                if when == "meanwhile" and not ids:
                    ids = [await made.platform.post(C1, PART, FIRST)]

    assert dict(enumerate(ids)) == standing
    assert len(waits) <= 4
    assert all(0 < wait <= 60 for wait in waits)


async def test_a_search_in_a_thread_finds_all_parts_under_the_same_limits() -> None:
    """Oldest first, so what comes meanwhile stands at the end."""
    limits = Rates(each=math.inf, tiers={}, history=(15, 1))
    async with SlackServer(rates=limits) as slack, town(slack) as made:
        opening = await made.platform.post(C1, PART, FIRST)
        ids = {0: opening}
        for part in range(1, 21):
            ids[part] = await made.platform.post(C1, PART, Marker(delivery="d-1", part=part), thread=opening)
        with pytest.raises(TryLater, match=r"1[56] messages looked at"):
            await made.platform.posted(C1, "d-1", since=since(), thread=opening)
        slack.pass_by(60)

        assert await made.platform.posted(C1, "d-1", since=since(), thread=opening) == ids


async def test_a_server_out_of_reach_took_nothing() -> None:
    """Nobody listens there."""
    platform = SlackPlatform(SlackAccess(base_url="http://127.0.0.1:9/api/"), FakeBot().ports)
    await platform.start()

    with pytest.raises(TryLater):
        await platform.post(C1, PART, FIRST)
    assert platform.port == 0
    await platform.stop()


async def test_nothing_works_before_the_start() -> None:
    """A programming mistake, told as one."""
    platform = SlackPlatform(SlackAccess(), FakeBot().ports)

    with pytest.raises(RuntimeError):
        await platform.post(C1, PART, FIRST)
    await platform.stop()


async def test_parts_are_fitted_as_they_are_drawn(http: Town) -> None:
    """A part that fits stays what it is."""
    assert http.platform.fit([PART]) == (PART,)


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
async def test_where_slack_takes_no_table_the_papers_are_a_list(http: Town, code: str) -> None:
    """In one message that the delivery's marker finds, all of them."""
    (part,) = http.platform.fit([paper_list(roundup(papers=many(20)))])
    opening = await http.platform.post(C1, PART, FIRST)
    http.slack.fault("error", "chat.postMessage", error=code)
    marker = Marker(delivery="d-1", part=1)
    message = await http.platform.post(C1, part, marker, thread=opening)

    (shown,) = http.slack.channel("C1").threads[opening]
    check(shown)
    assert (await http.platform.posted(C1, "d-1", since=since(), thread=opening))[1] == message
    listed = [line for line in http.words(shown).splitlines() if "Title" in line]
    assert len(listed) == 20


async def test_a_table_that_may_stand_is_looked_for_first(http: Town) -> None:
    """An answer that got lost doesn't make it a list, and doesn't make it two."""
    (part,) = http.platform.fit([paper_list(roundup(papers=many(20)))])
    opening = await http.platform.post(C1, PART, FIRST)
    http.slack.fault("accept_then_close", "chat.postMessage")
    with pytest.raises(Uncertain):
        await http.platform.post(C1, part, Marker(delivery="d-1", part=1), thread=opening)

    (shown,) = http.slack.channel("C1").threads[opening]
    assert [block["type"] for block in shown["blocks"]] == ["header", "data_table", "context"]
    assert set(await http.platform.posted(C1, "d-1", since=since(), thread=opening)) == {0, 1}


async def test_who_made_a_channel_is_told_of_it(http: Town) -> None:
    """By direct message; nobody where Slack never said who it was."""
    await http.platform.tell_administrators(C1, PART)
    http.slack.fault("error", "conversations.info", error="channel_not_found")
    with pytest.raises(RightsLost):
        await http.platform.tell_administrators(C1, PART)

    (told,) = [http.words(one) for one in http.slack.workspace.direct("U1").messages]
    assert told.startswith(f"About #{http.slack.channel('C1').name} in {http.slack.workspace.name}")
    assert told.endswith("News")


async def test_who_made_a_channel_is_told_of_it_once_it_is_out_of_sight_too(http: Town) -> None:
    """By what Slack said when somebody subscribed it: a private channel that the bot was taken out of isn't shown to it."""
    assert await http.platform.ensure_can_post(C1) == ""
    http.slack.fault("error", "conversations.info", error="channel_not_found")
    await http.platform.tell_administrators(C1, PART)

    (told,) = [http.words(one) for one in http.slack.workspace.direct("U1").messages]
    assert told.startswith(f"About #{http.slack.channel('C1').name} in {http.slack.workspace.name}")


async def test_socket_mode_survives_a_refresh(slack: SlackServer) -> None:
    """Slack closes connections every few hours; the next command is answered over the next one."""
    async with town(slack, socket=True) as made:
        await slack.socket_mode.disconnect()
        await slack.socket_mode.connected()
        await slack.command("/papers", "list")
        shown = await made.private()

    assert made.words(shown) == "papers: list"
    assert slack.socket_mode.opened == 2


@pytest.mark.parametrize("moment", ["at the start", "later"])
async def test_an_app_token_that_slack_refuses_ends_the_listening(slack: SlackServer, moment: str) -> None:
    """Trying on and on would help nobody."""
    app_token = slack.bot_token if moment == "at the start" else slack.app_token
    access = SlackAccess(bot_token=slack.bot_token, app_token=app_token, base_url=slack.api_url)
    platform = SlackPlatform(access, FakeBot().ports)
    await platform.start()
    listening = asyncio.create_task(platform.listen())
    if moment == "later":
        await connected(platform, listening)
        slack.fault("error", "apps.connections.open", error="token_revoked")
        await slack.socket_mode.disconnect()

    with pytest.raises(PlatformRefused, match="SLACK_APP_TOKEN"):
        await asyncio.wait_for(listening, 10)
    assert not platform.is_connected
    await platform.stop()


async def test_while_slack_is_out_of_reach_it_counts_as_disconnected(slack: SlackServer) -> None:
    """And a stop ends the trying at once."""
    app_token = slack.app_token
    platform = SlackPlatform(SlackAccess(app_token=app_token, base_url="http://127.0.0.1:9/api/"), FakeBot().ports)
    await platform.start()
    listening = asyncio.create_task(platform.listen())
    await asyncio.sleep(0.2)
    async with asyncio.timeout(5):
        assert not listening.done()
        assert not platform.is_connected
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await platform.stop()


async def test_a_port_that_is_taken_is_said(http: Town) -> None:
    """With the address, since another program has it."""
    access = replace(http.access, port=http.platform.port)
    second = SlackPlatform(access, FakeBot().ports)
    await second.start()

    with pytest.raises(PlatformRefused, match=str(access.port)):
        await second.listen()
    await second.stop()


async def test_what_is_in_hand_is_finished_before_the_end(slack: SlackServer) -> None:
    """A stop loses no answer."""
    async with town(slack) as made:
        made.bot.delay = 0.3
        await slack.command("/papers", "list")

    assert len(slack.channel("C1").ephemerals) == 1


async def test_it_listens_until_cancelled(slack: SlackServer) -> None:
    """And lets go of its port."""
    async with town(slack) as made:
        port = made.platform.port

    assert port
    with pytest.raises(OSError, match=r"(?i)connect"):
        await asyncio.open_connection("127.0.0.1", port)
