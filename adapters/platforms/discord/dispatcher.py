"""What people do, once each, on its way to an answer; whatever goes wrong with one stops no other."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from adapters.platforms.discord import menus, notices, subscription_modal
from adapters.platforms.discord.component_state import ComponentState
from adapters.platforms.discord.interaction_reply import InteractionReply
from adapters.platforms.discord.message_reply import MessageReply
from adapters.platforms.discord.rights import ManageRule, invite
from adapters.platforms.discord.settings import PLATFORM
from adapters.platforms.shared.command_words import CHANGE
from adapters.platforms.shared.event_processing import Deduplicator
from adapters.store.ports import on_topic
from digest.errors import PaperroundError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from adapters.chat import EntryPoint, Part, Ports
    from adapters.platforms.discord.request import DiscordRequest, InteractionTicket
    from adapters.platforms.discord.rest import DiscordRest

_log = logging.getLogger(__name__)

AT_ONCE = 3
"""Papers of one message that are explained."""
_HEARD_FOR_SECONDS = 900
_BEFORE_WINDOW_SECONDS = 1.5
"""Seconds that may pass before a window is opened; Discord waits three."""


class DiscordDispatcher:
    """Takes commands, presses and messages as they come."""

    def __init__(
        self,
        ports: Ports,
        rest: DiscordRest,
        manage_rule: ManageRule,
        commands: Mapping[str, str],
        *,
        hears_all: bool = False,
    ) -> None:
        """`commands` are the ids of the commands by what is typed of them, as far as they are known."""
        self._deduplicator = Deduplicator(ports.key_values, PLATFORM)
        self._component_state = ComponentState(ports.key_values)
        self._interaction_reply = InteractionReply(rest, ports, manage_rule, commands, hears_all=hears_all)
        self._linked_papers = ports.linked_papers
        self._need_membership = ports.commands.need_membership
        self._subscriptions = ports.subscriptions
        self._message_reply = MessageReply(rest, ports, manage_rule, commands)

    async def command(self, ticket: InteractionTicket, entry_point: EntryPoint, text: str) -> None:
        """A slash command was used."""
        async with self._handling(ticket) as is_first:
            if not is_first:
                return
            if not ticket.is_ours and entry_point == "papers" and text.partition(" ")[0] in self._need_membership:
                await self._interaction_reply.tell(ticket, notices.not_a_member(invite(ticket.application)))
                return
            if not (entry_point == "papers" and await self._opens_window(ticket, text)):
                await self._interaction_reply.answer(ticket, ticket.request(entry_point, text, thread=ticket.thread))

    async def submitted(self, ticket: InteractionTicket, filled: Mapping[str, Any]) -> None:
        """A window was filled in."""
        async with self._handling(ticket) as is_first:
            if not is_first:
                return
            changed = await self._component_state.read_choice(str(filled.get("custom_id")))
            if changed is None:
                await self._interaction_reply.tell(ticket, notices.STALE)
                return
            words = subscription_modal.command(changed.text.removeprefix(f"{CHANGE} "), filled)
            await self._interaction_reply.answer(ticket, ticket.request("papers", words, thread=None))

    async def _opens_window(self, ticket: InteractionTicket, text: str) -> bool:
        """Whether a window on one of the channel's subscriptions was opened, for whoever may change it."""
        verb, _, topic = text.partition(" ")
        if verb != CHANGE:
            return False
        try:
            async with asyncio.timeout(_BEFORE_WINDOW_SECONDS):
                named = on_topic(await self._subscriptions.of(ticket.channel), topic)
                if named is None or not await self._interaction_reply.may_manage(ticket):
                    return False
        except (TimeoutError, PaperroundError):
            return False
        await self._component_state.keep_long_choice(subscription_modal.choice(named.topic))
        await self._interaction_reply.open(ticket, subscription_modal.window(named))
        return True

    async def ping(self, ticket: InteractionTicket, role: str, name: str) -> None:
        """A role is to be pinged by this channel's roundups, none for ""; one without a name can't be."""
        async with self._handling(ticket) as is_first:
            if not is_first:
                return
            if not await self._interaction_reply.may_manage(ticket):
                said = notices.MAY_NOT_PING
            elif role and not name:
                said = notices.NO_MENTION
            else:
                await self._component_state.put_role(ticket.channel.id, role)
                said = notices.pinging(name)
            await self._interaction_reply.tell(ticket, said)

    async def explain(self, ticket: InteractionTicket, words: str) -> None:
        """The papers that a message links to are wanted explained; a few of them, one at a time."""
        async with self._handling(ticket) as is_first:
            if not is_first:
                return
            if papers := self._linked_papers(words)[:AT_ONCE]:
                request = ticket.request("thread", ", ".join(papers), thread=None)
                await self._interaction_reply.answer(ticket, request)
            else:
                await self._interaction_reply.tell(ticket, notices.NO_PAPER)

    async def pressed(self, ticket: InteractionTicket, data: Mapping[str, Any]) -> None:
        """A button was pressed, or an entry of a menu chosen."""
        async with self._handling(ticket) as is_first:
            if is_first:
                await self._pressed(ticket, data)

    async def _pressed(self, ticket: InteractionTicket, data: Mapping[str, Any]) -> None:
        custom_id, values = str(data.get("custom_id")), [*(data.get("values") or ()), ""]
        kind, _, rest = custom_id.partition(" ")
        page = int(values[0]) if kind == menus.CONTENTS and values[0].isdecimal() else None
        choice = await self._component_state.read_choice(
            {menus.CONTENTS: rest, menus.MENU: values[0]}.get(kind, custom_id)
        )
        if choice is None:
            await self._interaction_reply.tell(ticket, notices.STALE)
            return
        if (
            not ticket.is_ours
            and choice.entry_point == "papers"
            and choice.text.partition(" ")[0] in self._need_membership
        ):
            await self._interaction_reply.tell(ticket, notices.not_a_member(invite(ticket.application)))
            return
        if choice.entry_point == "papers" and await self._opens_window(ticket, choice.text):
            return
        thread = choice.thread or (ticket.thread if choice.entry_point == "thread" else None)
        request = ticket.request(choice.entry_point, choice.text, thread=thread)
        discreet = choice.entry_point == "thread"
        is_menu = kind in {menus.CONTENTS, menus.MENU}
        await self._interaction_reply.answer(ticket, request, discreet=discreet, page=page, is_menu=is_menu)

    async def message(self, request: DiscordRequest) -> None:
        """Somebody called us in a message."""
        try:
            await self._message_reply.answer(request)
        except PaperroundError as problem:
            _log.warning("a message in %s can't be answered: %s", request.channel_or_thread, problem)

    async def outdated(self, ticket: InteractionTicket) -> None:
        """A command came that this version doesn't have."""
        await self._tell_late(ticket, notices.OUTDATED)

    @asynccontextmanager
    async def _handling(self, ticket: InteractionTicket) -> AsyncIterator[bool]:
        """The boundary; says whether nobody else has this interaction: a second process may hear it, too."""
        try:
            yield await self._deduplicator.is_first(ticket.id, _HEARD_FOR_SECONDS)
        except PaperroundError as problem:
            _log.warning("an interaction in %s failed: %s", ticket.channel.id, problem)
            await self._tell_late(ticket, notices.sentence(str(problem)))
        except Exception:  # noqa: BLE001 - one interaction never stops another
            _log.exception("an interaction in %s failed", ticket.channel.id)
            await self._tell_late(ticket, notices.UNEXPECTED)

    async def _tell_late(self, ticket: InteractionTicket, part: Part) -> None:
        try:
            await self._interaction_reply.tell_late(ticket, part)
        except PaperroundError as problem:
            _log.warning("nobody could be told: %s", problem)
