"""All state of the stand-in, and the events that follow from changes of it."""

from __future__ import annotations

import asyncio
import base64
import secrets
from typing import TYPE_CHECKING

from tests.servers.discord import gateway as intents
from tests.servers.discord import permissions, pieces, world
from tests.servers.discord.faults import Faults
from tests.servers.discord.gateway import Gateway
from tests.servers.discord.rates import Rates
from tests.servers.discord.world import Channel, Guild, Member, User, World

if TYPE_CHECKING:
    from tests.servers.discord.interactions import Interaction
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Message

BOT = permissions.USUAL


class Service:
    """One Discord with one application.

    Attributes:
        bot: The application's user, whose id is the application's.
        token: What the bot signs in with.
        answer_seconds: How long an interaction waits for its first answer.
        token_seconds: How long its token is good for.
        nonce_seconds: How long an enforced nonce is remembered.
        commands: What is registered, by guild id, "" for everywhere.
        command_permissions: Whom a guild's settings allow a command, by guild id and command id; none where never touched.
        syncs: How often a whole set was registered.
        user_installs: People who have installed the application for themselves.
        closed_dms: People whom the bot can't write to.
        nonces: The message that a nonce made, by author, channel and nonce.
        ephemeral: Messages that one person sees.
        pings: Everything that ever notified somebody, to assert that it is empty.
        typing: Channels in which the bot was seen typing.
        changed: Wakes whoever waits for something to happen.
    """

    def __init__(self, *, rates: Rates | None = None, token: str = "", heartbeat_seconds: float = 41.25) -> None:
        self.world = World()
        self.rates = rates or Rates()
        self.faults = Faults()
        self.gateway = Gateway(self, heartbeat_seconds=heartbeat_seconds)
        self.owner = self.world.add_user("Grace")
        self.bot = self.world.add_user("Paperround", bot=True)
        self.token = token or new_token(self.bot.id)
        self.answer_seconds = 3.0
        self.token_seconds = 900.0
        self.nonce_seconds = 300.0
        self.commands: dict[str, list[Json]] = {"": []}
        self.command_permissions: dict[tuple[str, str], list[Json]] = {}
        self.syncs = 0
        self.user_installs: set[str] = set()
        self.closed_dms: set[str] = set()
        self.nonces: dict[tuple[str, str, str], tuple[float, Message]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.ephemeral: dict[str, Message] = {}
        self.pings: list[Message] = []
        self.typing: list[str] = []
        self.changed = asyncio.Condition()

    async def settle(self) -> None:
        """Wake whoever waits."""
        async with self.changed:
            self.changed.notify_all()

    def joined(self) -> list[Guild]:
        """The guilds that the bot is in."""
        return [each for each in self.world.guilds.values() if self.bot.id in each.members]

    def whole_guild(self, guild: Guild) -> Json:
        """What GUILD_CREATE says of a guild."""
        return pieces.guild(guild, self.world.users, self.bot.id, whole=True)

    def sees(self, channel: Channel) -> bool:
        """Whether events of a channel reach the bot."""
        guild = self.world.guild_of(channel)
        if guild is None:
            return self.bot.id in channel.recipients
        return bool(permissions.in_channel(guild, channel, self.bot.id) & permissions.VIEW_CHANNEL)

    def tell(self, event: str, channel: Channel) -> None:
        """An event about a channel or thread."""
        wire = pieces.channel(channel, self.world.users)
        if event == "THREAD_CREATE":
            wire["newly_created"] = True
        if self.sees(channel):
            self.gateway.dispatch(event, wire, intent=intents.GUILDS, guild_id=channel.guild_id)

    def tell_message(self, event: str, message: Message) -> None:
        """An event about a message, without what the intents don't show."""
        channel = self.world.channels[message.channel_id]
        if message.seen_by or not self.sees(channel):
            return
        intent = intents.GUILD_MESSAGES if channel.guild_id else intents.DIRECT_MESSAGES
        wire = message.wire | ({"guild_id": channel.guild_id} if channel.guild_id else {})
        guild = self.world.guild_of(channel)
        author = guild.members.get(message.author_id) if guild else None
        if author:
            wire["member"] = pieces.member(author, with_user=False)
        hidden = wire | {"content": "", "embeds": [], "components": [], "attachments": []}
        shown = (
            guild is None or message.author_id == self.bot.id or any(u["id"] == self.bot.id for u in wire["mentions"])
        )
        for session in self.gateway.sessions.values():
            if session.wants(intent, channel.guild_id):
                session.dispatch(event, wire if shown or session.intents & intents.CONTENT else hidden)

    def join_guild(self, guild: Guild, *, rights: int = BOT) -> None:
        """Invite the bot, with a role of its own; that Discord says nothing of it being available tells it from a start."""
        role = self.world.add_role(guild, self.bot.name, rights=rights)
        guild.members[self.bot.id] = Member(user=self.bot, roles=[role.id])
        wire = self.whole_guild(guild)
        del wire["unavailable"]
        self.gateway.dispatch("GUILD_CREATE", wire, intent=intents.GUILDS, guild_id=guild.id)

    def leave_guild(self, guild: Guild) -> None:
        """Remove the bot."""
        guild.members.pop(self.bot.id, None)
        self.commands.pop(guild.id, None)
        self.gateway.dispatch("GUILD_DELETE", {"id": guild.id}, intent=intents.GUILDS, guild_id=guild.id)

    def delete_channel(self, channel: Channel) -> None:
        """Remove a channel with its threads, or a thread."""
        guild = self.world.guild_of(channel)
        for each in [each for each in self.world.channels.values() if each.parent_id == channel.id]:
            self.delete_channel(each)
        event = "THREAD_DELETE" if channel.thread else "CHANNEL_DELETE"
        self.tell(event, channel)
        self.world.channels.pop(channel.id, None)
        if guild is not None:
            guild.channels.pop(channel.id, None)

    def lose(self, channel: Channel, rights: int = permissions.VIEW_CHANNEL | permissions.SEND_MESSAGES) -> None:
        """Deny the bot permissions in a channel."""
        channel = self.world.channels.get(channel.parent_id or "", channel) if channel.thread else channel
        channel.overwrites[self.bot.id] = world.Overwrite(kind=1, deny=rights)
        wire = pieces.channel(channel, self.world.users)
        self.gateway.dispatch("CHANNEL_UPDATE", wire, intent=intents.GUILDS, guild_id=channel.guild_id)

    def revoke_token(self) -> None:
        """Sign the bot out everywhere."""
        self.token = new_token(self.bot.id)
        self.gateway.sessions.clear()
        self.gateway.drop(4004)

    def open_thread(
        self, parent: Channel, name: str, owner: User, *, thread_id: str = "", auto_archive: int = 1440
    ) -> Channel:
        """A new thread in a channel, whose members hear of it."""
        kind = world.ANNOUNCEMENT_THREAD if parent.kind == world.ANNOUNCEMENT else world.PUBLIC_THREAD
        thread = Channel(
            id=thread_id or self.world.snowflakes.next(),
            name=name,
            kind=kind,
            guild_id=parent.guild_id,
            parent_id=parent.id,
            thread=world.Thread(owner_id=owner.id, since=self.world.clock.stamp(), auto_archive=auto_archive),
        )
        guild = self.world.guild_of(parent)
        if guild is not None:
            guild.channels[thread.id] = thread
        self.world.channels[thread.id] = thread
        self.tell("THREAD_CREATE", thread)
        return thread


def new_token(bot_id: str) -> str:
    """A token as Discord makes them: the bot's id, then chance."""
    return f"{base64.urlsafe_b64encode(bot_id.encode()).decode().rstrip('=')}.{secrets.token_hex(3)}.{secrets.token_hex(19)}"
