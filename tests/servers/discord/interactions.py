"""Interactions: what a person does with the bot, and the bot's answers to it."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers.discord import bodies, permissions, pieces, visible
from tests.servers.discord.refusal import RefusalError, unknown

if TYPE_CHECKING:
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service
    from tests.servers.discord.world import Channel, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMITTED = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    COMMAND: (MESSAGE, DEFERRED, MODAL),
    COMPONENT: (MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    AUTOCOMPLETE: (CHOICES,),
    SUBMITTED: (MESSAGE, DEFERRED),
}


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One thing that a person did, and what came of it.

    Attributes:
        kind: 2 a command, 3 a component, 4 autocomplete, 5 a modal.
        at: When it was done.
        source: The message that was pressed, if one was.
        answered: The type of the first answer; None until there is one, and for good where the bot was too late.
        original: What `@original` is.
        messages: All messages that answered it, the original first.
        modal: The modal that it opened.
        choices: What autocomplete offered.
        seconds: How long the first answer took.
        settled_seconds: How long the first answer that says something took.
    """

    id: str
    token: str
    kind: int
    user: User
    channel: Channel
    at: float
    source: Message | None = None
    answered: int | None = None
    original: Message | None = None
    messages: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    seconds: float = 0.0
    settled_seconds: float = 0.0
    loading: bool = False

    @property
    def failed(self) -> bool:
        """Whether the person reads that the application did not respond."""
        return self.answered is None

    @property
    def settled(self) -> bool:
        """Whether the answer is there, not just a promise of one."""
        return self.answered is not None and bool(self.settled_seconds)

    @property
    def message(self) -> Message | None:
        """The answer."""
        return self.original or (self.messages[0] if self.messages else None)

    @property
    def followups(self) -> list[Message]:
        """Further answers."""
        return [each for each in self.messages if each is not self.original]

    @property
    def private(self) -> bool:
        """Whether only the person sees the answer."""
        return self.message is not None and bool(self.message.seen_by)

    @property
    def text(self) -> str:
        """All that the person reads, answer and further ones."""
        return "\n".join(visible.text(each) for each in self.messages)

    def settle(self, now: float) -> None:
        """The person has something to read now."""
        self.settled_seconds = self.settled_seconds or max(now - self.at, 1e-6)


def begin(
    service: Service, kind: int, data: Json, *, user: User, channel: Channel, source: Message | None = None
) -> Interaction:
    """Something was done: the bot hears of it over the gateway."""
    token = base64.urlsafe_b64encode(f"interaction:{secrets.token_hex(24)}".encode()).decode().rstrip("=")
    interaction = Interaction(
        id=service.world.snowflakes.next(),
        token=token,
        kind=kind,
        user=user,
        channel=channel,
        at=service.world.clock.now(),
        source=source,
    )
    service.interactions[token] = interaction
    wire = _wire(service, interaction, data)
    service.gateway.dispatch("INTERACTION_CREATE", wire, guild_id=channel.guild_id)
    return interaction


def _wire(service: Service, interaction: Interaction, data: Json) -> Json:
    channel, user, guild = interaction.channel, interaction.user, service.world.guild_of(interaction.channel)
    wire: Json = {
        "id": interaction.id,
        "application_id": service.bot.id,
        "type": interaction.kind,
        "data": data,
        "token": interaction.token,
        "version": 1,
        "channel_id": channel.id,
        "channel": pieces.channel(channel, service.world.users),
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10_485_760,
        "app_permissions": str(permissions.EVERYTHING if guild is None else 0),
        "authorizing_integration_owners": {"1": user.id} if user.id in service.user_installs else {},
    }
    if interaction.source is not None:
        wire["message"] = interaction.source.wire
    if guild is None:
        wire["authorizing_integration_owners"].setdefault("0", "0")
        return wire | {"user": pieces.user(user), "context": 1 if service.bot.id in channel.recipients else 2}
    if service.bot.id in guild.members:
        wire["authorizing_integration_owners"]["0"] = guild.id
    member = pieces.member(guild.members[user.id])
    member["permissions"] = str(permissions.in_channel(guild, channel, user.id))
    wire["channel"]["permissions"] = member["permissions"]
    partial = {"id": guild.id, "locale": "en-US", "features": []}
    held = permissions.in_channel(guild, channel, service.bot.id)
    return wire | {
        "guild_id": guild.id,
        "guild": partial,
        "guild_locale": "en-US",
        "member": member,
        "context": 0,
        "app_permissions": str(held),
    }


def fresh(service: Service, interaction_id: str, token: str) -> Interaction:
    """The interaction that a callback answers, if it still may."""
    interaction = service.interactions.get(token)
    now = service.world.clock.now()
    if interaction is None or interaction.id != interaction_id:
        raise unknown("interaction", 10062)
    if interaction.answered is not None:
        raise RefusalError(400, 40060, "Interaction has already been acknowledged.")
    if now > interaction.at + service.answer_seconds:
        raise unknown("interaction", 10062)
    return interaction


def live(service: Service, application_id: str, token: str) -> Interaction:
    """The interaction behind a webhook's token, if the token still is good."""
    interaction = service.interactions.get(token)
    if application_id != service.bot.id:
        raise unknown("Webhook", 10015)
    if interaction is None or service.world.clock.now() > interaction.at + service.token_seconds:
        raise RefusalError(401, 50027, "Invalid Webhook Token")
    if interaction.answered is None:
        raise unknown("Webhook", 10015)
    return interaction


def seen_by(interaction: Interaction, body: Json) -> str:
    """Who alone sees an answer; "" if everybody does."""
    return interaction.user.id if (body.get("flags") or 0) & bodies.EPHEMERAL else ""
