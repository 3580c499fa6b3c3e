"""Messages come into being, change and go, with the events that follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.discord import bodies, components, mentions, permissions, pieces, world
from tests.servers.discord.refusal import RefusalError
from tests.servers.discord.world import Channel, Message, User

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service

_MENTIONED = re.compile(r"<@!?(\d+)>")
COMMAND_ANSWER, REPLY, DEFAULT = 20, 19, 0


def post(
    service: Service,
    channel: Channel,
    author: User,
    body: Json,
    *,
    interaction: str = "",
    seen_by: str = "",
    message_id: str = "",
) -> Message:
    """A checked body becomes a message; the first of a forum post has the id of its thread."""
    answered = _answered(channel, body)
    wire: Json = {
        "id": message_id or service.world.snowflakes.next(),
        "channel_id": channel.id,
        "author": pieces.user(author),
        "timestamp": service.world.clock.stamp(),
        "edited_timestamp": None,
        "content": (body.get("content") or "").strip(),
        "embeds": [{"type": "rich", **each} for each in body.get("embeds") or []],
        "components": _numbered(body.get("components") or []),
        "attachments": body.get("attachments") or [],
        "flags": body.get("flags") or 0,
        "type": DEFAULT,
        "tts": False,
        "pinned": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
    }
    if answered is not None:
        reference = {"message_id": answered.id, "channel_id": channel.id, "guild_id": channel.guild_id}
        wire |= {"type": REPLY, "message_reference": reference, "referenced_message": answered.wire}
    message = Message(wire=wire, pings=mentions.Pings(), seen_by=seen_by, interaction=interaction)
    _ping(service, channel, message, body, answered.author_id if answered else "")
    if seen_by:
        service.ephemeral[message.id] = message
    else:
        channel.messages[message.id] = message
        service.tell_message("MESSAGE_CREATE", message)
    return message


def edit(service: Service, message: Message, body: Json) -> Message:
    """A checked body changes what it names; the rest stays. Keeping a promise notifies people, a later edit doesn't."""
    wire = message.wire
    promised = bool(wire["flags"] & bodies.LOADING)
    for name in ("content", "embeds", "components"):
        if name in body:
            wire[name] = body[name] or ("" if name == "content" else [])
    if "components" in body:
        wire["components"] = _numbered(wire["components"])
    if body.get("flags") is not None:
        wire["flags"] = wire["flags"] & ~bodies.SUPPRESS_EMBEDS | body["flags"] & bodies.EDITABLE
    wire["flags"] &= ~bodies.LOADING
    wire["edited_timestamp"] = service.world.clock.stamp()
    _ping(service, service.world.channels[message.channel_id], message, body, "", again=not promised)
    service.tell_message("MESSAGE_UPDATE", message)
    return message


def delete(service: Service, message: Message) -> None:
    """Remove a message."""
    channel = service.world.channels[message.channel_id]
    channel.messages.pop(message.id, None)
    service.ephemeral.pop(message.id, None)
    if not message.seen_by:
        gone: Json = {"id": message.id, "channel_id": channel.id, "guild_id": channel.guild_id}
        service.gateway.dispatch("MESSAGE_DELETE", gone, intent=1 << 9, guild_id=channel.guild_id)


def enter(service: Service, channel: Channel, user_id: str) -> None:
    """A message is about to be posted: refuse it in what isn't text or is locked, and open an archived thread."""
    if channel.kind not in {world.TEXT, world.DM, world.ANNOUNCEMENT, *world.THREADS}:
        raise RefusalError(400, 50008, "Cannot send messages in a non-text channel")
    thread, guild = channel.thread, service.world.guild_of(channel)
    if thread is None or guild is None:
        return
    rights = permissions.in_channel(guild, channel, user_id)
    if thread.locked and not rights & permissions.MANAGE_THREADS:
        if thread.archived:
            raise RefusalError(400, 50083, "Thread is archived")
        raise RefusalError(403, 160005, "Thread is locked")
    if thread.archived:
        thread.archived = False
        service.tell("THREAD_UPDATE", channel)


def _answered(channel: Channel, body: Json) -> Message | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    found = channel.messages.get(str(reference.get("message_id")))
    if found is None and reference.get("fail_if_not_exists", True):
        wrong = {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
        raise RefusalError(400, 50035, "Invalid Form Body", {"message_reference": wrong})
    return found


def _numbered(found: list[Json]) -> list[Json]:
    taken = {each["id"] for each in components.walk(found) if each.get("id")}
    fresh = (number for number in range(1, 1000) if number not in taken)
    for each in components.walk(found):
        if not each.get("id"):
            each["id"] = next(fresh)
    return found


def _ping(
    service: Service, channel: Channel, message: Message, body: Json, answered: str, *, again: bool = False
) -> None:
    guild, text, wire = service.world.guild_of(channel), bodies.text(message.wire), message.wire
    rights = permissions.in_channel(guild, channel, message.author_id) if guild else 0
    allowed = body.get("allowed_mentions")
    found = mentions.pings(text, allowed, guild=guild, rights=rights, answered=answered)
    named = dict.fromkeys([*_MENTIONED.findall(text), *([answered] if answered in found.users else [])])
    wire["mentions"] = [pieces.user(service.world.users[each]) for each in named if each in service.world.users]
    wire["mention_roles"], wire["mention_everyone"] = list(found.roles), found.everyone
    if again or bodies.SILENT & wire["flags"]:
        return
    message.pings = found
    if found and message.author_id == service.bot.id:
        service.pings.append(message)
