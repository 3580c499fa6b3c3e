"""Threads: from a message, without one, and as forum posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import bodies, permissions, pieces, posting, world
from tests.servers.discord.refusal import Form, RefusalError

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Channel

NAME = 100
DURATIONS = (60, 1440, 4320, 10080)


async def from_message(call: Call) -> Json:
    """A thread with the id of the message that it hangs on."""
    channel, message = call.demand(permissions.CREATE_PUBLIC_THREADS), call.message
    if channel.kind not in {world.TEXT, world.ANNOUNCEMENT}:
        raise RefusalError(400, 50024, "Cannot execute action on this channel type")
    _check(call.form)
    if message.id in call.service.world.channels:
        raise RefusalError(400, 160004, "A thread has already been created for this message")
    thread = _open(call, channel, thread_id=message.id)
    message.wire["flags"] |= bodies.HAS_THREAD
    message.wire["thread"] = pieces.channel(thread, call.service.world.users)
    return pieces.channel(thread, call.service.world.users)


async def start(call: Call) -> Json:
    """A forum post with its first message, or a thread without one."""
    channel = call.demand()
    if channel.kind == world.FORUM:
        return await _forum_post(call, channel)
    if channel.kind not in {world.TEXT, world.ANNOUNCEMENT}:
        raise RefusalError(400, 50024, "Cannot execute action on this channel type")
    private = call.form.get("type", world.PRIVATE_THREAD) == world.PRIVATE_THREAD
    call.demand(permissions.CREATE_PRIVATE_THREADS if private else permissions.CREATE_PUBLIC_THREADS)
    _check(call.form)
    return pieces.channel(_open(call, channel), call.service.world.users)


async def _forum_post(call: Call, channel: Channel) -> Json:
    body = call.form.get("message")
    said = body if isinstance(body, dict) else {}
    files = (permissions.ATTACH_FILES,) if said.get("attachments") else ()
    needed = ((permissions.EMBED_LINKS,) if said.get("embeds") else ()) + files
    call.demand(permissions.SEND_MESSAGES, *needed)
    form = Form()
    if not isinstance(body, dict):
        form.wrong(("message",), "BASE_TYPE_REQUIRED", "This field is required")
        form.check()
        return {}
    _check(call.form)
    bodies.check(body)
    tags = [str(each) for each in call.form.get("applied_tags") or []]
    if channel.tag_required and not tags:
        raise RefusalError(400, 40067, "A tag is required to create a forum post in this channel")
    thread = _open(call, channel)
    if thread.thread:
        thread.thread.tags = tags
    message = posting.post(call.service, thread, call.service.bot, body, message_id=thread.id)
    return {**pieces.channel(thread, call.service.world.users), "message": message.wire}


async def archived(call: Call) -> Json:
    """The archived public threads of a channel."""
    channel = call.demand(permissions.READ_MESSAGE_HISTORY)
    found = [
        each
        for each in call.service.world.channels.values()
        if each.parent_id == channel.id and each.thread and each.thread.archived
    ]
    shown = [pieces.channel(each, call.service.world.users) for each in found]
    return {"threads": shown, "members": [], "has_more": False}


async def join(call: Call) -> None:
    """The bot becomes a member of a thread."""
    channel = call.demand()
    if channel.thread is None:
        raise RefusalError(400, 50024, "Cannot execute action on this channel type")
    if channel.thread.archived:
        raise RefusalError(400, 50083, "Thread is archived")


def _check(body: Json) -> None:
    form = Form()
    form.text(("name",), body.get("name"), least=1, most=NAME, required=True)
    if body.get("auto_archive_duration") is not None:
        form.choice(("auto_archive_duration",), body["auto_archive_duration"], DURATIONS)
    form.check()


def _open(call: Call, parent: Channel, *, thread_id: str = "") -> Channel:
    body = call.form
    duration = body.get("auto_archive_duration") or DURATIONS[1]
    return call.service.open_thread(parent, body["name"], call.service.bot, thread_id=thread_id, auto_archive=duration)


ROUTES: Routes = {
    "POST /channels/{channel_id}/messages/{message_id}/threads": from_message,
    "POST /channels/{channel_id}/threads": start,
    "GET /channels/{channel_id}/threads/archived/public": archived,
    "PUT /channels/{channel_id}/thread-members/@me": join,
}
