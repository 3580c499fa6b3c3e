"""What the links in mails lead to: who asked for what and hasn't confirmed it, and which subscription a press ends.

Owns the notes `mail:signup:…`, `mail:ended:…`, `mail:leave:…` and `mail:leaves:…`. An address is secret, and nothing is told
of a wrong one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import TYPE_CHECKING

import msgspec

from adapters.chat import Channel
from adapters.store.lasting_tokens import LastingTokens
from adapters.store.ports import topic_key
from adapters.store.subscription_json import SubscriptionEntry, entry, subscription

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.store.ports import KeyValueStore, Subscription

SIGNUP_DAYS = 3
"""Days in which a subscription can be confirmed."""
CONFIRMATION = "confirm-"
"""What the marker of a mail begins with that asks for a confirmation, and so has nothing to end; the signup's id follows."""
_DAY = 86_400
_ID = 16
_SECRET = 32
TOKEN_LENGTH = 48
"""Characters of a token: those of a signup are its id and a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signup:
    """What somebody asked for, and nobody has confirmed yet.

    Attributes:
        id: Names it where others may read; `token` is the secret that confirms it.
        subscriptions: As they will be, all of one address.
        in_channel: Whether it was asked for in a channel, and not by a stranger on its page.
    """

    id: str
    token: str
    subscriptions: tuple[Subscription, ...]
    in_channel: bool

    @property
    def asked(self) -> datetime:
        """When it was asked for."""
        return self.subscriptions[0].created

    @property
    def channel(self) -> Channel:
        """Where they will be."""
        return self.subscriptions[0].channel

    @property
    def origin(self) -> Channel:
        """The channel whose roundups they are."""
        return Channel.at(self.channel.workspace)


class _Kept(msgspec.Struct):
    secret: str
    subscriptions: list[SubscriptionEntry]
    in_channel: bool = False


_kept = msgspec.json.Decoder(_Kept)


class MailSignups:
    """On the notes that all processes share; raises `StoreAway` as they do."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values
        self._leaves = LastingTokens(key_values, "mail:leave", TOKEN_LENGTH)

    async def keep(self, subscriptions: Sequence[Subscription], *, in_channel: bool) -> Signup:
        """Keep what was asked for until it can no longer be confirmed."""
        name, secret = secrets.token_hex(_ID // 2), secrets.token_hex(_SECRET // 2)
        kept = _Kept(secret=secret, subscriptions=[entry(one) for one in subscriptions], in_channel=in_channel)
        await self._key_values.put(f"mail:signup:{name}", msgspec.json.encode(kept).decode(), SIGNUP_DAYS * _DAY)
        return _signup(name, kept)

    async def get(self, name: str) -> Signup | None:
        """What was asked for under an id."""
        note = await self._key_values.get(f"mail:signup:{name}")
        return _signup(name, _kept.decode(note)) if note else None

    async def confirmed(self, token: str) -> Signup | None:
        """What a token confirms; None for any other text."""
        found = await self.get(token[:_ID])
        return found if found and compare_digest(found.token.encode(), token.encode("utf-8", "replace")) else None

    async def note_end(self, channel: Channel, topic: str, at: datetime) -> None:
        """Note that one topic has ended, or all with "", so that no older link brings it back."""
        await self._key_values.put(_end_note(channel, topic), at.isoformat(), (SIGNUP_DAYS + 1) * _DAY)

    async def ended_since(self, wanted: Subscription) -> bool:
        """Whether what was asked for has been ended since."""
        ends = [await self._key_values.get(_end_note(wanted.channel, topic)) for topic in (wanted.topic, "")]
        return any(end is not None and datetime.fromisoformat(end) >= wanted.created for end in ends)

    async def leave_token(self, channel: Channel, topic: str) -> str:
        """The token that ends a subscription, always the same; "" as the topic ends all of the address."""
        return await self._leaves.of(f"{channel.address}:{topic_key(topic)}", f"{channel.address} {topic}")

    async def left(self, token: str) -> tuple[Channel, str] | None:
        """The channel and the topic that a token ends; None for any other text."""
        address, _, topic = (await self._leaves.meaning(token) or "").partition(" ")
        return (Channel.at(address), topic) if address else None


def _end_note(channel: Channel, topic: str) -> str:
    return f"mail:ended:{channel.address}:{topic_key(topic)}"


def _signup(name: str, kept: _Kept) -> Signup:
    return Signup(
        id=name,
        token=f"{name}{kept.secret}",
        subscriptions=tuple(subscription(one) for one in kept.subscriptions),
        in_channel=kept.in_channel,
    )
