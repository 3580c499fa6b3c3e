"""What a channel was shown before, and which of it comes back: papers withdrawn or greatly revised since."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.store.ports import topic_key
from bot.service.ttl_cache import TtlCache

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.chat import Channel
    from adapters.store.ledger import Ledger
    from adapters.store.ports import Papers, Roundups, Seen
    from bot.clock import Clock
    from digest.model import Paper, Window

_LOOK_BACK = 40
_KEPT_FOR = timedelta(hours=1)
_REVISED_BELOW = 0.6
"""Of all words in the two abstracts together, so many must be in both for a paper to be the same as before."""
_RENAMED_BELOW = 0.4
_WORD = re.compile(r"\w+")

Returned = tuple["Paper", str]
"""A paper that was shown before, and why it comes back."""


class ShownHistory:
    """Compares what is about to be shown with what was; most of it is the same for all channels of a topic."""

    def __init__(self, ledger: Ledger, roundups: Roundups, papers: Papers, seen: Seen, clock: Clock) -> None:
        self._ledger = ledger
        self._roundups = roundups
        self._papers = papers
        self._seen = seen
        self._clock = clock
        self._withdrawn = TtlCache[str, "tuple[Paper, ...]"](clock, most=8, lifetime=_KEPT_FOR)

    async def last(self, channel: Channel, topic: str) -> str:
        """The id of the last roundup on a topic that was delivered to a channel; "" where there is none."""
        done = await self._ledger.done(channel, _LOOK_BACK)
        return next((one.roundup_id for one in done if topic_key(one.topic) == topic_key(topic) and one.roundup_id), "")

    async def unchanged(self, roundup_id: str, window: Window) -> frozenset[str]:
        """The papers of an earlier roundup that are in a window too, but for those that come back."""
        roundup = await self._roundups.get(roundup_id) if roundup_id else None
        if roundup is None:
            return frozenset()
        then = {one.pick.paper.id: one.pick.paper for one in roundup.papers}
        now = {paper.id: paper for paper in await self._papers.get(list(then)) if paper.listed in window}
        return frozenset(id_ for id_ in now if not reason(now[id_], then[id_]))

    async def already_shown(
        self, channel: Channel, papers: Sequence[Paper]
    ) -> tuple[frozenset[str], tuple[Returned, ...]]:
        """Which of these papers the channel knows, and which it was shown but come back."""
        shown = await self._seen_of(channel, papers)
        returned = await self._returned(channel, [paper for paper in shown if paper.version > 1])
        back = {paper.id for paper, _ in returned}
        return frozenset(paper.id for paper in shown if paper.id not in back), returned

    async def gone(self, channel: Channel, window: Window) -> tuple[Returned, ...]:
        """Papers that the channel was shown and whose withdrawal was listed in a window."""

        async def withdrawn() -> tuple[Paper, ...]:
            return tuple(paper for paper in await self._papers.during(window) if paper.withdrawn)

        papers = await self._withdrawn.get(window.label, withdrawn)
        return await self._returned(channel, await self._seen_of(channel, papers))

    async def _seen_of(self, channel: Channel, papers: Sequence[Paper]) -> list[Paper]:
        unseen = set(await self._seen.unseen(channel, [paper.id for paper in papers], self._clock.now()))
        return [paper for paper in papers if paper.id not in unseen]

    async def _returned(self, channel: Channel, papers: Sequence[Paper]) -> tuple[Returned, ...]:
        if not papers:
            return ()
        then = await self._as_shown(channel)
        found = ((paper, reason(paper, then[paper.id])) for paper in papers if paper.id in then)
        return tuple((paper, why) for paper, why in found if why)

    async def _as_shown(self, channel: Channel) -> dict[str, Paper]:
        """All papers of the channel's last roundups, as they were when they were shown last."""
        papers: dict[str, Paper] = {}
        for delivery in reversed(await self._ledger.done(channel, _LOOK_BACK)):
            roundup = await self._roundups.get(delivery.roundup_id) if delivery.roundup_id else None
            papers |= {one.pick.paper.id: one.pick.paper for one in roundup.papers} if roundup else {}
        return papers


def reason(now: Paper, then: Paper) -> str:
    """Why a paper is worth showing again, in words; "" where it isn't."""
    if now.withdrawn and not then.withdrawn:
        return "withdrawn by its authors since then"
    if now.version > then.version and _greatly(now, then):
        return f"greatly revised since then, from version {then.version} to {now.version}"
    return ""


def _greatly(now: Paper, then: Paper) -> bool:
    return _likeness(now.abstract, then.abstract) < _REVISED_BELOW or _likeness(now.title, then.title) < _RENAMED_BELOW


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(ours & theirs) / max(1, len(ours | theirs))
