"""Further answers to an interaction, by its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import bodies, interactions, posting
from tests.servers.discord.methods.interactions import reply
from tests.servers.discord.refusal import RefusalError, unknown

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.interactions import Interaction
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.world import Message


def _interaction(call: Call) -> Interaction:
    return interactions.live(call.service, call.params["application_id"], call.params["token"])


def _message(call: Call, interaction: Interaction) -> Message:
    named = call.params["message_id"]
    mine = (
        [interaction.original] if named == "@original" else [each for each in interaction.messages if each.id == named]
    )
    for each in mine:
        channel = call.service.world.channels.get(interaction.channel.id)
        if each and channel and (each.id in channel.messages or each.id in call.service.ephemeral):
            return each
    raise unknown("Message", 10008)


async def follow_up(call: Call) -> Json:
    """One more message; the first after a promise takes its place."""
    interaction, body = _interaction(call), call.form
    bodies.check(body, ephemeral=True)
    if interaction.channel.id not in call.service.world.channels:
        raise unknown("Channel", 10003)
    thread = interaction.channel.thread
    if thread and thread.archived and thread.locked:
        raise RefusalError(403, 50083, "Thread is archived")
    interaction.settle(call.service.world.clock.now())
    if interaction.loading and interaction.original is not None:
        interaction.loading = False
        return posting.edit(call.service, interaction.original, body).wire
    reply(call.service, interaction, body)
    return interaction.messages[-1].wire


async def get(call: Call) -> Json:
    """One answer as it stands."""
    return _message(call, _interaction(call)).wire


async def edit(call: Call) -> Json:
    """Change an answer; of a promise, keep it."""
    interaction = _interaction(call)
    message = _message(call, interaction)
    bodies.check(call.form, edited=message.wire)
    if message is interaction.original:
        interaction.loading = False
    if message not in interaction.messages:
        interaction.messages.append(message)
    interaction.settle(call.service.world.clock.now())
    return posting.edit(call.service, message, call.form).wire


async def delete(call: Call) -> None:
    """Take an answer back."""
    interaction = _interaction(call)
    message = _message(call, interaction)
    posting.delete(call.service, message)
    if message in interaction.messages:
        interaction.messages.remove(message)
    if message is interaction.original:
        interaction.original, interaction.loading = None, False


_ONE = "/webhooks/{application_id}/{token}/messages/{message_id}"
ROUTES: Routes = {
    "POST /webhooks/{application_id}/{token}": follow_up,
    f"GET {_ONE}": get,
    f"PATCH {_ONE}": edit,
    f"DELETE {_ONE}": delete,
}
