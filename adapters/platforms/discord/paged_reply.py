"""Answers of several messages where there is no thread: one of them at a time, with a table of contents to read on by."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from adapters.message import NO_WORKSPACE
from adapters.platforms.discord import menus, notices, render
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.shared.button_codec import Choice
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel, Part, Ports, Reply, Request
    from adapters.platforms.discord.menus import Drawn

_log = logging.getLogger(__name__)


class PagedReply:
    """Shows one message of an answer at a time, to one person."""

    def __init__(self, ports: Ports) -> None:
        self._component_state = ComponentState(ports.key_values)
        self._link_thread = ports.link_thread
        self._record_shown = ports.record_shown

    async def page(self, request: Request, reply: Reply, number: int = 0, *, private: bool) -> Drawn:
        """One message, from 0, with a menu of all; `request` is what was asked, and is asked again for another one.

        The buttons of a roundup know it by its own id.
        """
        fitting = render.fit(reply.parts)
        part = fitting[number] if number < len(fitting) else notices.STALE
        thread = reply.roundup_id or request.thread or ""
        await self._component_state.keep_choices([part], thread)
        is_opening = bool(reply.roundup_id) and number == 0
        body = render.body(part, framed=is_opening, private=private, thread=thread)
        if len(fitting) > 1:
            body["components"].append(await self._contents(request, fitting, number))
        if is_opening:
            await self._link_roundup(request.channel, reply.roundup_id)
        return body

    async def _contents(self, request: Request, fitting: Sequence[Part], shown: int) -> Drawn:
        choice = Choice(entry_point=request.entry_point, text=request.text, thread=request.thread or "")
        contents = menus.contents(choice, fitting, shown)
        if choice.name in contents["components"][0]["custom_id"]:
            await self._component_state.keep_choice(choice)
        return contents

    async def _link_roundup(self, channel: Channel, roundup_id: str) -> None:
        """A number in a dialogue, where there are no threads either, means the last roundup in it."""
        try:
            await self._link_thread(channel, roundup_id, roundup_id)
            if channel.workspace == NO_WORKSPACE:
                await self._record_shown(channel, channel.id, roundup_id)
        except PaperroundError:
            _log.warning("a roundup was shown that its buttons won't find", exc_info=True)
