"""A delivery in memory, for tests of what people share: posts at once, through the platform."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adapters.chat import Marker
from adapters.present.parts import parts
from adapters.store.ledger import Delivery
from bot.service.results import SharedRoundup
from tests.bot.fakes import NOW

if TYPE_CHECKING:
    from adapters.chat import Channel, Publisher
    from tests.stores import FakeRoundups


@dataclass
class FakeSharing:
    """Posts what is asked for at once, and what stands in a channel never again, as the real one.

    Attributes:
        publisher: The platform, once it is there.
        is_slow: What is asked for stays on its way.
    """

    roundups: FakeRoundups
    publisher: Publisher | None = None
    is_slow: bool = False
    _standing: dict[tuple[Channel, str], Delivery] = field(default_factory=dict)

    async def post(self, channel: Channel, roundup_id: str, topic: str, asked_by: str) -> SharedRoundup | None:
        """Post it, unless it stands there; None where it isn't kept."""
        if standing := self._standing.get((channel, roundup_id)):
            return SharedRoundup(delivery=standing, is_new=False)
        roundup = await self.roundups.get(roundup_id)
        if roundup is None:
            return None
        assert self.publisher
        opened = Delivery(
            id=f"d-{len(self._standing)}",
            channel=channel,
            topic=topic,
            slot=NOW,
            claimed=NOW,
            roundup_id=roundup_id,
            asked_by=asked_by,
        )
        posted: dict[int, str] = {}
        for number, part in enumerate(() if self.is_slow else self.publisher.fit(parts(roundup))):
            marker = Marker(delivery=opened.id, part=number)
            posted[number] = await self.publisher.post(channel, part, marker, thread=posted.get(0))
            if not number:
                await self.roundups.record_shown(channel, posted[0], roundup_id, NOW)
        self._standing[channel, roundup_id] = done = replace(opened, posted=posted)
        return SharedRoundup(delivery=done, is_new=True)
