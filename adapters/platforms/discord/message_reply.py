"""From a message that calls the bot to its answer, in the open, under that message."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from adapters.message import NO_WORKSPACE
from adapters.platforms.discord import notices, render
from adapters.platforms.discord.command_mentions import mentioned
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.failures import REPLY_NEEDS_HISTORY, THREAD_ARCHIVED, DiscordRefused
from adapters.platforms.discord.paged_reply import PagedReply
from adapters.platforms.shared.command_words import SHARE
from adapters.platforms.shared.event_processing import show_growing
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Ports, Reply, Request
    from adapters.platforms.discord.menus import Drawn
    from adapters.platforms.discord.request import DiscordRequest
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.platforms.discord.rights import ManageRule

QUICK_SECONDS = 0.5
"""Seconds after which people see that the bot is writing."""
TYPING_SECONDS = 8.0
"""Seconds for which Discord shows that, nearly."""


class MessageReply:
    """Shows what the bot answers to mentions and replies."""

    def __init__(self, rest: DiscordRest, ports: Ports, manage_rule: ManageRule, commands: Mapping[str, str]) -> None:
        self._rest = rest
        self._manage_rule = manage_rule
        self._commands = commands
        self._answer = ports.answer
        self._is_beyond_roundup = ports.is_beyond_roundup
        self._component_state = ComponentState(ports.key_values)
        self._paged_reply = PagedReply(ports)

    async def answer(self, received: DiscordRequest) -> None:
        """Ask the bot and answer the message; numbers that mean nothing here are talk among people."""
        asked = received.request
        if not received.called and await self._is_beyond_roundup(asked.channel, asked.thread or "", asked.text):
            return
        standing: list[str] = []

        async def show(reply: Reply) -> None:
            standing.extend(await self._show(received, reply))

        async def grow(_before: Reply, after: Reply) -> None:
            for message, body in zip(standing, await self._bodies(received, after), strict=False):
                await self._rest.patch(
                    "/channels/{channel}/messages/{message}", body, channel=received.channel_or_thread, message=message
                )

        await show_growing(await self._reply(received), show, grow)

    async def _reply(self, received: DiscordRequest) -> Reply:
        answer = asyncio.ensure_future(self._ask(received, received.request))
        await asyncio.wait([answer], timeout=QUICK_SECONDS)
        while not answer.done():
            await self._is_typing(received.channel_or_thread)
            await asyncio.wait([answer], timeout=TYPING_SECONDS)
        return await answer

    async def _ask(self, received: DiscordRequest, request: Request) -> Reply:
        """What the bot answers to the author of the message, by whose rights it is decided what may be changed."""
        person = replace(request.person, may_manage=await self._manage_rule.allows(received.member))
        return await self._answer(replace(request, person=person))

    async def _is_typing(self, place: str) -> None:
        with suppress(PaperroundError):
            await self._rest.post("/channels/{channel}/typing", None, channel=place)

    async def _show(self, received: DiscordRequest, reply: Reply) -> list[str]:
        """Post it; says which messages it stands in, where it is more than a roundup's first page."""
        channel = received.request.channel
        if reply.roundup_id and (channel.workspace == NO_WORKSPACE or received.channel_or_thread != channel.id):
            body = await self._paged_reply.page(received.request, reply, private=False)
            await self._post(received, body, 0)
        elif reply.roundup_id:
            await self._shared(received, reply)
        else:
            bodies = await self._bodies(received, reply)
            return [await self._post(received, body, number) for number, body in enumerate(bodies)]
        return []

    async def _bodies(self, received: DiscordRequest, reply: Reply) -> list[Drawn]:
        thread, fitting = received.request.thread or "", render.fit(reply.parts)
        await self._component_state.keep_choices(fitting, thread)
        return [mentioned(render.body(part, thread=thread), self._commands) for part in fitting]

    async def _shared(self, received: DiscordRequest, reply: Reply) -> None:
        """A roundup that was asked for before everybody, shared as if its button had been pressed."""
        words = f"{SHARE} {reply.roundup_id}"
        asked = replace(received.request, entry_point="papers", text=words, thread=None)
        shared = await self._ask(received, asked)
        if not shared.posted:
            await self._post(received, render.body(shared.parts[0]), 0)
        elif shared.posted == "before":
            await self._post(received, render.body(notices.in_the_channel(asked.channel, shared.opening)), 0)

    async def _post(self, received: DiscordRequest, body: Drawn, number: int) -> str:
        """The id of an answer under the message; the nonce keeps a second process that heard it, too, from answering again."""
        reference = {"message_id": received.message, "fail_if_not_exists": False}
        nonce = hashlib.sha256(f"{received.message}/{number}".encode()).hexdigest()[:24]
        whole = {
            **mentioned(body, self._commands),
            "message_reference": reference,
            "nonce": nonce,
            "enforce_nonce": True,
        }
        try:
            posted = await self._rest.post("/channels/{channel}/messages", whole, channel=received.channel_or_thread)
        except DiscordRefused as refused:
            if refused.code == THREAD_ARCHIVED:
                await self._rest.patch("/channels/{channel}", {"archived": False}, channel=received.channel_or_thread)
            elif refused.code == REPLY_NEEDS_HISTORY:
                del whole["message_reference"]
            else:
                raise
            posted = await self._rest.post("/channels/{channel}/messages", whole, channel=received.channel_or_thread)
        return str(posted["id"])
