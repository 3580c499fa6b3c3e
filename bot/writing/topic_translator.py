"""Topics in other languages put into English, each paid for once and kept; without a model they stay as they are."""

from __future__ import annotations

import logging
from hashlib import sha256
from typing import TYPE_CHECKING

from adapters.errors import WriterAway
from adapters.store.leases import leased
from adapters.store.ledger import Superseded

if TYPE_CHECKING:
    from adapters.store.ports import KeyValueStore
    from adapters.writers.ports import Translator
    from bot.clock import Clock
    from bot.writing.limits import HourlyRateLimit

_KEPT_FOR = 90 * 86_400
_LEASE = 60.0

_log = logging.getLogger(__name__)


class TopicTranslator:
    """Says topics in English, or that it can't; it never raises for the model's sake."""

    def __init__(
        self, translator: Translator, key_values: KeyValueStore, clock: Clock, *, by_channel: HourlyRateLimit
    ) -> None:
        self._translator = translator
        self._key_values = key_values
        self._clock = clock
        self._by_channel = by_channel

    async def english(self, said: str, channel: str) -> str:
        """The same topic in English; "" where nobody could say it, or where it is English already.

        `channel` is who asks, who may have only so many put into English in an hour.
        """
        note = f"model:english:{sha256(f'{self._translator.name} {said}'.encode()).hexdigest()[:24]}"
        try:
            found = await self._key_values.get(note)
            if found is None:
                if not await self._by_channel.take(channel, self._clock.now()):
                    return ""
                async with leased(self._key_values, f"{note}:asking", _LEASE):
                    found = await self._key_values.get(note)  # somebody else may have asked meanwhile
                    if found is None:
                        found = await self._translator.english(said)
                        await self._key_values.put(note, found, _KEPT_FOR)
        except (WriterAway, Superseded) as trouble:
            _log.warning("a topic wasn't put into English: %s", trouble)
            return ""
        return "" if found.casefold() == said.casefold() else found
