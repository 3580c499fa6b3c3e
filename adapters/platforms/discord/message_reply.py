"""From a message that calls the bot to its answer, in the open, under that message."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.platforms.discord import notices, render
from adapters.platforms.discord.command_mentions import mentioned
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.failures import REPLY_NEEDS_HISTORY, THREAD_ARCHIVED, DiscordRefused
from adapters.platforms.discord.paged_reply import PagedReply
from adapters.platforms.discord.posting import DIRECT
from adapters.platforms.driver.answering import told_to_wait
from adapters.platforms.driver.commands import SHARE
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Ports, Reply
    from adapters.platforms.discord.menus import Drawn
    from adapters.platforms.discord.request import DiscordRequest
    from adapters.platforms.discord.rest import DiscordRest

QUICK = 0.5
"""Seconds after which people see that the bot is writing."""


class MessageReply:
    """Shows what the bot answers to mentions and replies."""

    def __init__(self, rest: DiscordRest, ports: Ports, commands: Mapping[str, str]) -> None:
        self._rest = rest
        self._commands = commands
        self._answer = ports.answer
        self._component_state = ComponentState(ports.key_values)
        self._paged_reply = PagedReply(ports)

    async def answer(self, received: DiscordRequest) -> None:
        """Ask the bot and answer the message."""
        await self._show(received, await self._reply(received))

    async def _reply(self, received: DiscordRequest) -> Reply:
        answer = asyncio.ensure_future(self._answer(received.request))
        await told_to_wait(answer, QUICK, lambda: self._is_typing(received.place))
        return await answer

    async def _is_typing(self, place: str) -> None:
        with suppress(PaperroundError):
            await self._rest.post("/channels/{channel}/typing", None, channel=place)

    async def _show(self, received: DiscordRequest, reply: Reply) -> None:
        channel = received.request.channel
        if reply.roundup and (channel.workspace == DIRECT or received.place != channel.id):
            body = await self._paged_reply.page(received.request, reply, private=False)
            await self._post(received, body, 0)
        elif reply.roundup:
            await self._shared(received, reply)
        else:
            fitting = render.fit(reply.parts)
            await self._component_state.keep_choices(fitting, received.request.thread or "")
            for number, part in enumerate(fitting):
                await self._post(received, render.body(part, thread=received.request.thread or ""), number)

    async def _shared(self, received: DiscordRequest, reply: Reply) -> None:
        """A roundup that was asked for before everybody, shared as if its button had been pressed."""
        words = f"{SHARE} {reply.roundup}"
        asked = replace(received.request, entry_point="papers", text=words, thread=None)
        shared = await self._answer(asked)
        if not shared.posted:
            await self._post(received, render.body(shared.parts[0]), 0)
        elif shared.posted == "before" or received.place != received.request.channel.id:
            await self._post(received, render.body(notices.IN_THE_CHANNEL), 0)

    async def _post(self, received: DiscordRequest, body: Drawn, number: int) -> None:
        """An answer under the message; the nonce keeps a second process that heard it, too, from answering again."""
        reference = {"message_id": received.message, "fail_if_not_exists": False}
        nonce = hashlib.sha256(f"{received.message}/{number}".encode()).hexdigest()[:24]
        whole = {
            **mentioned(body, self._commands),
            "message_reference": reference,
            "nonce": nonce,
            "enforce_nonce": True,
        }
        try:
            await self._rest.post("/channels/{channel}/messages", whole, channel=received.place)
        except DiscordRefused as refused:
            if refused.code == THREAD_ARCHIVED:
                await self._rest.patch("/channels/{channel}", {"archived": False}, channel=received.place)
            elif refused.code == REPLY_NEEDS_HISTORY:
                del whole["message_reference"]
            else:
                raise
            await self._rest.post("/channels/{channel}/messages", whole, channel=received.place)
