"""What discord.py tells → what a person asked for, and where the answer goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord

from adapters.chat import Channel, Person, Request
from adapters.message import NO_WORKSPACE
from adapters.platforms.discord.rights import GuildMember
from adapters.platforms.discord.settings import PLATFORM
from adapters.platforms.shared.command_words import as_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.chat import EntryPoint

_SPOKEN = frozenset({discord.MessageType.default, discord.MessageType.reply})


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedMessage:
    """The message that somebody pressed something in.

    Attributes:
        is_private: Whether nobody but the asker sees it.
        menus: The rows of it that are menus.
    """

    is_private: bool
    menus: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionTicket:
    """Where Discord takes the answers to one interaction, for fifteen minutes.

    Attributes:
        channel_or_thread: Where people read on: the channel, or the thread in it.
        thread: The thread that a pressed button stands in, or whose opening post it stands under; None elsewhere.
        member: The asker's rights, or None in direct messages.
        is_ours: Whether the bot itself is in the server, not only carried along by the one who asks.
        pressed: The message that a pressed button or menu is part of; None for commands.
    """

    application: str
    id: str
    token: str
    channel: Channel
    channel_or_thread: str
    user: str
    name: str
    thread: str | None = None
    member: GuildMember | None = None
    is_ours: bool = True
    pressed: PressedMessage | None = None

    @property
    def is_direct(self) -> bool:
        """Whether nobody but the asker reads here."""
        return self.channel.workspace == NO_WORKSPACE

    def request(self, entry_point: EntryPoint, text: str, *, thread: str | None) -> Request:
        """As the bot is asked."""
        person = Person(id=self.user, name=self.name, may_manage=False)
        return Request(
            entry_point=entry_point,
            text=text,
            channel=self.channel,
            person=person,
            thread=thread,
            is_direct=self.is_direct,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordRequest:
    """A message that is for us.

    Attributes:
        channel_or_thread: That it was written in, by its id.
        message: Its id, to answer to.
        member: The author's rights, or None in direct messages.
        called: Whether it mentions us, or nobody else reads it.
    """

    request: Request
    channel_or_thread: str
    message: str
    member: GuildMember | None = None
    called: bool = True


def channel(interaction: discord.Interaction[discord.Client]) -> Channel:
    """The channel that subscriptions belong to: of a thread, the one that it is in."""
    where = interaction.channel
    parent = where.parent_id if isinstance(where, discord.Thread) else None
    place = parent or interaction.channel_id or 0
    return Channel(platform=PLATFORM, workspace=str(interaction.guild_id or NO_WORKSPACE), id=str(place))


def ticket(interaction: discord.Interaction[discord.Client]) -> InteractionTicket:
    """An interaction, without what the library made of it."""
    in_guild = interaction.guild_id is not None
    ours = interaction.is_guild_integration() or not interaction.is_user_integration()
    return InteractionTicket(
        application=str(interaction.application_id),
        id=str(interaction.id),
        token=interaction.token,
        channel=channel(interaction),
        channel_or_thread=str(interaction.channel_id or 0),
        user=str(interaction.user.id),
        name=interaction.user.display_name,
        thread=_stands_in(interaction),
        member=_member(interaction.user, str(interaction.guild_id), interaction.permissions.value)
        if in_guild
        else None,
        is_ours=ours,
        pressed=_pressed(interaction.message) if interaction.message else None,
    )


def _pressed(message: discord.Message) -> PressedMessage:
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    menus = [row for row in rows if isinstance(next(iter(row.children), None), discord.SelectMenu)]
    return PressedMessage(is_private=message.flags.ephemeral, menus=tuple(dict(row.to_dict()) for row in menus))


def all_words(message: discord.Message) -> str:
    """All that a message says, what it forwards and the previews of its links included."""
    words = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in message.embeds:
        words += [embed.url or "", embed.title or "", embed.description or ""]
    return "\n".join(filter(None, words))


def _stands_in(interaction: discord.Interaction[discord.Client]) -> str | None:
    """A thread has the id of the message that it was made from, a forum post that of its first message."""
    if isinstance(interaction.channel, discord.Thread):
        return str(interaction.channel.id)
    return str(interaction.message.id) if interaction.message else None


def _member(user: discord.User | discord.Member, guild: str, permissions: int) -> GuildMember:
    roles = user.roles if isinstance(user, discord.Member) else []
    return GuildMember(
        guild=guild, id=str(user.id), roles=tuple(str(role.id) for role in roles), permissions=permissions
    )


def message(
    written: discord.Message,
    me: int,
    is_addressed: Callable[[str, bool], bool],
    *,
    reads_all: bool = False,
) -> DiscordRequest | None:
    """A mention, a direct message, or what is plainly for us in a thread of ours or in answer to one of our messages.

    None for everything that isn't said to us: other bots, edits and notices of Discord, and talk among people.
    """
    if written.author.bot or written.webhook_id or written.type not in _SPOKEN:
        return None
    words, is_mentioned = _without_mention(written.content, me)
    direct = written.guild is None
    called = direct or is_mentioned
    near_us = called or _answers_us(written, me) or (reads_all and _is_in_our_thread(written, me))
    if not (near_us and is_addressed(words, called)):
        return None
    where = written.channel
    parent = where.parent_id if isinstance(where, discord.Thread) else None
    thread = _thread(written)
    request = Request(
        entry_point="papers" if thread is None else "thread",
        text=words,
        channel=Channel(
            platform=PLATFORM,
            workspace=str(written.guild.id if written.guild else NO_WORKSPACE),
            id=str(parent or where.id),
        ),
        person=Person(id=str(written.author.id), name=written.author.display_name, may_manage=False),
        thread=thread,
        is_direct=direct,
        hears_all=reads_all or direct,
        above=_above(written),
    )
    return DiscordRequest(
        request=in_command_words(request),
        channel_or_thread=str(where.id),
        message=str(written.id),
        member=None if written.guild is None else _member(written.author, str(written.guild.id), _permissions(written)),
        called=called,
    )


def _thread(message: discord.Message) -> str | None:
    """The thread that it was said in; an answer to an opening post and a direct message are in one, too."""
    if isinstance(message.channel, discord.Thread) or message.guild is None:
        return str(message.channel.id)
    return str(message.reference.message_id) if message.reference and message.reference.message_id else None


def _above(message: discord.Message) -> str:
    """What the message says that this one answers, or that its thread began with; "" where Discord doesn't tell."""
    above = message.reference.resolved if message.reference else None
    if above is None and isinstance(message.channel, discord.Thread):
        above = message.channel.starter_message
    if not isinstance(above, discord.Message):
        return ""
    return " ".join([above.content, *(str(embed.url or "") for embed in above.embeds)])


def _answers_us(message: discord.Message, me: int) -> bool:
    answered = message.reference.resolved if message.reference else None
    return isinstance(answered, discord.Message) and answered.author.id == me


def _is_in_our_thread(message: discord.Message, me: int) -> bool:
    return isinstance(message.channel, discord.Thread) and message.channel.owner_id == me


def _without_mention(text: str, me: int) -> tuple[str, bool]:
    rest, found = re.subn(rf"<@!?{me}>", " ", text)
    return " ".join(rest.split()), bool(found)


def _permissions(message: discord.Message) -> int:
    """What the author may do there, roles and overwrites counted; nothing where the library doesn't know."""
    where, author = message.channel, message.author
    if not isinstance(author, discord.Member) or isinstance(where, discord.DMChannel | discord.GroupChannel):
        return 0
    if isinstance(where, discord.Thread) and where.parent is None:
        return 0
    return where.permissions_for(author).value


def in_command_words(request: Request) -> Request:
    """Words that begin with a command's name mean that command: `@Paperround paper EndPrompt`."""
    entry_point, text = as_command(request.entry_point, request.text)
    return replace(request, entry_point=entry_point, text=text)
