"""A channel's roundups by mail: asked for in the channel or on its public page, confirmed by the address, ended by a press."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from datetime import time
from typing import TYPE_CHECKING

from adapters import mail_address
from adapters.store.leases import add_to_all
from adapters.store.ports import on_topic
from bot.answers import mail_answers as answers
from bot.answers.replies import not_allowed, sentence
from bot.answers.subscription_answers import none_yet
from bot.commands import zones
from bot.handlers.subscribing import not_among, subscriptions_meant

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
_AN_ADDRESS, _A_PERSON, _A_CHANNEL, _ALL_CHANNELS = 3, 10, 50, 1_000
"""Confirmations in a day that go to one mailbox, or that one person, one channel or all of them may cause."""
_A_PAGE, _ALL_PAGES = 10, 200
"""The same for strangers, by a channel's public pages; what they spend is nobody else's."""
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

    async def ask(self, origin: Channel, wanted: Sequence[Subscription], *, who: str | None = None) -> bool:
        """Have a confirmation sent for what is wanted; False, and nothing done, where that was too often today.

        `who` is the id of a person who asks in the channel; None where a stranger asks on its page.
        """
        (address,) = {one.channel.id for one in wanted}
        budgets = [(f"to:{mail_address.mailbox(address)}", _AN_ADDRESS), *_shared_budgets(origin, who)]
        today = self._clock.now().date()
        if await add_to_all(self._counters, [(f"mail:asked:{name}:{today}", most) for name, most in budgets], 1, _DAY):
            return False
        signup = await self._signups.keep(wanted, in_channel=who is not None)
        await self._send_confirmation(signup.id)
        return True

    async def signup(self, token: str) -> Signup | None:
        """What a token would confirm."""
        return await self._signups.confirmed(token)

    async def confirm(self, token: str) -> tuple[Subscription, ...] | None:
        """Subscribe to what a token confirms, and say what that is; as often as it is done, the same.

        Without what was ended since it was asked for, and () where the channel has as many readers as it may.
        """
        signup = await self._signups.confirmed(token)
        if signup is None:
            return None
        if await self.is_full(signup.origin, besides=signup.channel):
            return ()
        wanted = [one for one in signup.subscriptions if not await self._signups.ended_since(one)]
        for one in wanted:
            await self._subscriptions.put(one)
        return tuple(wanted)

    async def leaving(self, token: str) -> tuple[Subscription, ...] | None:
        """What a token would end, which may have ended already; None where it is no such token."""
        left = await self._signups.left(token)
        if left is None:
            return None
        channel, topic = left
        return await self._subscriptions_at(channel, topic)

    async def leave(self, token: str) -> tuple[Subscription, ...] | None:
        """End what a token ends, and say what that was."""
        left = await self._signups.left(token)
        return await self._end(*left) if left else None

    async def end(self, origin: Channel, address: str, topic: str | None) -> tuple[Subscription, ...]:
        """End what an address gets of a channel."""
        return await self._end(mail_address.channel(origin, address), topic or "")

    async def _end(self, channel: Channel, topic: str) -> tuple[Subscription, ...]:
        """End one topic, or all with "", also what was asked for and isn't confirmed yet."""
        await self._signups.note_end(channel, topic, self._clock.now())
        ending = await self._subscriptions_at(channel, topic)
        for one in ending:
            await self._subscriptions.remove(one.channel, one.topic)
        return ending

    async def _subscriptions_at(self, channel: Channel, topic: str) -> tuple[Subscription, ...]:
        every = await self._subscriptions.of(channel)
        if not topic:
            return every
        meant = on_topic(every, topic)
        return (meant,) if meant else ()

    async def ask_on_page(self, origin: Channel, topic: str, address: str, zone: str) -> None:
        """Ask for a public topic; the same for whoever asks, whatever becomes of it. Without a zone, in the channel's.

        Raises `ValueError` where there can't be such an address, and `Misunderstood` for a zone.
        """
        address, zone = mail_address.normalized(address), zones.zone(zone) if zone else ""
        behind = on_topic(await self._subscriptions.of(origin), topic)
        if behind and not await self.is_full(origin, besides=mail_address.channel(origin, address)):
            await self.ask(origin, [mail_subscription(behind, address, zone or behind.zone, self._clock)])

    async def is_full(self, origin: Channel, *, besides: Channel) -> bool:
        """Whether a channel's roundups go to as many addresses as they may, one of them left out."""
        return len({one.channel for one in await self.of(origin)} - {besides}) >= _MOST


def _shared_budgets(origin: Channel, who: str | None) -> Sequence[tuple[str, int]]:
    """A person's by their id alone, which on some platforms is the same in all workspaces."""
    if who is None:
        return ((f"page:{origin.address}", _A_PAGE), ("pages", _ALL_PAGES))
    person = f"by:{origin.platform}:{who}"
    return ((person, _A_PERSON), (f"in:{origin.address}", _A_CHANNEL), ("channels", _ALL_CHANNELS))


def mail_subscription(behind: Subscription, address: str, zone: str, clock: Clock) -> Subscription:
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
        self, mail: MailSubscribing | None, subscriptions: Subscriptions, clock: Clock, missing_settings: str = ""
    ) -> None:
        """`missing_settings` is what has to be set first, in a sentence."""
        self._mail = mail
        self._subscriptions = subscriptions
        self._clock = clock
        self._missing_settings = missing_settings

    async def answer(self, command: Mail, request: Request) -> Reply:
        """Have a confirmation sent, end what an address gets, or say who gets something."""
        if self._mail is None:
            return answers.not_here(self._missing_settings)
        origin = request.channel
        if not command.address:
            return answers.listing(await self._mail.of(origin))
        if command.stops:
            if not request.person.may_manage:
                return not_allowed()
            return answers.mail_ended(command.address, await self._mail.end(origin, command.address, command.topic))
        subscriptions = await self._subscriptions.of(origin)
        behind = subscriptions_meant(subscriptions, command.topic)
        if not behind:
            return not_among(subscriptions, command.topic, "mail") if subscriptions else none_yet()
        return await self._ask_for_mail(self._mail, command, request, behind)

    async def _ask_for_mail(
        self, mail: MailSubscribing, command: Mail, request: Request, behind: Sequence[Subscription]
    ) -> Reply:
        if await mail.is_full(request.channel, besides=mail_address.channel(request.channel, command.address)):
            return sentence(f"{_MOST} addresses get this channel's roundups already, which is as many as may.")
        wishes = [self._mail_subscription(command, request, one) for one in behind]
        if not await mail.ask(request.channel, wishes, who=request.person.id):
            return sentence("That was asked for often enough today; the mails so far have links that still work.")
        return answers.confirmation_sent(command.address, wishes)

    def _mail_subscription(self, command: Mail, request: Request, behind: Subscription) -> Subscription:
        zone = command.zone or request.person.zone or behind.zone
        base = mail_subscription(behind, command.address, zone, self._clock)
        cadence = command.cadence or base.cadence
        if command.weekday is not None and cadence == "daily":
            cadence = "weekly"
        return dataclasses.replace(
            base,
            cadence=cadence,
            weekday=base.weekday if command.weekday is None else command.weekday,
            at=command.at or base.at,
        )
