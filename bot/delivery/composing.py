"""What a channel is posted for a delivery: the shared roundup, without what the channel was shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.present.parts import parts
from bot.answers.roundup_answers import unusual
from bot.delivery import notices
from bot.delivery.builds import order
from bot.schedule import reading_window
from bot.service.ttl_cache import TtlCache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.chat import Part, Publisher
    from adapters.store.ledger import Delivery, PendingMessages
    from adapters.store.ports import Subscription
    from bot.clock import Clock
    from bot.delivery.builds import RoundupBuilder
    from bot.delivery.shown_history import Returned, ShownHistory
    from bot.service.results import MadeRoundup
    from digest.brief.prompting import WritingOptions
    from digest.roundup import Roundup

    WritingOptionsOf = Callable[[str, str], WritingOptions | None]
    """The options that a style and a language ask for; None where they are the usual ones."""

_KEPT_FOR = timedelta(hours=1)

_Notes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedDelivery:
    """What is to be posted, by the names that it is kept under."""

    content: str
    roundup: str


class DeliveryComposer:
    """Settles what is posted; equal messages are drawn up and kept once for all channels of a platform."""

    def __init__(
        self,
        builds: RoundupBuilder,
        earlier: ShownHistory,
        contents: PendingMessages,
        clock: Clock,
        writing_options_of: WritingOptionsOf,
    ) -> None:
        self._builds = builds
        self._earlier = earlier
        self._contents = contents
        self._writing_options_of = writing_options_of
        self._drawn = TtlCache[tuple[str, str, _Notes], str](clock, most=64, lifetime=_KEPT_FOR)

    async def compose(
        self, delivery: Delivery, subscription: Subscription, platform: Publisher, job: str
    ) -> ComposedDelivery:
        """The messages for a delivery; raises `BuildPending` while the roundup is to be made."""
        channel, window = delivery.channel, reading_window(delivery.slot, subscription)
        writing_options = self._writing_options_of(subscription.style, subscription.language)
        after, known = await self._earlier.last(channel, subscription.topic), frozenset[str]()
        while True:  # each round leaves out more papers, until none is left that the channel knows
            roundup, made = await self._builds.get(order(subscription, window, after, known, writing_options), job)
            shown, returned = await self._earlier.shown(channel, [one.pick.paper for one in made.roundup.papers])
            if not shown:
                break
            known |= shown
        notes = (*returned, *await self._earlier.gone(channel, window))
        return ComposedDelivery(
            content=await self._draw(channel.platform, platform, roundup, made, notes), roundup=roundup
        )

    async def _draw(
        self, name: str, platform: Publisher, roundup: str, made: MadeRoundup, notes: Sequence[Returned]
    ) -> str:
        async def draw() -> str:
            return await self._contents.keep(platform.fit(_messages(made, notes)))

        return await self._drawn.get((name, roundup, tuple((paper.id, why) for paper, why in notes)), draw)


def _messages(made: MadeRoundup, notes: Sequence[Returned]) -> tuple[Part, ...]:
    opening, *thread = parts(made.roundup)
    if _exhausted(made.roundup):
        opening = notices.nothing_new(made.roundup, opening.actions)
    blocks = (*unusual(made), *opening.blocks, *notices.returning(notes))
    return (replace(opening, blocks=blocks), *thread)


def _exhausted(roundup: Roundup) -> bool:
    return not roundup.papers and roundup.counts.matched > 0
