"""A channel's roundups by mail: asked for in the channel or on its public page, confirmed by the address, ended by a press."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from datetime import time
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.store.ports import topic_key
from bot.answers import mail_answers as answers
from bot.answers.replies import not_allowed, sentence
from bot.answers.subscription_answers import none_yet
from bot.commands import zones
from bot.handlers.subscribing import meant_by, not_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel, Reply, Request
    from adapters.store.leases import Counters
    from adapters.store.mail_signups import MailSignups, Signup
    from adapters.store.ports import Subscription, Subscriptions
    from bot.clock import Clock
    from bot.commands.mail_command import Mail

SendConfirmation = Callable[[str], Awaitable[None]]
"""Has the mail sent that a signup, named by its id, is confirmed by."""

_DAY = 86_400
_AN_ADDRESS, _A_PERSON, _A_PLACE = 3, 10, 50
"""Confirmations in a day that go to one address, or that one person or one channel may cause."""
_MOST = 200
"""Addresses that get a channel's roundups."""
_MORNING = time(9)


class MailSubscribing:
    """What happens to a subscription by mail from being asked for to its end; raises `StoreAway`."""

    def __init__(
        self,
        signups: MailSignups,
        subscriptions: Subscriptions,
        send_confirmation: SendConfirmation,
        counters: Counters,
        clock: Clock,
    ) -> None:
        self._signups = signups
        self._subscriptions = subscriptions
        self._send_confirmation = send_confirmation
        self._counters = counters
        self._clock = clock

    async def of(self, origin: Channel) -> tuple[Subscription, ...]:
        """All that were asked for in a channel and confirmed, paused ones as well."""
        return await self._subscriptions.within(mail_address.PLATFORM, origin.address)

    async def ask(self, origin: Channel, wanted: Sequence[Subscription], *, asked_by: str = "", who: str = "") -> bool:
        """Have a confirmation sent for what is wanted; False, and nothing done, where that was too often today.

        `who` tells apart those who ask in a channel; `asked_by` is their name.
        """
        (address,) = {one.channel.id for one in wanted}
        day = self._clock.now().date()
        budgets = [(f"to:{address.casefold()}", _AN_ADDRESS), (f"in:{origin.address}", _A_PLACE)]
        budgets += [(f"by:{origin.platform}:{origin.workspace}:{who}", _A_PERSON)] if who else []
        for name, most in budgets:
            if not await self._counters.add(f"mail:asked:{name}:{day}", 1, _DAY, most=most):
                return False
        signup = await self._signups.keep(wanted, asked_by)
        await self._send_confirmation(signup.id)
        return True

    async def asked(self, token: str) -> Signup | None:
        """What a token would confirm."""
        return await self._signups.confirmed(token)

    async def confirm(self, token: str) -> Signup | None:
        """Subscribe to what a token confirms; as often as it is done, the same."""
        signup = await self._signups.confirmed(token)
        for one in signup.subscriptions if signup else ():
            await self._subscriptions.put(one)
        return signup

    async def leaving(self, token: str) -> tuple[Subscription, ...] | None:
        """What a token would end, which may have ended already; None where it is no such token."""
        left = await self._signups.left(token)
        if left is None:
            return None
        channel, topic = left
        every = await self._subscriptions.of(channel)
        return tuple(one for one in every if not topic or topic_key(one.topic) == topic_key(topic))

    async def leave(self, token: str) -> tuple[Subscription, ...] | None:
        """End what a token ends, and say what that was."""
        ending = await self.leaving(token)
        for one in ending or ():
            await self._subscriptions.remove(one.channel, one.topic)
        return ending

    async def end(self, origin: Channel, address: str, topic: str | None) -> tuple[Subscription, ...]:
        """End what an address gets of a channel."""
        every = await self._subscriptions.of(mail_address.channel(origin, address))
        ending = tuple(one for one in every if topic is None or topic_key(one.topic) == topic_key(topic))
        for one in ending:
            await self._subscriptions.remove(one.channel, one.topic)
        return ending

    async def ask_on_page(self, origin: Channel, topic: str, address: str, zone: str) -> None:
        """Ask for a public topic; the same for whoever asks, whatever becomes of it.

        Raises `ValueError` where there can't be such an address, and `Misunderstood` for a zone.
        """
        address, zone = mail_address.normalized(address), zones.zone(zone)
        every = await self._subscriptions.of(origin)
        of_topic = [one for one in every if topic_key(one.topic) == topic]
        if of_topic and not await self.is_full(origin):
            await self.ask(origin, [wanted(one, address, zone, self._clock) for one in of_topic])

    async def is_full(self, origin: Channel) -> bool:
        """Whether a channel's roundups go to as many addresses as they may."""
        return len({one.channel for one in await self.of(origin)}) >= _MOST


def wanted(behind: Subscription, address: str, zone: str, clock: Clock) -> Subscription:
    """What a channel subscribed to as one person gets it: the same topic on the same days, in the person's own morning."""
    return dataclasses.replace(
        behind,
        channel=mail_address.channel(behind.channel, address),
        at=_MORNING,
        zone=zone,
        created=clock.now(),
        paused=None,
    )


class MailHandlers:
    """The use cases of `/papers mail`; without `mail`, none is sent here."""

    def __init__(
        self, mail: MailSubscribing | None, subscriptions: Subscriptions, clock: Clock, lacking: str = ""
    ) -> None:
        """`lacking` is what has to be set first, in a sentence."""
        self._mail = mail
        self._subscriptions = subscriptions
        self._clock = clock
        self._lacking = lacking

    async def answer(self, command: Mail, request: Request) -> Reply:
        """Have a confirmation sent, end what an address gets, or say who gets something."""
        if self._mail is None:
            return answers.not_here(self._lacking)
        origin = request.channel
        if not command.address:
            return answers.listing(await self._mail.of(origin))
        if command.stops:
            if not request.person.may_manage:
                return not_allowed()
            return answers.ended(command.address, await self._mail.end(origin, command.address, command.topic))
        subscriptions = await self._subscriptions.of(origin)
        behind = meant_by(subscriptions, command.topic)
        if not behind:
            return not_among(subscriptions, command.topic, "mail") if subscriptions else none_yet()
        return await self._asked(self._mail, command, request, behind)

    async def _asked(
        self, mail: MailSubscribing, command: Mail, request: Request, behind: Sequence[Subscription]
    ) -> Reply:
        if await mail.is_full(request.channel):
            return sentence(f"{_MOST} addresses get this channel's roundups already, which is as many as may.")
        wishes = [self._wished(command, request, one) for one in behind]
        who = request.person
        if not await mail.ask(request.channel, wishes, asked_by=who.name or "somebody", who=who.id):
            return sentence("That was asked for often enough today; the mails so far have links that still work.")
        return answers.asked(command.address, wishes)

    def _wished(self, command: Mail, request: Request, behind: Subscription) -> Subscription:
        zone = command.zone or request.person.zone or behind.zone
        base = wanted(behind, command.address, zone, self._clock)
        cadence = command.cadence or base.cadence
        if command.weekday is not None and cadence == "daily":
            cadence = "weekly"
        return dataclasses.replace(
            base,
            cadence=cadence,
            weekday=base.weekday if command.weekday is None else command.weekday,
            at=command.at or base.at,
        )
