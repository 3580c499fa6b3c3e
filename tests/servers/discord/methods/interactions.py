"""The first answer to an interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import bodies, modals, posting
from tests.servers.discord import interactions as kinds
from tests.servers.discord.refusal import Form, RefusalError

if TYPE_CHECKING:
    from tests.servers.discord.call import Call, Routes
    from tests.servers.discord.interactions import Interaction
    from tests.servers.discord.refusal import Json
    from tests.servers.discord.service import Service

CHOICES, CHOICE_NAME = 25, 100


async def callback(call: Call) -> Json | None:
    """Take the first answer, if it comes in time and is one of those that the interaction may have."""
    service, body = call.service, call.form
    interaction = kinds.fresh(service, call.params["interaction_id"], call.params["token"])
    data: Json = body.get("data") or {}
    kind = body["type"] if isinstance(body.get("type"), int) else 0
    form = Form()
    form.choice(("type",), kind, _allowed(interaction))
    form.check()
    _check(kind, data, interaction)
    now = service.world.clock.now()
    interaction.answered = kind
    interaction.seconds = now - interaction.at
    _carry_out(service, interaction, kind, data)
    if kind not in {kinds.DEFERRED, kinds.DEFERRED_UPDATE}:
        interaction.settle(now)
    return _resource(interaction, kind) if call.query.get("with_response") in {"1", "true"} else None


def _allowed(interaction: Interaction) -> tuple[int, ...]:
    opened_by_button = interaction.kind == kinds.SUBMITTED and interaction.source is not None
    updates = (kinds.DEFERRED_UPDATE, kinds.UPDATE) if opened_by_button else ()
    return (*kinds.ALLOWED[interaction.kind], *updates)


def _check(kind: int, data: Json, interaction: Interaction) -> None:
    thread = interaction.channel.thread
    if thread and thread.archived and thread.locked and kind in {kinds.MESSAGE, kinds.DEFERRED}:
        raise RefusalError(403, 50083, "Thread is archived")
    if kind == kinds.MESSAGE:
        bodies.check(data, ephemeral=True)
    elif kind == kinds.UPDATE and interaction.source is not None:
        bodies.check(data, edited=interaction.source.wire)
    elif kind == kinds.MODAL:
        modals.check(data)
    elif kind == kinds.CHOICES:
        _check_choices(data.get("choices"))


def _check_choices(choices: object) -> None:
    form = Form()
    for at, each in enumerate(form.many(("choices",), choices, most=CHOICES)):
        form.text(("choices", at, "name"), each.get("name"), least=1, most=CHOICE_NAME, required=True)
        if isinstance(each.get("value"), str):
            form.text(("choices", at, "value"), each["value"], least=1, most=CHOICE_NAME, required=True)
    form.check()


def _carry_out(service: Service, interaction: Interaction, kind: int, data: Json) -> None:
    if kind in {kinds.MESSAGE, kinds.DEFERRED}:
        if kind == kinds.DEFERRED:
            interaction.loading = True
            data = {"flags": (data.get("flags") or 0) & bodies.EPHEMERAL | bodies.LOADING}
        reply(service, interaction, data)
        interaction.original = interaction.messages[0]
    elif kind == kinds.DEFERRED_UPDATE:
        interaction.original = interaction.source
    elif kind == kinds.UPDATE and interaction.source is not None:
        interaction.original = posting.edit(service, interaction.source, data)
        interaction.messages.append(interaction.original)
    elif kind == kinds.MODAL:
        interaction.modal = data
    elif kind == kinds.CHOICES:
        interaction.choices = data.get("choices") or []


def reply(service: Service, interaction: Interaction, data: Json) -> None:
    """A message that answers an interaction, for all or for the one who asked."""
    hidden = kinds.seen_by(interaction, data)
    message = posting.post(service, interaction.channel, service.bot, data, interaction=interaction.id, seen_by=hidden)
    message.wire["type"] = posting.COMMAND_ANSWER if interaction.kind == kinds.COMMAND else posting.REPLY
    message.wire["webhook_id"] = service.bot.id
    message.wire["application_id"] = service.bot.id
    interaction.messages.append(message)


def _resource(interaction: Interaction, kind: int) -> Json:
    said: Json = {"id": interaction.id, "type": interaction.kind}
    message = interaction.original
    if message is None:
        return {"interaction": said, "resource": {"type": kind}}
    said["response_message_id"] = message.id
    said["response_message_loading"] = interaction.loading
    said["response_message_ephemeral"] = bool(message.seen_by)
    return {"interaction": said, "resource": {"type": kind, "message": message.wire}}


ROUTES: Routes = {"POST /interactions/{interaction_id}/{token}/callback": callback}
