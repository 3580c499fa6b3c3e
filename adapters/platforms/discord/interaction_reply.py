"""From an interaction to its answer on the screen: in time, for the right eyes, and in as few messages as it takes."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.chat import Reply
from adapters.platforms.discord import direct_messages, menus, notices, render
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.failures import ALREADY_ANSWERED, EXPIRED, NO_MORE_FOLLOW_UPS, DiscordRefused
from adapters.platforms.discord.interaction_callbacks import FIRST, Interactions
from adapters.platforms.discord.paged_reply import PagedReply
from adapters.platforms.shared.command_words import SHARE
from adapters.platforms.shared.event_processing import show_growing, told_to_wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from adapters.chat import Part, Ports, Request
    from adapters.platforms.discord.menus import Drawn
    from adapters.platforms.discord.request import InteractionTicket
    from adapters.platforms.discord.rest import DiscordRest
    from adapters.platforms.discord.rights import ManageRule

    Told = tuple[Sequence[Drawn], bool]
    """The messages of a reply, and whether they are for the asker alone."""
    Bodies = Callable[[Reply], Awaitable[Told]]
    Say = Callable[[Told], Awaitable[str]]
    """Says messages; what the first goes by."""

_log = logging.getLogger(__name__)

QUICK_SECONDS = 0.8
"""Seconds that an answer has before the asker is told to wait; Discord gives three, the network takes some."""
LONGEST_SECONDS = 14 * 60.0


class InteractionReply:
    """Shows what the bot answers to commands and pressed buttons."""

    def __init__(
        self,
        rest: DiscordRest,
        ports: Ports,
        manage_rule: ManageRule,
        commands: Mapping[str, str],
        *,
        hears_all: bool,
    ) -> None:
        self._rest = rest
        self._answer = ports.answer
        self._manage_rule = manage_rule
        self._hears_all = hears_all
        self._interactions = Interactions(rest, commands)
        self._component_state = ComponentState(ports.key_values)
        self._paged_reply = PagedReply(ports)

    async def answer(
        self,
        ticket: InteractionTicket,
        request: Request,
        *,
        discreet: bool = False,
        page: int | None = None,
        is_menu: bool = False,
    ) -> None:
        """Ask the bot and show its reply.

        `discreet` keeps even an open reply between us; `page` is which message of an answer is wanted, which then
        takes the place of the one shown. A choice from a menu does so, too, in messages that only the asker sees.
        """
        asking = asyncio.create_task(self._reply(ticket, request))
        try:
            if ticket.pressed and page is None and request.text.startswith(f"{SHARE} "):
                await self._share(ticket, request, asking)
            elif is_menu and _is_changed(ticket, page):
                await self._change(ticket, request, asking, page=page, discreet=discreet)
            else:
                await self._add(ticket, request, asking, page=page, discreet=discreet)
        except DiscordRefused as refused:
            if refused.code not in EXPIRED | {ALREADY_ANSWERED}:
                raise
            _log.warning("an interaction was over before its answer: %s", refused)
            if refused.code in EXPIRED and ticket.is_ours:
                await direct_messages.to_person(self._rest, ticket.user, notices.OVER)
        finally:
            asking.cancel()

    async def _add(
        self,
        ticket: InteractionTicket,
        request: Request,
        asking: asyncio.Task[Reply],
        *,
        page: int | None,
        discreet: bool,
    ) -> None:
        """The reply in messages of its own."""
        later = partial(self._interactions.later, ticket, private=not ticket.is_direct)
        deferred = await told_to_wait(asking, QUICK_SECONDS, later)
        reply = await asking
        if page is None:
            bodies = partial(self._bodies, ticket, request, discreet=discreet)
            await self._show(ticket, reply, bodies, partial(self._say, ticket, deferred=deferred))
            return
        private = not ticket.is_direct
        body = await self._paged_reply.page(request, reply, page, private=private)
        await self._say(ticket, ([body], private), deferred=deferred)

    async def _share(self, ticket: InteractionTicket, request: Request, asking: asyncio.Task[Reply]) -> None:
        """Who shared it, in place of the button; what keeps it from being shared stands beside."""
        deferred = await told_to_wait(asking, QUICK_SECONDS, partial(self._interactions.change_later, ticket))
        reply = await asking
        if reply.posted:
            body = await self._paged_reply.page(request, reply, private=False)
            await (self._interactions.fill_in if deferred else self._interactions.change)(ticket, body)
            return
        show = self._interactions.add if deferred else self._interactions.answer
        for part in render.fit(reply.parts):
            await show(ticket, render.body(part, private=not ticket.is_direct))
            show = self._interactions.add

    async def _change(
        self,
        ticket: InteractionTicket,
        request: Request,
        asking: asyncio.Task[Reply],
        *,
        page: int | None,
        discreet: bool,
    ) -> None:
        """The reply in place of the message that was pressed, unless it is for everybody."""
        deferred = await told_to_wait(asking, QUICK_SECONDS, partial(self._interactions.change_later, ticket))
        reply = await asking
        if page is None and not (reply.private or discreet):
            first = self._interactions.add if deferred else self._interactions.answer
            bodies = partial(self._bodies, ticket, request, discreet=False)
            await self._show(ticket, reply, bodies, partial(self._begin, ticket, first))
            return

        async def body(shown: Reply) -> Drawn:
            made = await self._paged_reply.page(request, shown, page or 0, private=False)
            if page is None and ticket.pressed:
                made["components"] += menus.kept_menus(ticket.pressed.menus)
            return made

        async def show(shown: Reply) -> None:
            await (self._interactions.fill_in if deferred else self._interactions.change)(ticket, await body(shown))

        async def grow(_before: Reply, after: Reply) -> None:
            await self._interactions.fill_in(ticket, await body(after))

        await show_growing(reply, show, grow)

    async def may_manage(self, ticket: InteractionTicket) -> bool:
        """Whether the asker may change what the channel is subscribed to."""
        return ticket.is_ours and await self._manage_rule.allows(ticket.member)

    async def open(self, ticket: InteractionTicket, window: Drawn) -> None:
        """Answer with a window to fill in."""
        await self._interactions.open(ticket, window)

    async def tell(self, ticket: InteractionTicket, part: Part) -> None:
        """Answer with something that the bot needn't be asked for, for the asker alone."""
        await self._interactions.answer(ticket, render.body(part, private=True))

    async def tell_late(self, ticket: InteractionTicket, part: Part) -> None:
        """The same where it isn't known whether there was an answer already."""
        try:
            await self.tell(ticket, part)
        except DiscordRefused as refused:
            if refused.code == ALREADY_ANSWERED:
                await self._interactions.add(ticket, render.body(part, private=True))

    async def _reply(self, ticket: InteractionTicket, request: Request) -> Reply:
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                person = replace(request.person, may_manage=await self.may_manage(ticket))
                return await self._answer(
                    replace(request, person=person, hears_all=self._hears_all or ticket.is_direct)
                )
        except TimeoutError:
            return Reply(parts=(notices.TOO_LONG,))

    async def _show(self, ticket: InteractionTicket, reply: Reply, bodies: Bodies, say: Say) -> None:
        """Show it at once, and have its first message grow where there is more to say."""
        standing = FIRST

        async def show(shown: Reply) -> None:
            nonlocal standing
            standing = await say(await bodies(shown))

        async def grow(_before: Reply, after: Reply) -> None:
            (first, *_), _private = await bodies(after)
            await self._interactions.fill_in(ticket, first, standing)

        await show_growing(reply, show, grow)

    async def _bodies(self, ticket: InteractionTicket, request: Request, reply: Reply, *, discreet: bool) -> Told:
        """The messages of a reply, and whether they are for the asker alone."""
        private = (reply.private or (discreet and not reply.roundup_id)) and not ticket.is_direct
        if reply.roundup_id or (private and len(reply.parts) > 1):
            return [await self._paged_reply.page(request, reply, private=private)], private
        thread, fitting = request.thread or "", render.fit(reply.parts)
        await self._component_state.keep_choices(fitting, thread)
        return [render.body(part, private=private, thread=thread) for part in fitting], private

    async def _say(self, ticket: InteractionTicket, messages: Told, *, deferred: bool) -> str:
        first = self._interactions.answer
        if deferred and (messages[1] or ticket.is_direct):
            first = self._interactions.fill_in_or_add
        elif deferred:
            # A wait that only the asker sees can't become an answer for all.
            await self._interactions.take_back(ticket)
            first = self._interactions.add
        return await self._begin(ticket, first, messages)

    async def _begin(
        self, ticket: InteractionTicket, begin: Callable[[InteractionTicket, Drawn], Awaitable[str]], messages: Told
    ) -> str:
        """Say the first in a way of its own, and the others below."""
        first, *others = messages[0]
        standing = await begin(ticket, first)
        for body in others:
            try:
                await self._interactions.add(ticket, body)
            except DiscordRefused as refused:
                if refused.code != NO_MORE_FOLLOW_UPS:
                    raise
                break
        return standing


def _is_changed(ticket: InteractionTicket, page: int | None) -> bool:
    """Whether a choice changes the message that it was made in: one that nobody else reads, or pages through."""
    return ticket.pressed is not None and (ticket.pressed.is_private or (ticket.is_direct and page is not None))
