"""What there is: users, guilds with their roles, members and channels, and the messages in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from tests.servers.discord import permissions

if TYPE_CHECKING:
    from tests.servers.discord.mentions import Pings
    from tests.servers.discord.refusal import Json

EPOCH_MS = 1_420_070_400_000
TEXT, DM, CATEGORY, ANNOUNCEMENT, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 1, 4, 5, 11, 12, 15
ANNOUNCEMENT_THREAD = 10
THREADS = (ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD)


class Clock:
    """The time of this Discord, which a test may move on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time_ns() / 1e9 + self.ahead

    def stamp(self) -> str:
        """Now, as Discord writes it."""
        return datetime.fromtimestamp(self.now(), UTC).isoformat()


class Snowflakes:
    """Ids that grow with time, as Discord's do."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._serial = count()
        self._last = 0

    def next(self) -> str:
        """One nobody has yet."""
        made = (int(self._clock.now() * 1000) - EPOCH_MS) << 22 | next(self._serial) & 0xFFF
        self._last = made if made > self._last else self._last + 1
        return str(self._last)


@dataclass(slots=True, kw_only=True)
class User:
    """Somebody, or a bot."""

    id: str
    name: str
    bot: bool = False


@dataclass(slots=True, kw_only=True)
class Role:
    """A role; the one with the guild's id is everybody's."""

    id: str
    name: str
    permissions: int = 0
    mentionable: bool = False


@dataclass(slots=True, kw_only=True)
class Member:
    """A user in a guild."""

    user: User
    roles: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Overwrite:
    """What a channel allows and denies a role (kind 0) or a member (kind 1)."""

    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True)
class Thread:
    """What makes a channel a thread."""

    owner_id: str
    since: str
    archived: bool = False
    locked: bool = False
    auto_archive: int = 1440
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as it stands.

    Attributes:
        wire: What Discord sends for it, without the nonce, which only the answer to the post has.
        pings: Whom it notified, or would have; a test of a bot asserts that this is empty.
        seen_by: The one person who sees an ephemeral message; "" for all others.
        interaction: The id of the interaction that it answers; "" if none.
    """

    wire: Json
    pings: Pings
    seen_by: str = ""
    interaction: str = ""

    @property
    def id(self) -> str:
        """Its snowflake."""
        return str(self.wire["id"])

    @property
    def author_id(self) -> str:
        """Who wrote it."""
        return str(self.wire["author"]["id"])

    @property
    def channel_id(self) -> str:
        """Where it is."""
        return str(self.wire["channel_id"])


@dataclass(slots=True, kw_only=True)
class Channel:
    """A text or forum channel, a thread, or a direct conversation."""

    id: str
    name: str
    kind: int = TEXT
    guild_id: str | None = None
    parent_id: str | None = None
    topic: str | None = None
    tag_required: bool = False
    tags: list[Json] = field(default_factory=list)
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    thread: Thread | None = None
    messages: dict[str, Message] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Guild:
    """A server, as people call it."""

    id: str
    name: str
    owner_id: str
    system_channel_id: str | None = None
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)


class World:
    """All of it, and how to make more."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.snowflakes = Snowflakes(self.clock)
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """A new person, or a bot."""
        user = User(id=self.snowflakes.next(), name=name, bot=bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User, *, everyone: int = permissions.USUAL) -> Guild:
        """A guild with its owner in it, where everybody has the usual permissions."""
        guild = Guild(id=self.snowflakes.next(), name=name, owner_id=owner.id)
        guild.roles[guild.id] = Role(id=guild.id, name="@everyone", permissions=everyone)
        guild.members[owner.id] = Member(user=owner)
        self.guilds[guild.id] = guild
        return guild

    def add_role(self, guild: Guild, name: str, *, rights: int = 0, mentionable: bool = False) -> Role:
        """A role that somebody may be given."""
        role = Role(id=self.snowflakes.next(), name=name, permissions=rights, mentionable=mentionable)
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, *, kind: int = TEXT, tag_required: bool = False) -> Channel:
        """A text, announcement or forum channel."""
        channel = Channel(id=self.snowflakes.next(), name=name, kind=kind, guild_id=guild.id, tag_required=tag_required)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def conversation(self, one: User, other: User) -> Channel:
        """The direct conversation of two; the same one every time."""
        for channel in self.channels.values():
            if set(channel.recipients) == {one.id, other.id}:
                return channel
        channel = Channel(id=self.snowflakes.next(), name="", kind=DM, recipients=(one.id, other.id))
        self.channels[channel.id] = channel
        return channel

    def guild_of(self, channel: Channel) -> Guild | None:
        """The guild that a channel is in; None for a direct conversation."""
        return self.guilds[channel.guild_id] if channel.guild_id else None
