"""The few things that an interaction takes: an answer at once or later, more after it, or nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.platforms.discord.request import InteractionTicket
    from adapters.platforms.discord.rest import DiscordRest

Json = dict[str, Any]
_MESSAGE, _LATER = 4, 5
_EPHEMERAL = 1 << 6
_HOOK = "/webhooks/{webhook}/{token}"


class Interactions:
    """Answers over REST; each method raises `DiscordRefused`, `TryLater` or `Uncertain`."""

    def __init__(self, rest: DiscordRest) -> None:
        self._rest = rest

    async def answer(self, ticket: InteractionTicket, body: Json) -> None:
        """The answer, within three seconds."""
        await self._callback(ticket, {"type": _MESSAGE, "data": body})

    async def later(self, ticket: InteractionTicket, *, private: bool) -> None:
        """The answer will come; the asker sees that it is being worked on."""
        await self._callback(ticket, {"type": _LATER, "data": {"flags": _EPHEMERAL if private else 0}})

    async def _callback(self, ticket: InteractionTicket, callback: Json) -> None:
        path = "/interactions/{webhook}/{token}/callback"
        await self._rest.post(path, callback, webhook=ticket.id, token=ticket.token)

    async def fill_in(self, ticket: InteractionTicket, body: Json) -> None:
        """The answer that was to come; whether it is private was said before."""
        path = f"{_HOOK}/messages/@original"
        changed = {**body, "flags": body["flags"] & ~_EPHEMERAL}
        await self._rest.patch(path, changed, webhook=ticket.application, token=ticket.token)

    async def take_back(self, ticket: InteractionTicket) -> None:
        """There will be no such answer."""
        await self._rest.delete(f"{_HOOK}/messages/@original", webhook=ticket.application, token=ticket.token)

    async def add(self, ticket: InteractionTicket, body: Json) -> None:
        """A further message."""
        await self._rest.post(_HOOK, body, webhook=ticket.application, token=ticket.token)
