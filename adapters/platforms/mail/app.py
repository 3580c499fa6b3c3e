"""The platform: a mailbox is a channel, a roundup is one mail, and what the server took is remembered by its Message-ID."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING

from typing_extensions import override

from adapters.chat import Platform
from adapters.errors import TryLater
from adapters.platforms.mail.message import MailHead, drawn
from adapters.platforms.mail.smtp import SmtpSender
from adapters.store.mail_signups import CONFIRMATION, MailSignups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.chat import Channel, Marker, Part, Person, Ports
    from adapters.platforms.mail.settings import MailAccess

_KEPT_FOR = 14 * 86_400
"""Seconds for which it is known what the server took; a delivery is given up after seven days."""
_UNSET = 3_600.0


class MailPlatform(Platform):
    """Mail that is sent, and never read."""

    def __init__(self, access: MailAccess, ports: Ports, sender: SmtpSender | None = None) -> None:
        self._access = access
        self._ports = ports
        self._sender = sender or SmtpSender(access)
        self._signups = MailSignups(ports.key_values)

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
        pass

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
        now, sent = self._ports.now(), await self._sent(channel, marker.delivery)
        roundup = await self._ports.roundup(part.whole.id) if part.whole else None
        head = MailHead(
            id=f"<{marker.delivery}.{marker.part}.{_mailbox(channel)}@{self._access.sender.partition('@')[2]}>",
            to=channel.id,
            date=now,
            answers=thread or "",
            leave="" if marker.delivery.startswith(CONFIRMATION) else await self._leave(channel, part),
        )
        message = await asyncio.to_thread(drawn, self._access, head, part, roundup)
        await self._sender.send(message, channel.id)
        sent[str(marker.part)] = [head.id, thread or "", now.isoformat()]
        await self._ports.key_values.put(_name(channel, marker.delivery), json.dumps(sent), _KEPT_FOR)
        return head.id

    @override
    async def posted(
        self, channel: Channel, delivery: str, *, since: datetime, thread: str | None = None
    ) -> Mapping[int, str]:
        """What the server said that it took; nobody can look into a mailbox."""
        sent = await self._sent(channel, delivery)
        return {
            int(part): name
            for part, (name, under, at) in sent.items()
            if under == (thread or "") and datetime.fromisoformat(at) >= since
        }

    async def _sent(self, channel: Channel, delivery: str) -> dict[str, list[str]]:
        note = await self._ports.key_values.get(_name(channel, delivery))
        return dict(json.loads(note)) if note else {}

    async def _leave(self, channel: Channel, part: Part) -> str:
        token = await self._signups.leave_token(channel, part.whole.topic if part.whole else "")
        return f"{self._access.public_url}/u/{token}"

    @override
    async def lacking(self, channel: Channel) -> str:
        return self._access.missing

    @override
    async def may_post(self, channel: Channel, person: Person) -> bool:
        """Nobody says anything into another's mailbox."""
        return False

    @override
    async def tell_administrators(self, channel: Channel, note: Part) -> None:
        """A mailbox has none: they are told where the mail was asked for."""


def _name(channel: Channel, delivery: str) -> str:
    return f"mail:sent:{channel.address}:{delivery}"


def _mailbox(channel: Channel) -> str:
    """Tells two mailboxes apart without naming them, for notices that go to several under one delivery's name."""
    return blake2b(channel.address.encode(), digest_size=4).hexdigest()
