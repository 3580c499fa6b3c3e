"""A roundup that gets no thread: its opening post, with a table of contents to read on from."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.platforms.discord import menus, notices, render
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.posting import DIRECT
from adapters.platforms.driver.choices import Choice
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from adapters.chat import Channel, LinkThread, Reply, Request
    from adapters.platforms.discord.menus import Drawn
    from adapters.store.ports import KeyValueStore

_log = logging.getLogger(__name__)


class PagedRoundup:
    """Shows one message of a roundup at a time, to one person."""

    def __init__(self, key_values: KeyValueStore, link_thread: LinkThread) -> None:
        self._component_state = ComponentState(key_values)
        self._link_thread = link_thread

    async def opening(self, request: Request, reply: Reply, *, private: bool) -> Drawn:
        """The first message, whose buttons know the roundup by its own id."""
        first, *others = render.fit(reply.parts)
        await self._component_state.keep_choices([first], reply.roundup)
        body = render.body(first, framed=True, private=private, thread=reply.roundup)
        if others:
            choice = Choice(entry_point=request.entry_point, text=request.text, thread=request.thread or "")
            contents = menus.contents(choice, others)
            if choice.name in contents["components"][0]["custom_id"]:
                await self._component_state.keep_choice(choice)
            body["components"].append(contents)
        await self._tie(request.channel, reply.roundup)
        return body

    async def section(self, request: Request, reply: Reply, number: int, *, private: bool) -> Drawn:
        """A further message, from 1; `request` is what the roundup was asked with, and asked again."""
        fitting = render.fit(reply.parts)
        part = fitting[number] if 0 < number < len(fitting) else notices.STALE
        thread = reply.roundup or request.thread or ""
        await self._component_state.keep_choices([part], thread)
        return render.body(part, private=private, thread=thread)

    async def _tie(self, channel: Channel, roundup: str) -> None:
        """A number in a dialogue, where there are no threads either, means the last roundup in it."""
        try:
            await self._link_thread(channel, roundup, roundup)
            if channel.workspace == DIRECT:
                await self._link_thread(channel, channel.id, roundup)
        except PaperroundError:
            _log.warning("a roundup was shown that its buttons won't find", exc_info=True)
