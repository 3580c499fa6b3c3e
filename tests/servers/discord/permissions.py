"""Who may do what where: bits, and how roles and overwrites make them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord.refusal import missing_access, missing_permissions

if TYPE_CHECKING:
    from tests.servers.discord.world import Channel, Guild

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38

EVERYTHING = (1 << 53) - 1
USUAL = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)


def in_guild(guild: Guild, user_id: str) -> int:
    """What a member's roles give before any channel has its say; nothing for who isn't a member."""
    member = guild.members.get(user_id)
    if member is None:
        return 0
    if user_id == guild.owner_id:
        return EVERYTHING
    held = guild.roles[guild.id].permissions
    for role in member.roles:
        held |= guild.roles[role].permissions
    return EVERYTHING if held & ADMINISTRATOR else held


def in_channel(guild: Guild, channel: Channel, user_id: str) -> int:
    """What a member may do in a channel, overwrites applied in Discord's order; a thread has its parent's."""
    held = in_guild(guild, user_id)
    if held == EVERYTHING or not held:
        return held
    channel = guild.channels.get(channel.parent_id or "", channel) if channel.thread else channel
    roles = guild.members[user_id].roles
    for which in ((guild.id,), tuple(roles), (user_id,)):
        overwrites = [channel.overwrites[each] for each in which if each in channel.overwrites]
        for overwrite in overwrites:
            held &= ~overwrite.deny
        for overwrite in overwrites:
            held |= overwrite.allow
    return held if held & VIEW_CHANNEL else 0


def demand(guild: Guild | None, channel: Channel, user_id: str, *needed: int) -> None:
    """Refuse who can't see the channel, or lacks one of the permissions there. Direct messages need none."""
    if guild is None:
        if user_id not in channel.recipients:
            raise missing_access()
        return
    held = in_channel(guild, channel, user_id)
    if not held & VIEW_CHANNEL:
        raise missing_access()
    if any(not held & bit for bit in needed):
        raise missing_permissions()
