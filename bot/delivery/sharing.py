"""Roundups that somebody asks for, posted as those of the schedule are: once a channel, however often it is asked."""

from __future__ import annotations

import asyncio
from hashlib import blake2b
from typing import TYPE_CHECKING

from adapters.store.jobs import deliver
from adapters.store.ledger import Delivery
from bot.delivery.delivering import maybe_claimed_before
from bot.service.results import SharedRoundup

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.chat import Channel
    from adapters.store.jobs import Jobs
    from adapters.store.ledger import Ledger, StoreClock

_LOOK_BACK = 40
_LOOK_EVERY = 0.1
PATIENCE = 2.0
"""Seconds that the person who shares waits for the opening post."""


class RoundupSharing:
    """Opens deliveries because somebody asks, and says what became of them."""

    def __init__(
        self,
        ledger: Ledger,
        jobs: Jobs,
        clock: StoreClock,
        *,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._ledger = ledger
        self._jobs = jobs
        self._clock = clock
        self._looks = int(patience / _LOOK_EVERY)
        self._sleep = sleep

    async def share(self, channel: Channel, roundup_id: str, topic: str, asked_by: str) -> SharedRoundup | None:
        """Have a kept roundup posted, unless it stands there or is on its way; `asked_by` is a name, never empty.

        What is on its way is waited for a moment. None where it can't be posted, and may be asked for again.
        """
        delivery, is_new = await self._existing_delivery(channel, roundup_id), False
        if delivery is None:
            delivery = await self._new_delivery(channel, roundup_id, topic, asked_by)
            is_new = await self._ledger.claim(delivery)
        await self._jobs.put([deliver(channel)])  # also where another process claimed it, which may have ended since
        found = await self._ledger.get(channel, delivery.id)
        for _ in range(self._looks):
            if found is None or found.posted:
                break
            await self._sleep(_LOOK_EVERY)
            found = await self._ledger.get(channel, delivery.id)
        return SharedRoundup(delivery=found, is_new=is_new) if found else None

    async def _existing_delivery(self, channel: Channel, roundup_id: str) -> Delivery | None:
        """The delivery that brings this roundup here, whoever or whatever asked for it."""
        done = [one for one in await self._ledger.done(channel, _LOOK_BACK) if one.posted]
        every = (*await self._ledger.open(channel), *done)
        return next((one for one in every if one.roundup_id == roundup_id), None)

    async def _new_delivery(self, channel: Channel, roundup_id: str, topic: str, asked_by: str) -> Delivery:
        """Its id is the same whoever asks, so that only one of two who ask at once opens it."""
        now, name = await self._clock.now(), f"{channel.address} shared {roundup_id}"
        return Delivery(
            id=blake2b(name.encode(), digest_size=8).hexdigest(),
            channel=channel,
            topic=topic,
            slot=now,
            claimed=now,
            roundup_id=roundup_id,
            asked_by=asked_by,
            maybe_claimed_before=maybe_claimed_before(now, await self._clock.served_since()),
        )
