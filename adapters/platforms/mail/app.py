"""The platform: a mailbox is a channel, a roundup is one mail, and what the server took is remembered by its Message-ID."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Platform
from adapters.errors import RightsLost, TryLater, Uncertain
from adapters.mail_address import in_header
from adapters.platforms.mail.message import MailHead, drawn
from adapters.platforms.mail.sent_notes import SentMail, SentNotes
from adapters.platforms.mail.smtp import NoPlace, SmtpSender
from adapters.platforms.mail.smtp_connections import SmtpConnections
from adapters.store.mail_signups import CONFIRMATION, MailSignups
from adapters.store.returned_mail import ReturnedMails

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.chat import Channel, Marker, Part, Person, Ports
    from adapters.platforms.mail.settings import MailAccess
    from digest.roundup import Roundup

_UNSET = 3_600.0
_LATER = 600.0
_SILENT = 1_800.0
"""Seconds until a mail is sent again that the server was silent about, as RFC 5321, 4.5.4.1, has it."""
_SILENCES = 3
"""Tries without an answer after which a mail counts as sent: where each was taken, the mailbox has as many copies."""
_LONGEST_WAIT = 4 * 3_600.0
_log = logging.getLogger(__name__)


class MailPlatform(Platform):
    """Mail that is sent, and never read."""

    def __init__(self, access: MailAccess, ports: Ports, sender: SmtpSender | None = None) -> None:
        self._access = access
        self._ports = ports
        self._sender = sender or SmtpSender(SmtpConnections(access))
        self._signups = MailSignups(ports.key_values)
        self._notes = SentNotes(ports.key_values)
        self._returned = ReturnedMails(ports.key_values)

    @override
    async def start(self) -> None:
        pass

    @override
    async def listen(self) -> None:
        """Nobody is heard by mail, so this waits for its end."""
        await asyncio.Event().wait()

    @property
    @override
    def is_connected(self) -> bool:
        return True

    @override
    async def stop(self) -> None:
        await self._sender.close()

    @override
    def fit(self, parts: Sequence[Part]) -> tuple[Part, ...]:
        """One message: a mail is as long as it has to be. Nothing can be pressed in it."""
        if not parts:
            return ()
        opening, *thread = parts
        blocks = (
            opening.blocks if opening.whole else (*opening.blocks, *chain.from_iterable(one.blocks for one in thread))
        )
        return (replace(opening, blocks=blocks, actions=(), illustration=None),)

    @override
    async def post(self, channel: Channel, part: Part, marker: Marker, *, thread: str | None = None) -> str:
        if self._access.missing:
            raise TryLater(f"Mail isn't set up. {self._access.missing}", retry_after=_UNSET)
        now = self._ports.now()
        roundup = await self._ports.roundup(part.whole.id) if part.whole else None
        head = MailHead(
            id=f"<{marker.delivery}.{marker.part}.{_mailbox(channel)}@{self._access.domain}>",
            to=channel.id,
            date=now,
            answers=thread or "",
            leave="" if marker.delivery.startswith(CONFIRMATION) else await self._leave(channel, marker.topic),
        )
        message = await self._drawn(head, part, roundup)
        await self._sent_or_later(message, channel, marker)
        await self._notes.took(channel, marker.delivery, marker.part, SentMail(head.id, thread or "", now.isoformat()))
        return head.id

    async def _drawn(self, head: MailHead, part: Part, roundup: Roundup | None) -> bytes:
        try:
            in_header(head.to)
        except ValueError as wrong:
            raise RightsLost("no mail can be written to that address") from wrong
        return await asyncio.to_thread(drawn, self._access, head, part, roundup)

    async def _sent_or_later(self, message: bytes, channel: Channel, marker: Marker) -> None:
        """Send it; each time that it isn't taken, the wait is doubled, and silence counts as a yes in the end."""
        try:
            await self._sender.send(message, await self._return_address(channel, marker), channel.id)
        except NoPlace:
            raise
        except TryLater as later:
            tries = await self._notes.refused(channel, marker.delivery)
            raise TryLater(str(later), retry_after=_doubled(later.retry_after or _LATER, tries)) from later
        except Uncertain as silent:
            tries = await self._notes.unanswered(channel, marker.delivery)
            if tries < _SILENCES:
                raise Uncertain(str(silent), retry_after=_doubled(_SILENT, tries)) from silent
            _log.warning("taken as sent, though the mail server never said so", extra={"delivery": marker.delivery})

    async def _return_address(self, channel: Channel, marker: Marker) -> str:
        """Where it comes back to if it can't be delivered: the reader's own address, but for who hasn't confirmed anything."""
        asks = marker.delivery.startswith(CONFIRMATION)
        token = await self._returned.token(channel) if self._access.returns and not asks else ""
        return self._access.return_address(token)

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        """What the server said that it took; nobody can look into a mailbox."""
        sent = await self._notes.taken(channel, delivery)
        return {
            part: mail.id
            for part, mail in sent.items()
            if mail.under == (thread or "") and datetime.fromisoformat(mail.at) >= since
        }

    async def _leave(self, channel: Channel, topic: str) -> str:
        token = await self._signups.leave_token(channel, topic)
        return f"{self._access.public_url}/u/{token}"

    @override
    async def ensure_can_post(self, channel: Channel) -> str:
        return self._access.missing

    @override
    async def may_post(self, channel: Channel, person: Person) -> bool:
        """Nobody says anything into another's mailbox."""
        return False

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """A mailbox has none: they are told where the mail was asked for."""


def _doubled(first: float, tries: int) -> float:
    """The wait after so many tries in vain."""
    return float(min(first * 2 ** (tries - 1), _LONGEST_WAIT))


def _mailbox(channel: Channel) -> str:
    """Tells two mailboxes apart without naming them, for notices that go to several under one delivery's name."""
    return blake2b(channel.address.encode(), digest_size=4).hexdigest()
