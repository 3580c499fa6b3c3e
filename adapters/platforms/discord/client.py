"""The gateway's side: discord.py's client, which passes on what it hears in our own words."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from typing_extensions import override

from adapters.platforms.discord import request
from adapters.platforms.discord.command_tree import commands, explaining, synced
from adapters.platforms.discord.dispatcher import DiscordDispatcher
from adapters.platforms.discord.greeting import greet
from adapters.platforms.discord.guild_membership import GuildMembership
from adapters.platforms.discord.rights import ManageRule
from adapters.platforms.shared.event_processing import BackgroundTasks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapters.chat import EntryPoint, Ports
    from adapters.platforms.discord.command_tree import Interaction
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.platforms.discord.settings import DiscordAccess

_log = logging.getLogger(__name__)

_PATIENCE = 10.0


def intents(*, reads_all: bool) -> discord.Intents:
    """The least: servers and channels, and that messages were written; their words only where they are for us."""
    least = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    least.message_content = reads_all
    return least


class GatewayClient(discord.AutoShardedClient):
    """The bot's connection, without caches of members and messages, for all shards or for some."""

    def __init__(self, access: DiscordAccess, ports: Ports, rest: DiscordRest) -> None:
        super().__init__(
            intents=intents(reads_all=access.reads_all),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=access.guilds_ready_after,
            **_shards(access),
        )
        # A public hook for what can't be parsed doesn't exist: the error would end the whole connection.
        parsers = self._connection.parsers
        parsers.update({event: _careful(event, parse) for event, parse in parsers.items()})
        self._access = access
        self._ports = ports
        self._rest = rest
        self.tasks = BackgroundTasks()
        self._membership = GuildMembership(ports)
        self._dispatcher = self._dispatcher_for("", {})
        self.tree = _Tree(self)
        for command in commands(ports.commands, self.command, self.ping, ports.suggest):
            self.tree.add_command(command)
        self.tree.add_command(explaining(self.explain))

    def _dispatcher_for(self, application: str, ids: Mapping[str, str]) -> DiscordDispatcher:
        papers = next((one for typed, one in ids.items() if typed.partition(" ")[0] == "papers"), "")
        manage_rule = ManageRule(self._rest, application, papers, everyone=self._access.everyone)
        return DiscordDispatcher(self._ports, self._rest, manage_rule, ids, hears_all=self._access.reads_all)

    @override
    async def setup_hook(self) -> None:
        application = str(self.application_id)
        try:
            ids = await synced(self.tree, application, self._ports.key_values)
        except discord.DiscordException:
            _log.exception("Discord didn't take the commands; the ones it knows go on working")
            ids = {}
        self._dispatcher = self._dispatcher_for(application, ids)

    async def command(self, interaction: Interaction, entry_point: EntryPoint, text: str) -> None:
        """A slash command was used."""
        self.tasks.start(self._dispatcher.command(request.ticket(interaction), entry_point, text))

    async def ping(self, interaction: Interaction, role: discord.Role | None) -> None:
        """Somebody wants a role pinged by this channel's roundups, or nobody any more."""
        may_mention = role is None or role.mentionable or interaction.app_permissions.mention_everyone
        named = ("", "") if role is None else (str(role.id), "" if role.is_default() or not may_mention else role.name)
        self.tasks.start(self._dispatcher.ping(request.ticket(interaction), *named))

    async def explain(self, interaction: Interaction, words: str) -> None:
        """Somebody wants the papers explained that a message links to."""
        self.tasks.start(self._dispatcher.explain(request.ticket(interaction), words))

    async def outdated(self, interaction: Interaction) -> None:
        """A command came that this version doesn't have."""
        self.tasks.start(self._dispatcher.outdated(request.ticket(interaction)))

    async def on_interaction(self, interaction: Interaction) -> None:
        """A button or menu was used, or a window filled in; commands come in through the tree."""
        data = dict(interaction.data or {})
        if interaction.type is discord.InteractionType.component:
            self.tasks.start(self._dispatcher.pressed(request.ticket(interaction), data))
        elif interaction.type is discord.InteractionType.modal_submit:
            self.tasks.start(self._dispatcher.submitted(request.ticket(interaction), data))

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something; most of it isn't for us."""
        if self.user is None:
            return
        received = request.message(
            message,
            self.user.id,
            self._ports.is_addressed,
            reads_all=self._access.reads_all,
        )
        if received:
            self.tasks.start(self._dispatcher.message(received))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server invited us."""
        await self._membership.joined(str(guild.id))
        self.tasks.start(greet(self._rest, self._ports, str(guild.id)))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server has us; while we were away it may have thought better of a removal."""
        await self._membership.still_in(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server removed us."""
        await self._membership.left(str(guild.id))

    @override
    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        _log.exception("%s failed", event_method)

    @override
    async def close(self) -> None:
        """Finish what is in hand, then hang up."""
        await self.tasks.finish(_PATIENCE)
        await super().close()


def _careful(event: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A parser that logs an event which it can't read, and skips it."""

    def parsed(data: Any) -> Any:  # noqa: ANN401 - whatever Discord sent
        try:
            return parse(data)
        except Exception:  # noqa: BLE001 - the boundary to what is sent: it may lack anything
            _log.exception("Discord sent an event that can't be read: %s; it is skipped", event)
            return None

    return parsed


def _shards(access: DiscordAccess) -> dict[str, Any]:
    if access.shards is None:
        return {}
    ids, count = access.shards
    return {"shard_ids": list(ids), "shard_count": count}


class _Tree(app_commands.CommandTree[GatewayClient]):
    """The commands; what Discord sends that isn't one of them is answered, too."""

    @override
    async def on_error(
        self, interaction: discord.Interaction[GatewayClient], error: app_commands.AppCommandError, /
    ) -> None:
        _log.warning("a command failed: %s", error, exc_info=error)
        await interaction.client.outdated(interaction)
