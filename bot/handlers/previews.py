"""What a subscription is about, read ahead of its first roundup."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from digest.errors import PaperroundError
from digest.model import Topic
from digest.query import parse

if TYPE_CHECKING:
    from adapters.sources.ports import Progress
    from adapters.store.ports import Subscription
    from bot.service.results import Preview
    from bot.service.roundup_service import RoundupService


class Previews:
    """What roundups posted now would be about; a reading that takes longer than anybody waits goes on."""

    def __init__(self, service: RoundupService, progress: Progress, patience: float) -> None:
        """`patience` is how many seconds an answer waits for its preview."""
        self._service = service
        self._progress = progress
        self._patience = patience
        self._readings: set[asyncio.Future[Preview]] = set()

    async def of(self, subscription: Subscription) -> Preview | str:
        """The preview, or why there is none; whatever is away, the subscription stands."""
        window = self._service.next_posted(subscription.cadence, subscription.zone)
        work = self._service.preview(topic_of(subscription), window, self._progress)
        reading = asyncio.ensure_future(work)
        self._readings.add(reading)
        reading.add_done_callback(self._done)
        try:
            # Shielded: whoever asks for the roundup next finds the papers read.
            return await asyncio.wait_for(asyncio.shield(reading), self._patience)
        except TimeoutError:
            return "I am still reading last week's papers; /papers roundup shows them when I have."
        except PaperroundError as away:
            return str(away)

    def _done(self, reading: asyncio.Future[Preview]) -> None:
        """Forget a reading that has ended; what it failed of, the next one will say."""
        self._readings.discard(reading)
        if not reading.cancelled():
            reading.exception()


def topic_of(subscription: Subscription) -> Topic:
    """The topic of a subscription as this channel means it."""
    return Topic(name=subscription.topic, query=parse(subscription.query))
