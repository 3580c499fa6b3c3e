"""Mails that came back: the secret in each reader's return address, and what was said of the mails that came to it.

Owns the notes `mail:return:…`, `mail:returns:…` and `mail:returned:…`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from adapters.chat import Channel
from adapters.store.lasting_tokens import LastingTokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.store.ports import KeyValueStore

TOKEN_LENGTH = 32
COUNTED_DAYS = 30
"""Days for which it is remembered that a mail came back."""
_DAY = 86_400


class ReturnedMail(msgspec.Struct, frozen=True):
    """What was said of a mail that came back.

    Attributes:
        on: The day on which it came; one a day counts, however many there are.
        why: In the words of the server that returned it, nobody's whole address in them.
        for_good: Whether it was about the address itself, so that no other mail will arrive either.
    """

    on: date
    why: str
    for_good: bool


_kept = msgspec.json.Decoder(list[ReturnedMail])


class ReturnedMails:
    """On the notes that all processes share; raises `StoreAway` as they do."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values
        self._tokens = LastingTokens(key_values, "mail:return", TOKEN_LENGTH)

    async def token(self, channel: Channel) -> str:
        """The secret in the address that a reader's mails come back to."""
        return await self._tokens.of(channel.address, channel.address)

    async def channel(self, token: str) -> Channel | None:
        """Whose it is; None for any other text."""
        address = await self._tokens.meaning(token)
        return Channel.at(address) if address else None

    async def note(self, channel: Channel, mail: ReturnedMail) -> None:
        """Remember that a mail to this reader came back."""
        others = [one for one in await self.noted(channel) if one.on != mail.on or one.for_good > mail.for_good]
        recent = [one for one in others if mail.on - one.on < timedelta(days=COUNTED_DAYS)]
        kept = [*recent, mail] if all(one.on != mail.on for one in recent) else recent
        await self._key_values.put(_name(channel), msgspec.json.encode(kept).decode(), COUNTED_DAYS * _DAY)

    async def noted(self, channel: Channel) -> Sequence[ReturnedMail]:
        """The mails that came back of late, one a day."""
        return _kept.decode(await self._key_values.get(_name(channel)) or "[]")

    async def forget(self, channel: Channel) -> None:
        """Begin to count anew."""
        await self._key_values.drop(_name(channel))


def _name(channel: Channel) -> str:
    return f"mail:returned:{channel.address}"
