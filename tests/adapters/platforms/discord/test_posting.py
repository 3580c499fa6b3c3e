"""What the delivery relies on: posted once, in the right place, found again, and plain about what is in the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from adapters.chat import Action, Channel, Heading, Marker, Numbered, Paragraph, Part, Verbatim, plain
from adapters.errors import OpeningDeleted, RightsLost, TryLater, Uncertain
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.failures import DiscordRefused
from adapters.platforms.discord.history import component_id, nonce, part_number
from adapters.present.parts import parts
from tests.adapters.platforms.discord.bodies import text
from tests.adapters.platforms.discord.conftest import town
from tests.adapters.present.documents import roundup
from tests.servers.discord import DiscordServer, Fault, Rates, permissions
from tests.servers.discord.bodies import SILENT

if TYPE_CHECKING:
    from tests.adapters.platforms.discord.conftest import Town


def saying(text: str) -> Part:
    """A message of one paragraph."""
    return Part(blocks=(Paragraph(plain(text)),))


async def delivery(here: Town, channel: Channel | None = None, name: str = "d1", until: int = 99) -> str:
    """A roundup with so many parts of its thread; the id of the opening post."""
    first, *others = here.platform.fit(parts(roundup()))
    channel = channel or here.at()
    opening = await here.platform.post(channel, first, Marker(delivery=name, part=0))
    for number, part in enumerate(others[:until], 1):
        await here.platform.post(channel, part, Marker(delivery=name, part=number), thread=opening)
    return opening


def yesterday() -> datetime:
    """Before everything that a test does."""
    return datetime.now(UTC) - timedelta(days=1)  # noqa: TID251 - the stand-in's ids are made of real time


async def test_a_worker_posts_without_a_connection(worker: Town) -> None:
    """The opening post, a thread from it with its headline, and the messages in it; no gateway, nobody pinged."""
    opening = await delivery(worker)

    (thread,) = worker.discord.threads
    assert worker.discord.gateway.identified == 0
    assert thread.id == opening
    assert thread.name == "Fine-tuning: one layer may be enough"
    assert thread.thread
    assert thread.thread.auto_archive == 10_080
    assert len(thread.messages) == 5
    assert "In the thread, mention me with" in worker.discord.visible_text(worker.discord.channel.messages[opening])
    assert all(message.wire["flags"] & SILENT for message in thread.messages.values())
    assert not worker.discord.channel.messages[opening].wire["flags"] & SILENT
    assert not worker.discord.pings
    assert {asked.status for asked in worker.discord.rest.asked} == {200}


async def test_a_forum_gets_a_post(worker: Town) -> None:
    """Its title is the headline; the rest stands below."""
    opening = await delivery(worker, worker.at(worker.discord.forum))

    (post,) = worker.discord.threads
    assert post.id == opening
    assert post.name == "Fine-tuning: one layer may be enough"
    assert len(post.messages) == 6


async def test_direct_messages_have_no_threads(worker: Town) -> None:
    """What would be the thread follows the opening post."""
    conversation = worker.discord.dm()

    await delivery(worker, worker.at(conversation))

    assert len(conversation.messages) == 6


async def test_the_same_message_is_posted_once(worker: Town) -> None:
    """A second try within minutes gives back the first."""
    part, marker = saying("once"), Marker(delivery="d1", part=0)

    first = await worker.platform.post(worker.at(), part, marker)
    second = await worker.platform.post(worker.at(), part, marker)

    assert first == second
    assert len(worker.discord.channel.messages) == 1


async def test_two_deliveries_stay_apart(worker: Town) -> None:
    """Neither nonces nor marks of one are taken for another's, in the same channel or in others."""
    second = world_channel(worker)
    await worker.platform.post(worker.at(), saying("a"), Marker(delivery="d1", part=0))
    await worker.platform.post(worker.at(), saying("b"), Marker(delivery="d2", part=0))
    await worker.platform.post(second, saying("c"), Marker(delivery="d1", part=0))

    assert list(await worker.platform.posted(worker.at(), "d1", since=yesterday())) == [0]
    assert list(await worker.platform.posted(second, "d1", since=yesterday())) == [0]
    assert not await worker.platform.posted(worker.at(), "d3", since=yesterday())
    assert len(worker.discord.messages) == 3


def world_channel(here: Town) -> Channel:
    """A second channel of the same server."""
    return here.at(here.discord.world.add_channel(here.discord.guild, "second"))


async def test_a_half_posted_delivery_is_found(worker: Town) -> None:
    """Each part that stands is told with its message, in the channel and in the thread."""
    opening = await delivery(worker, until=2)

    in_channel = await worker.platform.posted(worker.at(), "d1", since=yesterday())
    in_thread = await worker.platform.posted(worker.at(), "d1", since=yesterday(), thread=opening)

    (thread,) = worker.discord.threads
    assert in_channel == {0: opening}
    assert in_thread == dict(enumerate(thread.messages, 1))


async def test_a_half_posted_forum_post_is_found(worker: Town) -> None:
    """Forums are searched by their open posts, those of others and older ones left out."""
    forum = worker.at(worker.discord.forum)
    await delivery(worker, forum, name="old", until=0)
    between = datetime.now(UTC)  # noqa: TID251 - the stand-in's ids are made of real time
    opening = await delivery(worker, forum, until=1)

    found_posts = await worker.platform.posted(forum, "d1", since=between)
    found_parts = await worker.platform.posted(forum, "d1", since=between, thread=opening)

    assert found_posts == {0: opening}
    assert list(found_parts) == [0, 1]


async def test_a_forum_post_that_vanishes_meanwhile_is_passed_over(worker: Town) -> None:
    """The others are told."""
    forum = worker.at(worker.discord.forum)
    await delivery(worker, forum, name="d1", until=0)
    second = await delivery(worker, forum, name="d2", until=0)
    route = "GET /channels/{channel_id}/messages/{message_id}"
    worker.discord.faults.add(Fault(kind="error", route=route, status=404, code=10008, message="Unknown Message"))

    assert await worker.platform.posted(forum, "d2", since=yesterday()) == {0: second}


async def test_a_thread_that_was_never_made_has_nothing(worker: Town) -> None:
    """The first message of the thread is still to come."""
    opening = await delivery(worker, until=0)

    assert await worker.platform.posted(worker.at(), "d1", since=yesterday(), thread=opening) == {}


async def test_busy_channels_are_read_page_after_page(worker: Town) -> None:
    """The mark is found behind hundreds of other messages."""
    await delivery(worker, name="early", until=0)
    for number in range(230):
        await worker.discord.say(str(number), wait=0)
    opening = await delivery(worker, until=0)

    assert await worker.platform.posted(worker.at(), "d1", since=yesterday()) == {0: opening}


async def test_the_thread_goes_on_in_another_process(discord: DiscordServer) -> None:
    """A worker that dies after the opening post leaves a delivery that any other can finish."""
    async with town(discord, listens=False) as first:
        opening = await delivery(first, until=0)
    async with town(discord, listens=False) as second:
        await second.platform.post(second.at(), saying("goes on"), Marker(delivery="d1", part=1), thread=opening)

    (thread,) = discord.threads
    assert thread.id == opening
    assert thread.name == "Papers and questions"


async def test_a_thread_made_meanwhile_is_used(worker: Town) -> None:
    """Somebody may have opened it by hand."""
    opening = await delivery(worker, until=0)
    parent = worker.discord.channel
    worker.discord.open_thread(parent, "By hand", worker.discord.ada, thread_id=opening)

    await worker.platform.post(worker.at(), saying("in it"), Marker(delivery="d1", part=1), thread=opening)

    (thread,) = worker.discord.threads
    assert len(thread.messages) == 1


async def test_long_words_of_buttons_are_kept(worker: Town) -> None:
    """They are in the store before anybody can press."""
    press = Action(label="Long", entry_point="papers", text="search " + "x" * 200)

    await worker.platform.post(worker.at(), Part(blocks=(), actions=(press,)), Marker(delivery="d1", part=0))

    assert f"papers {press.text}" in worker.bot.key_values.notes.values()


LOST = [
    (permissions.SEND_MESSAGES, "the bot lacks Send Messages; Edit Channel → Permissions grants it"),
    (permissions.VIEW_CHANNEL, "the bot can't see the channel any more: it needs View Channel"),
]


@pytest.mark.parametrize(("taken", "reason"), LOST)
async def test_lost_rights_pause_with_their_name(worker: Town, taken: int, reason: str) -> None:
    """What is missing is named, with how to grant it."""
    worker.discord.lose(worker.discord.channel, taken)

    with pytest.raises(RightsLost) as lost:
        await delivery(worker)

    assert lost.value.reason == reason


@pytest.mark.parametrize(
    ("taken", "right"),
    [
        (permissions.CREATE_PUBLIC_THREADS, "Create Public Threads"),
        (permissions.SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    ],
)
async def test_rights_of_the_thread_are_named(worker: Town, taken: int, right: str) -> None:
    """The thread needs rights of its own."""
    worker.discord.lose(worker.discord.channel, taken)

    with pytest.raises(RightsLost, match=right):
        await delivery(worker)


async def test_a_deleted_channel_pauses(worker: Town) -> None:
    """Posting and looking say the same."""
    channel = worker.at()
    worker.discord.delete_channel(worker.discord.channel)

    with pytest.raises(RightsLost, match="the channel was deleted"):
        await delivery(worker)
    with pytest.raises(RightsLost, match="the channel was deleted"):
        await worker.platform.posted(channel, "d1", since=yesterday())


async def test_a_server_without_the_bot_pauses(worker: Town) -> None:
    """With the reason that an invitation ends, though Discord says no more than missing access, wherever that is found."""
    opening = await delivery(worker, until=1)
    worker.discord.leave_guild(worker.discord.guild)

    with pytest.raises(RightsLost, match="removed from the server"):
        await delivery(worker)
    with pytest.raises(RightsLost, match="removed from the server"):
        await worker.platform.post(worker.at(), saying("x"), Marker(delivery="d1", part=2), thread=opening)
    with pytest.raises(RightsLost, match="removed from the server"):
        await worker.platform.posted(worker.at(), "d1", since=yesterday())


async def test_a_deleted_thread_is_made_again(worker: Town) -> None:
    """As long as its opening post stands."""
    opening = await delivery(worker, until=1)
    worker.discord.delete_channel(worker.discord.threads[0])

    await worker.platform.post(worker.at(), saying("again"), Marker(delivery="d1", part=2), thread=opening)

    assert len(worker.discord.threads[0].messages) == 1


async def test_a_deleted_opening_post_ends_that_roundup(worker: Town) -> None:
    """Without it there is no thread to go on in; nothing about the channel is wrong."""
    opening = await delivery(worker, until=0)
    worker.discord.channel.messages.clear()

    with pytest.raises(OpeningDeleted):
        await worker.platform.post(worker.at(), saying("x"), Marker(delivery="d1", part=1), thread=opening)


async def test_an_archived_thread_is_opened(worker: Town) -> None:
    """Discord does it by itself, or is asked to."""
    opening = await delivery(worker, until=1)
    (thread,) = worker.discord.threads
    worker.discord.archive_thread(thread)
    worker.discord.faults.add(Fault(kind="error", route="post", status=400, code=50083, message="Thread is archived"))

    await worker.platform.post(worker.at(), saying("x"), Marker(delivery="d1", part=2), thread=opening)

    assert len(thread.messages) == 2
    assert thread.thread
    assert not thread.thread.archived


async def test_a_locked_thread_pauses_unless_we_may_open_it(worker: Town) -> None:
    """Manage Threads is what it would take."""
    opening = await delivery(worker, until=1)
    (thread,) = worker.discord.threads

    for archived in (True, False):
        worker.discord.archive_thread(thread, locked=True)
        assert thread.thread
        thread.thread.archived = archived
        with pytest.raises(RightsLost, match="Manage Threads"):
            await worker.platform.post(worker.at(), saying("x"), Marker(delivery="d1", part=2), thread=opening)


@pytest.mark.parametrize("kind", ["accept_then_unavailable", "accept_then_close", "garbage", "unavailable"])
async def test_an_unknown_outcome_is_uncertain(worker: Town, kind: str) -> None:
    """The message may stand there or not; nothing is tried again before somebody looks."""
    worker.discord.faults.add(Fault(kind=kind, route="post"))  # type: ignore[arg-type]

    with pytest.raises(Uncertain):
        await delivery(worker)

    standing = await worker.platform.posted(worker.at(), "d1", since=yesterday())
    assert list(standing) == ([0] if kind.startswith("accept") else [])


async def test_an_outage_while_looking_is_for_later(worker: Town) -> None:
    """Nothing was posted, so there is nothing to be uncertain about."""
    for kind in ("unavailable", "close"):
        worker.discord.faults.add(Fault(kind=kind, route="GET /channels/{channel_id}", times=-1))
        with pytest.raises(TryLater):
            await worker.platform.posted(worker.at(), "d1", since=yesterday())
        worker.discord.faults.clear()


async def test_nobody_there_is_for_later(worker: Town) -> None:
    """A connection that was refused can't have posted anything."""
    async with town(worker.discord, listens=False, api="http://127.0.0.1:9/api/v10") as away:
        with pytest.raises(TryLater, match="can't be reached"):
            await delivery(away)


async def test_a_token_that_was_reset_is_for_later(worker: Town) -> None:
    """It is the installation that has to be mended, no channel is to be paused for it."""
    worker.discord.revoke_token()

    with pytest.raises(TryLater, match="DISCORD_TOKEN"):
        await delivery(worker)


async def test_a_forum_without_tags_that_wants_one_is_refused(worker: Town) -> None:
    """Discord's refusal stands."""
    forum = worker.discord.forum
    route = "POST /channels/{channel_id}/threads"
    refusal = {"kind": "error", "route": route, "status": 400, "code": 40067, "message": "A tag is required"}
    worker.discord.faults.add(Fault(**refusal))  # type: ignore[arg-type]

    with pytest.raises(DiscordRefused, match="40067"):
        await delivery(worker, worker.at(forum), until=0)


async def test_a_forum_post_has_the_tags_that_it_names(worker: Town) -> None:
    """By its headline and topic, whole words only, and none that moderators keep; where one is wanted, the first."""
    forum = worker.discord.forum
    tags = ("News", "fine tuning", "layer", "tun", "may")
    forum.tags = [{"id": str(n), "name": name, "moderated": name == "may"} for n, name in enumerate(tags, 1)]
    await delivery(worker, worker.at(forum), until=0)
    await worker.platform.post(worker.at(forum), saying("x"), Marker(delivery="d2", part=0))
    forum.tag_required = True
    await worker.platform.post(worker.at(forum), saying("y"), Marker(delivery="d3", part=0))

    assert [post.thread.tags for post in worker.discord.threads if post.thread] == [["2", "3"], [], ["1"]]


async def test_only_what_the_channel_subscribed_to_pings_the_role_it_chose(worker: Town) -> None:
    """Nothing that somebody asks for does, nor the thread; and nobody else is pinged."""
    guild = worker.discord.guild
    role = worker.discord.world.add_role(guild, "Readers", mentionable=True)
    await ComponentState(worker.bot.key_values).put_role(worker.at().id, role.id)
    for name, announces in (("due", True), ("asked for", False)):
        marker = Marker(delivery=name, part=0, announces=announces)
        opening = await worker.platform.post(worker.at(), saying(f"{name} @everyone"), marker)
        await worker.platform.post(worker.at(), saying("more"), Marker(delivery=name, part=1), thread=opening)

    assert [one.pings.roles for one in worker.discord.pings] == [(role.id,)]
    assert not any(one.pings.everyone or one.pings.users for one in worker.discord.pings)


async def test_limits_are_kept_to_without_a_refusal() -> None:
    """Headers tell when the next message may go, so not one request is refused."""
    rates = Rates(routes={"POST /channels/{channel_id}/messages": (2, 0.3)})
    async with DiscordServer(rates=rates) as discord, town(discord, listens=False) as worker:
        await delivery(worker)

        assert len(discord.threads[0].messages) == 5
        assert {asked.status for asked in discord.rest.asked} == {200}


async def test_a_refusal_is_waited_for(worker: Town) -> None:
    """Of the route and of everything: after the time that Discord names it goes on."""
    worker.discord.faults.add(Fault(kind="throttle", route="post", retry_after=0.1))
    worker.discord.faults.add(Fault(kind="throttle_all", route="post", after=1, retry_after=0.1))

    await delivery(worker)

    assert len(worker.discord.threads[0].messages) == 5


async def test_a_long_wait_is_for_later(worker: Town) -> None:
    """The delivery does something else meanwhile."""
    worker.discord.faults.add(Fault(kind="throttle", route="post", retry_after=120))

    with pytest.raises(TryLater) as later:
        await delivery(worker)

    assert later.value.retry_after == pytest.approx(120)


def test_marks_are_what_discord_takes() -> None:
    """Nonces have at most 25 characters, component ids are positive numbers of 31 bits."""
    channel = Channel(platform="discord", workspace="1", id="2")

    for part in range(128):
        marker = Marker(delivery="a delivery of any length" * 9, part=part)
        assert len(nonce(channel, marker)) <= 25
        assert 0 < component_id(marker.delivery, part) < 1 << 31
        assert part_number({"components": [{"id": component_id("d", part)}]}, "d") == part
    assert part_number({"components": [{"id": 1}]}, "d") is None
    assert part_number({"content": "no components"}, "d") is None


async def test_nothing_that_somebody_wrote_pings_or_links(worker: Town) -> None:
    """Mentions of people, roles and everyone in a title go out as words, wherever they stand."""
    ada, everyone = worker.discord.ada.id, worker.discord.guild.id
    evil = f"@everyone @here <@{ada}> <@&{everyone}> [free](https://evil.example) ||x|| \u202e https://evil.example"
    part = Part(
        blocks=(Heading(evil), Paragraph(plain(evil)), Numbered(((1, plain(evil)),)), Verbatim(evil)),
        actions=(Action(label=evil, entry_point="papers", text=evil),),
    )

    message_id = await worker.platform.post(worker.at(), part, Marker(delivery="d1", part=0))
    await worker.platform.post(worker.at(), part, Marker(delivery="d1", part=1), thread=message_id)

    assert not worker.discord.pings
    sent = text(worker.discord.channel.messages[message_id].wire)
    assert not re.search(r"<@&?\d+>|@everyone|@here|\u202e", sent)
    assert not re.search(r"(?<!\\)\]\(https", sent.split("```")[0])
    assert worker.discord.threads[0].name.startswith("@everyone @here")
