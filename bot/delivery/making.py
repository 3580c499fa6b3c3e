"""Makes the roundups that deliveries order, of papers that are read for each or were read for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adapters.sources.ports import unwatched

if TYPE_CHECKING:
    from bot.delivery.builds import BuildOrder
    from bot.delivery.daily_ingest import DailyIngest
    from bot.delivery.shown_history import ShownHistory
    from bot.service.results import MadeRoundup
    from bot.service.roundup_service import RoundupService


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundupServices:
    """Who makes roundups.

    Attributes:
        reading: Reads what it lacks.
        at_hand: Makes do with what was read, for an installation that reads once for all topics.
    """

    reading: RoundupService
    at_hand: RoundupService


class RoundupMaker:
    """Makes what is ordered, of papers that are read for it or were read for all."""

    def __init__(self, services: RoundupServices, daily_ingest: DailyIngest, earlier: ShownHistory) -> None:
        self._services = services
        self._daily_ingest = daily_ingest
        self._earlier = earlier

    async def make(self, order: BuildOrder) -> MadeRoundup:
        """The roundup of an order; what its readers know is found after reading, since papers change."""
        service, away = self._services.reading, None
        if await self._daily_ingest.is_on():
            service, away = self._services.at_hand, await self._daily_ingest.bring_in(order.window)
        else:
            await service.read(order.window, order.as_topic.query.categories, unwatched)  # making it says what is wrong
        # Read for itself, so that what it is compared with doesn't depend on which other topics were read, and when.
        await self._services.reading.read_before(order.window, order.as_topic.query.categories)
        known = await self._earlier.unchanged(order.after, order.window)
        writing_options, known = service.writing_options(order.style, order.language), known.union(order.known)
        made = await service.roundup(
            order.as_topic, order.window, unwatched, known=known, writing_options=writing_options, compares=True
        )
        if away and not made.roundup.counts.found:
            raise away
        return replace(made, missing=str(away)) if away else made
