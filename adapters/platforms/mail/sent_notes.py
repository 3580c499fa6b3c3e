"""What the mail server took of each delivery, and how often it was asked in vain; owns `mail:sent:…` and `mail:tries:…`."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from adapters.errors import StoreAway

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.chat import Channel
    from adapters.store.ports import KeyValueStore

_KEPT_FOR = 14 * 86_400
"""Seconds for which it is known what the server took; a delivery is given up after seven days."""
_PATIENCE = 15.0
"""Seconds in which a note is tried again that the store wasn't there for: as long as the job's lease surely lasts."""
_PAUSE = 0.5


class SentMail(NamedTuple):
    """A mail that was taken: its Message-ID, that of the mail it belongs under or "", and when, in ISO 8601."""

    id: str
    under: str
    at: str


class SentNotes:
    """On the notes that all processes share; one worker at a time writes about a channel. Raises `StoreAway`."""

    def __init__(self, key_values: KeyValueStore) -> None:
        self._key_values = key_values

    async def taken(self, channel: Channel, delivery: str) -> Mapping[int, SentMail]:
        """What was taken of a delivery, by the numbers of its parts."""
        note = await self._key_values.get(f"mail:sent:{channel.address}:{delivery}")
        return {int(part): SentMail(*mail) for part, mail in json.loads(note or "{}").items()}

    async def took(self, channel: Channel, delivery: str, part: int, mail: SentMail) -> None:
        """Note that a part was taken, and don't give up at once where the store is away: without it a second copy is sent."""
        clock = asyncio.get_running_loop().time
        until = clock() + _PATIENCE
        while True:
            try:
                sent = {**await self.taken(channel, delivery), part: mail}
                await self._key_values.put(f"mail:sent:{channel.address}:{delivery}", json.dumps(sent), _KEPT_FOR)
            except StoreAway:
                if clock() > until:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def refused(self, channel: Channel, delivery: str) -> int:
        """Count one more try that the server refused for now; at least 1, also where the store is away."""
        return await self._count(channel, delivery, "refused")

    async def unanswered(self, channel: Channel, delivery: str) -> int:
        """Count one more try that the server didn't answer, in the same way."""
        return await self._count(channel, delivery, "unanswered")

    async def _count(self, channel: Channel, delivery: str, outcome: str) -> int:
        name = f"mail:tries:{channel.address}:{delivery}"
        tries: dict[str, int] = {}
        with suppress(StoreAway):
            tries = json.loads(await self._key_values.get(name) or "{}")
        tries[outcome] = tries.get(outcome, 0) + 1
        with suppress(StoreAway):
            await self._key_values.put(name, json.dumps(tries), _KEPT_FOR)
        return tries[outcome]
