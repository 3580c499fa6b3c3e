"""A delivery in memory, for tests of what people share: posts at once, through the platform."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """Posts what is asked for as often as it is asked; that it is once is the real one's promise.

    Attributes:
        publisher: The platform, once it is there.
    """

    roundups: FakeRoundups
    publisher: Publisher | None = None
    count: int = 0

    async def post(self, channel: Channel, roundup_id: str, topic: str, asked_by: str) -> SharedRoundup:
        """Post it at once."""
        self.count += 1
        roundup = self.roundups.kept[roundup_id]
        assert self.publisher
        delivery = Delivery(
            id=f"d-{self.count}",
            channel=channel,
            topic=topic,
            slot=NOW,
            claimed=NOW,
            roundup=roundup_id,
            asked_by=asked_by,
        )
        posted: dict[int, str] = {}
        for number, part in enumerate(self.publisher.fit(parts(roundup))):
            marker = Marker(delivery=delivery.id, part=number)
            posted[number] = await self.publisher.post(channel, part, marker, thread=posted.get(0))
            if not number:
                await self.roundups.shown(channel, posted[0], roundup_id, NOW)
        return SharedRoundup(delivery=replace(delivery, posted=posted), is_new=True)
