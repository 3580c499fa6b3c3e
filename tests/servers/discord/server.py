"""The stand-in Discord as a server on loopback, with a guild to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from aiohttp import web

from tests.servers.discord import permissions, visible, world
from tests.servers.discord.acts import Acts
from tests.servers.discord.control import Control
from tests.servers.discord.rest import PREFIX, Rest
from tests.servers.discord.world import Member

if TYPE_CHECKING:
    from tests.servers.discord.rates import Rates
    from tests.servers.discord.world import Channel, Guild, Message


class DiscordServer(Acts):
    """Serves from `async with` to its end.

    Attributes:
        guild: A guild that the bot is in.
        channel: Its text channel.
        forum: Its forum.
        ada: Who owns it and may do everything.
        ben: A member with the usual permissions.
        rest: The REST side; `rest.asked` is every call so far.
    """

    def __init__(
        self,
        *,
        rates: Rates | None = None,
        token: str = "",
        heartbeat_seconds: float = 41.25,
        intents: int = 0,
        port: int = 0,
    ) -> None:
        super().__init__(rates=rates, token=token, heartbeat_seconds=heartbeat_seconds)
        self.gateway.enabled = intents
        self.ada = self.world.add_user("Ada")
        self.ben = self.world.add_user("Ben")
        self.guild = self.world.add_guild("Reading group", self.ada)
        self.guild.members[self.ben.id] = Member(user=self.ben)
        self.channel = self.world.add_channel(self.guild, "papers")
        self.forum = self.world.add_channel(self.guild, "papers-forum", kind=world.FORUM)
        self.join_guild(self.guild)
        self.rest = Rest(self)
        self.port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway/", self.gateway.serve)
        app.router.add_get("/gateway", self.gateway.serve)
        Control(self).add_to(app)
        self.rest.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.url = self.gateway_url
        return self

    async def __aexit__(self, *_: object) -> None:
        self.rest.mishaps.closing.set()
        self.gateway.drop(1001)
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """Where REST is, in place of https://discord.com/api/v10."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is, in place of wss://gateway.discord.gg/."""
        return f"ws://127.0.0.1:{self.port}/gateway/"

    @property
    def control_url(self) -> str:
        """Where another process reads and changes the state."""
        return f"http://127.0.0.1:{self.port}/_control"

    @property
    def messages(self) -> list[Message]:
        """Everything that the bot has posted and that still is there, in order, ephemeral answers included."""
        everywhere = [each for channel in self.world.channels.values() for each in channel.messages.values()]
        mine = [each for each in (*everywhere, *self.ephemeral.values()) if each.author_id == self.bot.id]
        return sorted(mine, key=lambda message: int(message.id))

    @property
    def threads(self) -> list[Channel]:
        """All threads."""
        return [each for each in self.world.channels.values() if each.thread]

    def add_guild(self, name: str, *, channels: int = 1, joined: bool = True) -> Guild:
        """One more guild of Ada's with so many text channels, which the bot has joined or not."""
        guild = self.world.add_guild(name, self.ada)
        for at in range(channels):
            self.world.add_channel(guild, f"papers-{at + 1}")
        if joined:
            self.join_guild(guild)
        return guild

    def dm(self, user: world.User | None = None) -> Channel:
        """The direct conversation of somebody with the bot."""
        return self.world.conversation(user or self.ada, self.bot)

    def archive_thread(self, thread: Channel, *, locked: bool = False) -> None:
        """Archive a thread, or lock it too."""
        if thread.thread is not None:
            thread.thread.archived, thread.thread.locked = True, locked
            self.tell("THREAD_UPDATE", thread)

    def grant(self, rights: int) -> None:
        """Set the permissions of the bot's own role in the first guild, and of everybody there to seeing."""
        self.guild.roles[self.guild.id].permissions = permissions.VIEW_CHANNEL
        for role in self.guild.members[self.bot.id].roles:
            self.guild.roles[role].permissions = rights

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.world.clock.ahead += seconds

    @staticmethod
    def visible_text(message: Message) -> str:
        """What a person reads of a message."""
        return visible.text(message)
