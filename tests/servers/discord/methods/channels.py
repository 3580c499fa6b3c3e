"""Channels, and conversations with one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import permissions, pieces
from tests.servers.discord.methods.threads import DURATIONS, NAME
from tests.servers.discord.refusal import Form, RefusalError, missing_permissions, unknown

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Channel, Thread


async def get(call: Call) -> Json:
    """One channel or thread."""
    return pieces.channel(call.demand(), call.service.world.users)


async def change(call: Call) -> Json:
    """Rename, archive, lock, or the reverse."""
    channel, form = call.demand(), Form()
    if "name" in call.form:
        form.text(("name",), call.form["name"], least=1, most=NAME)
    if call.form.get("auto_archive_duration") is not None:
        form.choice(("auto_archive_duration",), call.form["auto_archive_duration"], DURATIONS)
    form.check()
    if channel.thread is None:
        call.demand(permissions.MANAGE_CHANNELS)
    else:
        _change_thread(call, channel, channel.thread)
    channel.name = call.form.get("name", channel.name)
    call.service.tell("THREAD_UPDATE" if channel.thread else "CHANNEL_UPDATE", channel)
    return pieces.channel(channel, call.service.world.users)


def _change_thread(call: Call, channel: Channel, thread: Thread) -> None:
    body, guild = call.form, call.guild
    rights = permissions.in_channel(guild, channel, call.service.bot.id) if guild else 0
    manages = bool(rights & permissions.MANAGE_THREADS)
    opens = body.get("archived") is False and thread.archived
    others = [name for name in body if name != "archived"]
    if opens and not others and not manages:
        if thread.locked or not rights & permissions.SEND_MESSAGES_IN_THREADS:
            raise missing_permissions()
    elif not manages and thread.owner_id != call.service.bot.id:
        raise missing_permissions()
    if thread.archived and not opens:
        raise RefusalError(400, 50083, "Thread is archived")
    if body.get("locked") is False and thread.locked and not manages:
        raise missing_permissions()
    thread.archived = bool(body.get("archived", thread.archived))
    thread.locked = bool(body.get("locked", thread.locked))
    thread.auto_archive = body.get("auto_archive_duration") or thread.auto_archive


async def delete(call: Call) -> Json:
    """Remove a channel or thread."""
    channel = call.demand()
    call.demand(permissions.MANAGE_THREADS if channel.thread else permissions.MANAGE_CHANNELS)
    call.service.delete_channel(channel)
    return pieces.channel(channel, call.service.world.users)


async def typing(call: Call) -> None:
    """The bot is seen typing."""
    channel = call.channel
    needed = permissions.SEND_MESSAGES_IN_THREADS if channel.thread else permissions.SEND_MESSAGES
    call.demand(needed)
    call.service.typing.append(channel.id)


async def conversation(call: Call) -> Json:
    """The direct conversation with somebody."""
    person = call.service.world.users.get(str(call.form.get("recipient_id")))
    if person is None:
        raise unknown("User", 10013)
    if person.bot:
        raise RefusalError(400, 50007, "Cannot send messages to this user")
    channel = call.service.world.conversation(person, call.service.bot)
    return pieces.channel(channel, call.service.world.users)


ROUTES: Routes = {
    "GET /channels/{channel_id}": get,
    "PATCH /channels/{channel_id}": change,
    "DELETE /channels/{channel_id}": delete,
    "POST /channels/{channel_id}/typing": typing,
    "POST /users/@me/channels": conversation,
}
