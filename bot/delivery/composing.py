"""What a channel is posted for a delivery: the shared roundup without what it was shown before, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from adapters.chat import Part, Small, plain
from adapters.present import picture
from adapters.present.parts import parts
from adapters.present.picture import Illustration
from adapters.whole_roundup import WholeRoundup
from bot.answers.delivery_notices import nothing_new_notice, returning_notice
from bot.answers.roundup_answers import roundup_parts, unusual
from bot.delivery.builds import order
from bot.due_dates import reading_window
from bot.service.ttl_cache import TtlCache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adapters.chat import Publisher
    from adapters.store.ledger import Delivery, PendingMessages
    from adapters.store.ports import Roundups, Subscription
    from bot.clock import Clock
    from bot.delivery.builds import RoundupBuilder
    from bot.delivery.page_links import PageLinks
    from bot.delivery.shown_history import Returned, ShownHistory
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
    roundup_id: str


class DeliveryComposer:
    """Settles what is posted; equal messages are drawn up and kept once for all channels of a platform."""

    def __init__(
        self,
        builder: RoundupBuilder,
        shown_history: ShownHistory,
        contents: PendingMessages,
        roundups: Roundups,
        clock: Clock,
        writing_options_of: WritingOptionsOf,
        page_links: PageLinks,
    ) -> None:
        self._builder = builder
        self._shown_history = shown_history
        self._contents = contents
        self._roundups = roundups
        self._writing_options_of = writing_options_of
        self._page_links = page_links
        self._drawn = TtlCache[tuple[str, str, _Notes], str](clock, most=64, lifetime=_KEPT_FOR)

    async def compose(
        self, delivery: Delivery, subscription: Subscription, platform: Publisher, job: str
    ) -> ComposedDelivery:
        """The messages for a delivery; raises `BuildPending` while the roundup is to be made."""
        channel, window = delivery.channel, reading_window(delivery.slot, subscription)
        writing_options = self._writing_options_of(subscription.style, subscription.language)
        after, known = await self._shown_history.last(channel, subscription.topic), frozenset[str]()
        while True:  # each round leaves out more papers, until none is left that the channel knows
            roundup_id, made = await self._builder.get(order(subscription, window, after, known, writing_options), job)
            shown, returned = await self._shown_history.already_shown(channel, [one.pick.paper for one in made.papers])
            if not shown:
                break
            known |= shown
        notes = (*returned, *await self._shown_history.gone(channel, window))
        return ComposedDelivery(
            content=await self._keep_messages(channel.platform, platform, roundup_id, made, notes),
            roundup_id=roundup_id,
        )

    async def compose_asked(self, delivery: Delivery, platform: Publisher) -> ComposedDelivery | None:
        """The messages of just the roundup that somebody asked for; None where it is no longer kept."""
        roundup = await self._roundups.get(delivery.roundup_id)
        if roundup is None:
            return None
        opening, *thread = _illustrated(roundup_parts(roundup), roundup)
        asked = Small(plain(f"Asked for by @{delivery.asked_by}"))
        opening = self._page_links.with_placeholder(replace(opening, blocks=(*opening.blocks, asked)))
        messages = (opening, *thread)
        content = await self._contents.keep(platform.fit(messages))
        return ComposedDelivery(content=content, roundup_id=delivery.roundup_id)

    async def _keep_messages(
        self, name: str, platform: Publisher, roundup_id: str, roundup: Roundup, notes: Sequence[Returned]
    ) -> str:
        async def draw() -> str:
            opening, *thread = _messages(roundup, notes, roundup_id)
            return await self._contents.keep(platform.fit((self._page_links.with_placeholder(opening), *thread)))

        return await self._drawn.get((name, roundup_id, tuple((paper.id, why) for paper, why in notes)), draw)


def _messages(roundup: Roundup, notes: Sequence[Returned], roundup_id: str) -> tuple[Part, ...]:
    opening, *thread = _illustrated(parts(roundup), roundup)
    before, after = unusual(roundup), returning_notice(notes)
    if _exhausted(roundup):
        opening = nothing_new_notice(roundup, opening.actions)
    else:
        added = tuple(one.text for one in (*before, *after))
        opening = replace(opening, whole=WholeRoundup(id=roundup_id, topic=roundup.topic.name, notes=added))
    return (replace(opening, blocks=(*before, *opening.blocks, *after)), *thread)


def _illustrated(messages: tuple[Part, ...], roundup: Roundup) -> tuple[Part, ...]:
    """The same messages, the opening post with the roundup's picture; without papers it would show nothing new."""
    # Imported here because the fonts and what draws with them take memory, and most processes draw nothing.
    from adapters.present import raster  # noqa: PLC0415

    drawn = picture.of(roundup) if roundup.papers else None
    if drawn is None or not raster.is_drawable(drawn):
        return messages
    opening, *thread = messages
    return (replace(opening, illustration=Illustration(picture=drawn)), *thread)


def _exhausted(roundup: Roundup) -> bool:
    return not roundup.papers and roundup.counts.matched > 0
