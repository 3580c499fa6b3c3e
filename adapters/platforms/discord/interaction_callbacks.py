"""The answers that Discord takes to an interaction, over REST: at once, later, in place of what stands there, or added."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from adapters.errors import TryLater, Uncertain
from adapters.platforms.discord.command_mentions import mentioned
from adapters.platforms.discord.failures import ALREADY_ANSWERED, UNKNOWN_MESSAGE, DiscordRefused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from adapters.platforms.discord.request import InteractionTicket
    from adapters.platforms.discord.rest import DiscordRest

Json = dict[str, Any]
_MESSAGE, _LATER, _CHANGED_LATER, _CHANGED, _WINDOW = 4, 5, 6, 7, 9
_EPHEMERAL = 1 << 6
_PAUSES = (0.2, 0.6)
"""Seconds between copies; all of them fit into the three that Discord gives."""
_HOOK = "/webhooks/{webhook}/{token}"
FIRST = "@original"
"""What the first answer to an interaction goes by; others go by their ids."""


class Interactions:
    """Answers over REST; each method raises `DiscordRefused`, `TryLater` or `Uncertain`, where sending again didn't help."""

    def __init__(self, rest: DiscordRest, commands: Mapping[str, str]) -> None:
        self._rest = rest
        self._commands = commands

    async def answer(self, ticket: InteractionTicket, body: Json) -> str:
        """The answer, within three seconds, and what it goes by."""
        await self._callback(ticket, {"type": _MESSAGE, "data": mentioned(body, self._commands)})
        return FIRST

    async def later(self, ticket: InteractionTicket, *, private: bool) -> None:
        """The answer will come; the asker sees that it is being worked on."""
        await self._callback(ticket, {"type": _LATER, "data": {"flags": _EPHEMERAL if private else 0}})

    async def open(self, ticket: InteractionTicket, window: Json) -> None:
        """A window to fill in, within three seconds."""
        await self._callback(ticket, {"type": _WINDOW, "data": window})

    async def change(self, ticket: InteractionTicket, body: Json) -> None:
        """The message that was pressed now says this, within three seconds."""
        changed = {**mentioned(body, self._commands), "flags": body["flags"] & ~_EPHEMERAL}
        await self._callback(ticket, {"type": _CHANGED, "data": changed})

    async def change_later(self, ticket: InteractionTicket) -> None:
        """The message that was pressed will say something else."""
        await self._callback(ticket, {"type": _CHANGED_LATER})

    async def _callback(self, ticket: InteractionTicket, callback: Json) -> None:
        path = "/interactions/{webhook}/{token}/callback"
        send = partial(self._rest.post, path, callback, webhook=ticket.id, token=ticket.token)
        try:
            await send()
        except (TryLater, Uncertain):
            try:
                await _again(send)
            except DiscordRefused as refused:
                # Discord takes one callback; that there was one already means that the first copy arrived.
                if refused.code != ALREADY_ANSWERED:
                    raise

    async def fill_in(self, ticket: InteractionTicket, body: Json, message: str = FIRST) -> None:
        """The answer that was to come, or what another message of ours says now; whether it is private was said before."""
        path = f"{_HOOK}/messages/{message}"
        changed = {**mentioned(body, self._commands), "flags": body["flags"] & ~_EPHEMERAL}
        await _again(partial(self._rest.patch, path, changed, webhook=ticket.application, token=ticket.token))

    async def fill_in_or_add(self, ticket: InteractionTicket, body: Json) -> str:
        """The same; a message of its own where the asker dismissed what stood for it meanwhile."""
        try:
            await self.fill_in(ticket, body)
        except DiscordRefused as refused:
            if refused.code != UNKNOWN_MESSAGE:
                raise
            return await self.add(ticket, body)
        return FIRST

    async def take_back(self, ticket: InteractionTicket) -> None:
        """There will be no such answer; that it was dismissed already is as well."""
        path = f"{_HOOK}/messages/{FIRST}"
        try:
            await _again(partial(self._rest.delete, path, webhook=ticket.application, token=ticket.token))
        except DiscordRefused as refused:
            if refused.code != UNKNOWN_MESSAGE:
                raise

    async def add(self, ticket: InteractionTicket, body: Json) -> str:
        """A further message, by its id; sent once, since a second copy would stand there twice."""
        told = mentioned(body, self._commands)
        added = await self._rest.post(_HOOK, told, webhook=ticket.application, token=ticket.token)
        return str(added["id"])


async def _again(send: Callable[[], Awaitable[Json]]) -> None:
    """Send what may arrive twice without harm, up to three times."""
    for pause in _PAUSES:
        try:
            await send()
        except (TryLater, Uncertain):
            await asyncio.sleep(pause)
        else:
            return
    await send()
