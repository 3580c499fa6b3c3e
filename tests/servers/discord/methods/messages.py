"""Messages in a channel: read, post, change, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import bodies, permissions, posting
from tests.servers.discord.refusal import Form, RefusalError, missing_access, missing_permissions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Channel

PAGE, LARGEST_PAGE = 50, 100


async def history(call: Call) -> list[Json]:
    """The newest first; nothing at all without the right to read history."""
    channel = call.demand()
    limit = _limit(call.query)
    if not _may(call, channel, permissions.READ_MESSAGE_HISTORY):
        return []
    messages = sorted(channel.messages.values(), key=lambda message: int(message.id))
    before, after, around = (call.query.get(each) for each in ("before", "after", "around"))
    if after:
        return [each.wire for each in messages if int(each.id) > int(after)][:limit][::-1]
    if around:
        older = [each.wire for each in messages if int(each.id) <= int(around)][-(limit // 2 + 1) :]
        return [*older, *[each.wire for each in messages if int(each.id) > int(around)][: limit // 2]][::-1]
    found = [each.wire for each in messages if not before or int(each.id) < int(before)]
    return found[-limit:][::-1]


async def get(call: Call) -> Json:
    """One message."""
    channel = call.demand()
    if not _may(call, channel, permissions.READ_MESSAGE_HISTORY):
        raise missing_access()
    return call.message.wire


async def post(call: Call) -> Json:
    """A new message, or the one that the same nonce made."""
    channel, body, service = call.channel, call.form, call.service
    sending = permissions.SEND_MESSAGES_IN_THREADS if channel.thread else permissions.SEND_MESSAGES
    call.demand(*_needed(body, sending))
    if body.get("message_reference") and not _may(call, channel, permissions.READ_MESSAGE_HISTORY):
        raise RefusalError(403, 160002, "Cannot reply without permission to read message history")
    if service.closed_dms & set(channel.recipients):
        raise RefusalError(403, 50007, "Cannot send messages to this user")
    bodies.check(body)
    posting.enter(service, channel, service.bot.id)
    nonce, key = body.get("nonce"), (service.bot.id, channel.id, str(body.get("nonce")))
    now = service.world.clock.now()
    if nonce is not None and body.get("enforce_nonce") and key in service.nonces:
        at, earlier = service.nonces[key]
        if now < at + service.nonce_seconds:
            return {**earlier.wire, "nonce": nonce}
    message = posting.post(service, channel, service.bot, body)
    if nonce is None:
        return message.wire
    service.nonces[key] = (now, message)
    return {**message.wire, "nonce": nonce}


async def edit(call: Call) -> Json:
    """Change one's own message."""
    channel, message = call.demand(), call.message
    if message.author_id != call.service.bot.id:
        raise RefusalError(403, 50005, "Cannot edit a message authored by another user")
    call.demand(*_needed(call.form))
    if channel.thread and channel.thread.archived:
        raise RefusalError(400, 50083, "Thread is archived")
    bodies.check(call.form, edited=message.wire)
    return posting.edit(call.service, message, call.form).wire


async def delete(call: Call) -> None:
    """Remove one's own message, or with the right to manage them, any."""
    channel, message = call.demand(), call.message
    if message.author_id != call.service.bot.id and not _may(call, channel, permissions.MANAGE_MESSAGES):
        raise missing_permissions()
    if channel.thread and channel.thread.archived:
        raise RefusalError(400, 50083, "Thread is archived")
    posting.delete(call.service, message)


def _needed(body: Json, *first: int) -> tuple[int, ...]:
    embeds = (permissions.EMBED_LINKS,) if body.get("embeds") else ()
    files = (permissions.ATTACH_FILES,) if body.get("attachments") else ()
    return (*first, *embeds, *files)


def _may(call: Call, channel: Channel, bit: int) -> bool:
    guild = call.guild
    return guild is None or bool(permissions.in_channel(guild, channel, call.service.bot.id) & bit)


def _limit(query: Mapping[str, str]) -> int:
    given, form = query.get("limit", str(PAGE)), Form()
    form.number(("limit",), int(given) if given.isdigit() else given, least=1, most=LARGEST_PAGE)
    for name in ("before", "after", "around"):
        if not query.get(name, "0").isdigit():
            form.wrong((name,), "NUMBER_TYPE_COERCE", f'Value "{query[name]}" is not snowflake.')
    form.check()
    return int(given)


ROUTES: Routes = {
    "GET /channels/{channel_id}/messages": history,
    "GET /channels/{channel_id}/messages/{message_id}": get,
    "POST /channels/{channel_id}/messages": post,
    "PATCH /channels/{channel_id}/messages/{message_id}": edit,
    "DELETE /channels/{channel_id}/messages/{message_id}": delete,
}
