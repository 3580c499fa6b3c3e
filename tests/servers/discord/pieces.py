"""What the world's things look like over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import permissions, world

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Channel, Guild, Member, Role, User


def user(one: User) -> Json:
    """A user object."""
    return {
        "id": one.id,
        "username": one.name.lower(),
        "global_name": one.name,
        "discriminator": "0",
        "avatar": None,
        "bot": one.bot,
        "public_flags": 0,
    }


def role(one: Role) -> Json:
    """A role object."""
    return {
        "id": one.id,
        "name": one.name,
        "permissions": str(one.permissions),
        "mentionable": one.mentionable,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "managed": False,
        "flags": 0,
    }


def member(one: Member, *, with_user: bool = True) -> Json:
    """A member object."""
    wire: Json = {
        "roles": list(one.roles),
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "avatar": None,
    }
    return wire | {"user": user(one.user)} if with_user else wire


def channel(one: Channel, users: dict[str, User]) -> Json:
    """A channel object, of whatever kind."""
    wire: Json = {"id": one.id, "type": one.kind, "last_message_id": next(reversed(one.messages), None), "flags": 0}
    if one.kind == world.DM:
        return wire | {"recipients": [user(users[each]) for each in one.recipients if not users[each].bot]}
    wire |= {"guild_id": one.guild_id, "name": one.name, "parent_id": one.parent_id, "rate_limit_per_user": 0}
    if one.thread:
        return wire | _thread(one)
    wire |= {"position": 0, "topic": one.topic, "nsfw": False, "permission_overwrites": _overwrites(one)}
    if one.kind == world.FORUM:
        wire |= {"available_tags": one.tags, "flags": (1 << 4) * one.tag_required, "default_reaction_emoji": None}
        wire |= {"default_sort_order": None, "default_forum_layout": 0}
    return wire


def _overwrites(one: Channel) -> list[Json]:
    return [
        {"id": at, "type": each.kind, "allow": str(each.allow), "deny": str(each.deny)}
        for at, each in one.overwrites.items()
    ]


def _thread(one: Channel) -> Json:
    thread = one.thread
    if thread is None:
        return {}
    return {
        "owner_id": thread.owner_id,
        "message_count": len(one.messages),
        "total_message_sent": len(one.messages),
        "member_count": 1,
        "applied_tags": list(thread.tags),
        "thread_metadata": {
            "archived": thread.archived,
            "locked": thread.locked,
            "auto_archive_duration": thread.auto_archive,
            "archive_timestamp": thread.since,
            "create_timestamp": thread.since,
        },
    }


def guild(one: Guild, users: dict[str, User], viewer: str, *, whole: bool = False) -> Json:
    """A guild object; the whole of it as GUILD_CREATE has it, with the channels and threads that the viewer sees."""
    wire: Json = {
        "id": one.id,
        "name": one.name,
        "owner_id": one.owner_id,
        "roles": [role(each) for each in one.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "vanity_url_code": None,
        "application_id": None,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "premium_progress_bar_enabled": False,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_id": one.system_channel_id,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
    }
    if not whole:
        return wire
    shown = [
        each for each in one.channels.values() if permissions.in_channel(one, each, viewer) & permissions.VIEW_CHANNEL
    ]
    me = one.members[viewer]
    return wire | {
        "unavailable": False,
        "large": False,
        "joined_at": "2026-01-01T00:00:00+00:00",
        "member_count": len(one.members),
        "members": [member(me)],
        "channels": [channel(each, users) for each in one.channels.values() if not each.thread],
        "threads": [channel(each, users) for each in shown if each.thread and not each.thread.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
