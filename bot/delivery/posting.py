"""Posts what is missing of a delivery, each part once, whatever happened to those who tried before."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.chat import Marker
from adapters.errors import OpeningDeleted, RightsLost, TryLater
from bot.service.ttl_cache import TtlCache

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.chat import Part, Publisher
    from adapters.store.ledger import Delivery, FencedWriter, PendingMessages
    from adapters.store.ports import Roundups, Seen
    from bot.clock import Clock
    from bot.delivery.page_links import PageLinks
    from bot.delivery.running_job import RunningJob

_log = logging.getLogger(__name__)
CLOCKS_DIFFER_BY = timedelta(minutes=10)
_KEPT_FOR = timedelta(hours=1)
_SHORT_WAIT = 5.0
"""Seconds that are waited for on the spot; for longer ones the channel's job makes room for others."""
UNCERTAIN_FOR = 15.0
"""Seconds after which a message that was sent without an answer either stands or never will."""
ASK_AGAIN_AFTER = 20.0
"""Seconds after which a platform that said no, but not for how long, is asked again."""


class PostingStopped(Exception):  # noqa: N818 - it is no failure
    """Raised between two messages when the process ends; whoever comes next goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAttempt:
    """One delivery in the hands of one worker.

    Attributes:
        surely_unposted: Its content was recorded just now, so no message of it can stand.
    """

    delivery: Delivery
    platform: Publisher
    writer: FencedWriter
    running: RunningJob
    surely_unposted: bool = False


class DeliveryPoster:
    """Posts, and remembers what was posted; raises what the platform raises."""

    def __init__(  # noqa: PLR0913 - what it works with, all of it stated
        self,
        contents: PendingMessages,
        roundups: Roundups,
        seen: Seen,
        clock: Clock,
        page_links: PageLinks,
        *,
        uncertain_for: float = UNCERTAIN_FOR,
        ask_again_after: float = ASK_AGAIN_AFTER,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.uncertain_for = uncertain_for
        self.ask_again_after = ask_again_after
        self._contents = contents
        self._roundups = roundups
        self._seen = seen
        self._clock = clock
        self._page_links = page_links
        self._sleep = sleep
        self._parts = TtlCache[str, "tuple[Part, ...] | None"](clock, most=32, lifetime=_KEPT_FOR)

    async def finish(self, attempt: PostAttempt) -> None:
        """Post all parts that don't stand yet, and close the delivery."""
        delivery = attempt.delivery
        parts = await self._parts.get(delivery.content, lambda: self._contents.get(delivery.content))
        if parts is None:
            await attempt.writer.close(delivery, "given up", "its messages are no longer kept")
            return
        parts = await self._page_links.with_links(parts, delivery)
        try:
            await self._post_rest(attempt, parts)
        except OpeningDeleted:
            # Who deletes a roundup doesn't want it there: it isn't posted again, and the next one comes as planned.
            _log.info("its opening post was deleted; nothing follows", extra={"delivery": delivery.id})
        await self._remember(delivery)
        await attempt.writer.close(delivery, "done")
        _log.info("delivered", extra={"delivery": delivery.id, "parts": len(parts)})

    async def _post_rest(self, attempt: PostAttempt, parts: tuple[Part, ...]) -> None:
        """Post what doesn't stand yet, once it is known what does."""
        delivery, posted = attempt.delivery, dict(attempt.delivery.posted)
        if not attempt.surely_unposted:
            posted |= await _find_posted(attempt, posted) if delivery.maybe_posted else {}
            await attempt.writer.record_posted(delivery, posted, maybe_posted=True)
        try:
            await self._post_missing(attempt, parts, posted)
        except (PostingStopped, TryLater, RightsLost):
            await attempt.writer.record_posted(delivery, posted, maybe_posted=False)  # nothing is on its way
            raise

    async def notice(self, attempt: PostAttempt, kind: str, part: Part) -> None:
        """Post one message about a delivery, unless it stands."""
        delivery = attempt.delivery
        if delivery.notices.get(kind):
            return
        marker = Marker(delivery=f"{delivery.id}.{kind}", part=0, topic=delivery.topic)
        since = delivery.claimed - CLOCKS_DIFFER_BY
        message = None
        if kind in delivery.notices:
            message = (await attempt.platform.posted(delivery.channel, marker.delivery, since=since)).get(0)
        else:
            await attempt.writer.record_notice(delivery, kind, "")
        for fitting in attempt.platform.fit([part])[:1]:
            message = message or await attempt.platform.post(delivery.channel, fitting, marker)
            await attempt.writer.record_notice(delivery, kind, message)

    async def _post_missing(self, attempt: PostAttempt, parts: tuple[Part, ...], posted: dict[int, str]) -> None:
        delivery, gap = attempt.delivery, 0.0
        if 0 in posted:
            await self._record_shown(delivery, posted[0])
        for number, part in enumerate(parts):
            if number in posted:
                continue
            if attempt.running.stopping:
                raise PostingStopped
            posted[number], gap = await self._post_with_waits(attempt, part, number, posted.get(0), gap)
            await attempt.writer.record_posted(
                delivery, {number: posted[number]}, maybe_posted=len(posted) < len(parts)
            )
            if number == 0:
                await self._record_shown(delivery, posted[0])
            await attempt.running.progressed()

    async def _post_with_waits(
        self, attempt: PostAttempt, part: Part, number: int, opening: str | None, gap: float
    ) -> tuple[str, float]:
        """Post one message, waiting where the platform asks for a little time; also says how much that was.

        By a loop of its own: the wait is kept between the next messages as well, and the process may be told to stop.
        """
        delivery = attempt.delivery
        announces = number == 0 and not delivery.asked_by
        marker = Marker(delivery=delivery.id, part=number, announces=announces, topic=delivery.topic)
        thread = opening if number else None
        while True:
            if gap:
                await self._sleep(gap)
            try:
                return await attempt.platform.post(attempt.delivery.channel, part, marker, thread=thread), gap
            except TryLater as later:
                if later.retry_after is None or later.retry_after > _SHORT_WAIT or attempt.running.stopping:
                    raise
                gap = max(later.retry_after, 0.05)

    async def _record_shown(self, delivery: Delivery, opening: str) -> None:
        await self._roundups.record_shown(delivery.channel, opening, delivery.roundup_id, self._clock.now())

    async def _remember(self, delivery: Delivery) -> None:
        roundup = await self._roundups.get(delivery.roundup_id)
        if roundup:
            shown = [listed.pick.paper.id for listed in roundup.papers]
            await self._seen.add(delivery.channel, shown, self._clock.now())


async def _find_posted(attempt: PostAttempt, posted: dict[int, str]) -> dict[int, str]:
    """The parts that stand in the channel and that the ledger doesn't know of."""
    delivery = attempt.delivery
    # One that was claimed twice may have been begun since it was due.
    since = min(delivery.slot, delivery.claimed) - CLOCKS_DIFFER_BY
    found: dict[int, str] = {}
    if 0 not in posted:
        found |= await attempt.platform.posted(delivery.channel, delivery.id, since=since)
    opening = posted.get(0) or found.get(0)
    if opening:
        found |= await attempt.platform.posted(delivery.channel, delivery.id, since=since, thread=opening)
    newly_found = {number: message for number, message in found.items() if number not in posted}
    if newly_found:
        _log.info("found what was posted before", extra={"delivery": delivery.id, "parts": sorted(newly_found)})
    return newly_found
