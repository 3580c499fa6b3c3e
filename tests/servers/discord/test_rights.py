"""Who may do what where, threads that are closed, and things that aren't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.discord import permissions, posting
from tests.servers.discord.world import Overwrite

if TYPE_CHECKING:
    from tests.servers.discord.conftest import Caller
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

HELLO: Json = {"content": "hello"}
NOWHERE = "/channels/1"


def refused(answer: tuple[int, Json]) -> tuple[int, int]:
    """Status and code."""
    return answer[0], answer[1]["code"]


async def a_thread(call: Caller) -> Channel:
    """A thread from a fresh message."""
    _, message = await call.post(HELLO)
    path = f"/channels/{call.server.channel.id}/messages/{message['id']}/threads"
    _, thread = await call("POST", path, {"name": "the thread"})
    return call.server.world.channels[thread["id"]]


@pytest.mark.parametrize(
    ("denied", "body", "expected"),
    [
        (permissions.VIEW_CHANNEL, HELLO, (403, 50001)),
        (permissions.SEND_MESSAGES, HELLO, (403, 50013)),
        (permissions.EMBED_LINKS, {"embeds": [{"title": "t"}]}, (403, 50013)),
        (permissions.READ_MESSAGE_HISTORY, {**HELLO, "message_reference": {"message_id": "1"}}, (403, 160002)),
    ],
)
async def test_a_denied_permission_is_missing(call: Caller, denied: int, body: Json, expected: tuple[int, int]) -> None:
    """A channel's overwrites take away what the roles give."""
    call.server.channel.overwrites[call.server.bot.id] = Overwrite(kind=1, deny=denied)

    answer = await call.post(body)

    assert refused(answer) == expected


async def test_a_role_that_is_allowed_wins_over_everybody_who_is_denied(call: Caller) -> None:
    """Overwrites are applied for everybody, then roles, then the member."""
    server = call.server
    role = server.guild.members[server.bot.id].roles[0]
    server.channel.overwrites[server.guild.id] = Overwrite(kind=0, deny=permissions.SEND_MESSAGES)
    server.channel.overwrites[role] = Overwrite(kind=0, allow=permissions.SEND_MESSAGES)

    status, _ = await call.post(HELLO)

    assert status == 200


@pytest.mark.parametrize(
    ("verb", "path", "body", "expected"),
    [
        ("GET", NOWHERE, None, (404, 10003)),
        ("POST", f"{NOWHERE}/messages", HELLO, (404, 10003)),
        ("GET", "/channels/{channel}/messages/1", None, (404, 10008)),
        ("PATCH", "/channels/{channel}/messages/1", HELLO, (404, 10008)),
        ("POST", "/channels/{channel}/messages/1/threads", {"name": "n"}, (404, 10008)),
        ("GET", "/guilds/1", None, (404, 10004)),
        ("GET", "/guilds/{guild}/members/1", None, (404, 10007)),
        ("GET", "/users/1", None, (404, 10013)),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}, (404, 10013)),
        ("POST", "/webhooks/1/x", HELLO, (404, 10015)),
        ("POST", "/webhooks/{bot}/x", HELLO, (401, 50027)),
        ("POST", "/interactions/1/x/callback", {"type": 4, "data": HELLO}, (404, 10062)),
        ("POST", "/channels/{forum}/messages", HELLO, (400, 50008)),
        ("GET", "/channels/{channel}/messages?limit=101", None, (400, 50035)),
        ("GET", "/channels/{channel}/messages?before=x", None, (400, 50035)),
        ("DELETE", "/channels/{channel}", None, (403, 50013)),
        ("PATCH", "/channels/{channel}", {"name": "n"}, (403, 50013)),
        ("PUT", "/channels/{channel}/thread-members/@me", None, (400, 50024)),
        ("POST", "/channels/{forum}/threads", {"name": "n"}, (400, 50035)),
        ("POST", "/channels/{forum}/threads", {"name": "n" * 101, "message": HELLO}, (400, 50035)),
        ("PUT", "/applications/1/commands", [], (403, 20012)),
        ("PUT", "/applications/{bot}/guilds/1/commands", [], (403, 50001)),
        ("DELETE", "/applications/{bot}/commands/1", None, (404, 10063)),
        ("GET", "/elsewhere", None, (404, 0)),
    ],
)
async def test_what_is_not_there_or_not_allowed_is_refused(
    call: Caller, verb: str, path: str, body: Json | None, expected: tuple[int, int]
) -> None:
    """Each with the code that Discord gives it."""
    server = call.server
    ids = {"channel": server.channel.id, "forum": server.forum.id, "guild": server.guild.id, "bot": server.bot.id}

    answer = await call(verb, path.format(**ids), body)

    assert refused(answer) == expected


async def test_a_guild_without_the_bot_can_not_be_entered(call: Caller, discord: DiscordServer) -> None:
    """Its channels exist, and access to them is missing."""
    guild = discord.add_guild("Elsewhere", joined=False)

    post = await call.post(HELLO, next(iter(guild.channels)))
    look = await call("GET", f"/guilds/{guild.id}")

    assert [refused(post), refused(look)] == [(403, 50001), (403, 50001)]


async def test_only_own_messages_are_edited_and_others_deleted_with_the_right_alone(
    call: Caller, discord: DiscordServer
) -> None:
    """50005 and 50013."""
    said = posting.post(discord, discord.channel, discord.ben, HELLO)
    path = f"/channels/{discord.channel.id}/messages/{said.id}"

    edited, deleted = await call("PATCH", path, HELLO), await call("DELETE", path)

    assert [refused(edited), refused(deleted)] == [(403, 50005), (403, 50013)]


async def test_a_message_has_one_thread(call: Caller) -> None:
    """160004 for the second; the first has the id of its message."""
    thread = await a_thread(call)

    answer = await call("POST", f"/channels/{call.server.channel.id}/messages/{thread.id}/threads", {"name": "again"})

    assert refused(answer) == (400, 160004)


@pytest.mark.parametrize("body", [{}, {"name": "n" * 101}, {"name": "n", "auto_archive_duration": 7}])
async def test_a_thread_wants_a_name_of_at_most_a_hundred(call: Caller, body: Json) -> None:
    """And a duration that Discord knows."""
    _, message = await call.post(HELLO)

    answer = await call("POST", f"/channels/{call.server.channel.id}/messages/{message['id']}/threads", body)

    assert refused(answer) == (400, 50035)


async def test_a_thread_needs_rights_of_its_own(call: Caller) -> None:
    """To open one, and to write in one."""
    thread = await a_thread(call)
    denied = permissions.CREATE_PUBLIC_THREADS | permissions.SEND_MESSAGES_IN_THREADS
    call.server.channel.overwrites[call.server.bot.id] = Overwrite(kind=1, deny=denied)
    _, message = await call.post(HELLO)

    opened = await call("POST", f"/channels/{call.server.channel.id}/messages/{message['id']}/threads", {"name": "n"})
    written = await call.post(HELLO, thread.id)

    assert [refused(opened), refused(written)] == [(403, 50013), (403, 50013)]


async def test_writing_opens_an_archived_thread(call: Caller) -> None:
    """Unless it is locked as well, posting is enough."""
    thread = await a_thread(call)
    call.server.archive_thread(thread)

    status, _ = await call.post(HELLO, thread.id)

    assert status == 200
    assert thread.thread
    assert not thread.thread.archived


async def test_a_locked_thread_refuses(call: Caller) -> None:
    """50083 while archived, 160005 while open, and it can't be opened without the right to manage threads."""
    thread = await a_thread(call)
    call.server.archive_thread(thread, locked=True)

    archived = await call.post(HELLO, thread.id)
    opened = await call("PATCH", f"/channels/{thread.id}", {"archived": False})
    if thread.thread:
        thread.thread.archived = False
    locked = await call.post(HELLO, thread.id)

    assert [refused(archived), refused(opened), refused(locked)] == [(400, 50083), (403, 50013), (403, 160005)]


async def test_an_archived_thread_is_opened_again(call: Caller) -> None:
    """By whoever may write in it; what is in it can't be edited before."""
    thread = await a_thread(call)
    _, message = await call.post(HELLO, thread.id)
    call.server.archive_thread(thread)

    edited = await call("PATCH", f"/channels/{thread.id}/messages/{message['id']}", HELLO)
    joined = await call("PUT", f"/channels/{thread.id}/thread-members/@me")
    opened, _ = await call("PATCH", f"/channels/{thread.id}", {"archived": False})

    assert [refused(edited), refused(joined), opened] == [(400, 50083), (400, 50083), 200]
