"""The first word in a channel and to whoever installed the bot: once each, whatever restarts and however many processes."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.answers import replies

if TYPE_CHECKING:
    from adapters.chat import Channel, Part
    from adapters.store.ports import KeyValueStore, Subscriptions

_TEN_YEARS = 10 * 365 * 86_400


class Greetings:
    """Says what to say, to the first who asks; owns the notes `hello:ADDRESS` and `installed:PLATFORM/WORKSPACE`."""

    def __init__(self, key_values: KeyValueStore, subscriptions: Subscriptions) -> None:
        self._key_values = key_values
        self._subscriptions = subscriptions

    async def hello(self, channel: Channel) -> Part | None:
        """What the bot is, for a channel that it was invited to; None where that was said, or is known."""
        if await self._subscriptions.of(channel) or not await self._is_first(f"hello:{channel.address}"):
            return None
        return replies.hello()

    async def next_step(self, platform: str, workspace: str) -> Part | None:
        """What to do next, for who installed the bot; None where that was said."""
        return replies.next_step() if await self._is_first(f"installed:{platform}/{workspace}") else None

    async def _is_first(self, name: str) -> bool:
        return await self._key_values.claim(name, secrets.token_hex(8), _TEN_YEARS)
